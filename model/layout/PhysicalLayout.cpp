// Racks on a floor, in metres: x along the rows, y across the aisles, z up. Rules where a cluster file gives none:
// rows are about three times as many racks long as there are rows; two rows face each other over a cold aisle and stand back to back over
// a hot one; containers above racks (pods, halls, buildings) stand in a grid as near to a square as their sizes allow, apart by an
// aisle that grows with the level. A cluster without a floor plan is laid out by the same rules, but its distances mean nothing.
#include "model/layout/BlockCells.h"

#include <algorithm>
#include <cmath>

namespace podscape {

namespace {

constexpr double kCellWidth = 0.2, kCellHeight = 0.12;   // of one node where no floor plan is known

class FloorBuilder
{
public:
    explicit FloorBuilder(const Cluster& cluster) : m_tree(cluster.tree), m_floor(cluster.floor), m_cells(m_layout)
    {
        m_layout.arrangement = Arrangement::Physical;
        m_layout.metric = m_floor.stated;
        m_layout.blockLevel = m_floor.blockLevel;
        m_layout.blocks.resize(m_tree.unitCount(m_floor.blockLevel));
        for (std::uint32_t i = 0; i < m_layout.blocks.size(); ++i)
            m_mostChips = std::max(m_mostChips, m_tree.chips({static_cast<std::uint16_t>(m_floor.blockLevel), i}).size());
        if (!m_floor.stated)
            inventFloor();
    }

    Layout build()
    {
        place(UnitTree::root(), Eigen::Vector2d::Zero());
        for (const LatticeBlock& block : m_layout.blocks) {
            m_layout.bounds.extend(block.min);
            m_layout.bounds.extend(block.min + block.size);
        }
        std::ranges::stable_sort(m_layout.bodies, {}, [](const Body& b) { return b.unit.level; });
        return std::move(m_layout);
    }

private:
    // Every node a box of the same size, a few side by side; a group is as high as it has rows, so that its size can be seen.
    void inventFloor()
    {
        const auto wide = static_cast<std::uint32_t>(std::clamp(std::ceil(std::sqrt(0.6 * m_mostChips)), 1.0, 64.0));
        m_floor.slotGrid = {wide, 1, (m_mostChips + wide - 1) / wide};
        m_floor.blockSizeMetres = {wide * kCellWidth, 4 * kCellWidth, m_floor.slotGrid[2] * kCellHeight};
        m_floor.pitchMetres = m_floor.blockSizeMetres[0] + kCellWidth;
        m_floor.coldAisleMetres = m_floor.hotAisleMetres = 5 * kCellWidth;
        m_floor.blocksPerRow = 0;
    }

    // Puts everything below `unit` with its corner at `corner`; returns width and depth in metres.
    Eigen::Vector2d place(UnitRef unit, const Eigen::Vector2d& corner)
    {
        const std::size_t bodyIndex = m_layout.bodies.size();
        m_layout.bodies.push_back({{}, unit});
        const Eigen::Vector2d size = unit.level >= m_floor.blockLevel       ? placeBlock(unit, corner, false)
                                     : unit.level + 1 == m_floor.blockLevel ? placeRows(unit, corner)
                                                                            : placeGrid(unit, corner);
        const Eigen::Vector3f min(float(corner.x()), float(corner.y()), 0.f);
        m_layout.bodies[bodyIndex].box = {min, min + Eigen::Vector3f(float(size.x()), float(size.y()), float(m_floor.blockSizeMetres[2]))};
        return size;
    }

    Eigen::Vector2d placeBlock(UnitRef unit, const Eigen::Vector2d& corner, bool turned)
    {
        const IndexRange chips = m_tree.chips(unit);
        LatticeBlock& block = m_layout.blocks[unit.index];
        block.unit = unit;
        block.firstChip = chips.begin;
        block.chipCount = chips.size();
        block.min = {float(corner.x()), float(corner.y()), 0.f};
        block.grid = slotsFor(block.chipCount);
        if (!m_floor.stated)
            block.grid[2] = static_cast<std::uint16_t>((block.chipCount + block.grid[0] - 1) / block.grid[0]);
        block.size = {float(m_floor.blockSizeMetres[0]), float(m_floor.blockSizeMetres[1]), float(m_floor.stated ? m_floor.blockSizeMetres[2] : block.grid[2] * kCellHeight)};
        std::vector<std::int32_t> table = plainTable(block.grid, block.chipCount);
        if (turned)
            turn(table, block.grid);
        block.table = m_cells.add(table);
        return {m_floor.blockSizeMetres[0], m_floor.blockSizeMetres[1]};
    }

    // Racks of the second row of a pair face the other way: the first slot is at their own left.
    static void turn(std::vector<std::int32_t>& table, const std::array<std::uint16_t, 3>& grid)
    {
        const std::size_t layer = std::size_t(grid[0]) * grid[1];
        for (std::size_t z = 0; z < grid[2]; ++z)
            std::reverse(table.begin() + std::ptrdiff_t(z * layer), table.begin() + std::ptrdiff_t((z + 1) * layer));
    }

    std::array<std::uint16_t, 3> slotsFor(std::uint32_t chips) const
    {
        const auto& s = m_floor.slotGrid;
        if (std::uint64_t(s[0]) * s[1] * s[2] >= chips && s[0] <= 0xFFFF && s[1] <= 0xFFFF && s[2] <= 0xFFFF && chips > 0)
            return {std::uint16_t(s[0]), std::uint16_t(s[1]), std::uint16_t(s[2])};
        return gridFor(m_mostChips, trayWidth());
    }

    // Chips of one tray lie side by side; without trays four of them do.
    std::uint16_t trayWidth() const
    {
        const int leaf = m_tree.leafLevel();
        if (leaf - m_floor.blockLevel < 2)
            return leaf == m_floor.blockLevel ? 1 : 4;
        return static_cast<std::uint16_t>(std::min<std::uint32_t>(m_tree.children({static_cast<std::uint16_t>(leaf - 1), 0}).size(), 16));
    }

    Eigen::Vector2d placeRows(UnitRef unit, const Eigen::Vector2d& corner)
    {
        const IndexRange racks = m_tree.children(unit);
        const std::uint32_t perRow = racksPerRow(racks.size());
        const double depth = m_floor.blockSizeMetres[1];
        double y = 0;
        for (std::uint32_t i = 0; i < racks.size(); ++i) {
            const std::uint32_t row = i / perRow;
            if (i > 0 && i % perRow == 0)
                y += depth + (row % 2 == 1 ? m_floor.coldAisleMetres : m_floor.hotAisleMetres);
            const Eigen::Vector2d at = corner + Eigen::Vector2d(i % perRow * m_floor.pitchMetres, y);
            placeBlock({static_cast<std::uint16_t>(m_floor.blockLevel), racks.begin + i}, at, row % 2 == 1);
        }
        return {(std::min(perRow, racks.size()) - 1) * m_floor.pitchMetres + m_floor.blockSizeMetres[0], y + depth};
    }

    std::uint32_t racksPerRow(std::uint32_t racks) const
    {
        if (m_floor.blocksPerRow > 0)
            return std::min(m_floor.blocksPerRow, racks);
        // A hall of rows 1.5 times as wide as it is deep looks like one.
        const double rowDepth = m_floor.blockSizeMetres[1] + (m_floor.coldAisleMetres + m_floor.hotAisleMetres) / 2;
        const double perRow = std::sqrt(1.5 * racks * rowDepth / m_floor.pitchMetres);
        return std::clamp<std::uint32_t>(static_cast<std::uint32_t>(std::lround(perRow)), 1, racks);
    }

    Eigen::Vector2d placeGrid(UnitRef unit, const Eigen::Vector2d& corner)
    {
        const IndexRange children = m_tree.children(unit);
        const double gap = 3.0 * std::pow(2.5, m_floor.blockLevel - unit.level - 2);   // 3 m between halls, 7.5 m between buildings, …
        Eigen::Vector2d first = Eigen::Vector2d::Zero();
        std::uint32_t columns = children.size();
        double x = 0, y = 0, rowDepth = 0, width = 0;
        for (std::uint32_t i = 0; i < children.size(); ++i) {
            if (i > 0 && i % columns == 0) {
                x = 0;
                y += rowDepth + gap;
                rowDepth = 0;
            }
            const Eigen::Vector2d size = place({static_cast<std::uint16_t>(unit.level + 1), children.begin + i}, corner + Eigen::Vector2d(x, y));
            if (i == 0) {
                first = size;
                const double across = std::sqrt(1.4 * children.size() * (first.y() + gap) / (first.x() + gap));
                columns = std::clamp<std::uint32_t>(static_cast<std::uint32_t>(std::lround(across)), 1, children.size());
            }
            x += size.x() + gap;
            width = std::max(width, x - gap);
            rowDepth = std::max(rowDepth, size.y());
        }
        return {width, y + rowDepth};
    }

    const UnitTree& m_tree;
    FloorPlan m_floor;             // as stated, or invented
    std::uint32_t m_mostChips = 1;
    Layout m_layout;
    BlockCells m_cells;
};

} // namespace

Layout buildPhysicalLayout(const Cluster& cluster)
{
    return FloorBuilder(cluster).build();
}

} // namespace podscape
