#pragma once

#include "widgets/common/Icons.h"

#include <QString>

#include <functional>
#include <vector>

class QWidget;

namespace podscape {

class ViewState;

enum class ViewPlace { Centre, Left, Right, Bottom };

// A view as the window knows it. A view folder offers `ViewInfo <word>View()`; the list PODSCAPE_VIEWS in widgets/view/CMakeLists.txt
// generates allViews() from the words. Its keys are the QActions that the widget carries.
struct ViewInfo
{
    QString id;      // stable, for saved window states
    QString title;
    IconName icon;
    QString help;    // one line
    ViewPlace place = ViewPlace::Bottom;
    std::function<QWidget*(ViewState&, QWidget* parent)> create;
    bool needsTrace = false;   // there is nothing in it without one
};

[[nodiscard]] std::vector<ViewInfo> allViews();   // in the order of the list

} // namespace podscape
