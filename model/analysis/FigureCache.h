#pragma once

#include "model/analysis/ClusterFigures.h"

#include <memory>
#include <mutex>

namespace podscape {

// The figures of one dataset, computed when they are first asked for: the window does so in the thread that loads, a picture from the command line
// never. Safe on any thread.
class FigureCache
{
public:
    FigureCache(std::shared_ptr<const Cluster> cluster, std::shared_ptr<const Layout> physical) : m_cluster(std::move(cluster)), m_physical(std::move(physical)) {}

    [[nodiscard]] const ClusterFigures& figures() const;

private:
    std::shared_ptr<const Cluster> m_cluster;
    std::shared_ptr<const Layout> m_physical;
    mutable std::once_flag m_once;
    mutable ClusterFigures m_figures;
};

} // namespace podscape
