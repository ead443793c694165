#pragma once

#include "model/analysis/DerivedFigure.h"

#include <optional>

namespace podscape {

// Links on the shortest way between two endpoints that can reach each other.
struct Hops
{
    DerivedFigure diameter;   // of the pair that is farthest apart
    DerivedFigure mean;       // over all pairs of different endpoints
};

// Plain torus and mesh in closed form: a ring of n has ⌊n²/4⌋/n hops on average, a line (n²−1)/(3n) (Dally and Towles, Principles and Practices of
// Interconnection Networks, 2004, §3.2.3). A twisted torus is counted from one chip, as all are alike. Everything else is counted through the switches
// from every group of endpoints on the same switches; beyond kMostSteps from groups spread evenly, which the formula then says. nullopt where nothing is
// joined or the inside of a network is not known.
[[nodiscard]] std::optional<Hops> hops(const Cluster& cluster, const Fabric& fabric);

inline constexpr std::uint64_t kMostSteps = 20'000'000;   // well under 100 ms

} // namespace podscape
