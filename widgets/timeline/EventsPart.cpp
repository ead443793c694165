#include "model/color/RoundTicks.h"
#include "widgets/draw/LabelFit.h"
#include "widgets/timeline/TimelineParts.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

namespace podscape {
namespace {

constexpr float kClusterPx = 15;

// Events whose marks would touch, shown as one mark with a count.
struct Cluster
{
    std::uint32_t first = 0, count = 0;
    float x = 0;
};

using Clusters = std::map<int, Cluster>;   // by column of kClusterPx

Rgba colorOf(Event::Level level, const Theme& theme)
{
    return level == Event::Level::Failure ? theme.alarm : level == Event::Level::Warning ? theme.warning : theme.textQuiet;
}

void addMark(TimelinePicture& picture, Event::Level level, float x, float y)
{
    const Rgba color = colorOf(level, picture.theme);
    if (level == Event::Level::Failure)
        picture.list.add(DrawList::Polygon{{{x, y - 5}, {x + 5, y}, {x, y + 5}, {x - 5, y}}, color});
    else if (level == Event::Level::Warning)
        picture.list.add(DrawList::Polygon{{{x, y - 4.5F}, {x + 5, y + 4}, {x - 5, y + 4}}, color});
    else
        picture.list.fill({x - 1, y - 3, 2, 6}, color);
}

std::array<Clusters, 3> clustersOf(const TimelinePicture& picture)
{
    const TimelineGeometry& g = picture.geometry;
    std::array<Clusters, 3> byLevel;
    for (std::uint32_t i = 0; i < picture.trace.events.size(); ++i) {
        const Event& event = picture.trace.events[i];
        if (event.span.begin > g.visible.end)
            break;                          // ascending by begin
        if (event.span.begin < g.visible.begin)
            continue;
        const float x = g.xAt(event.span.begin);
        Cluster& cluster = byLevel[static_cast<std::size_t>(event.level)][static_cast<int>((x - g.left) / kClusterPx)];
        if (cluster.count++ == 0) {
            cluster.first = i;
            cluster.x = x;
        }
    }
    return byLevel;
}

} // namespace

void addEvents(TimelinePicture& picture)
{
    const RectPx& plot = picture.geometry.events;
    if (plot.height <= 0)
        return;
    const std::array<Clusters, 3> byLevel = clustersOf(picture);
    const bool hasTwoRows = plot.height >= 28;
    std::vector<DrawList::Text> counts;
    std::array<std::size_t, 3> shown{};
    for (const Event::Level level : {Event::Level::Info, Event::Level::Warning, Event::Level::Failure}) {
        const float y = !hasTwoRows ? plot.y + plot.height / 2 : level == Event::Level::Info ? plot.bottom() - 7 : plot.y + 10;
        LabelRow labels(2);
        for (const auto& [column, cluster] : byLevel[static_cast<std::size_t>(level)]) {
            addMark(picture, level, cluster.x, y);
            picture.hits.push_back({{cluster.x - 6, y - 7, 12, 14}, EventId{cluster.first}, cluster.count});
            shown[static_cast<std::size_t>(level)] += cluster.count;
            const std::string count = cluster.count > 1 && level != Event::Level::Info ? std::to_string(cluster.count) : std::string();
            const float width = picture.textWidth(count, 10);
            if (!count.empty() && hasTwoRows && labels.take(cluster.x + 8 + width / 2, width) && !byLevel[static_cast<std::size_t>(level)].contains(column + 1))
                counts.push_back({{cluster.x + 7, y}, count, 10, colorOf(level, picture.theme)});
        }
    }
    for (DrawList::Text& count : counts)
        picture.list.text(std::move(count));
    const auto word = [&](Event::Level level, const char* one, const char* many) {
        const std::size_t n = shown[static_cast<std::size_t>(level)];
        return formatFixed(static_cast<double>(n), 0) + " " + (n == 1 ? one : many);
    };
    sectionTitle(picture, plot, "events", word(Event::Level::Failure, "failure", "failures") + ", " + word(Event::Level::Warning, "warning", "warnings") + ", " + word(Event::Level::Info, "note", "notes") + " in view");
}

} // namespace podscape
