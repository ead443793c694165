#pragma once

#include "model/cluster/FloorPlan.h"

namespace podscape {

// The distances of a floor plan, and the rules for those that it does not give. All in metres.
// - A hall of rows is about 1.5 times as wide as deep, other groups 1.4 times.
// - Between units of a level: campuses 200 m, buildings 20 m, halls 3 m, rows end to end 1.2 m; of any other level 3 m for the one that
//   holds the racks, and two and a half times as much with every level above.
// - Walls only where the plan gives a margin or the level is called building (4 m) or hall (1.2 m); a room with walls is 1.5 m higher
//   than what stands in it.
class FloorRules
{
public:
    FloorRules(const FloorPlan& plan, const UnitTree& tree) : m_plan(plan), m_tree(tree) {}

    [[nodiscard]] bool isRowLevel(int level) const;            // units are one line of racks each, whatever levels lie between
    [[nodiscard]] double spacing(int level) const;
    [[nodiscard]] bool hasWalls(int level) const;
    [[nodiscard]] double margin(int level) const;              // 0 without walls
    [[nodiscard]] double headroom(int level) const { return hasWalls(level) ? 1.5 : 0; }
    [[nodiscard]] double aisleAfter(std::uint32_t line) const; // the first line faces south, so what follows it is a hot aisle
    [[nodiscard]] bool isColdAfter(std::uint32_t line) const { return line % 2 == 1; }

    // Racks in a line of a group of so many.
    [[nodiscard]] std::uint32_t racksPerLine(std::uint32_t racks) const;

    // Units of `level` side by side when there are `count` of about this size.
    [[nodiscard]] std::uint32_t columns(int level, std::uint32_t count, double width, double depth) const;

private:
    const FloorPlan& m_plan;
    const UnitTree& m_tree;
};

} // namespace podscape
