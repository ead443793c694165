#pragma once

#include "model/layout/Axis.h"
#include "model/layout/Layout.h"

namespace podscape {

// The same layout pulled apart along an axis: between two neighbours of one parent comes (factor − 1) times their mean length along it, so that
// the gaps between pods grow more than those between racks. Units side by side across the axis move together. Blocks keep their size and order,
// none comes to overlap another; rooms, aisles and racks without chips follow. A factor of at most 1 changes nothing.
[[nodiscard]] Layout exploded(const Layout& layout, const UnitTree& tree, Axis axis, double factor);

} // namespace podscape
