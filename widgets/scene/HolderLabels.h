#pragma once

#include "widgets/scene/LabelPlacer.h"
#include "widgets/scene/PodOverlay.h"

#include <span>
#include <vector>

namespace podscape {

// Writes the names of units whose parts bear names of their own: headings over their upper edges, in larger letters the more they hold. Before
// the names of their parts, so that these give way. Returns those that have one now.
std::vector<UnitRef> drawHolderNames(const PodOverlay& picture, std::span<const UnitRef> holders, LabelPlacer& placer, DrawList& list);

} // namespace podscape
