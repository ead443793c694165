#pragma once

#include "model/traffic/JobRings.h"
#include "model/traffic/RingAllReduce.h"

namespace podscape {

// What jobs put on a fabric, for one moment after the other: found once a job; a moment at which nothing is different costs nothing, and what
// nobody asks for is not computed. Borrows cluster and trace; one thread.
class LinkLoadModel
{
public:
    // Versions count from `firstVersion` on.
    LinkLoadModel(const Cluster& cluster, FabricId fabric, const Trace& trace, std::uint64_t firstVersion = 1);

    // Goes to a moment; false when all is what it was.
    bool goTo(Nanoseconds time);
    [[nodiscard]] std::uint64_t version() const { return m_version; }   // another number means another answer
    [[nodiscard]] FabricId fabric() const { return m_loads.fabric; }

    [[nodiscard]] const LinkLoads& loads();             // linkLoadsAt() this moment
    [[nodiscard]] TrafficMatrix matrix(int level);      // trafficMatrixAt() this moment

private:
    bool takeSample(Nanoseconds time);
    void takeRecorded();
    void takeModelled();

    const Cluster& m_cluster;
    const Fabric& m_fabric;
    const Metric* m_recorded;                 // null: modelled
    RunningRings m_rings;
    LinkLoads m_loads;
    bool m_loadsStale = true;
    std::optional<std::size_t> m_sample;
    Nanoseconds m_time{};
    std::uint64_t m_version;
    bool m_isNew = true;
};

} // namespace podscape
