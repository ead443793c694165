#pragma once

#include "model/layout/RackFilling.h"
#include "model/layout/ServiceNumbers.h"

#include <Eigen/Core>

namespace podscape {

// One rack in a line: the block it is, and its width, depth and height in metres.
struct RackInLine
{
    std::uint32_t block = 0;
    Eigen::Vector3d size{0, 0, 0};
};

// Racks side by side with their fronts in one plane.
struct RackLine
{
    std::vector<RackInLine> racks;
    std::uint32_t positions = 0;    // taken of those that a line has; racks in between the others take none

    [[nodiscard]] Eigen::Vector3d extent(double gap) const;
};

// Deals racks into lines in the order of the tree, and the racks without chips among and behind them. Keeps count of "one after every n"
// while it goes from group to group, so groups are to be visited in the order of the tree.
class RackLines
{
public:
    RackLines(const RackFilling& filling, const UnitTree& tree, const ServiceNumbers& numbers);

    // Begins to count anew for what serves this unit.
    void enter(UnitRef unit);

    // All racks of `holder` in lines of at most `perLine`, with those without chips that serve one of them or a group of them. One that stands
    // between others makes its line longer. `placedElsewhere` has an entry for each rack, or none at all.
    [[nodiscard]] std::vector<RackLine> ofRacks(UnitRef holder, std::uint32_t perLine, const std::vector<bool>& placedElsewhere);

    // The racks that stand behind those of `unit`: they fill the last line, then lines of their own.
    void appendService(UnitRef unit, std::uint32_t perLine, std::vector<RackLine>& lines) const;

    [[nodiscard]] Eigen::Vector3d sizeOf(const ServiceRacks& kind) const;
    [[nodiscard]] double gap() const { return m_plan.pitchMetres - m_plan.blockSizeMetres[0]; }   // between two racks of a line

private:
    void enterGroupsFrom(UnitRef rack, int holderLevel);
    void appendBeside(UnitRef rack, int holderLevel, std::vector<RackLine>& lines);

    const RackFilling& m_filling;
    const FloorPlan& m_plan;
    const UnitTree& m_tree;
    const ServiceNumbers& m_numbers;
    struct Counter { std::uint32_t racks = 0, next = 0; };
    std::vector<Counter> m_every;   // by kind: racks since the last one, and the block of the next
};

} // namespace podscape
