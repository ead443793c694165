#pragma once

#include "model/layout/Layout.h"

#include <functional>
#include <optional>

namespace podscape {

// Puts units side by side without a floor plan: the units of a parent form a grid, the grids of its siblings another, up to the cluster.
// Gaps grow with the level, so that one sees what belongs together.
class NestedGrid
{
public:
    // Puts the blocks of a unit with their common corner at the origin and returns width and depth; nothing to have its children asked.
    // Units of the block level must be answered.
    using LayInside = std::function<std::optional<Eigen::Vector2f>(UnitRef)>;

    NestedGrid(Layout& layout, const UnitTree& tree, float gap, float aspect, LayInside layInside);

    void build() { lay(UnitTree::root()); }

private:
    Eigen::Vector2f lay(UnitRef unit);
    void move(UnitRef unit, const Eigen::Vector2f& by);

    Layout& m_layout;
    const UnitTree& m_tree;
    float m_gap, m_aspect;
    LayInside m_layInside;
};

// What every arrangement without a floor plan starts with: the blocks of the cluster's block level, without a place.
[[nodiscard]] Layout unplacedLayout(const Cluster& cluster, Arrangement arrangement);
// What it ends with: bounds, and a body for every unit above the blocks.
void closeLayout(Layout& layout, const UnitTree& tree);

} // namespace podscape
