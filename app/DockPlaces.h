#pragma once

#include "widgets/view/ViewInfo.h"

#include <QByteArray>

class QMainWindow;
class QMenu;

namespace podscape {

class Settings;

// The panels around the picture: where each stands at first, and how the user left them. What has nothing to show stays away: all of them
// while nothing is open, those of traces while there is none; each of the two ways is remembered by itself.
class DockPlaces
{
public:
    enum class Content { Nothing, Cluster, Trace };

    DockPlaces(QMainWindow& window, Settings& settings);

    // Puts a view into a dock of its own; `menu` gets the action that shows and hides it, with the next of Ctrl+Shift+1, Ctrl+Shift+2, …
    void add(QWidget& view, const ViewInfo& info, QMenu& menu);

    void restoreWindow();           // its size and place, as it was saved
    void show(Content content);
    void save() const;              // the window's size and place, and the docks of what is open

private:
    void shareOut();

    QMainWindow& m_window;
    Settings& m_settings;
    Content m_content = Content::Nothing;
};

} // namespace podscape
