#pragma once

#include "model/layout/BlockCells.h"

namespace podscape {

// How large the racks of a cluster are and what is in their slots. Where no floor plan is known a block is invented: every node a box of
// the same size, a few side by side; a group is as high as it has rows of them, so that its size can be seen.
class RackFilling
{
public:
    explicit RackFilling(const Cluster& cluster);

    [[nodiscard]] const FloorPlan& plan() const { return m_plan; }                 // as stated, or invented
    [[nodiscard]] Eigen::Vector3d sizeOf(std::uint32_t chips) const;               // metres, unturned

    // Gives a block its grid and cells, turned as often as it was.
    void fill(LatticeBlock& block, std::uint8_t quarterTurns, BlockCells& cells) const;
    static void fillService(LatticeBlock& block, CellContent content, std::uint8_t quarterTurns, BlockCells& cells);

private:
    void invent();
    [[nodiscard]] bool usesSlots() const;
    [[nodiscard]] CellGrid gridOf(std::uint32_t chips) const;
    [[nodiscard]] std::uint16_t trayWidth() const;

    const UnitTree& m_tree;
    FloorPlan m_plan;
    std::uint32_t m_mostChips = 1;
};

} // namespace podscape
