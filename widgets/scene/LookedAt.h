#pragma once

#include "model/layout/RayPicker.h"
#include "widgets/scene/CameraPose.h"
#include "widgets/scene/UnitBoxes.h"

#include <optional>

namespace podscape {

// The smallest unit that takes up a quarter of the middle of the picture, and twice as much as any other of its kind; nothing when that is the
// whole cluster. A few rays tell.
[[nodiscard]] std::optional<UnitRef> unitLookedAt(const Layout& layout, const UnitTree& tree, const UnitBoxes& boxes, const Projector& projector, const RayPicker& picker);

} // namespace podscape
