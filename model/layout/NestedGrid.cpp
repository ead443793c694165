#include "model/layout/NestedGrid.h"

#include "model/layout/Shelves.h"

#include <algorithm>
#include <cmath>

namespace podscape {

namespace {

constexpr float kGapGrowth = 1.9f;   // a level

} // namespace

NestedGrid::NestedGrid(Layout& layout, const UnitTree& tree, float gap, float aspect, LayInside layInside)
    : m_layout(layout), m_tree(tree), m_gap(gap), m_aspect(aspect), m_layInside(std::move(layInside))
{
}

Eigen::Vector2f NestedGrid::lay(UnitRef unit)
{
    if (const auto size = m_layInside(unit))
        return *size;
    const IndexRange children = m_tree.children(unit);
    const auto level = static_cast<std::uint16_t>(unit.level + 1);
    std::vector<Eigen::Vector2f> sizes;
    for (std::uint32_t i = children.begin; i < children.end; ++i)
        sizes.push_back(lay({level, i}));
    const int above = std::max(m_layout.blockLevel - level, 0);
    const Shelves shelves = shelve(sizes, m_gap * std::pow(kGapGrowth, float(above)), m_aspect);
    for (std::uint32_t i = 0; i < children.size(); ++i)
        move({level, children.begin + i}, shelves.corner[i]);
    return shelves.size;
}

void NestedGrid::move(UnitRef unit, const Eigen::Vector2f& by)
{
    const IndexRange blocks = m_tree.unitsWithin(unit, m_layout.blockLevel);
    for (std::uint32_t b = blocks.begin; b < blocks.end; ++b)
        m_layout.blocks[b].min += Eigen::Vector3f(by.x(), by.y(), 0.f);
}

Layout unplacedLayout(const Cluster& cluster, Arrangement arrangement)
{
    Layout layout;
    layout.arrangement = arrangement;
    layout.metric = false;
    layout.solidBlocks = false;
    layout.cellGap = 0.16f;
    layout.blockLevel = cluster.floor.blockLevel;
    layout.blocks.resize(cluster.tree.unitCount(layout.blockLevel));
    for (std::uint32_t i = 0; i < layout.blocks.size(); ++i) {
        LatticeBlock& block = layout.blocks[i];
        block.min = block.size = Eigen::Vector3f::Zero();
        block.unit = {static_cast<std::uint16_t>(layout.blockLevel), i};
        block.firstChip = cluster.tree.chips(block.unit).begin;
        block.chipCount = cluster.tree.chips(block.unit).size();
    }
    return layout;
}

void closeLayout(Layout& layout, const UnitTree& tree)
{
    for (const LatticeBlock& block : layout.blocks) {
        layout.bounds.extend(block.min);
        layout.bounds.extend(block.min + block.size);
    }
    for (std::uint16_t level = 0; level < layout.blockLevel; ++level)
        for (std::uint32_t i = 0; i < tree.unitCount(level); ++i)
            layout.bodies.push_back({layout.boxOf({level, i}, tree), {level, i}});
}

} // namespace podscape
