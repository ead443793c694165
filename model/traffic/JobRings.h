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
    std::vector<float> fullLoads;              // of each flow: share of its link's bandwidth at full speed; kMissing where that is unknown
    std::optional<double> bytesPerSecond;      // along the ring, at full speed; absent when no link's bandwidth is known
};

// The rings of running jobs, moment after moment. Ways through the fabric are found when a job starts and kept until it ends, so a new moment
// only asks what its jobs are doing. Borrows all three; one thread.
class RunningRings
{
public:
    RunningRings(const Cluster& cluster, const Fabric& fabric, const Trace& trace) : m_cluster(cluster), m_fabric(fabric), m_trace(trace) {}

    // Goes to a moment. False when nothing is different from the one before: the same jobs, as busy as they were.
    bool goTo(Nanoseconds time);
    [[nodiscard]] std::vector<const JobRing*> rings() const;   // valid until the next goTo()

private:
    struct Running { JobId job; double utilisation; std::vector<JobRing> rings; };

    [[nodiscard]] std::vector<JobRing> ringsOf(JobId id);

    const Cluster& m_cluster;
    const Fabric& m_fabric;
    const Trace& m_trace;
    std::optional<Router> m_router;      // made for the first job
    std::vector<Running> m_running;      // in the order of jobsRunningAt()
    bool m_isNew = true;
};

// In a ring all-reduce every member sends the same amount to its successor (Patarasuk and Yuan, Bandwidth optimal all-reduce
// algorithms for clusters of workstations, 2009, §3), so each hop carries one unit and the most crossed link sets the pace.
[[nodiscard]] std::vector<JobRing> ringsAt(const Cluster& cluster, const Fabric& fabric, const Trace& trace, Nanoseconds time);

} // namespace podscape
