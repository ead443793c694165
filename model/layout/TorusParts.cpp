#include "model/layout/TorusParts.h"

#include <algorithm>

namespace podscape {

TorusParts torusParts(const Cluster& cluster, int blockLevel)
{
    TorusParts parts;
    std::vector<bool> taken(cluster.tree.unitCount(blockLevel), false);
    for (const Fabric& fabric : cluster.fabrics) {
        if (!fabric.torus() || fabric.torus()->instanceLevel > blockLevel)
            continue;
        const TorusShape& torus = *fabric.torus();
        const auto level = static_cast<std::uint16_t>(torus.instanceLevel);
        const std::uint32_t count = torus.instanceUnits.empty() ? cluster.tree.unitCount(level) : static_cast<std::uint32_t>(torus.instanceUnits.size());
        for (std::uint32_t i = 0; i < count; ++i) {
            const UnitRef unit{level, torus.instanceUnits.empty() ? i : torus.instanceUnits[i]};
            const IndexRange blocks = cluster.tree.unitsWithin(unit, blockLevel);
            if (std::any_of(taken.begin() + blocks.begin, taken.begin() + blocks.end, [](bool t) { return t; }))
                continue;
            std::fill(taken.begin() + blocks.begin, taken.begin() + blocks.end, true);
            parts[unit] = &torus;
        }
    }
    return parts;
}

} // namespace podscape
