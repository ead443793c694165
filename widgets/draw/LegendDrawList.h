#pragma once

#include "model/color/ColorScale.h"
#include "model/trace/Metric.h"
#include "widgets/draw/Theme.h"

#include <optional>
#include <string>
#include <vector>

namespace podscape {

// What a colour bar says. Positions of ticks are 0…1 from its low to its high end, so that a logarithmic scale needs nothing else.
struct Legend
{
    struct Tick { double at; std::string text; };

    std::string title;                    // "utilisation"
    std::string unit;                     // "%"
    std::string map;
    std::vector<Tick> ticks;
    std::string lowText, highText;        // the ends, for the one-line form
    std::optional<Origin> origin;         // Recorded is not labelled
    bool hasMissing = true;               // a swatch for data that is not there
};

[[nodiscard]] Legend legendOf(const ColorScale& scale, std::optional<Origin> origin, int tickCount = 5);

// Title and unit, then the bar with its ticks below, then the swatch for missing data: kLegendHeight high.
inline constexpr float kLegendHeight = 46;
[[nodiscard]] DrawList legendDrawList(const Legend& legend, const Theme& theme, RectPx area, const TextMeasure& measure);

// One line for a title row: "0 ▬▬▬ 100 % · no data ▪", drawn leftwards from `right`; returns the x where it begins.
float compactLegend(DrawList& list, const Legend& legend, const Theme& theme, float right, float centreY, const TextMeasure& measure);

// A small framed word such as "modelled" in the warning colour with its left edge at `left`; returns its right edge. Nothing for Recorded.
float originBadge(DrawList& list, Origin origin, const Theme& theme, float left, float centreY, const TextMeasure& measure);

} // namespace podscape
