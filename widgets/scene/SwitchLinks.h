#pragma once

#include "model/cluster/Fabric.h"

#include <cstdint>
#include <vector>

namespace podscape {

// What a switch is there for, whatever its kind: the links that end at it, or, for an optical circuit switch, those that run through it.
[[nodiscard]] std::vector<std::uint32_t> linksAtSwitch(const Fabric& fabric, std::uint32_t switchIndex);

[[nodiscard]] bool isCircuit(const FabricSwitch& fabricSwitch);

// Whether a switch is drawn: adapters of hosts and in-network reduction nodes are not.
[[nodiscard]] bool isDrawn(const FabricSwitch& fabricSwitch);

} // namespace podscape
