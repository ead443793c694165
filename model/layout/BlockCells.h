#pragma once

#include "model/layout/Layout.h"

#include <map>

namespace podscape {

// Collects the cell tables of a layout; equal tables are stored once.
class BlockCells
{
public:
    explicit BlockCells(Layout& layout) : m_layout(layout) {}

    // `table` in the order that LatticeBlock describes. Returns the offset.
    std::uint32_t add(const std::vector<std::int32_t>& table);

private:
    Layout& m_layout;
    std::map<std::vector<std::int32_t>, std::uint32_t> m_offsets;
};

using CellGrid = std::array<std::uint16_t, 3>;

// A grid of three lengths that holds `count` devices with few empty cells: `widest` across at most, then deep, then high.
[[nodiscard]] CellGrid gridFor(std::uint32_t count, std::uint16_t widest);

// A table with the first `count` cells filled 0, 1, 2 … along x, then y, then z, the rest blank.
[[nodiscard]] std::vector<std::int32_t> plainTable(const CellGrid& grid, std::uint32_t count);

// The same for a rack whose layers, bottom to top, are not all of chips: chips fill the layers of chips in order, other layers hold what
// they hold. The layers add up to grid[2].
[[nodiscard]] std::vector<std::int32_t> rackTable(const CellGrid& grid, std::span<const RackLayers> elevation, std::uint32_t count);

// The table after a turn of the block, counter-clockwise seen from above; the grid turns with it. The front (least y, unturned) of a rack
// that has made two quarter turns looks the other way.
[[nodiscard]] std::vector<std::int32_t> turned(std::vector<std::int32_t> table, CellGrid& grid, std::uint8_t quarterTurns);

} // namespace podscape
