#include "model/color/RoundTicks.h"
#include "widgets/draw/LabelFit.h"
#include "widgets/timeline/TimelineParts.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <vector>

namespace podscape {
namespace {

constexpr float kClusterPx = 15;

// Events whose marks would touch, shown as one mark with a count.
struct Cluster
{
    std::uint32_t event = 0, count = 0;    // the first of the most serious ones
    float x = 0;
    Event::Level level = Event::Level::Info;
};

using Clusters = std::vector<Cluster>;     // from left to right, at least kClusterPx apart

struct Rows
{
    Clusters serious, notes;               // failures and warnings; information
    std::array<std::size_t, 3> countOfLevel{};
};

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

Rows rowsOf(const TimelinePicture& picture)
{
    const TimelineGeometry& g = picture.geometry;
    Rows rows;
    for (std::uint32_t i = 0; i < picture.trace.events.size(); ++i) {
        const Event& event = picture.trace.events[i];
        if (event.span.begin > g.visible.end)
            break;                          // ascending by begin
        if (event.span.begin < g.visible.begin)
            continue;
        const float x = g.xAt(event.span.begin);
        Clusters& clusters = event.level == Event::Level::Info ? rows.notes : rows.serious;
        if (clusters.empty() || x - clusters.back().x >= kClusterPx)
            clusters.push_back({i, 0, x, event.level});
        Cluster& cluster = clusters.back();
        ++cluster.count;
        if (event.level > cluster.level) {
            cluster.event = i;
            cluster.level = event.level;
        }
        ++rows.countOfLevel[static_cast<std::size_t>(event.level)];
    }
    return rows;
}

void addRow(TimelinePicture& picture, const Clusters& clusters, float y, bool withCounts, std::vector<DrawList::Text>& counts)
{
    LabelRow labels(2);
    for (const Cluster& cluster : clusters)
        static_cast<void>(labels.take(cluster.x, 11));
    for (const Cluster& cluster : clusters) {
        addMark(picture, cluster.level, cluster.x, y);
        picture.hits.push_back({{cluster.x - 6, y - 7, 12, 14}, EventId{cluster.event}, cluster.count});
        const std::string count = std::to_string(cluster.count);
        const float width = picture.textWidth(count, 10);
        const float centre = cluster.x + 8 + width / 2;
        if (withCounts && cluster.count > 1 && centre + width / 2 < picture.geometry.right && labels.take(centre, width))
            counts.push_back({{centre, y}, count, 10, colorOf(cluster.level, picture.theme), AlignX::Centre});
    }
}

} // namespace

void addEvents(TimelinePicture& picture)
{
    const RectPx& plot = picture.geometry.events;
    if (plot.height <= 0)
        return;
    const Rows rows = rowsOf(picture);
    const bool hasTwoRows = plot.height >= 28;
    std::vector<DrawList::Text> counts;
    addRow(picture, rows.notes, hasTwoRows ? plot.bottom() - 7 : plot.y + plot.height / 2, false, counts);
    addRow(picture, rows.serious, hasTwoRows ? plot.y + 10 : plot.y + plot.height / 2, hasTwoRows, counts);
    for (DrawList::Text& count : counts)
        picture.list.text(std::move(count));
    const auto word = [&](Event::Level level, const char* one, const char* many) {
        const std::size_t n = rows.countOfLevel[static_cast<std::size_t>(level)];
        return formatFixed(static_cast<double>(n), 0) + " " + (n == 1 ? one : many);
    };
    sectionTitle(picture, plot, "events", word(Event::Level::Failure, "failure", "failures") + ", " + word(Event::Level::Warning, "warning", "warnings") + ", " + word(Event::Level::Info, "note", "notes") + " in view");
}

} // namespace podscape
