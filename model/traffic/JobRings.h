#pragma once

#include "model/cluster/Cluster.h"
#include "model/trace/Trace.h"
#include "model/traffic/Router.h"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace podscape {

// One ring of one running job: its endpoints in the order in which data goes round, and what that puts on the links. A job whose
// endpoints lie in parts that cannot reach each other (two NVLink domains) has a ring in each.
struct JobRing
{
    JobId job;
    double utilisation = 1;                    // mean of the job's units at the moment, 0…1
    std::vector<std::uint32_t> endpoints;
    std::vector<Router::Flow> flows;           // each directed link once; share = how often one round crosses it
    std::optional<double> bytesPerSecond;      // along the ring, at full speed; absent when no link's bandwidth is known
};

// In a ring all-reduce every member sends the same amount to its successor (Patarasuk and Yuan, Bandwidth optimal all-reduce
// algorithms for clusters of workstations, 2009, §3), so each hop carries one unit and the most crossed link sets the pace.
[[nodiscard]] std::vector<JobRing> ringsAt(const Cluster& cluster, const Fabric& fabric, const Trace& trace, Nanoseconds time);

} // namespace podscape
