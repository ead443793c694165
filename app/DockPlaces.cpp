#include "app/DockPlaces.h"

#include <QAction>
#include <QDockWidget>
#include <QMainWindow>
#include <QMenu>
#include <QScreen>

namespace podscape {

namespace {

Qt::DockWidgetArea areaOf(ViewPlace place)
{
    return place == ViewPlace::Left ? Qt::LeftDockWidgetArea : place == ViewPlace::Right ? Qt::RightDockWidgetArea : Qt::BottomDockWidgetArea;
}

} // namespace

DockPlaces::DockPlaces(QMainWindow& window) : m_window(window)
{
    m_window.setDockNestingEnabled(true);
}

void DockPlaces::add(QWidget& view, const ViewInfo& info, QMenu& menu)
{
    auto* dock = new QDockWidget(info.title, &m_window);
    dock->setObjectName(QStringLiteral("dock-") + info.id);
    dock->setWidget(&view);
    dock->setAccessibleName(info.title);
    m_window.addDockWidget(areaOf(info.place), dock);
    QAction* toggle = dock->toggleViewAction();
    toggle->setShortcut(QKeySequence(Qt::CTRL | static_cast<Qt::Key>(Qt::Key_1 + menu.actions().size())));
    menu.addAction(toggle);
    m_window.addAction(toggle);
}

void DockPlaces::restore(const QByteArray& geometry, const QByteArray& docks)
{
    m_window.setCorner(Qt::BottomLeftCorner, Qt::BottomDockWidgetArea);
    m_window.setCorner(Qt::BottomRightCorner, Qt::BottomDockWidgetArea);
    if (!m_window.restoreGeometry(geometry))
        m_window.resize(QSize(1600, 960).boundedTo(m_window.screen()->availableSize()));
    if (!m_window.restoreState(docks))
        shareOut();
}

// Enough for a path in the outline, for a source in the inspector, for five strips below.
void DockPlaces::shareOut()
{
    QList<QDockWidget*> sides, bottoms;
    QList<int> widths, heights, shares;
    for (auto* dock : m_window.findChildren<QDockWidget*>()) {
        const Qt::DockWidgetArea area = m_window.dockWidgetArea(dock);
        if (area == Qt::BottomDockWidgetArea) {
            bottoms << dock;
            heights << m_window.height() * 36 / 100;
            shares << m_window.width() * (shares.isEmpty() ? 62 : 38) / 100;   // time is wide, a matrix is square
        } else {
            sides << dock;
            widths << (area == Qt::LeftDockWidgetArea ? 270 : 310);
        }
    }
    m_window.resizeDocks(sides, widths, Qt::Horizontal);
    m_window.resizeDocks(bottoms, heights, Qt::Vertical);
    m_window.resizeDocks(bottoms, shares, Qt::Horizontal);
}

// With nothing open there is nothing to show in them: the start page has the window to itself.
void DockPlaces::show(bool isOpen)
{
    if (isOpen && !m_hidden.isEmpty()) {
        m_window.restoreState(m_hidden);
        m_hidden.clear();
    } else if (!isOpen && m_hidden.isEmpty()) {
        m_hidden = m_window.saveState();
        for (auto* dock : m_window.findChildren<QDockWidget*>())
            dock->hide();
    }
}

QByteArray DockPlaces::state() const
{
    return m_hidden.isEmpty() ? m_window.saveState() : m_hidden;
}

} // namespace podscape
