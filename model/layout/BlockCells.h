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

// A grid of three lengths that holds `count` devices with few empty cells: `widest` across at most, then deep, then high.
[[nodiscard]] std::array<std::uint16_t, 3> gridFor(std::uint32_t count, std::uint16_t widest);

// A table with the first `count` cells filled 0, 1, 2 … along x, then y, then z, the rest blank.
[[nodiscard]] std::vector<std::int32_t> plainTable(const std::array<std::uint16_t, 3>& grid, std::uint32_t count);

} // namespace podscape
