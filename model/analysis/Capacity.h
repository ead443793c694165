#pragma once

#include "model/analysis/DerivedFigure.h"

#include <optional>
#include <string_view>

namespace podscape {

// What a unit has of something that its parts have together, such as "memory" or "peak.fp8": the fact of its own level, else the sum of the nearest
// facts below it. What comes out otherwise on another level is in `others`. nullopt when nothing is known.
[[nodiscard]] std::optional<DerivedFigure> totalOf(const Cluster& cluster, std::string_view key, UnitRef unit);

// IT power of the whole cluster: the power fact of the topmost level that has one, times its units. nullopt when nothing is known.
[[nodiscard]] std::optional<DerivedFigure> totalPower(const Cluster& cluster);

// Sum over all chips of a chip-level fact, e.g. "peak.fp8" or "memory"; a published figure of the whole that disagrees is in `others`.
[[nodiscard]] std::optional<DerivedFigure> totalOfChipFact(const Cluster& cluster, std::string_view key);

// Whether a unit has as much of it as its parts have together.
[[nodiscard]] bool addsUp(Dimension dimension);

} // namespace podscape
