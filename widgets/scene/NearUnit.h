#pragma once

#include "widgets/scene/CameraPose.h"
#include "widgets/scene/UnitBoxes.h"

#include <optional>

namespace podscape {

// The unit above the blocks that fills most of the frame: the smallest one that the camera looks at and that is at least half as high or wide
// as the frame. Nothing when that is the whole cluster. Goes down one branch of the tree.
[[nodiscard]] std::optional<UnitRef> nearUnit(const UnitTree& tree, const UnitBoxes& boxes, int blockLevel, const CameraPose& pose, const Projector& projector);

} // namespace podscape
