#pragma once

#include "model/layout/Layout.h"

#include <vector>

namespace podscape {

// The boxes of all units from the cluster down to the blocks, for what asks for them in every frame: at a million chips Layout::boxOf
// would go through 15,000 blocks for the root alone.
class UnitBoxes
{
public:
    UnitBoxes() = default;
    UnitBoxes(const Layout& layout, const UnitTree& tree);

    // For units at or above the layout's block level.
    [[nodiscard]] const Box& of(UnitRef unit) const { return m_boxes[unit.level][unit.index]; }

private:
    std::vector<std::vector<Box>> m_boxes;   // by level
};

} // namespace podscape
