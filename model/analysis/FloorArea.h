#pragma once

#include "model/analysis/DerivedFigure.h"
#include "model/layout/Layout.h"

#include <optional>

namespace podscape {

// Footprint of one unit of a level that has a body in a physical layout, m²: the box around what stands in it. A mean where units differ. nullopt where
// the layout has no metres or the level no body.
[[nodiscard]] std::optional<DerivedFigure> floorArea(const Cluster& cluster, const Layout& physical, int level);

// Footprint of one unit; nullopt also where it has no body of its own, as a tray in its rack.
[[nodiscard]] std::optional<DerivedFigure> floorAreaOf(const Cluster& cluster, const Layout& physical, UnitRef unit);

// IT power over that footprint, W/m².
[[nodiscard]] std::optional<DerivedFigure> powerDensity(const DerivedFigure& power, const DerivedFigure& area);

} // namespace podscape
