#pragma once

#include "model/analysis/Cables.h"

namespace podscape {

// Where a fabric's circuit switches stand: dealt in their order over the racks of the layout that hold circuit switches for their unit, and within a rack
// from its bottom to its top. Empty where the floor plan has no such racks.
[[nodiscard]] SwitchPositions circuitPositions(const Cluster& cluster, const Fabric& fabric, const Layout& physical);

} // namespace podscape
