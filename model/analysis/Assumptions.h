#pragma once

#include "model/cluster/Cluster.h"

#include <optional>
#include <string>
#include <vector>

namespace podscape {

// One thing in a cluster that nobody has published: a count, a fact, a fabric, the floor plan, or the whole where it was guessed from names.
struct Assumption
{
    enum class About { Whole, Level, Fact, Fabric, Floor };

    About about = About::Whole;
    std::string what;                        // "power of a rack: 69.4 kW"
    std::string note;                        // why, as the file says it; may be empty
    int level = 0;                           // of the units that it is about; of Floor: the level of its blocks
    std::optional<FabricId> fabric;
    std::vector<IndexRange> chips;           // that it holds for; empty: all

    // Whether something about the units themselves is assumed, not only where they stand or how they are joined.
    [[nodiscard]] bool isAboutUnits() const { return about == About::Whole || about == About::Level || about == About::Fact; }
};

// In the order: whole, levels from the top, facts, fabrics (their tiers among them), floor.
[[nodiscard]] std::vector<Assumption> assumptionsOf(const Cluster& cluster);

// 1 for every chip of which something is assumed by itself or through its tray or rack (a unit of the level of blocks or below); 0 for the others.
// What is assumed of larger units is about them: see isAssumed(unit).
[[nodiscard]] std::vector<std::uint8_t> assumedChips(const Cluster& cluster, const std::vector<Assumption>& assumptions);

[[nodiscard]] bool isAssumed(UnitRef unit, const Cluster& cluster, const std::vector<Assumption>& assumptions);
[[nodiscard]] bool isAssumed(const Fabric& fabric);
[[nodiscard]] bool isFloorAssumed(const Cluster& cluster);

} // namespace podscape
