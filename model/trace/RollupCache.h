#pragma once

#include "model/cluster/Cluster.h"
#include "model/trace/Rollup.h"

#include <map>
#include <memory>
#include <mutex>

namespace podscape {

// Rollups of one trace on one tree, built when first asked for and kept. Safe on any thread; the only lock in the model, held while one
// rollup is built so that two views asking for the same one do the work once.
class RollupCache
{
public:
    RollupCache(std::shared_ptr<const Trace> trace, std::shared_ptr<const Cluster> cluster) : m_trace(std::move(trace)), m_cluster(std::move(cluster)) {}

    // nullptr when the metric is not about units or its level is above `level`.
    [[nodiscard]] std::shared_ptr<const Rollup> rollup(MetricId metric, int level) const;

private:
    std::shared_ptr<const Trace> m_trace;
    std::shared_ptr<const Cluster> m_cluster;
    mutable std::mutex m_mutex;
    mutable std::map<std::pair<std::uint32_t, int>, std::shared_ptr<const Rollup>> m_built;
};

} // namespace podscape
