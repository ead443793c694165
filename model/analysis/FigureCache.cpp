#include "model/analysis/FigureCache.h"

namespace podscape {

const ClusterFigures& FigureCache::figures() const
{
    std::call_once(m_once, [this] { m_figures = ClusterFigures::of(*m_cluster, *m_physical); });
    return m_figures;
}

} // namespace podscape
