#pragma once

#include "model/cluster/FloorPlan.h"

#include <nlohmann/json_fwd.hpp>

namespace podscape::clusterfile {

// The section "floor" of a cluster file; reading it gives the same plan.
[[nodiscard]] nlohmann::ordered_json floorText(const FloorPlan& floor, const UnitTree& tree);

} // namespace podscape::clusterfile
