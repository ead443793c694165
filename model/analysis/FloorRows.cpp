#include "model/analysis/FloorRows.h"

#include <algorithm>
#include <cmath>

namespace podscape {

namespace {

constexpr float kWidestGap = 3;       // in widths of a block: a pillar or a coolant unit between two racks does not end their row
constexpr float kSameLine = 0.01f;    // metres

Eigen::Vector2f middle(const LatticeBlock& block) { return (block.min + block.size / 2).head<2>(); }

// 0 or 1: the axis of the floor along which `next` stands beside `block`; −1 when it does not.
int axisBeside(const LatticeBlock& block, const LatticeBlock& next)
{
    const Eigen::Vector2f step = middle(next) - middle(block);
    for (const int axis : {0, 1}) {
        const float gap = std::fabs(step[axis]) - (block.size[axis] + next.size[axis]) / 2;
        if (std::fabs(step[1 - axis]) <= kSameLine && gap >= -kSameLine && gap <= kWidestGap * std::min(block.size.x(), block.size.y()))
            return axis;
    }
    return -1;
}

FloorRow rowOf(const Layout& layout, UnitRef parent, IndexRange blocks, int axis)
{
    FloorRow row{parent, blocks, {}, {}};
    const LatticeBlock &first = layout.blocks[blocks.begin], &last = layout.blocks[blocks.end - 1];
    row.from = middle(first);
    row.to = middle(last);
    const float forward = row.to[axis] >= row.from[axis] ? 1.f : -1.f;
    row.from[axis] -= forward * first.size[axis] / 2;
    row.to[axis] += forward * last.size[axis] / 2;
    return row;
}

} // namespace

FloorRows FloorRows::of(const Layout& physical, const UnitTree& tree)
{
    FloorRows result;
    const std::uint32_t count = std::min(tree.unitCount(physical.blockLevel), static_cast<std::uint32_t>(physical.blocks.size()));   // racks without chips come after these
    result.rowOfBlock.resize(count);
    // A block that faces another over an aisle is not beside it: in a row they stand across the way they are deep, and the first row says which that is.
    int axisOfRows = 0;
    for (std::uint32_t first = 0; first < count;) {
        const UnitRef parent = tree.parent(physical.blocks[first].unit);
        std::uint32_t end = first + 1;
        int axis = -1;
        while (end < count && tree.parent(physical.blocks[end].unit) == parent) {
            const int beside = axisBeside(physical.blocks[end - 1], physical.blocks[end]);
            if (beside < 0 || (axis >= 0 && beside != axis) || (axis < 0 && beside != axisOfRows && physical.blocks[first].size[beside] > physical.blocks[first].size[1 - beside]))
                break;
            axis = beside;
            ++end;
        }
        if (axis >= 0)
            axisOfRows = axis;
        for (std::uint32_t b = first; b < end; ++b)
            result.rowOfBlock[b] = static_cast<std::uint32_t>(result.rows.size());
        result.rows.push_back(rowOf(physical, parent, {first, end}, axis >= 0 ? axis : axisOfRows));
        first = end;
    }
    return result;
}

} // namespace podscape
