#pragma once

#include "model/analysis/Assumptions.h"
#include "widgets/draw/DrawList.h"
#include "widgets/state/ViewValues.h"

#include <string>
#include <vector>

namespace podscape {

// How things are painted while what rests on assumptions is lit up.
struct AssumptionColors
{
    Rgb lit, quiet;
    [[nodiscard]] static AssumptionColors of(ThemeName theme);
};

// A card that says what is lit and lists every assumption with its note, a swatch before each: a filled square for chips and racks, an outline for
// larger units, a frame for where racks stand, a line for links. Not higher than `mostHeight`; what does not fit is counted. Returns the card.
RectPx drawAssumptionLegend(DrawList& list, const ViewValues& values, RectPx place, float mostHeight, const TextMeasure& measure);

// Text broken into lines at blanks so that each fits; a word that is too long stands alone.
[[nodiscard]] std::vector<std::string> wrapped(const std::string& text, float widthPx, float fontPx, const TextMeasure& measure);

} // namespace podscape
