#pragma once

#include "model/cluster/Cluster.h"

#include <map>

namespace podscape {

// The units that are laid out as a torus, and as which one: of each fabric's tori those that hold whole blocks. Where tori of two fabrics
// meet, the first fabric has the block.
using TorusParts = std::map<UnitRef, const TorusShape*>;
[[nodiscard]] TorusParts torusParts(const Cluster& cluster, int blockLevel);

} // namespace podscape
