#include "widgets/state/ViewState.h"

#include "widgets/state/KeepFirst.h"

#include <algorithm>

namespace podscape {

namespace {

template <class T>
bool assign(T& stored, T value)
{
    if (stored == value)
        return false;
    stored = std::move(value);
    return true;
}

bool sameScale(const ColorScale& a, const ColorScale& b)
{
    return a.low == b.low && a.high == b.high && a.title == b.title && a.unit == b.unit && a.map == b.map;
}

Nanoseconds durationOf(const ViewValues& values)
{
    return values.dataset && values.dataset->trace ? values.dataset->trace->duration : Nanoseconds{0};
}

// Units, links and switches outlive a new trace on the same cluster; jobs and events belong to their trace.
bool survives(const EntityRef& entity, const ViewValues& before, const ViewValues& now)
{
    if (!before.dataset || !now.dataset || !exists(entity, now.dataset.get()))
        return false;
    const bool ofTrace = std::holds_alternative<JobId>(entity) || std::holds_alternative<EventId>(entity);
    return ofTrace ? before.dataset->trace == now.dataset->trace : before.dataset->cluster == now.dataset->cluster;
}

std::vector<EntityRef> existingOnce(const std::vector<EntityRef>& entities, const Dataset* dataset)
{
    std::vector<EntityRef> kept;
    std::ranges::copy_if(entities, std::back_inserter(kept), [&](const EntityRef& entity) { return exists(entity, dataset); });
    keepFirst(kept);
    return kept;
}

// Shifts a range into the trace without changing its length, as far as the trace is long enough.
TimeRange fitted(TimeRange range, Nanoseconds duration)
{
    const Nanoseconds whole = std::max(duration, ViewState::kShortestVisible);
    const Nanoseconds length = std::clamp(range.length(), ViewState::kShortestVisible, whole);
    const Nanoseconds begin = std::clamp(range.begin, Nanoseconds{0}, whole - length);
    return {begin, begin + length};
}

} // namespace

ViewState::ViewState(QObject* parent) : QObject(parent) {}

void ViewState::setDataset(std::shared_ptr<const Dataset> dataset)
{
    if (m_values.dataset == dataset)
        return;
    ViewValues next = initialValues(std::move(dataset), m_values);
    std::copy_if(m_values.selection.begin(), m_values.selection.end(), std::back_inserter(next.selection),
                 [&](const EntityRef& entity) { return survives(entity, m_values, next); });
    const ViewValues before = std::exchange(m_values, std::move(next));
    if (before.selection != m_values.selection)
        emit selectionChanged();
    if (before.hover != m_values.hover)
        emit hoverChanged();
    if (before.visible != m_values.visible)
        emit visibleChanged(m_values.visible);
    if (before.brush != m_values.brush)
        emit brushChanged();
    if (before.metric != m_values.metric || !sameScale(before.scale, m_values.scale))
        emit scaleChanged();
    if (before.fabric != m_values.fabric)
        emit fabricChanged();
    if (before.cutaway != m_values.cutaway)
        emit cutawayChanged();
    if (before.time != m_values.time)
        emit timeChanged(m_values.time);
    emit datasetChanged();
}

void ViewState::setArrangement(Arrangement arrangement)
{
    if (assign(m_values.arrangement, arrangement))
        emit arrangementChanged(arrangement);
}

void ViewState::select(std::vector<EntityRef> entities)
{
    if (assign(m_values.selection, existingOnce(entities, m_values.dataset.get())))
        emit selectionChanged();
}

void ViewState::toggleSelected(const EntityRef& entity)
{
    std::vector<EntityRef> entities = m_values.selection;
    const auto at = std::find(entities.begin(), entities.end(), entity);
    if (at == entities.end())
        entities.push_back(entity);
    else
        entities.erase(at);
    select(std::move(entities));
}

void ViewState::setHover(std::optional<EntityRef> entity)
{
    if (entity && !exists(*entity, m_values.dataset.get()))
        entity.reset();
    if (assign(m_values.hover, std::move(entity)))
        emit hoverChanged();
}

void ViewState::setTime(Nanoseconds time)
{
    if (assign(m_values.time, std::clamp(time, Nanoseconds{0}, std::max(durationOf(m_values), Nanoseconds{0}))))
        emit timeChanged(m_values.time);
}

void ViewState::setVisible(TimeRange range)
{
    if (assign(m_values.visible, fitted(range, durationOf(m_values))))
        emit visibleChanged(m_values.visible);
}

void ViewState::setBrush(std::optional<TimeRange> range)
{
    if (range) {
        const Nanoseconds duration = durationOf(m_values);
        range->begin = std::clamp(range->begin, Nanoseconds{0}, duration);
        range->end = std::clamp(range->end, Nanoseconds{0}, duration);
        if (range->end <= range->begin)
            range.reset();
    }
    if (assign(m_values.brush, range))
        emit brushChanged();
}

void ViewState::setMetric(std::optional<MetricId> metric)
{
    if (metric && (!m_values.dataset || !m_values.dataset->trace || metric->value >= m_values.dataset->trace->metrics.size()))
        metric.reset();
    if (!assign(m_values.metric, metric))
        return;
    const std::string map = m_values.scale.map;
    const Metric* shown = m_values.shownMetric();
    m_values.scale = shown ? defaultScale(*shown) : ColorScale{};
    m_values.scale.map = map;
    emit scaleChanged();
}

void ViewState::setScaleLimits(double low, double high)
{
    const bool lowChanged = assign(m_values.scale.low, std::min(low, high));
    const bool highChanged = assign(m_values.scale.high, std::max(low, high));
    if (lowChanged || highChanged)
        emit scaleChanged();
}

void ViewState::setColorMap(const std::string& name)
{
    if (assign(m_values.scale.map, std::string(ColorMap::named(name).name())))
        emit scaleChanged();
}

void ViewState::setFabric(FabricId fabric)
{
    const bool known = m_values.dataset && fabric.value < m_values.dataset->cluster->fabrics.size();
    if (!known || !assign(m_values.fabric, fabric))
        return;
    emit fabricChanged();
    setCutaway(m_values.cutaway);   // a slice may be beyond the other torus
}

void ViewState::setTheme(ThemeName theme)
{
    if (assign(m_values.theme, theme))
        emit themeChanged(theme);
}

void ViewState::setCutaway(const Cutaway& cutaway)
{
    if (assign(m_values.cutaway, m_values.dataset ? fitted(cutaway, *m_values.dataset->cluster, m_values.fabric) : Cutaway{}))
        emit cutawayChanged();
}

void ViewState::setLinkDirection(LinkDirection direction)
{
    if (assign(m_values.linkDirection, direction))
        emit linkDirectionChanged(direction);
}

void ViewState::setEmphasis(Emphasis emphasis)
{
    if (assign(m_values.emphasis, emphasis))
        emit emphasisChanged(emphasis);
}

void ViewState::setFadeUnselected(bool fade)
{
    if (assign(m_values.fadeUnselected, fade))
        emit fadeUnselectedChanged(fade);
}

} // namespace podscape
