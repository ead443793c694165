#pragma once

#include "model/traffic/JobRings.h"
#include "model/traffic/RingAllReduce.h"

namespace podscape {

// linkLoadsAt() for one moment after the other: what jobs put on a fabric is found once a job, and a moment at which nothing is different costs
// nothing. Borrows cluster and trace; one thread.
class LinkLoadModel
{
public:
    LinkLoadModel(const Cluster& cluster, FabricId fabric, const Trace& trace);

    // Goes to a moment; false when the loads are what they were.
    bool goTo(Nanoseconds time);
    [[nodiscard]] const LinkLoads& loads() const { return m_loads; }

private:
    bool takeRecorded(Nanoseconds time);
    void takeModelled();

    const Fabric& m_fabric;
    const Metric* m_recorded;                 // null: modelled
    RunningRings m_rings;
    LinkLoads m_loads;
    std::optional<std::size_t> m_sample;
    bool m_isNew = true;
};

} // namespace podscape
