#include "model/layout/CellWalk.h"

namespace podscape {

std::optional<CellWalk> cellWalkOf(std::span<const std::int32_t> table, const std::array<std::uint16_t, 3>& grid)
{
    const std::size_t layer = std::size_t(grid[0]) * grid[1];
    const std::int32_t offset = table[0];
    const std::array<std::size_t, 3> next{1, grid[0], layer};
    std::array<std::int32_t, 3> steps{0, 0, 0};
    for (std::size_t axis = 0; axis < 3; ++axis)
        if (grid[axis] > 1)
            steps[axis] = table[next[axis]] - offset;
    for (std::size_t i = 0; i < table.size(); ++i) {
        const auto x = static_cast<std::int32_t>(i % grid[0]), y = static_cast<std::int32_t>(i / grid[0] % grid[1]), z = static_cast<std::int32_t>(i / layer);
        if (table[i] != offset + steps[0] * x + steps[1] * y + steps[2] * z || table[i] == kCellBlank || table[i] >= 1 << 24)
            return std::nullopt;
    }
    return CellWalk{{float(steps[0]), float(steps[1]), float(steps[2])}, float(offset)};
}

} // namespace podscape
