#pragma once

#include "model/analysis/CableRoute.h"
#include "model/analysis/DerivedFigure.h"

#include <optional>
#include <vector>

namespace podscape {

// Links of one group and medium, and how much cable they are.
struct CableSum
{
    std::string group;                // "X", "leaf–spine"
    Medium medium = Medium::Unknown;
    std::uint32_t links = 0;
    double metres = 0;                // of all together; 0 on a board, where nothing is plugged in
    double shortest = 0, longest = 0;
};

// Where switches stand, by their number in the fabric; unset or missing entries are placed by rule.
using SwitchPositions = std::vector<std::optional<Eigen::Vector3f>>;

// Every cable of a fabric, routed over a physical layout in metres (Layout::metric; else there are only counts). Switches inside a rack are there; those
// of no known place are taken to stand in the middle of what they serve. A link through a circuit switch whose place is known goes there and back.
struct CableBill
{
    std::vector<CableSum> sums;       // by group, then medium
    bool isMetric = false;
    bool hasPlacedSwitches = false;   // some switch had to be given a place by rule

    [[nodiscard]] static CableBill of(const Cluster& cluster, const Fabric& fabric, const Layout& physical, const SwitchPositions& switches = {}, const CableRule& rule = {});
};

// Links and metres of one medium over all groups; metres are nullopt on a board and without a floor in metres.
[[nodiscard]] std::optional<DerivedFigure> linksOfMedium(const Fabric& fabric, const CableBill& bill, Medium medium);
[[nodiscard]] std::optional<DerivedFigure> metresOfMedium(const Cluster& cluster, const Fabric& fabric, const CableBill& bill, Medium medium);

} // namespace podscape
