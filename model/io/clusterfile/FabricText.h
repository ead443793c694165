#pragma once

#include "model/cluster/Fabric.h"

#include <nlohmann/json_fwd.hpp>

namespace podscape::clusterfile {

// A fabric as the cluster file has it: the few numbers that it was built from, else listed link by link.
[[nodiscard]] nlohmann::ordered_json fabricText(const Fabric& fabric, const UnitTree& tree);

[[nodiscard]] nlohmann::ordered_json explicitFabricText(const Fabric& fabric, const UnitTree& tree);

void addProvenance(nlohmann::ordered_json& part, const Provenance& provenance);

} // namespace podscape::clusterfile
