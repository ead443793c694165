#include "widgets/draw/LabelFit.h"
#include "widgets/timeline/TimeColumns.h"
#include "widgets/timeline/TimelineParts.h"

#include <algorithm>

namespace podscape {
namespace {

// Share of the strip's height that each pixel column fills: the metric's mean over everything, else how many jobs run.
std::vector<float> fillOfMetric(const TimelinePicture& picture, const Rollup& rollup, int columns)
{
    const TimeColumns time(rollup, picture.geometry.whole, columns);
    const ColorScale& scale = picture.values.scale;
    std::vector<float> fill(static_cast<std::size_t>(columns), 0.0F);
    for (int column = 0; column < columns; ++column) {
        const float mean = time.band(rollup, column, 0).mean;
        if (!isMissing(mean) && scale.high > scale.low)
            fill[static_cast<std::size_t>(column)] = static_cast<float>(std::clamp((mean - scale.low) / (scale.high - scale.low), 0.0, 1.0));
    }
    return fill;
}

std::vector<float> fillOfJobs(const TimelinePicture& picture, int columns)
{
    std::vector<int> change(static_cast<std::size_t>(columns) + 1, 0);
    const auto columnOf = [&](Nanoseconds time) {
        const float x = picture.geometry.overviewXAt(time) - picture.geometry.left;
        return static_cast<std::size_t>(std::clamp(static_cast<int>(x), 0, columns - 1));
    };
    for (const Job& job : picture.trace.jobs) {
        if (!job.start)
            continue;
        const TimeRange run = runOf(job, picture.trace.duration);
        ++change[columnOf(run.begin)];
        --change[columnOf(run.end) + 1];
    }
    std::vector<float> fill;
    int running = 0, most = 1;
    for (int column = 0; column < columns; ++column) {
        running += change[static_cast<std::size_t>(column)];
        most = std::max(most, running);
        fill.push_back(static_cast<float>(running));
    }
    for (float& value : fill)
        value /= static_cast<float>(most);
    return fill;
}

void addFailures(TimelinePicture& picture)
{
    const RectPx& strip = picture.geometry.overview;
    float last = -10;
    for (const Event& event : picture.trace.events) {
        const float x = picture.geometry.overviewXAt(event.span.begin);
        if (event.level != Event::Level::Failure || x < last + 2)
            continue;
        picture.list.fill({x, strip.bottom() - 4, 2, 4}, picture.theme.alarm);
        last = x;
    }
}

void addWindow(TimelinePicture& picture)
{
    const TimelineGeometry& g = picture.geometry;
    const RectPx& strip = g.overview;
    const float x0 = g.overviewXAt(g.visible.begin), x1 = std::max(x0 + 3, g.overviewXAt(g.visible.end));
    const Rgba dim = picture.theme.background.withAlpha(picture.theme.name == ThemeName::Dark ? 150 : 170);
    picture.list.fill({strip.x, strip.y, x0 - strip.x, strip.height}, dim);
    picture.list.fill({x1, strip.y, strip.right() - x1, strip.height}, dim);
    picture.list.outline({x0, strip.y - 1, x1 - x0, strip.height + 2}, picture.theme.textQuiet);
}

void addCaption(TimelinePicture& picture)
{
    const RectPx& strip = picture.geometry.overview;
    const float room = strip.x - kTimelineMargin - 8;
    const auto line = [&](float y, const std::string& text, float fontPx, Rgba color, TextWeight weight) {
        picture.list.text({{kTimelineMargin, y}, elided(text, room, fontPx, weight, picture.measure), fontPx, color, AlignX::Left, AlignY::Middle, weight});
    };
    const std::string span = formatDuration(picture.trace.duration);
    if (strip.height < 24) {
        line(strip.y + strip.height / 2, span, kTimelineFontPx, picture.theme.textQuiet, TextWeight::Regular);
        return;
    }
    line(strip.y + 8, picture.trace.name.empty() ? "trace" : picture.trace.name, 12, picture.theme.text, TextWeight::Bold);
    line(strip.y + 24, span, kTimelineFontPx, picture.theme.textQuiet, TextWeight::Regular);
}

} // namespace

void addOverview(TimelinePicture& picture)
{
    const RectPx& strip = picture.geometry.overview;
    const int columns = static_cast<int>(strip.width);
    const std::shared_ptr<const Rollup> rollup = rollupOf(picture, 0);
    const std::vector<float> fill = rollup ? fillOfMetric(picture, *rollup, columns) : fillOfJobs(picture, columns);
    DrawList::Band area{{}, picture.theme.link.withAlpha(200)};
    for (int column = 0; column < columns; ++column) {
        const float x = strip.x + static_cast<float>(column) + 0.5F;
        area.edges.push_back({x, strip.bottom() - fill[static_cast<std::size_t>(column)] * (strip.height - 2)});
        area.edges.push_back({x, strip.bottom()});
    }
    picture.list.add(std::move(area));
    if (picture.values.brush) {
        const float x0 = picture.geometry.overviewXAt(picture.values.brush->begin), x1 = picture.geometry.overviewXAt(picture.values.brush->end);
        picture.list.fill({x0, strip.y, x1 - x0, strip.height}, picture.theme.accent.withAlpha(60));
    }
    addFailures(picture);
    addWindow(picture);
    addCaption(picture);
}

} // namespace podscape
