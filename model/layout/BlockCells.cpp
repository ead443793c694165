#include "model/layout/BlockCells.h"

#include <algorithm>

namespace podscape {

std::uint32_t BlockCells::add(const std::vector<std::int32_t>& table)
{
    const auto [found, isNew] = m_offsets.try_emplace(table, static_cast<std::uint32_t>(m_layout.cells.size()));
    if (!isNew)
        return found->second;
    m_layout.cells.insert(m_layout.cells.end(), table.begin(), table.end());
    m_layout.chipCells.resize(m_layout.cells.size(), -1);
    for (std::size_t cell = 0; cell < table.size(); ++cell)
        if (table[cell] >= 0 && static_cast<std::size_t>(table[cell]) < table.size())
            m_layout.chipCells[found->second + static_cast<std::size_t>(table[cell])] = static_cast<std::int32_t>(cell);
    return found->second;
}

CellGrid gridFor(std::uint32_t count, std::uint16_t widest)
{
    const std::uint16_t across = static_cast<std::uint16_t>(std::clamp<std::uint32_t>(count, 1, widest));
    // Deeper than one only when the pile would not look like a rack any more: more than 64 layers.
    const std::uint32_t deep = std::clamp<std::uint32_t>((count + across * 64u - 1) / (across * 64u), 1, 0xFFFF);
    const std::uint32_t layer = across * deep;
    return {across, static_cast<std::uint16_t>(deep), static_cast<std::uint16_t>(std::min<std::uint32_t>((count + layer - 1) / layer, 0xFFFF))};
}

std::vector<std::int32_t> plainTable(const CellGrid& grid, std::uint32_t count)
{
    const std::size_t size = std::size_t{grid[0]} * grid[1] * grid[2];
    std::vector<std::int32_t> table(size, kCellBlank);
    for (std::uint32_t i = 0; i < count && i < table.size(); ++i)
        table[i] = static_cast<std::int32_t>(i);
    return table;
}

std::vector<std::int32_t> rackTable(const CellGrid& grid, std::span<const RackLayers> elevation, std::uint32_t count)
{
    if (elevation.empty())
        return plainTable(grid, count);
    const std::size_t layer = std::size_t{grid[0]} * grid[1];
    std::vector<std::int32_t> table;
    table.reserve(layer * grid[2]);
    std::uint32_t next = 0;
    for (const RackLayers& part : elevation)
        for (std::size_t cell = 0; cell < layer * part.layers; ++cell)
            table.push_back(part.content != RackContent::Chips ? cellContentOf(part.content) : next < count ? static_cast<std::int32_t>(next++) : kCellBlank);
    return table;
}

std::vector<std::int32_t> turned(std::vector<std::int32_t> table, CellGrid& grid, std::uint8_t quarterTurns)
{
    for (int turn = 0; turn < quarterTurns; ++turn) {
        const CellGrid to{grid[1], grid[0], grid[2]};
        std::vector<std::int32_t> result(table.size());
        for (std::size_t z = 0; z < grid[2]; ++z)
            for (std::size_t y = 0; y < grid[1]; ++y)
                for (std::size_t x = 0; x < grid[0]; ++x)   // (x, y) goes to (depth − 1 − y, x)
                    result[(grid[1] - 1 - y) + to[0] * (x + to[1] * z)] = table[x + grid[0] * (y + grid[1] * z)];
        table = std::move(result);
        grid = to;
    }
    return table;
}

} // namespace podscape
