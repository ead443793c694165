// Where chips are in their network. With a torus: every chip at its coordinate, one step apart, blocks of the block level as boxes of the
// lattice with a small gap between them, tori side by side. Without one: blocks as cubes side by side, chips as near to a cube as fits.
#include "model/layout/LatticeGap.h"
#include "model/layout/BlockCells.h"
#include "model/layout/NestedGrid.h"
#include "model/layout/TorusParts.h"

#include <algorithm>
#include <cmath>

namespace podscape {

namespace {

constexpr float kAspect = 1.4f;

struct ChipBox { std::array<std::uint16_t, 3> min{0xFFFF, 0xFFFF, 0xFFFF}, max{0, 0, 0}; };

ChipBox boxOfChips(const TorusShape& torus, std::uint32_t first, std::uint32_t count)
{
    ChipBox box;
    for (std::uint32_t i = first; i < first + count; ++i)
        for (int axis = 0; axis < 3; ++axis) {
            box.min[axis] = std::min(box.min[axis], torus.coordinates[i][axis]);
            box.max[axis] = std::max(box.max[axis], torus.coordinates[i][axis]);
        }
    return box;
}

void placeTorusBlock(LatticeBlock& block, BlockCells& cells, const TorusShape& torus, std::uint32_t firstInTorus)
{
    const ChipBox box = boxOfChips(torus, firstInTorus, block.chipCount);
    for (int axis = 0; axis < 3; ++axis) {
        block.grid[axis] = static_cast<std::uint16_t>(box.max[axis] - box.min[axis] + 1);
        block.min[axis] = box.min[axis] + kLatticeBlockGap * (box.min[axis] / block.grid[axis]);
    }
    block.size = Eigen::Vector3f(block.grid[0], block.grid[1], block.grid[2]);

    std::vector<std::int32_t> table(std::size_t(block.grid[0]) * block.grid[1] * block.grid[2], kCellBlank);
    for (std::uint32_t i = 0; i < block.chipCount; ++i) {
        const auto& c = torus.coordinates[firstInTorus + i];
        table[(c[0] - box.min[0]) + std::size_t(block.grid[0]) * ((c[1] - box.min[1]) + std::size_t(block.grid[1]) * (c[2] - box.min[2]))] = static_cast<std::int32_t>(i);
    }
    block.table = cells.add(table);
}

Eigen::Vector2f placeTorus(Layout& layout, BlockCells& cells, const UnitTree& tree, const TorusShape& torus, UnitRef instance)
{
    Eigen::Vector2f size(0, 0);
    const IndexRange blocks = tree.unitsWithin(instance, layout.blockLevel);
    for (std::uint32_t b = blocks.begin; b < blocks.end; ++b) {
        LatticeBlock& block = layout.blocks[b];
        placeTorusBlock(block, cells, torus, block.firstChip - tree.chips(instance).begin);
        size = size.cwiseMax((block.min + block.size).head<2>());
    }
    return size;
}

Eigen::Vector2f placeCube(LatticeBlock& block, BlockCells& cells, std::uint16_t side)
{
    const std::uint16_t deep = static_cast<std::uint16_t>(std::clamp<std::uint32_t>((block.chipCount + side - 1) / side, 1, side));
    const std::uint16_t high = static_cast<std::uint16_t>((block.chipCount + std::uint32_t(side) * deep - 1) / (std::uint32_t(side) * deep));
    block.grid = {side, deep, std::max<std::uint16_t>(high, 1)};
    block.min.setZero();
    block.size = Eigen::Vector3f(block.grid[0], block.grid[1], block.grid[2]);
    block.table = cells.add(plainTable(block.grid, block.chipCount));
    return block.size.head<2>();
}

} // namespace

Layout buildLatticeLayout(const Cluster& cluster)
{
    Layout layout = unplacedLayout(cluster, Arrangement::Lattice);
    BlockCells cells(layout);
    std::uint32_t most = 1;
    for (const LatticeBlock& block : layout.blocks)
        most = std::max(most, block.chipCount);
    const auto side = static_cast<std::uint16_t>(std::ceil(std::cbrt(double(most))));
    const TorusParts tori = torusParts(cluster, layout.blockLevel);
    const float gap = tori.empty() ? std::max(1.f, side * 0.35f) : 4.f + 0.3f * float(tori.begin()->second->size[0]);

    NestedGrid(layout, cluster.tree, gap, kAspect, [&](UnitRef unit) -> std::optional<Eigen::Vector2f> {
        if (const auto torus = tori.find(unit); torus != tori.end())
            return placeTorus(layout, cells, cluster.tree, *torus->second, unit);
        if (unit.level == layout.blockLevel)
            return placeCube(layout.blocks[unit.index], cells, side);
        return std::nullopt;
    }).build();
    closeLayout(layout, cluster.tree);
    return layout;
}

} // namespace podscape
