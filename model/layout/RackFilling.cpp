#include "model/layout/RackFilling.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace podscape {

namespace {

constexpr double kCellWidth = 0.2, kCellHeight = 0.12;   // of one node where no floor plan is known

// Drawers in which a rack without chips is drawn. They only tell one kind from another: how many there are is not known.
std::uint16_t drawersOf(CellContent content)
{
    switch (content) {
    case kCellCooling: return 4;
    case kCellPower: return 6;
    case kCellCircuit: return 12;
    default: return 20;
    }
}

std::uint32_t layersOf(std::span<const RackLayers> elevation)
{
    return std::accumulate(elevation.begin(), elevation.end(), 0u, [](std::uint32_t sum, const RackLayers& part) { return sum + part.layers; });
}

} // namespace

RackFilling::RackFilling(const Cluster& cluster) : m_tree(cluster.tree), m_plan(cluster.floor)
{
    for (std::uint32_t i = 0; i < m_tree.unitCount(m_plan.blockLevel); ++i)
        m_mostChips = std::max(m_mostChips, m_tree.chips({static_cast<std::uint16_t>(m_plan.blockLevel), i}).size());
    if (!m_plan.stated)
        invent();
}

void RackFilling::invent()
{
    if (!usesSlots()) {
        const auto wide = static_cast<std::uint32_t>(std::clamp(std::ceil(std::sqrt(0.6 * m_mostChips)), 1.0, 64.0));
        m_plan.slotGrid = {wide, 1, (m_mostChips + wide - 1) / wide};
        m_plan.elevation.clear();
    }
    const std::uint32_t layers = m_plan.elevation.empty() ? m_plan.slotGrid[2] : layersOf(m_plan.elevation);
    m_plan.blockSizeMetres = {m_plan.slotGrid[0] * kCellWidth, 4 * kCellWidth, layers * kCellHeight};
    m_plan.pitchMetres = m_plan.blockSizeMetres[0] + kCellWidth;
    m_plan.coldAisleMetres = m_plan.hotAisleMetres = 5 * kCellWidth;
}

Eigen::Vector3d RackFilling::sizeOf(std::uint32_t chips) const
{
    const auto& size = m_plan.blockSizeMetres;
    return {size[0], size[1], m_plan.stated ? size[2] : gridOf(chips)[2] * kCellHeight};
}

bool RackFilling::usesSlots() const
{
    const auto& s = m_plan.slotGrid;
    return std::uint64_t(s[0]) * s[1] * s[2] >= m_mostChips && std::ranges::max(s) <= 0xFFFF && layersOf(m_plan.elevation) <= 0xFFFF;
}

CellGrid RackFilling::gridOf(std::uint32_t chips) const
{
    if (!usesSlots())
        return gridFor(m_mostChips, trayWidth());
    const auto& s = m_plan.slotGrid;
    std::uint32_t layers = m_plan.elevation.empty() ? s[2] : layersOf(m_plan.elevation);
    if (!m_plan.stated && m_plan.elevation.empty())
        layers = (chips + s[0] * s[1] - 1) / (s[0] * s[1]);
    return {static_cast<std::uint16_t>(s[0]), static_cast<std::uint16_t>(s[1]), static_cast<std::uint16_t>(layers)};
}

// Chips of one tray lie side by side; without trays four of them do.
std::uint16_t RackFilling::trayWidth() const
{
    const int leaf = m_tree.leafLevel();
    if (leaf - m_plan.blockLevel < 2)
        return leaf == m_plan.blockLevel ? 1 : 4;
    return static_cast<std::uint16_t>(std::min<std::uint32_t>(m_tree.children({static_cast<std::uint16_t>(leaf - 1), 0}).size(), 16));
}

void RackFilling::fill(LatticeBlock& block, std::uint8_t quarterTurns, BlockCells& cells) const
{
    block.grid = gridOf(block.chipCount);
    std::vector<std::int32_t> table = usesSlots() ? rackTable(block.grid, m_plan.elevation, block.chipCount) : plainTable(block.grid, block.chipCount);
    block.table = cells.add(turned(std::move(table), block.grid, quarterTurns));
}

void RackFilling::fillService(LatticeBlock& block, CellContent content, std::uint8_t quarterTurns, BlockCells& cells)
{
    block.grid = {1, 1, drawersOf(content)};
    std::vector<std::int32_t> table(block.grid[2], content);
    block.table = cells.add(turned(std::move(table), block.grid, quarterTurns));
}

} // namespace podscape
