#pragma once

#include "model/analysis/DerivedFigure.h"

#include <optional>

namespace podscape {

// Rate of the links along one axis of a torus, B/s per direction; 0 when there are none or it is unknown.
[[nodiscard]] double rateOfAxis(const Fabric& fabric, int axis);

// The first domain of a switched fabric: all are alike. nullopt when rates are unknown, or when nothing is known of the inside (a cloud), which may be
// narrower than its ports.
struct SwitchedDomain
{
    int level = 0;
    std::uint32_t endpoints = 0;
    double rate = 0;   // of all endpoints together, B/s per direction
};
[[nodiscard]] std::optional<SwitchedDomain> switchedDomain(const Fabric& fabric, const UnitTree& tree);

// Whether a fabric only says how fast its endpoints are, not what is between them.
[[nodiscard]] bool isCloud(const Fabric& fabric);

// All-reduce bandwidth of one torus as Google states it: chips · links of a chip · rate of a link (TPU v4, docs.cloud.google.com/tpu/docs/v4: 1.1 PB/s
// for 4,096 · 6 · 45 GB/s).
[[nodiscard]] std::optional<DerivedFigure> allReduceBandwidth(const Cluster& cluster, const Fabric& fabric);

// Fibre ends at the circuit switches: every link through one has both of its ends there.
[[nodiscard]] std::optional<DerivedFigure> fibreEnds(const Fabric& fabric);

// What all endpoints together can send into the fabric, B/s.
[[nodiscard]] std::optional<DerivedFigure> injection(const Cluster& cluster, const Fabric& fabric);

// Both directions of all endpoints of one switched domain, as NVIDIA states NVLink: 72 · 900 GB/s · 2 = 130 TB/s.
[[nodiscard]] std::optional<DerivedFigure> domainBandwidth(const Cluster& cluster, const Fabric& fabric);

} // namespace podscape
