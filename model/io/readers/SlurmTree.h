#pragma once

#include "model/cluster/Cluster.h"
#include "model/io/readers/SlurmConf.h"

#include <string>

namespace podscape {

// Switches of a topology.conf as levels of the tree and as a fabric. A switch's tier is its height above the nodes. Where a branch is
// shallower than the others, a switch's unit repeats on the levels that it spans. A switch or node with several parents hangs under
// the first in the tree and keeps all its links in the fabric. Link speeds and counts are not in the file: bandwidth 0.
// Fails on cycles. Errors have no subject.
[[nodiscard]] Result<Cluster> clusterOfSwitches(const SlurmConf& conf, const std::string& name, Report& findings);

} // namespace podscape
