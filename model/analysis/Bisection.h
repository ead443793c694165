#pragma once

#include "model/analysis/DerivedFigure.h"

#include <optional>

namespace podscape {

// Bisection per direction, B/s. Torus: links through the cut across the longest axis, 2·(product of the other axes) when it wraps (Dally and
// Towles, Principles and Practices of Interconnection Networks, 2004, §3.3). Twisted torus: no plane cuts it evenly, so what uniform traffic can push
// through the middle, N/4 · (rate of a chip's links) / (mean hops), which for a plain torus of even axes of equal length is the same number (ibid.,
// §3.3.1: channel load). Trees: half of the narrowest stage. Switched domains: half the endpoints' rate within a domain. nullopt when bandwidths are unknown.
[[nodiscard]] std::optional<DerivedFigure> bisection(const Cluster& cluster, const Fabric& fabric);

} // namespace podscape
