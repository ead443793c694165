#pragma once

#include "model/cluster/Fabric.h"

#include <nlohmann/json_fwd.hpp>

#include <optional>

namespace podscape::clusterfile {

// A fabric as the cluster file has it: parametric when that says exactly the same, else listed.
[[nodiscard]] nlohmann::ordered_json fabricText(const Fabric& fabric, const UnitTree& tree);

// The few numbers that a torus or a switched domain can be built from again; nullopt when the result would differ in anything.
[[nodiscard]] std::optional<nlohmann::ordered_json> parametricFabricText(const Fabric& fabric, const UnitTree& tree);
[[nodiscard]] nlohmann::ordered_json explicitFabricText(const Fabric& fabric, const UnitTree& tree);

void addProvenance(nlohmann::ordered_json& part, const Provenance& provenance);

// Whether both have the same switches, links, groups and places: everything but the provenance.
[[nodiscard]] bool sameFabric(const Fabric& a, const Fabric& b);

} // namespace podscape::clusterfile
