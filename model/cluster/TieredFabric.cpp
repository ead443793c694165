#include "model/base/Units.h"
#include "model/cluster/FabricBuilder.h"

#include <algorithm>

namespace podscape {

namespace {

Error error(std::size_t tier, const char* key, std::string expected, std::string found, std::string hint)
{
    return {ErrorCode::Value, {}, "tiers/" + std::to_string(tier) + '/' + key, std::move(expected), std::move(found), std::move(hint)};
}

std::optional<Error> check(const TieredSpec& spec, const UnitTree& tree)
{
    int below = spec.endpointLevel;
    for (std::size_t t = 0; t < spec.tiers.size(); ++t) {
        const TieredSpec::Tier& tier = spec.tiers[t];
        if (tier.level > below)
            return error(t, "per", "a level at or above \"" + tree.levelName(below) + '"', '"' + tree.levelName(tier.level) + '"', "Tiers stand from the bottom up.");
        if (tier.perCable.value > 0 && tier.oversubscription > 0)
            return error(t, "oversubscription", "either \"bandwidth\" or \"oversubscription\"", "both", "One follows from the other.");
        if (t == 0 && tier.oversubscription > 0)
            return error(t, "oversubscription", "a rate for the lowest tier", "an oversubscription", "Give \"bandwidth\" of a cable to an endpoint.");
        below = tier.level;
    }
    return std::nullopt;
}

// The nodes of one tier, in the order of the units that they stand in.
struct Stage
{
    std::vector<std::uint32_t> nodes;
    std::vector<UnitRef> units;      // of each node
    std::vector<double> takesIn;     // B/s that each gets from below
};

std::string switchName(const TieredSpec::Tier& tier, const UnitTree& tree, UnitRef unit, std::uint32_t number)
{
    const bool isOnlyUnit = tree.unitCount(unit.level) == 1;
    std::string name = tier.name;
    if (!isOnlyUnit)
        name += '-' + std::to_string(unit.index);
    return tier.switches > 1 ? name + '-' + std::to_string(number) : name;
}

Stage addTier(const TieredSpec::Tier& tier, std::uint8_t number, const UnitTree& tree, FabricBuilder& builder)
{
    Stage stage;
    for (std::uint32_t u = 0; u < tree.unitCount(tier.level); ++u)
        for (std::uint32_t s = 0; s < tier.switches; ++s) {
            const UnitRef unit{static_cast<std::uint16_t>(tier.level), u};
            stage.nodes.push_back(builder.addSwitch({switchName(tier, tree, unit, s), number, unit}));
            stage.units.push_back(unit);
        }
    stage.takesIn.resize(stage.nodes.size(), 0);
    return stage;
}

class Cabling
{
public:
    Cabling(const TieredSpec& spec, const UnitTree& tree, FabricBuilder& builder) : m_spec(spec), m_tree(tree), m_builder(builder) {}

    // Each lower node's cables are dealt over the switches of its unit: on from where the node before it ended, so that no switch gets
    // more than one cable above another; endpoints of a rail all go to the same one.
    void join(Stage& lower, Stage& upper, const TieredSpec::Tier& tier, std::uint8_t group)
    {
        const bool byRail = lower.units.front().level == m_spec.endpointLevel && m_spec.railLevel && &tier == &m_spec.tiers.front();
        std::vector<std::uint64_t> dealt(m_tree.unitCount(tier.level), 0);
        for (std::size_t n = 0; n < lower.nodes.size(); ++n) {
            const std::uint32_t unit = m_tree.ancestor(lower.units[n], tier.level).index;
            const double rate = tier.oversubscription > 0 ? lower.takesIn[n] / tier.oversubscription / tier.cables : tier.perCable.value;
            for (std::uint32_t c = 0; c < tier.cables; ++c) {
                const std::uint64_t turn = byRail ? railOf(lower.units[n]) : dealt[unit]++;
                const std::size_t to = std::size_t(unit) * tier.switches + turn % tier.switches;
                m_builder.addLink(lower.nodes[n], upper.nodes[to], {rate}, group, tier.medium);
                upper.takesIn[to] += rate;
            }
        }
    }

private:
    std::uint32_t railOf(UnitRef endpoint) const
    {
        return endpoint.index - m_tree.unitsWithin(m_tree.ancestor(endpoint, *m_spec.railLevel), m_spec.endpointLevel).begin;
    }

    const TieredSpec& m_spec;
    const UnitTree& m_tree;
    FabricBuilder& m_builder;
};

} // namespace

Result<Fabric> buildTiered(const TieredSpec& spec, const UnitTree& tree)
{
    if (const auto wrong = check(spec, tree))
        return *wrong;
    FabricBuilder builder(spec.name, FabricKind::Tiered, tree, spec.endpointLevel);
    builder.setProvenance(spec.provenance);
    builder.setSpec(spec);
    std::vector<std::string> names;
    std::vector<Stage> stages(1);
    for (std::uint32_t e = 0; e < tree.unitCount(spec.endpointLevel); ++e) {
        stages.front().nodes.push_back(e);
        stages.front().units.push_back({static_cast<std::uint16_t>(spec.endpointLevel), e});
    }
    stages.front().takesIn.resize(stages.front().nodes.size(), 0);
    for (std::size_t t = 0; t < spec.tiers.size(); ++t) {
        names.push_back(spec.tiers[t].name);
        stages.push_back(addTier(spec.tiers[t], static_cast<std::uint8_t>(t), tree, builder));
    }
    builder.setTierNames(names);
    Cabling cabling(spec, tree, builder);
    for (std::size_t t = 0; t < spec.tiers.size(); ++t) {
        const std::uint8_t group = builder.addGroup((t == 0 ? tree.levelName(spec.endpointLevel) : names[t - 1]) + "–" + names[t]);
        cabling.join(stages[t], stages[t + 1], spec.tiers[t], group);
    }
    return builder.build();
}

} // namespace podscape
