#pragma once

#include "model/analysis/DerivedFigure.h"
#include "model/layout/Layout.h"

#include <optional>

namespace podscape {

// IT power of one unit of a level; where units differ, their mean, and the formula says from what to what. nullopt when nothing is known.
[[nodiscard]] std::optional<DerivedFigure> powerPerUnit(const Cluster& cluster, int level);

// IT power of a row of blocks on the floor; likewise a mean where rows differ.
[[nodiscard]] std::optional<DerivedFigure> powerPerRow(const Cluster& cluster, const Layout& physical);

// Power of the whole site with cooling and losses: the fact "facilityPower", else IT power times the fact "pue" (power usage effectiveness, ISO/IEC
// 30134-2), each for the units it is about. nullopt when neither is known of all of it.
[[nodiscard]] std::optional<DerivedFigure> facilityPower(const Cluster& cluster);

} // namespace podscape
