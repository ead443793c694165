#include "widgets/timeline/TimelineDrawList.h"

#include "widgets/draw/LabelFit.h"
#include "widgets/draw/LegendDrawList.h"
#include "widgets/timeline/TimelineParts.h"

#include <algorithm>
#include <ranges>

namespace podscape {
namespace {

DrawList nothingToShow(const ViewValues& values, SizePx size)
{
    DrawList list;
    const Theme& theme = Theme::of(values.theme);
    list.fill({0, 0, size.width, size.height}, theme.background);
    const char* text = values.dataset ? "This cluster has no trace yet. Open one to see when its chips were busy." : "Nothing is open.";
    list.text({{size.width / 2, size.height / 2}, text, 13, theme.textQuiet, AlignX::Centre});
    return list;
}

TimelineGeometry geometryOf(const ViewValues& values, const Trace& trace, const TimelineCache& cache, SizePx size)
{
    const UnitTree& tree = values.dataset->cluster->tree;
    const Metric* metric = values.shownMetric();
    TimelineGeometry::Wanted wanted;
    wanted.metric = metric && metric->info().subject == MetricSubject::Units && metric->sampleCount() > 0 && values.dataset->rollups;
    wanted.jobs = cache.lanes && cache.lanes->laneCount > 0;
    wanted.events = !trace.events.empty();
    wanted.jobLanes = wanted.jobs ? static_cast<int>(std::min<std::uint32_t>(cache.lanes->laneCount, 10'000)) : 0;
    if (wanted.metric)
        wanted.stripRows = static_cast<int>(tree.unitCount(stripsLevel(tree, metricLevel(*metric, tree), size.height / 3)));
    const TimeRange whole{{0}, std::max(trace.duration, Nanoseconds{1})};
    const TimeRange visible = values.visible.length() > Nanoseconds{0} ? values.visible : whole;
    return TimelineGeometry::of(size, whole, visible, wanted);
}

// The frame itself is cleared to the background by whoever shows the list; the strips fill their plot.
void addBackgrounds(TimelinePicture& picture)
{
    const TimelineGeometry& g = picture.geometry;
    for (const RectPx& plot : {g.overview, g.band, g.jobs, g.events})
        picture.list.fill(plot, picture.theme.panel);
}

} // namespace

std::optional<UnixNanoseconds> TimelinePicture::start() const
{
    return trace.hasDate ? std::optional(trace.start) : std::nullopt;
}

float TimelinePicture::textWidth(const std::string& text, float fontPx, TextWeight weight) const
{
    return measure(text, fontPx, weight).width;
}

int metricLevel(const Metric& metric, const UnitTree& tree)
{
    return levelOf(metric.info(), tree).value_or(tree.leafLevel());
}

std::shared_ptr<const Rollup> rollupOf(const TimelinePicture& picture, int level)
{
    return picture.values.metric && picture.dataset.rollups ? picture.dataset.rollups->rollup(*picture.values.metric, level) : nullptr;
}

float sectionTitle(TimelinePicture& picture, const RectPx& plot, const std::string& title, const std::string& detail, std::optional<Origin> origin)
{
    const bool hasRow = picture.geometry.titleHeight > 0;
    const float y = hasRow ? plot.y - picture.geometry.titleHeight / 2 + 1 : plot.y + 8;
    // In a wide gutter the numbers of the value axis stand beside the title, in a narrow one below it.
    const float gutter = plot.x - kTimelineMargin - (plot.x > 100 ? 34 : 4);
    const std::string shown = elided(title, hasRow ? plot.width : gutter, 12, TextWeight::Bold, picture.measure);
    picture.list.text({{kTimelineMargin, y}, shown, 12, picture.theme.text, AlignX::Left, AlignY::Middle, TextWeight::Bold});
    float x = kTimelineMargin + picture.textWidth(shown, 12, TextWeight::Bold) + 8;
    if (!hasRow)
        return x;
    picture.list.text({{x, y}, detail, kTimelineFontPx, picture.theme.textQuiet});
    x += detail.empty() ? 0 : picture.textWidth(detail) + 8;
    return origin && *origin != Origin::Recorded ? originBadge(picture.list, *origin, picture.theme, x, y, picture.measure) + 8 : x;
}

TimelineDrawList TimelineDrawList::build(const ViewValues& values, SizePx size, const TextMeasure& measure, TimelineCache* cache)
{
    TimelineDrawList result;
    if (!values.dataset || !values.dataset->trace) {
        result.m_list = nothingToShow(values, size);
        return result;
    }
    const Trace& trace = *values.dataset->trace;
    TimelineCache ownCache;
    TimelineCache& kept = cache ? *cache : ownCache;
    if (kept.owner != values.dataset) {
        kept = {};
        kept.owner = values.dataset;
        kept.lanes = JobLanes::of(trace.jobs, trace.duration);
    }
    TimelinePicture picture{values, *values.dataset, trace, Theme::of(values.theme), measure, kept, geometryOf(values, trace, kept, size), {}, {}};
    addBackgrounds(picture);
    addTimeAxis(picture);
    addStrips(picture);
    addBand(picture);
    addJobs(picture);
    addEvents(picture);
    addBrush(picture);
    addOverview(picture);
    addPlayhead(picture);
    result.m_list = std::move(picture.list);
    result.m_geometry = picture.geometry;
    result.m_hits = std::move(picture.hits);
    return result;
}

std::optional<EntityRef> TimelineDrawList::at(PointPx point) const
{
    for (const Hit& hit : m_hits | std::views::reverse)
        if (hit.rect.contains(point))
            return hit.entity;
    return std::nullopt;
}

TimelineDrawList::Area TimelineDrawList::areaAt(PointPx point) const
{
    if (point.x < m_geometry.left || point.x >= m_geometry.right)
        return Area::Nothing;
    if (m_geometry.overview.contains(point))
        return Area::Overview;
    if (m_geometry.axis.contains(point))
        return Area::Axis;
    return m_geometry.plots().contains(point) ? Area::Plots : Area::Nothing;
}

} // namespace podscape
