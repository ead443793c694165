#pragma once

#include "model/cluster/Cluster.h"
#include "model/trace/Trace.h"

#include <nlohmann/json_fwd.hpp>

#include <string>

namespace podscape {

// What is in a cluster or a trace, for scripts and for people.
[[nodiscard]] nlohmann::ordered_json clusterSummary(const Cluster& cluster);
[[nodiscard]] std::string clusterSummaryText(const Cluster& cluster);
[[nodiscard]] nlohmann::ordered_json traceSummary(const Trace& trace);
[[nodiscard]] std::string traceSummaryText(const Trace& trace);

[[nodiscard]] nlohmann::ordered_json findingsSummary(const Report& report);
[[nodiscard]] std::string findingsSummaryText(const Report& report);

} // namespace podscape
