#pragma once

#include "widgets/scene/ChipMask.h"

namespace podscape {

// Hides every chip that is not in the asked layer of a torus: of each torus where there are several. Chips outside of any torus are hidden, too.
// The fabric has a torus and the coordinate is within its shape.
void hideOtherLayers(ChipMask& mask, const Cluster& cluster, const Fabric& fabric, const Cutaway::Slice& slice);

} // namespace podscape
