#pragma once

#include "model/layout/Layout.h"
#include "widgets/scene/CameraPose.h"

namespace podscape {

// Looks at `unit`, with `frame` around it in the picture, from where the angles of `from` lead or from as little higher as it takes to see it with the
// eye in the open; at a tray or a chip rather straight from one side than from above, where the rack hides it. Where nothing helps, because the unit
// is deep in a lattice, from as much farther as it takes to be outside. `aspect` is width / height, `topShare` what stays free above, as in
// CameraPose::framing().
[[nodiscard]] CameraPose clearView(const CameraPose& from, const Layout& layout, const Box& unit, const Box& frame, double aspect, double topShare = 0);
[[nodiscard]] CameraPose clearView(const CameraPose& from, const Layout& layout, const Box& unit, std::span<const Box> frame, double aspect, double topShare = 0);

} // namespace podscape
