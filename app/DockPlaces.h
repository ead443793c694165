#pragma once

#include "widgets/view/ViewInfo.h"

#include <QByteArray>

class QMainWindow;
class QMenu;

namespace podscape {

// The panels around the picture: where each stands at first, how the user left them, and that they stay away while nothing is open.
class DockPlaces
{
public:
    explicit DockPlaces(QMainWindow& window);

    // Puts a view into a dock of its own; `menu` gets the action that shows and hides it, with the next of Ctrl+1, Ctrl+2, …
    void add(QWidget& view, const ViewInfo& info, QMenu& menu);

    // As the window was saved; with nothing saved, shares of the screen that suit what is in the docks.
    void restore(const QByteArray& geometry, const QByteArray& docks);

    void show(bool isOpen);
    [[nodiscard]] QByteArray state() const;   // to save; also while nothing is open

private:
    void shareOut();

    QMainWindow& m_window;
    QByteArray m_hidden;                      // how docks stand when something is open, while nothing is
};

} // namespace podscape
