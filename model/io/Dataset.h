#pragma once

#include "model/analysis/FigureCache.h"
#include "model/base/Progress.h"
#include "model/base/Result.h"
#include "model/cluster/Cluster.h"
#include "model/layout/Layout.h"
#include "model/trace/RollupCache.h"
#include "model/trace/Trace.h"
#include "model/traffic/TrafficCache.h"

#include <memory>
#include <string>
#include <vector>

namespace podscape {

// Everything that is on screen: one cluster with its layouts and at most one trace bound to it. Frozen and shared.
struct Dataset
{
    std::shared_ptr<const Cluster> cluster;
    std::shared_ptr<const Trace> trace;                              // may be null; a trace with jobs and no metric gets occupancyMetric()
    std::shared_ptr<const RollupCache> rollups;                      // null without a trace
    std::array<std::shared_ptr<const Layout>, kArrangements.size()> layouts;   // by Arrangement
    std::shared_ptr<const FigureCache> figures;                      // what is computed about the cluster as a whole
    std::vector<std::string> files;                                  // as the user named them
    TrafficCache trafficCache;

    [[nodiscard]] LinkLoadModel& traffic(FabricId fabric, Nanoseconds time) const { return trafficCache.at(*cluster, *trace, fabric, time); }   // of a trace; one thread
    [[nodiscard]] const Layout& layout(Arrangement a) const { return *layouts[static_cast<std::size_t>(a)]; }
};

// Opens files in any order: at most one cluster and one trace. A trace alone lands on `current`'s cluster when any of its names is
// known there, else gets an inferred cluster. A cluster alone keeps `current`'s trace only when it is the same file again.
[[nodiscard]] Result<std::shared_ptr<const Dataset>> openFiles(const std::vector<std::string>& paths, Progress& progress, const Dataset* current = nullptr);

// Puts parts together: layouts are built, the trace is bound; a null cluster is inferred from the trace.
[[nodiscard]] Result<std::shared_ptr<const Dataset>> makeDataset(std::shared_ptr<const Cluster> cluster, std::optional<Trace> trace, std::vector<std::string> files);

} // namespace podscape
