#pragma once

#include "model/analysis/DerivedFigure.h"

#include <optional>
#include <string_view>
#include <vector>

namespace podscape {

// So many units with the same fact: one summand of a total.
struct FactTerm
{
    const Fact* fact = nullptr;
    std::uint32_t units = 0;
};

// The facts of one key that together cover a unit, none of its chips twice.
struct FactTerms
{
    std::vector<FactTerm> terms;
    std::uint32_t coveredChips = 0;

    [[nodiscard]] double sum() const;
};

// Walks down from `fromLevel` to the leaves and takes, level by level, what is said of the chips that nothing above has spoken for. A fact of a level
// above the unit's says nothing about its parts.
[[nodiscard]] FactTerms factTerms(const Cluster& cluster, std::string_view key, UnitRef unit, int fromLevel);

// Their sum, "144 racks · 69.4 kW + 2 rooms · 1 MW". nullopt without terms. A single fact repeated keeps its own status.
[[nodiscard]] std::optional<DerivedFigure> sumOf(const FactTerms& terms, const Cluster& cluster, UnitRef unit);

} // namespace podscape
