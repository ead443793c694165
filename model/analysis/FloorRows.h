#pragma once

#include "model/layout/Layout.h"

#include <vector>

namespace podscape {

// Blocks that stand side by side in one straight line: a row of racks. Cables leave it at its ends.
struct FloorRow
{
    UnitRef parent;                    // the hall (or pod) that the row is part of
    IndexRange blocks;                 // of Layout::blocks
    Eigen::Vector2f from{0, 0}, to{0, 0};   // middles of its two end faces, metres
};

// Rows of a physical layout, in the order of the blocks. Neighbours in number that stand no farther apart than kWidestGap along one axis of the floor are
// one row; a block that stands alone is a row of its own. Racks without chips are in none.
struct FloorRows
{
    std::vector<FloorRow> rows;
    std::vector<std::uint32_t> rowOfBlock;

    [[nodiscard]] static FloorRows of(const Layout& physical, const UnitTree& tree);
};

} // namespace podscape
