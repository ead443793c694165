#include "model/analysis/Assumptions.h"

#include "model/analysis/DerivedFigure.h"
#include "model/base/Nouns.h"

#include <algorithm>

namespace podscape {

namespace {

bool isAssumption(const Provenance& provenance) { return provenance.status == FactStatus::Assumption; }

const std::vector<TieredSpec::Tier>& tiersOf(const Fabric& fabric)
{
    static const std::vector<TieredSpec::Tier> kNone;
    const auto* spec = std::get_if<TieredSpec>(&fabric.spec());
    return spec ? spec->tiers : kNone;
}

void addLevels(const Cluster& cluster, std::vector<Assumption>& list)
{
    for (int level = 0; level < static_cast<int>(cluster.levelProvenance.size()) && level < cluster.tree.levelCount(); ++level)
        if (const Provenance& from = cluster.levelProvenance[static_cast<std::size_t>(level)]; isAssumption(from))
            list.push_back({Assumption::About::Level, counted(cluster.tree.unitCount(level), cluster.tree.levelName(level)), from.note, level, std::nullopt, {}});
}

void addFabrics(const Cluster& cluster, std::vector<Assumption>& list)
{
    for (std::uint32_t f = 0; f < cluster.fabrics.size(); ++f) {
        const Fabric& fabric = cluster.fabrics[f];
        if (isAssumption(fabric.provenance()))
            list.push_back({Assumption::About::Fabric, "fabric " + fabric.name(), fabric.provenance().note, fabric.endpointLevel(), FabricId{f}, {}});
        for (const TieredSpec::Tier& tier : tiersOf(fabric))
            if (isAssumption(tier.provenance))
                list.push_back({Assumption::About::Fabric, "tier " + tier.name + " of " + fabric.name(), tier.provenance.note, fabric.endpointLevel(), FabricId{f}, {}});
    }
}

} // namespace

std::vector<Assumption> assumptionsOf(const Cluster& cluster)
{
    std::vector<Assumption> list;
    if (cluster.inferred)
        list.push_back({Assumption::About::Whole, "the whole cluster", "Guessed from the names of a trace.", 0, std::nullopt, {}});
    addLevels(cluster, list);
    for (const Fact& fact : cluster.facts)
        if (isAssumption(fact.provenance))
            list.push_back({Assumption::About::Fact, inputOf(fact, cluster.tree).what, fact.provenance.note, fact.level, std::nullopt, fact.chips});
    addFabrics(cluster, list);
    if (isAssumption(cluster.floor.provenance))
        list.push_back({Assumption::About::Floor, "floor plan", cluster.floor.provenance.note, cluster.floor.blockLevel, std::nullopt, {}});
    for (const ServiceRacks& racks : cluster.floor.service)
        if (isAssumption(racks.provenance))
            list.push_back({Assumption::About::Floor, "racks of " + racks.name, racks.provenance.note, cluster.floor.blockLevel, std::nullopt, {}});
    return list;
}

std::vector<std::uint8_t> assumedChips(const Cluster& cluster, const std::vector<Assumption>& assumptions)
{
    std::vector<std::uint8_t> assumed(cluster.tree.chipCount(), 0);
    for (const Assumption& assumption : assumptions) {
        const bool isOfChips = assumption.about == Assumption::About::Whole || (assumption.isAboutUnits() && assumption.level >= cluster.floor.blockLevel);
        if (!isOfChips)
            continue;
        if (assumption.chips.empty())
            std::ranges::fill(assumed, std::uint8_t{1});
        for (const IndexRange chips : assumption.chips)
            std::fill(assumed.begin() + chips.begin, assumed.begin() + chips.end, std::uint8_t{1});
    }
    return assumed;
}

bool isAssumed(UnitRef unit, const Cluster& cluster, const std::vector<Assumption>& assumptions)
{
    const IndexRange chips = cluster.tree.chips(unit);
    const auto holds = [&](const Assumption& a) {
        const bool isWithin = a.chips.empty() || std::ranges::any_of(a.chips, [chips](IndexRange r) { return r.begin <= chips.begin && chips.end <= r.end; });
        return a.about == Assumption::About::Whole || (a.isAboutUnits() && a.level == unit.level && isWithin);
    };
    return std::ranges::any_of(assumptions, holds);
}

bool isFloorAssumed(const Cluster& cluster) { return isAssumption(cluster.floor.provenance); }

bool isAssumed(const Fabric& fabric)
{
    return isAssumption(fabric.provenance()) || std::ranges::any_of(tiersOf(fabric), [](const TieredSpec::Tier& tier) { return isAssumption(tier.provenance); });
}

} // namespace podscape
