#pragma once

#include "model/analysis/ClusterFigures.h"
#include "model/analysis/Comparison.h"

#include <nlohmann/json_fwd.hpp>

#include <string>

namespace podscape {

// Figures of a cluster, for scripts (value in the base unit "unit") and for people: value, status and arithmetic in columns, what disagrees below.
[[nodiscard]] nlohmann::ordered_json figuresSummary(const ClusterFigures& figures, const UnitTree& tree);
[[nodiscard]] std::string figuresText(const ClusterFigures& figures, FigureGroup group, const std::string& fabric = {});

// Two clusters side by side.
[[nodiscard]] nlohmann::ordered_json comparisonSummary(const Comparison& comparison, const Cluster& a, const Cluster& b);
[[nodiscard]] std::string comparisonText(const Comparison& comparison, const Cluster& a, const Cluster& b);

} // namespace podscape
