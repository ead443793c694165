#include "widgets/draw/LabelFit.h"
#include "widgets/draw/TimeAxis.h"
#include "widgets/timeline/JobColors.h"
#include "widgets/timeline/TimelineParts.h"

#include <algorithm>
#include <cmath>

namespace podscape {
namespace {

constexpr float kRoomPerTick = 84;

float clampedCentre(float centre, float extent, const RectPx& area)
{
    return std::clamp(centre, area.x + extent / 2, std::max(area.x + extent / 2, area.right() - extent / 2));
}

// A word in a filled box, e.g. the time at the playhead.
void flag(TimelinePicture& picture, float x, float y, const std::string& text, Rgba fill)
{
    const float width = picture.textWidth(text, kTimelineFontPx, TextWeight::Bold) + 12;
    const float centre = clampedCentre(x, width, {picture.geometry.left - 40, 0, picture.geometry.width() + 40 + 10, 0});
    picture.list.fill({centre - width / 2, y - 8, width, 16}, fill);
    picture.list.text({{centre, y}, text, kTimelineFontPx, picture.theme.background, AlignX::Centre, AlignY::Middle, TextWeight::Bold});
}

} // namespace

void addTimeAxis(TimelinePicture& picture)
{
    const TimelineGeometry& g = picture.geometry;
    const float contextY = g.axis.y + 8, labelY = g.axis.bottom() - 8;
    const std::vector<TimeTick> ticks = timeTicks(g.visible, std::max(2, static_cast<int>(g.width() / kRoomPerTick)), picture.start());
    for (const TimeTick& tick : ticks)
        for (const RectPx& plot : {g.band, g.jobs, g.events})
            if (plot.height > 0)
                picture.list.line({std::round(g.xAt(tick.time)), plot.y}, {std::round(g.xAt(tick.time)), plot.bottom()}, picture.theme.grid);
    for (const TimeTick& tick : ticks)
        picture.list.line({std::round(g.xAt(tick.time)), g.axis.bottom() - 1}, {std::round(g.xAt(tick.time)), g.axis.bottom() + 2}, picture.theme.textQuiet);

    LabelRow labels(10), contexts(16);
    for (const TimeTick& tick : ticks) {
        const float x = g.xAt(tick.time);
        const float width = picture.textWidth(tick.label);
        const float centre = clampedCentre(x, width, {g.left - 20, 0, g.width() + 30, 0});
        if (labels.take(centre, width))
            picture.list.text({{centre, labelY}, tick.label, kTimelineFontPx, picture.theme.textQuiet, AlignX::Centre});
        const float contextWidth = picture.textWidth(tick.context, kTimelineFontPx, TextWeight::Bold);
        const float contextCentre = clampedCentre(x - width / 2 + contextWidth / 2, contextWidth, {g.left, 0, g.width(), 0});
        if (!tick.context.empty() && contexts.take(contextCentre, contextWidth))
            picture.list.text({{contextCentre, contextY}, tick.context, kTimelineFontPx, picture.theme.text, AlignX::Centre, AlignY::Middle, TextWeight::Bold});
    }
    picture.list.text({{kTimelineMargin, labelY}, picture.start() ? "time, UTC" : "time from start", kTimelineFontPx, picture.theme.textQuiet});
}

void addBrush(TimelinePicture& picture)
{
    if (!picture.values.brush)
        return;
    const TimelineGeometry& g = picture.geometry;
    const RectPx plots = g.plots();
    const TimeRange brush = *picture.values.brush;
    const float x0 = std::clamp(g.xAt(brush.begin), g.left, g.right), x1 = std::clamp(g.xAt(brush.end), g.left, g.right);
    if (x1 <= x0)
        return;
    picture.list.fill({x0, plots.y, x1 - x0, plots.height}, picture.theme.accent.withAlpha(38));
    picture.list.fill({x0, g.axis.bottom() - 1, x1 - x0, 3}, picture.theme.accent);
    for (const float x : {x0, x1})
        picture.list.line({x, plots.y}, {x, plots.bottom()}, picture.theme.accent.withAlpha(170));
    const std::string text = formatDuration(brush.length());
    const float centre = clampedCentre((x0 + x1) / 2, picture.textWidth(text, kTimelineFontPx, TextWeight::Bold) + 12, g.axis);
    flag(picture, centre, g.axis.y + 8, text, mixed(picture.theme.background, picture.theme.accent, 0.75F));
}

void addPlayhead(TimelinePicture& picture)
{
    const TimelineGeometry& g = picture.geometry;
    const Nanoseconds time = picture.values.time;
    picture.list.fill({g.overviewXAt(time) - 1, g.overview.y - 2, 2, g.overview.height + 4}, picture.theme.accent);
    if (time < g.visible.begin || time > g.visible.end)
        return;
    const float x = g.xAt(time);
    const RectPx plots = g.plots();
    picture.list.fill({std::round(x) - 1, g.axis.bottom(), 2, plots.bottom() - g.axis.bottom()}, picture.theme.accent);
    picture.list.add(DrawList::Polygon{{{x - 5, g.axis.bottom() - 1}, {x + 5, g.axis.bottom() - 1}, {x, g.axis.bottom() + 5}}, picture.theme.accent});
    flag(picture, x, g.axis.bottom() - 8, momentText(time, picture.start(), g.perPixel(), false), picture.theme.accent);
}

} // namespace podscape
