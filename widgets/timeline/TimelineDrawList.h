#pragma once

#include "widgets/state/ViewValues.h"
#include "widgets/timeline/JobLanes.h"
#include "widgets/timeline/TimelineGeometry.h"

#include <memory>
#include <optional>
#include <vector>

namespace podscape {

// What is worth keeping between two pictures of one timeline. Each entry says its key; a picture without a cache is the same, only slower.
struct TimelineCache
{
    struct StripsKey
    {
        const Dataset* dataset = nullptr;
        std::uint32_t metric = 0;
        int level = 0, columns = 0, rows = 0;
        TimeRange visible;
        double low = 0, high = 0;
        std::string map;
        ThemeName theme = ThemeName::Dark;
        bool operator==(const StripsKey&) const = default;
    };

    std::shared_ptr<const Dataset> owner;                        // keeps the addresses in the keys from being used again
    std::optional<JobLanes> lanes;                               // key: owner
    StripsKey stripsKey;
    std::shared_ptr<const std::vector<Rgba>> stripsPixels;       // key: stripsKey
};

// The utilisation timeline as plain shapes: overview, axis, min–mean–max band, units × time, jobs, events, playhead, brush.
// No Qt, no VTK; safe on any thread (one cache, one thread).
class TimelineDrawList
{
public:
    enum class Area { Nothing, Overview, Axis, Plots };

    struct Hit { RectPx rect; EntityRef entity; std::uint32_t folded = 1; };   // folded: jobs or events that share the mark

    [[nodiscard]] static TimelineDrawList build(const ViewValues& values, SizePx size, const TextMeasure& measure, TimelineCache* cache = nullptr);

    [[nodiscard]] const DrawList& list() const { return m_list; }
    [[nodiscard]] const TimelineGeometry& geometry() const { return m_geometry; }
    [[nodiscard]] const std::vector<Hit>& hits() const { return m_hits; }
    [[nodiscard]] std::optional<EntityRef> at(PointPx point) const;            // topmost job, event or unit row
    [[nodiscard]] Area areaAt(PointPx point) const;                            // what a press there drags

private:
    DrawList m_list;
    TimelineGeometry m_geometry;
    std::vector<Hit> m_hits;
};

} // namespace podscape
