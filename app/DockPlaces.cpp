#include "app/DockPlaces.h"

#include "app/Settings.h"

#include <QAction>
#include <QDockWidget>
#include <QMainWindow>
#include <QMenu>
#include <QScreen>

namespace podscape {

namespace {

constexpr const char* kOfTraces = "ofTraces";   // a dock's property: nothing is in it without a trace

Qt::DockWidgetArea areaOf(ViewPlace place)
{
    return place == ViewPlace::Left ? Qt::LeftDockWidgetArea : place == ViewPlace::Right ? Qt::RightDockWidgetArea : Qt::BottomDockWidgetArea;
}

QList<QDockWidget*> docksOf(const QMainWindow& window)
{
    return window.findChildren<QDockWidget*>();
}

QString keyOf(DockPlaces::Content content)
{
    return content == DockPlaces::Content::Trace ? QStringLiteral("trace") : QStringLiteral("cluster");
}

} // namespace

DockPlaces::DockPlaces(QMainWindow& window, Settings& settings) : m_window(window), m_settings(settings)
{
    m_window.setDockNestingEnabled(true);
    m_window.setCorner(Qt::BottomLeftCorner, Qt::BottomDockWidgetArea);
    m_window.setCorner(Qt::BottomRightCorner, Qt::BottomDockWidgetArea);
}

void DockPlaces::add(QWidget& view, const ViewInfo& info, QMenu& menu)
{
    auto* dock = new QDockWidget(info.title, &m_window);
    dock->setObjectName(QStringLiteral("dock-") + info.id);
    dock->setWidget(&view);
    dock->setAccessibleName(info.title);
    dock->setProperty(kOfTraces, info.needsTrace);
    m_window.addDockWidget(areaOf(info.place), dock);
    QAction* toggle = dock->toggleViewAction();
    toggle->setShortcut(QKeySequence(Qt::CTRL | Qt::SHIFT | static_cast<Qt::Key>(Qt::Key_1 + menu.actions().size())));
    menu.addAction(toggle);
    m_window.addAction(toggle);
}

void DockPlaces::restoreWindow()
{
    if (!m_window.restoreGeometry(m_settings.geometry()))
        m_window.resize(QSize(1600, 960).boundedTo(m_window.screen()->availableSize()));
    for (auto* dock : docksOf(m_window))
        dock->hide();
}

void DockPlaces::show(Content content)
{
    if (content == m_content)
        return;
    save();
    m_content = content;
    const bool isRestored = content != Content::Nothing && m_window.restoreState(m_settings.docks(keyOf(content)));
    for (auto* dock : docksOf(m_window)) {
        const bool hasContent = content == Content::Trace || (content == Content::Cluster && !dock->property(kOfTraces).toBool());
        if (!isRestored || !hasContent)
            dock->setVisible(hasContent);
    }
    if (content != Content::Nothing && !isRestored)
        shareOut();
}

void DockPlaces::save() const
{
    m_settings.setGeometry(m_window.saveGeometry());
    if (m_content != Content::Nothing)
        m_settings.setDocks(keyOf(m_content), m_window.saveState());
}

// Enough for a path in the outline, for a source in the inspector, for five strips below.
void DockPlaces::shareOut()
{
    QList<QDockWidget*> sides, bottoms;
    QList<int> widths, heights, shares;
    for (auto* dock : docksOf(m_window)) {
        if (dock->isHidden())
            continue;
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

} // namespace podscape
