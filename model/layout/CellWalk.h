#pragma once

#include "model/layout/Layout.h"

#include <optional>
#include <span>

namespace podscape {

// A cell table that is a formula: what cell (x, y, z) holds is offset + steps · (x, y, z). Racks whose chips run on, racks that face the
// other way and racks full of one device are; racks of several devices are not.
struct CellWalk
{
    Eigen::Vector3f steps{0, 0, 0};
    float offset = 0;
};

// `table` has grid.x·grid.y·grid.z entries, as LatticeBlock describes. nullopt where no formula says the same, or where chips lie beyond what a
// float counts exactly (2^24).
[[nodiscard]] std::optional<CellWalk> cellWalkOf(std::span<const std::int32_t> table, const std::array<std::uint16_t, 3>& grid);

} // namespace podscape
