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

// A word in a filled box on the axis: the time at the playhead, the length of the brush.
struct Flag
{
    std::string text;
    float centre = 0, width = 0;
};

Flag flagAt(const TimelinePicture& picture, float x, std::string text)
{
    const float width = picture.textWidth(text, kTimelineFontPx, TextWeight::Bold) + 12;
    return {std::move(text), clampedCentre(x, width, {picture.geometry.left - 20, 0, picture.geometry.width() + 30, 0}), width};
}

std::optional<Flag> playheadFlag(const TimelinePicture& picture)
{
    const TimelineGeometry& g = picture.geometry;
    const Nanoseconds time = picture.values.time;
    if (time < g.visible.begin || time > g.visible.end)
        return std::nullopt;
    return flagAt(picture, g.xAt(time), momentText(time, picture.start(), g.perPixel(), false));
}

std::optional<Flag> brushFlag(const TimelinePicture& picture)
{
    const TimelineGeometry& g = picture.geometry;
    if (!picture.values.brush || picture.values.brush->end <= g.visible.begin || picture.values.brush->begin >= g.visible.end)
        return std::nullopt;
    const float x0 = std::max(g.left, g.xAt(picture.values.brush->begin)), x1 = std::min(g.right, g.xAt(picture.values.brush->end));
    return flagAt(picture, (x0 + x1) / 2, formatDuration(picture.values.brush->length()));
}

void draw(TimelinePicture& picture, const Flag& flag, float y, Rgba fill)
{
    picture.list.fill({flag.centre - flag.width / 2, y - 8, flag.width, 16}, fill);
    picture.list.text({{flag.centre, y}, flag.text, kTimelineFontPx, picture.theme.background, AlignX::Centre, AlignY::Middle, TextWeight::Bold});
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

    // The flags are drawn last but come first: what they would cover is left out.
    LabelRow labels(10), contexts(16);
    if (const std::optional<Flag> flag = playheadFlag(picture))
        static_cast<void>(labels.take(flag->centre, flag->width));
    if (const std::optional<Flag> flag = brushFlag(picture))
        static_cast<void>(contexts.take(flag->centre, flag->width));
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
    const std::optional<Flag> flag = brushFlag(picture);
    if (!flag)
        return;
    const TimelineGeometry& g = picture.geometry;
    const RectPx plots = g.plots();
    const float x0 = std::max(g.left, g.xAt(picture.values.brush->begin)), x1 = std::max(x0 + 1, std::min(g.right, g.xAt(picture.values.brush->end)));
    for (const RectPx& plot : {g.band, g.jobs, g.events})   // not the strips: a tint would change what their colours say
        picture.list.fill({x0, plot.y, x1 - x0, plot.height}, picture.theme.accent.withAlpha(36));
    picture.list.fill({x0, g.axis.bottom() - 1, x1 - x0, 3}, picture.theme.accent);
    for (const float x : {x0, x1})
        picture.list.line({x, plots.y}, {x, plots.bottom()}, picture.theme.accent);
    draw(picture, *flag, g.axis.y + 8, mixed(picture.theme.background, picture.theme.accent, 0.8F));
}

void addPlayhead(TimelinePicture& picture)
{
    const TimelineGeometry& g = picture.geometry;
    picture.list.fill({g.overviewXAt(picture.values.time) - 1, g.overview.y - 2, 2, g.overview.height + 4}, picture.theme.accent);
    const std::optional<Flag> flag = playheadFlag(picture);
    if (!flag)
        return;
    const float x = g.xAt(picture.values.time);
    picture.list.fill({std::round(x) - 1, g.axis.bottom(), 2, g.plots().bottom() - g.axis.bottom()}, picture.theme.accent);
    picture.list.add(DrawList::Polygon{{{x - 5, g.axis.bottom() - 1}, {x + 5, g.axis.bottom() - 1}, {x, g.axis.bottom() + 5}}, picture.theme.accent});
    draw(picture, *flag, g.axis.bottom() - 8, picture.theme.accent);
}

} // namespace podscape
