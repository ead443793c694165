// Where chips are in their network. With a torus: every chip at its coordinate, one step apart, blocks of the block level as boxes of the
// lattice with a small gap between them, tori side by side. Without one: blocks in a square of cubes, chips as near to a cube as fits.
#include "model/layout/BlockCells.h"

#include <algorithm>
#include <cmath>

namespace podscape {

namespace {

constexpr float kBlockGap = 0.75f;   // in chip steps: shows where one rack ends and leaves room for links
constexpr float kTorusGap = 4.f;

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

void placeTorusBlock(LatticeBlock& block, BlockCells& cells, const TorusShape& torus, std::uint32_t firstInTorus, const Eigen::Vector3f& origin)
{
    const ChipBox box = boxOfChips(torus, firstInTorus, block.chipCount);
    Eigen::Vector3f at = origin;
    for (int axis = 0; axis < 3; ++axis) {
        block.grid[axis] = static_cast<std::uint16_t>(box.max[axis] - box.min[axis] + 1);
        at[axis] += box.min[axis] + kBlockGap * (box.min[axis] / block.grid[axis]);
    }
    block.min = at;
    block.size = Eigen::Vector3f(block.grid[0], block.grid[1], block.grid[2]);

    std::vector<std::int32_t> table(std::size_t(block.grid[0]) * block.grid[1] * block.grid[2], kCellBlank);
    for (std::uint32_t i = 0; i < block.chipCount; ++i) {
        const auto& c = torus.coordinates[firstInTorus + i];
        table[(c[0] - box.min[0]) + std::size_t(block.grid[0]) * ((c[1] - box.min[1]) + std::size_t(block.grid[1]) * (c[2] - box.min[2]))] = static_cast<std::int32_t>(i);
    }
    block.table = cells.add(table);
}

// A torus somewhere in the cluster: which fabric's, and which of its instances.
struct TorusPart { const TorusShape* torus; UnitRef unit; };

std::vector<TorusPart> toriOf(const Cluster& cluster, int blockLevel)
{
    std::vector<TorusPart> parts;
    std::vector<bool> taken(cluster.tree.unitCount(blockLevel), false);   // a block lies in one torus only
    for (const Fabric& fabric : cluster.fabrics) {
        if (!fabric.torus() || fabric.torus()->instanceLevel > blockLevel)
            continue;
        const TorusShape& torus = *fabric.torus();
        const auto level = static_cast<std::uint16_t>(torus.instanceLevel);
        const std::uint32_t count = torus.instanceUnits.empty() ? cluster.tree.unitCount(level) : static_cast<std::uint32_t>(torus.instanceUnits.size());
        for (std::uint32_t i = 0; i < count; ++i) {
            const UnitRef unit{level, torus.instanceUnits.empty() ? i : torus.instanceUnits[i]};
            const IndexRange blocks = cluster.tree.unitsWithin(unit, blockLevel);
            if (taken[blocks.begin])
                continue;
            std::fill(taken.begin() + blocks.begin, taken.begin() + blocks.end, true);
            parts.push_back({&torus, unit});
        }
    }
    std::ranges::sort(parts, {}, [&](const TorusPart& part) { return cluster.tree.chips(part.unit).begin; });
    return parts;
}

// Side by side in the order of their chips; rows of a table, each as deep as its deepest torus.
void layTori(Layout& layout, const Cluster& cluster, const std::vector<TorusPart>& parts)
{
    BlockCells cells(layout);
    const auto steps = [](const TorusShape& torus, int axis) { return float(torus.size[axis]) * 1.3f + kTorusGap; };
    double area = 0;
    for (const TorusPart& part : parts)
        area += double(steps(*part.torus, 0)) * steps(*part.torus, 1);
    const float rowLength = static_cast<float>(std::sqrt(area) * 1.05);
    Eigen::Vector3f at = Eigen::Vector3f::Zero();
    float rowDepth = 0;
    for (const TorusPart& part : parts) {
        if (at.x() > 0 && at.x() + steps(*part.torus, 0) > rowLength + kTorusGap) {
            at = {0.f, at.y() + rowDepth, 0.f};
            rowDepth = 0;
        }
        const IndexRange blocks = cluster.tree.unitsWithin(part.unit, layout.blockLevel);
        for (std::uint32_t b = blocks.begin; b < blocks.end; ++b)
            placeTorusBlock(layout.blocks[b], cells, *part.torus, layout.blocks[b].firstChip - cluster.tree.chips(part.unit).begin, at);
        at.x() += steps(*part.torus, 0);
        rowDepth = std::max(rowDepth, steps(*part.torus, 1));
    }
}

// Every block is in a torus.
bool coverAll(const std::vector<TorusPart>& parts, const Cluster& cluster, int blockLevel)
{
    std::uint32_t blocks = 0;
    for (const TorusPart& part : parts)
        blocks += cluster.tree.unitsWithin(part.unit, blockLevel).size();
    return blocks == cluster.tree.unitCount(blockLevel);
}

// Rows of the parent side by side, one row (or several) a parent, so that groups stay together.
void laySquare(Layout& layout, const Cluster& cluster)
{
    BlockCells cells(layout);
    std::uint32_t most = 1;
    for (const LatticeBlock& block : layout.blocks)
        most = std::max(most, block.chipCount);
    const std::uint16_t side = static_cast<std::uint16_t>(std::ceil(std::cbrt(double(most))));
    const float step = side + std::max(1.f, side * 0.35f);

    const std::uint32_t count = static_cast<std::uint32_t>(layout.blocks.size());
    const std::uint32_t parents = cluster.tree.unitCount(std::max(layout.blockLevel - 1, 0));
    const std::uint32_t perParent = (count + parents - 1) / parents;
    const std::uint32_t columns = parents > 1 && perParent <= 4 * std::sqrt(double(count)) && perParent * 4 >= std::sqrt(double(count))
                                      ? perParent
                                      : static_cast<std::uint32_t>(std::ceil(std::sqrt(1.4 * count)));
    for (std::uint32_t i = 0; i < count; ++i) {
        LatticeBlock& block = layout.blocks[i];
        const std::uint16_t deep = static_cast<std::uint16_t>(std::clamp<std::uint32_t>((block.chipCount + side - 1) / side, 1, side));
        const std::uint16_t high = static_cast<std::uint16_t>((block.chipCount + std::uint32_t(side) * deep - 1) / (std::uint32_t(side) * deep));
        block.grid = {side, deep, std::max<std::uint16_t>(high, 1)};
        block.size = Eigen::Vector3f(block.grid[0], block.grid[1], block.grid[2]);
        block.min = Eigen::Vector3f(float(i % columns) * step, float(i / columns) * step, 0.f);
        block.table = cells.add(plainTable(block.grid, block.chipCount));
    }
}

} // namespace

Layout buildLatticeLayout(const Cluster& cluster)
{
    Layout layout;
    layout.arrangement = Arrangement::Lattice;
    layout.metric = false;
    layout.solidBlocks = false;
    layout.cellGap = 0.16f;
    layout.blockLevel = cluster.floor.blockLevel;
    layout.blocks.resize(cluster.tree.unitCount(layout.blockLevel));
    for (std::uint32_t i = 0; i < layout.blocks.size(); ++i) {
        LatticeBlock& block = layout.blocks[i];
        block.unit = {static_cast<std::uint16_t>(layout.blockLevel), i};
        block.firstChip = cluster.tree.chips(block.unit).begin;
        block.chipCount = cluster.tree.chips(block.unit).size();
    }
    if (const std::vector<TorusPart> tori = toriOf(cluster, layout.blockLevel); coverAll(tori, cluster, layout.blockLevel))
        layTori(layout, cluster, tori);
    else
        laySquare(layout, cluster);

    for (const LatticeBlock& block : layout.blocks) {
        layout.bounds.extend(block.min);
        layout.bounds.extend(block.min + block.size);
    }
    for (std::uint16_t level = 0; level < layout.blockLevel; ++level)
        for (std::uint32_t i = 0; i < cluster.tree.unitCount(level); ++i)
            layout.bodies.push_back({layout.boxOf({level, i}, cluster.tree), {level, i}});
    return layout;
}

} // namespace podscape
