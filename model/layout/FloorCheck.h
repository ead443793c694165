#pragma once

#include "model/layout/Layout.h"

namespace podscape {

// Two boxes that stand in each other, by their place in a list, and by how much along x and y in metres.
struct Overlap
{
    std::uint32_t first = 0, second = 0;
    float along = 0, across = 0;
};

// Boxes of one storey have the same floor (least z). Each box that stands in another is `second` once, however many it stands in: without
// these boxes nothing overlaps. Sweeps from west to east, storey by storey: O(n log n). 2 mm are let pass.
[[nodiscard]] std::vector<Overlap> findOverlaps(std::span<const Box> boxes);

// Racks and rooms of the floor plan that stand in each other, by name and by how much: a finding for each of the first ten of a level, and
// the number of the others in one more. Does nothing for a plan whose rules keep everything apart.
void reportOverlaps(const Cluster& cluster, Report& findings);

} // namespace podscape
