#pragma once

#include "widgets/draw/Theme.h"
#include "widgets/timeline/TimelineDrawList.h"

#include <memory>
#include <optional>
#include <string>

namespace podscape {

// The picture while it is being built: inputs by reference, shapes and hits collected by the sections below.
struct TimelinePicture
{
    const ViewValues& values;
    const Dataset& dataset;
    const Trace& trace;
    const Theme& theme;
    const TextMeasure& measure;
    TimelineCache& cache;
    TimelineGeometry geometry;
    DrawList list;
    std::vector<TimelineDrawList::Hit> hits;

    [[nodiscard]] std::optional<UnixNanoseconds> start() const;
    [[nodiscard]] float textWidth(const std::string& text, float fontPx = 11, TextWeight weight = TextWeight::Regular) const;
};

inline constexpr float kTimelineMargin = 12;   // left of titles and labels
inline constexpr float kTimelineFontPx = 11;

// The level of the units that a metric's columns are, and the rollup of a level at or above it; null when there is none.
[[nodiscard]] int metricLevel(const Metric& metric, const UnitTree& tree);
[[nodiscard]] std::shared_ptr<const Rollup> rollupOf(const TimelinePicture& picture, int level);

// Writes a section's title above its plot (or in the gutter where titles have no row); returns the x where it ends.
float sectionTitle(TimelinePicture& picture, const RectPx& plot, const std::string& title, const std::string& detail, std::optional<Origin> origin = std::nullopt);

void addOverview(TimelinePicture& picture);
void addTimeAxis(TimelinePicture& picture);     // also the grid lines through the plots
void addBand(TimelinePicture& picture);
void addStrips(TimelinePicture& picture);
void addJobs(TimelinePicture& picture);
void addEvents(TimelinePicture& picture);
void addBrush(TimelinePicture& picture);
void addPlayhead(TimelinePicture& picture);

// The level whose units make strips of at least two pixels in that height, as fine as the metric allows.
[[nodiscard]] int stripsLevel(const UnitTree& tree, int finest, float heightPx);

} // namespace podscape
