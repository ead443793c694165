#pragma once

#include "model/cluster/Cluster.h"

#include <optional>
#include <string>

namespace podscape {

// A figure that we computed, with its arithmetic for the inspector.
struct DerivedFigure
{
    double value = 0;
    Dimension dimension = Dimension::Count;
    std::string formula;      // "2 · 16 · 24 links · 100 GB/s"
    FactStatus weakest = FactStatus::Derived;   // Assumption when any input is one
};

// IT power of the whole cluster: the power fact of the topmost level that has one, times its units. nullopt when nothing is known.
[[nodiscard]] std::optional<DerivedFigure> totalPower(const Cluster& cluster);

// Bisection per direction. Torus: links through the cut across the longest axis, 2·(product of the other axes) when it wraps (Dally and
// Towles, Principles and Practices of Interconnection Networks, 2004, §3.3). Trees: half the smaller of what endpoints send into a
// tier and what the tier has above it. Switched domains: half the endpoints' rate within a domain. nullopt when bandwidths are unknown.
[[nodiscard]] std::optional<DerivedFigure> bisection(const Cluster& cluster, const Fabric& fabric);

// Sum over all chips of a chip-level fact, e.g. "peak.fp8" or "memory".
[[nodiscard]] std::optional<DerivedFigure> totalOfChipFact(const Cluster& cluster, std::string_view key);

} // namespace podscape
