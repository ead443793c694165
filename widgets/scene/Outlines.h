#pragma once

#include "model/layout/Layout.h"
#include "widgets/scene/UnitBoxes.h"

#include <span>
#include <vector>

namespace podscape {

// Boxes that a picture can bear: each is four polylines, and more of them hide what they are around.
inline constexpr std::size_t kMostOutlines = 4'000;

// The units to draw boxes around so that a choice is seen: the chosen ones while these are at most `most`; else the fewest units that cover
// them; else those of the lowest level that are few enough and hold one of them.
[[nodiscard]] std::vector<UnitRef> outlinedUnits(const UnitTree& tree, std::vector<UnitRef> chosen, std::size_t most = kMostOutlines);

// Layout::boxOf without walking the blocks of large units.
[[nodiscard]] Box quickBoxOf(UnitRef unit, const Layout& layout, const UnitTree& tree, const UnitBoxes& boxes);

} // namespace podscape
