#include "model/trace/RollupCache.h"

namespace podscape {

std::shared_ptr<const Rollup> RollupCache::rollup(MetricId metricId, int level) const
{
    const Metric& metric = m_trace->metrics[metricId.value];
    const std::optional<int> metricLevel = levelOf(metric.info(), m_cluster->tree);
    if (!metricLevel || *metricLevel < level || metric.columns() != m_cluster->tree.unitCount(*metricLevel))
        return nullptr;

    const std::scoped_lock lock(m_mutex);
    std::shared_ptr<const Rollup>& slot = m_built[{metricId.value, level}];
    if (!slot) {
        Progress progress;
        slot = std::make_shared<const Rollup>(Rollup::build(metric, m_cluster->tree, level, progress));
    }
    return slot;
}

} // namespace podscape
