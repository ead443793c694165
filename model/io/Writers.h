#pragma once

#include "model/base/Progress.h"
#include "model/base/Result.h"
#include "model/cluster/Cluster.h"
#include "model/trace/Trace.h"

#include <string>

namespace podscape {

// Writes NAME.cluster.json: explicit form for any cluster (levels with names, links as columns), so that what was imported can be
// opened again. Written beside the target and renamed, so that a full disk loses nothing.
[[nodiscard]] Status writeClusterFile(const Cluster& cluster, const std::string& path);
[[nodiscard]] std::string clusterFileText(const Cluster& cluster);

// Writes NAME.podtrace/ (trace.json and .npy arrays).
[[nodiscard]] Status writeTraceBundle(const Trace& trace, const std::string& directory, Progress& progress);

} // namespace podscape
