#pragma once

#include "model/traffic/JobRings.h"
#include "model/traffic/RingAllReduce.h"

#include <span>

namespace podscape {

// See trafficMatrixAt(): from rings, or from the loads of links that join endpoints directly.
[[nodiscard]] TrafficMatrix trafficMatrix(const Cluster& cluster, const Fabric& fabric, std::span<const JobRing* const> rings, int level);
[[nodiscard]] TrafficMatrix trafficMatrix(const Cluster& cluster, const Fabric& fabric, const LinkLoads& recorded, int level);

} // namespace podscape
