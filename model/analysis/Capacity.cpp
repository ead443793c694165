#include "model/analysis/Capacity.h"

#include "model/base/Units.h"

#include <algorithm>
#include <array>

namespace podscape {

namespace {

std::string plural(std::uint32_t count, const std::string& word)
{
    return formatCount(count) + ' ' + word + (count == 1 ? "" : "s");
}

// A product is derived at best; a figure that is only repeated keeps its own status.
FactStatus weakestOf(const Provenance& input, std::uint32_t factor)
{
    if (input.status == FactStatus::Assumption || factor == 1)
        return input.status;
    return FactStatus::Derived;
}

DerivedFigure overUnits(const Fact& fact, const UnitTree& tree)
{
    const std::uint32_t units = tree.unitCount(fact.level);
    const std::string each = formatQuantity(fact.value, fact.dimension);
    return {fact.value * units, fact.dimension, units == 1 ? each + " (" + tree.levelName(fact.level) + ')' : plural(units, tree.levelName(fact.level)) + " · " + each,
            weakestOf(fact.provenance, units)};
}

FactStatus fabricStatus(const Fabric& fabric)
{
    return fabric.provenance().status == FactStatus::Assumption ? FactStatus::Assumption : FactStatus::Derived;
}

std::string perInstance(const UnitTree& tree, int level)
{
    return tree.unitCount(level) > 1 ? " in each " + tree.levelName(level) : std::string();
}

// Rate of the links along one axis; 0 when there are none or it is unknown.
double rateOfAxis(const Fabric& fabric, int axis)
{
    const auto link = std::ranges::find(fabric.linkGroup(), static_cast<std::uint8_t>(axis));
    return link == fabric.linkGroup().end() ? 0.0 : decimalOf(fabric.linkBandwidth()[static_cast<std::size_t>(link - fabric.linkGroup().begin())]);
}

// A plane across an axis cuts one link of each of its rows, two where the row closes to a ring (a ring of two has one link). Where
// the axes differ in speed the weakest cut counts; where they do not, that is the one across the longest axis.
std::optional<DerivedFigure> torusBisection(const Fabric& fabric, const UnitTree& tree)
{
    const TorusShape& torus = *fabric.torus();
    std::optional<DerivedFigure> weakest;
    for (int axis = 0; axis < torus.dimensions; ++axis) {
        if (torus.size[axis] < 2)
            continue;
        const double rate = rateOfAxis(fabric, axis);
        if (rate <= 0)
            return std::nullopt;
        const std::uint32_t perRow = torus.wraps[axis] && torus.size[axis] > 2 ? 2 : 1;
        double links = perRow;
        std::string formula = perRow == 2 ? "2" : "";
        for (int other = 0; other < torus.dimensions; ++other)
            if (other != axis) {
                links *= torus.size[other];
                formula += (formula.empty() ? "" : " · ") + std::to_string(torus.size[other]);
            }
        formula += (formula.empty() ? "1 link · " : " links · ") + formatQuantity(rate, Dimension::DataRate) + perInstance(tree, torus.instanceLevel);
        if (!weakest || links * rate < weakest->value)
            weakest = DerivedFigure{links * rate, Dimension::DataRate, formula, fabricStatus(fabric)};
    }
    return weakest;
}

// −1: the hosts' side; 0, 1, …: a switch of that tier; nullopt: an aggregation node, which carries no traffic across.
std::optional<int> tierOf(const Fabric& fabric, std::uint32_t node)
{
    if (!fabric.isSwitch(node))
        return -1;
    const FabricSwitch& s = fabric.switchOf(node);
    if (s.kind == FabricSwitch::Kind::Aggregation)
        return std::nullopt;
    return s.kind == FabricSwitch::Kind::Adapter ? -1 : int(s.tier);
}

struct Stage
{
    double rate = 0;
    std::uint32_t links = 0;
};

std::optional<DerivedFigure> treeBisection(const Fabric& fabric)
{
    std::vector<Stage> stages(std::max<std::size_t>(fabric.tierNames().size(), 1));   // stage t: what enters tier t from below
    for (std::uint32_t link = 0; link < fabric.linkCount(); ++link) {
        const auto a = tierOf(fabric, fabric.linkA()[link]);
        const auto b = tierOf(fabric, fabric.linkB()[link]);
        if (!a || !b || *a == *b)
            continue;
        const double rate = decimalOf(fabric.linkBandwidth()[link]);
        if (rate <= 0)
            return std::nullopt;
        // A cable that skips a tier passes through each of the cuts that it crosses.
        for (int tier = std::min(*a, *b) + 1; tier <= std::max(*a, *b); ++tier) {
            stages[static_cast<std::size_t>(tier)].rate += rate;
            ++stages[static_cast<std::size_t>(tier)].links;
        }
    }
    const auto joined = std::ranges::find_if(stages, [](const Stage& s) { return s.links == 0; });
    stages.erase(joined, stages.end());
    if (stages.empty())
        return std::nullopt;
    const auto narrowest = std::ranges::min_element(stages, {}, &Stage::rate);
    const auto tier = static_cast<std::size_t>(narrowest - stages.begin());
    const std::string upper = tier < fabric.tierNames().size() ? fabric.tierNames()[tier] : "switch";
    const std::string lower = tier == 0 ? "endpoint" : fabric.tierNames()[tier - 1];
    return DerivedFigure{narrowest->rate / 2, Dimension::DataRate,
                         "½ · " + formatCount(narrowest->links) + ' ' + lower + "–" + upper + " links · " + formatQuantity(narrowest->rate / narrowest->links, Dimension::DataRate),
                         fabricStatus(fabric)};
}

std::optional<DerivedFigure> switchedBisection(const Fabric& fabric, const UnitTree& tree)
{
    // A network whose inside is not published may be narrower than its ports.
    if (fabric.switches().empty() || (!fabric.tierNames().empty() && fabric.tierNames().front() == "cloud"))
        return std::nullopt;
    const UnitRef domain = fabric.switches().front().unit.value_or(UnitTree::root());
    const IndexRange endpoints = tree.unitsWithin(domain, fabric.endpointLevel());
    double rate = 0;
    for (std::uint32_t e = endpoints.begin; e < endpoints.end; ++e)
        for (const std::uint32_t link : fabric.linksOf(e))
            rate += decimalOf(fabric.linkBandwidth()[link]);
    if (rate <= 0)
        return std::nullopt;
    return DerivedFigure{rate / 2, Dimension::DataRate,
                         "½ · " + plural(endpoints.size(), tree.levelName(fabric.endpointLevel())) + " · " + formatQuantity(rate / endpoints.size(), Dimension::DataRate)
                             + perInstance(tree, domain.level),
                         fabricStatus(fabric)};
}

} // namespace

std::optional<DerivedFigure> totalPower(const Cluster& cluster)
{
    for (int level = 0; level < cluster.tree.levelCount(); ++level)
        if (const Fact* power = cluster.fact("power", level))
            return overUnits(*power, cluster.tree);
    return std::nullopt;
}

std::optional<DerivedFigure> bisection(const Cluster& cluster, const Fabric& fabric)
{
    if (fabric.kind() == FabricKind::Switched)
        return switchedBisection(fabric, cluster.tree);
    if (fabric.torus())
        return torusBisection(fabric, cluster.tree);
    return treeBisection(fabric);
}

std::optional<DerivedFigure> totalOfChipFact(const Cluster& cluster, std::string_view key)
{
    if (cluster.tree.levelCount() == 0)
        return std::nullopt;
    const Fact* fact = cluster.fact(key, cluster.tree.leafLevel());
    return fact ? std::optional(overUnits(*fact, cluster.tree)) : std::nullopt;
}

} // namespace podscape
