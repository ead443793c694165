#pragma once

#include "model/base/Quantity.h"
#include "model/cluster/Cluster.h"
#include "model/trace/Trace.h"

#include <vector>

namespace podscape {

// Share of each link's bandwidth that is used, per direction, at one moment: [a→b, b→a] of link 0, of link 1, … kMissing where
// nothing is known, 0 where a link is idle. `origin` is Recorded when the trace has link samples for the fabric, else Modelled.
struct LinkLoads
{
    FabricId fabric;
    Origin origin = Origin::Modelled;
    std::vector<float> share;          // 2 × linkCount
};

// First model of what jobs do to a fabric: every running job does a ring all-reduce over its endpoints. On a torus the ring follows
// the coordinates boustrophedon and hops are routed dimension by dimension along the shorter way round; on trees and switched
// domains hops go up to the lowest common switch, parallel cables shared equally. A job's ring runs as fast as its busiest link
// allows; that link's share is the job's mean utilisation at that moment (1 when the trace has no utilisation metric).
[[nodiscard]] LinkLoads linkLoadsAt(const Cluster& cluster, FabricId fabric, const Trace& trace, Nanoseconds time);

// Traffic between units of one level at that moment, row-major [from × units + to], diagonal = traffic inside the unit. From the same
// model, unless the trace has samples of links that join endpoints directly. Levels below the endpoints, and levels of more than
// 4,096 units, are answered for the next level up that fits: `level` says which.
struct TrafficMatrix
{
    int level = 0;
    std::uint32_t units = 0;
    Origin origin = Origin::Modelled;
    std::vector<float> bytesPerSecond;  // units × units; kMissing where jobs talk over links of unknown bandwidth
};
[[nodiscard]] TrafficMatrix trafficMatrixAt(const Cluster& cluster, FabricId fabric, const Trace& trace, Nanoseconds time, int level);

// Bandwidth between units of one level without any trace: the capacity of the links that join them directly or through switches'
// shared tier; B/s per direction. What the matrix shows when no trace is open.
[[nodiscard]] TrafficMatrix capacityMatrix(const Cluster& cluster, FabricId fabric, int level);

} // namespace podscape
