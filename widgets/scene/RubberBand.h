#pragma once

#include "widgets/draw/DrawList.h"
#include "widgets/draw/Theme.h"

#include <string>
#include <vector>

namespace podscape {

// The line that follows the mouse while a region is drawn, and what is in it so far. Logical pixels.
struct RubberBand
{
    std::vector<PointPx> points;   // closed by itself
    PointPx pointer;               // the text goes beside it
    std::string text;              // "1,296 racks · 82,944 chips"
    bool removes = false;          // takes away from the selection: in the colour of alarms
};

[[nodiscard]] DrawList rubberBandDrawList(const RubberBand& band, const Theme& theme, SizePx frame, const TextMeasure& measure);

} // namespace podscape
