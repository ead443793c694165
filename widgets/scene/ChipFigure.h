#pragma once

#include "model/cluster/UnitTree.h"
#include "widgets/draw/DrawList.h"
#include "widgets/state/ViewValues.h"

#include <optional>
#include <string>

namespace podscape {

// The value of a chip, to be written on its face: what a tip says to one, a room can read.
struct ChipFigure
{
    std::string text;
    float fontPx = 0;   // logical pixels, bold
};

// At the playhead, in letters as large as a face of that size has room for; nothing where it has none, or no metric of chips is shown.
[[nodiscard]] std::optional<ChipFigure> chipFigure(std::uint32_t chip, SizePx face, const ViewValues& values, const TextMeasure& measure);

} // namespace podscape
