#include "model/layout/BlockCells.h"

#include <algorithm>

namespace podscape {

std::array<std::uint16_t, 3> gridFor(std::uint32_t count, std::uint16_t widest)
{
    const std::uint16_t across = static_cast<std::uint16_t>(std::clamp<std::uint32_t>(count, 1, widest));
    // Deeper than one only when the pile would not look like a rack any more: more than 64 layers.
    const std::uint32_t deep = std::clamp<std::uint32_t>((count + across * 64u - 1) / (across * 64u), 1, 0xFFFF);
    const std::uint32_t layer = across * deep;
    return {across, static_cast<std::uint16_t>(deep), static_cast<std::uint16_t>(std::min<std::uint32_t>((count + layer - 1) / layer, 0xFFFF))};
}

std::vector<std::int32_t> plainTable(const std::array<std::uint16_t, 3>& grid, std::uint32_t count)
{
    const std::size_t size = std::size_t{grid[0]} * grid[1] * grid[2];
    std::vector<std::int32_t> table(size, kCellBlank);
    for (std::uint32_t i = 0; i < count && i < table.size(); ++i)
        table[i] = static_cast<std::int32_t>(i);
    return table;
}

} // namespace podscape
