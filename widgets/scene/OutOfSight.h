#pragma once

#include "widgets/scene/CameraPose.h"
#include "widgets/scene/UnitBoxes.h"

namespace podscape {

// Whether no block of the layout is in the frame: who flies past the last rack sees nothing, and may not know which way back is.
[[nodiscard]] bool isOutOfSight(const Layout& layout, const UnitTree& tree, const UnitBoxes& boxes, const Projector& projector);

} // namespace podscape
