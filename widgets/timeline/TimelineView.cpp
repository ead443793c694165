#include "widgets/timeline/TimelineView.h"

#include "widgets/common/EntityText.h"
#include "widgets/state/ViewState.h"
#include "widgets/view/ViewAction.h"
#include "widgets/view/ViewInfo.h"

#include <QApplication>
#include <QMouseEvent>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace podscape {

namespace {

constexpr double kZoomPerStep = 1.25;
constexpr double kPanPerStep = 0.15;   // of what is visible
constexpr double kWheelStep = 120;     // QWheelEvent: eighths of a degree, 15 degrees a notch

PointPx toPoint(QPointF at)
{
    return {static_cast<float>(at.x()), static_cast<float>(at.y())};
}

} // namespace

TimelineView::TimelineView(ViewState& state, QWidget* parent) : TimelineView(std::make_unique<TimelineScene>(), state, parent) {}

TimelineView::TimelineView(std::unique_ptr<TimelineScene> scene, ViewState& state, QWidget* parent)
    : VtkWidget(std::unique_ptr<Scene>(scene.get()), parent), m_scene(*scene.release()), m_state(state)
{
    setAccessibleName(tr("Timeline"));
    setMinimumSize(240, 140);
    createActions();
    connectState();
    showValues();
}

void TimelineView::createActions()
{
    addViewAction(this, tr("Zoom in"), {Qt::Key_W}, [this] { zoomAtPlayhead(kZoomPerStep); });
    addViewAction(this, tr("Zoom out"), {Qt::Key_S}, [this] { zoomAtPlayhead(1 / kZoomPerStep); });
    addViewAction(this, tr("Earlier"), {Qt::Key_A, Qt::Key_Left}, [this] { panBy(-kPanPerStep); });
    addViewAction(this, tr("Later"), {Qt::Key_D, Qt::Key_Right}, [this] { panBy(kPanPerStep); });
    addViewAction(this, tr("Next event"), {Qt::Key_Period}, [this] { toEvent(1); });
    addViewAction(this, tr("Previous event"), {Qt::Key_Comma}, [this] { toEvent(-1); });
    addViewAction(this, tr("The whole trace"), {Qt::Key_Home}, [this] { m_state.setVisible(whole()); });
    addViewAction(this, tr("Zoom to the brushed range"), {Qt::Key_F}, [this] {
        if (m_state.values().brush)
            m_state.setVisible(*m_state.values().brush);
    });
    addViewAction(this, tr("Begin the range at the playhead"), {Qt::Key_I}, [this] {
        const ViewValues& values = m_state.values();
        m_state.setBrush(TimeRange{values.time, values.brush ? values.brush->end : whole().end});
    });
    addViewAction(this, tr("End the range at the playhead"), {Qt::Key_O}, [this] {
        const ViewValues& values = m_state.values();
        m_state.setBrush(TimeRange{values.brush ? values.brush->begin : whole().begin, values.time});
    });
    addViewAction(this, tr("No range"), {Qt::Key_Escape}, [this] { m_state.setBrush(std::nullopt); });
}

void TimelineView::connectState()
{
    connect(&m_state, &ViewState::datasetChanged, this, &TimelineView::showValues);
    connect(&m_state, &ViewState::selectionChanged, this, &TimelineView::showValues);
    connect(&m_state, &ViewState::hoverChanged, this, &TimelineView::showValues);
    connect(&m_state, &ViewState::visibleChanged, this, &TimelineView::showValues);
    connect(&m_state, &ViewState::brushChanged, this, &TimelineView::showValues);
    connect(&m_state, &ViewState::scaleChanged, this, &TimelineView::showValues);
    connect(&m_state, &ViewState::themeChanged, this, &TimelineView::showValues);
    connect(&m_state, &ViewState::timeChanged, this, [this] {
        followPlayhead();
        showValues();
    });
}

void TimelineView::showValues()
{
    m_scene.show(m_state.values());
    requestRender();
}

TimeRange TimelineView::whole() const
{
    const auto& dataset = m_state.values().dataset;
    return {Nanoseconds{0}, dataset && dataset->trace ? dataset->trace->duration : Nanoseconds{0}};
}

void TimelineView::zoomAt(Nanoseconds anchor, double factor)
{
    m_state.setVisible(zoomed(m_state.values().visible, whole(), anchor, factor, ViewState::kShortestVisible));
}

void TimelineView::zoomAtPlayhead(double factor)
{
    const ViewValues& values = m_state.values();
    const bool inSight = values.visible.contains(values.time);
    zoomAt(inSight ? values.time : Nanoseconds{(values.visible.begin.value + values.visible.end.value) / 2}, factor);
}

void TimelineView::panBy(double share)
{
    const TimeRange visible = m_state.values().visible;
    m_state.setVisible(panned(visible, whole(), Nanoseconds{static_cast<std::int64_t>(static_cast<double>(visible.length().value) * share)}));
}

// Forward from the playhead, or back from it; the event found is selected and kept in sight.
void TimelineView::toEvent(int step)
{
    const ViewValues& values = m_state.values();
    if (!values.dataset || !values.dataset->trace)
        return;
    const auto& events = values.dataset->trace->events;
    const auto before = [](const Event& event, Nanoseconds time) { return event.span.begin < time; };
    const auto after = [](Nanoseconds time, const Event& event) { return time < event.span.begin; };
    auto found = step > 0 ? std::upper_bound(events.begin(), events.end(), values.time, after)
                          : std::lower_bound(events.begin(), events.end(), values.time, before);
    if (step < 0 && found == events.begin())
        return;
    if (step < 0)
        --found;
    if (found == events.end())
        return;
    m_state.setTime(found->span.begin);
    m_state.select({EventId{static_cast<std::uint32_t>(found - events.begin())}});
    followPlayhead();
}

void TimelineView::centreVisibleAt(Nanoseconds time)
{
    const TimeRange visible = m_state.values().visible;
    m_state.setVisible(panned(visible, whole(), time - visible.begin - Nanoseconds{visible.length().value / 2}));
}

// A playhead that leaves what is visible takes the picture with it, a page at a time.
void TimelineView::followPlayhead()
{
    const ViewValues& values = m_state.values();
    if (m_drag == Drag::None && !values.visible.contains(values.time) && values.time < whole().end)
        m_state.setVisible(panned(values.visible, whole(), values.time - values.visible.begin));
}

void TimelineView::mousePressEvent(QMouseEvent* event)
{
    m_pressedAt = event->position();
    m_pressedVisible = m_state.values().visible;
    m_pressedTime = geometry().timeAt(static_cast<float>(m_pressedAt.x()));
    m_moved = false;
    const auto area = m_scene.picture().areaAt(toPoint(m_pressedAt));
    const bool pans = event->button() != Qt::LeftButton || (event->modifiers() & Qt::ShiftModifier);
    m_drag = area == TimelineDrawList::Area::Overview ? Drag::Overview
        : pans                                        ? Drag::Pan
        : area == TimelineDrawList::Area::Axis        ? Drag::Playhead
        : area == TimelineDrawList::Area::Plots       ? Drag::Brush
                                                      : Drag::None;
    if (m_drag == Drag::Overview || m_drag == Drag::Playhead)
        drag(event->position());
}

void TimelineView::mouseMoveEvent(QMouseEvent* event)
{
    if (event->buttons() == Qt::NoButton) {
        hover(event->position(), event->globalPosition().toPoint());
        return;
    }
    m_moved = m_moved || std::abs(event->position().x() - m_pressedAt.x()) >= QApplication::startDragDistance() / 2.0;
    if (m_moved)
        drag(event->position());
}

void TimelineView::drag(QPointF at)
{
    const auto x = static_cast<float>(at.x());
    switch (m_drag) {
    case Drag::None: break;
    case Drag::Overview: centreVisibleAt(geometry().overviewTimeAt(x)); break;
    case Drag::Playhead: m_state.setTime(geometry().timeAt(x)); break;
    case Drag::Brush: {
        const Nanoseconds time = geometry().timeAt(x);
        m_state.setBrush(TimeRange{std::min(time, m_pressedTime), std::max(time, m_pressedTime)});
        break;
    }
    case Drag::Pan: {
        const double perPixel = static_cast<double>(m_pressedVisible.length().value) / std::max(geometry().width(), 1.0f);
        const auto delta = static_cast<std::int64_t>((m_pressedAt.x() - at.x()) * perPixel);
        m_state.setVisible(panned(m_pressedVisible, whole(), Nanoseconds{delta}));
        break;
    }
    }
}

void TimelineView::mouseReleaseEvent(QMouseEvent* event)
{
    if (m_drag == Drag::Brush && !m_moved && event->button() == Qt::LeftButton)
        click(event->position(), event->modifiers() & Qt::ControlModifier);
    m_drag = Drag::None;
}

// A click goes to the moment and selects what is there; on nothing it lifts the brush.
void TimelineView::click(QPointF at, bool toggles)
{
    m_state.setTime(geometry().timeAt(static_cast<float>(at.x())));
    if (const auto entity = m_scene.picture().at(toPoint(at))) {
        if (toggles)
            m_state.toggleSelected(*entity);
        else
            m_state.select({*entity});
    } else {
        m_state.setBrush(std::nullopt);
    }
}

void TimelineView::mouseDoubleClickEvent(QMouseEvent* event)
{
    m_drag = Drag::None;
    if (const auto entity = m_scene.picture().at(toPoint(event->position())))
        m_state.requestFlyTo(*entity);
}

void TimelineView::wheelEvent(QWheelEvent* event)
{
    const double steps = event->angleDelta().y() / kWheelStep;
    if (event->modifiers() & Qt::ControlModifier)
        zoomAt(geometry().timeAt(static_cast<float>(event->position().x())), std::pow(kZoomPerStep, steps));
    else
        panBy(-kPanPerStep * (steps + event->angleDelta().x() / kWheelStep));
}

void TimelineView::leaveEvent(QEvent*)
{
    m_state.setHover(std::nullopt);
    QToolTip::hideText();
}

void TimelineView::hover(QPointF at, QPoint global)
{
    const auto entity = m_scene.picture().at(toPoint(at));
    m_state.setHover(entity);
    if (entity)
        QToolTip::showText(global, QStringLiteral("%1\n%2").arg(titleOf(*entity, *m_state.values().dataset), detailOf(*entity, *m_state.values().dataset)), this);
    else
        QToolTip::hideText();
}

ViewInfo timelineView()
{
    return {QStringLiteral("timeline"), TimelineView::tr("Timeline"), IconName::Timeline, TimelineView::tr("What happened when: utilisation, jobs, events"),
            ViewPlace::Bottom, [](ViewState& state, QWidget* parent) -> QWidget* { return new TimelineView(state, parent); }, true};
}

} // namespace podscape
