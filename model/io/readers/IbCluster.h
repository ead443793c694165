#pragma once

#include "model/cluster/Cluster.h"
#include "model/io/readers/IbScan.h"

#include <string>

namespace podscape {

// From a scan to a cluster. Hosts with a name are the leaves of the tree ("node": the file knows nothing smaller) and the endpoints of the
// fabric, one for all of a host's adapters. Adapters without a name and SHARP aggregation nodes stand for no host, but they end cables;
// they become nodes of the fabric in tiers of their own, so that no cable is lost. Errors have no subject.
[[nodiscard]] Result<Cluster> buildIbCluster(const IbScan& scan, std::string name, Report& findings);

} // namespace podscape
