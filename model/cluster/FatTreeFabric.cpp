#include "model/base/Units.h"
#include "model/cluster/FabricBuilder.h"

#include <algorithm>

namespace podscape {

namespace {

std::string numbered(const char* word, std::uint32_t number, std::uint32_t count)
{
    std::string digits = std::to_string(number);
    const std::size_t width = std::to_string(count).size();
    return word + std::string("-") + std::string(width > digits.size() ? width - digits.size() : 0, '0') + digits;
}

Error error(std::string place, std::string expected, std::uint32_t found, std::string hint)
{
    return {ErrorCode::Value, {}, std::move(place), std::move(expected), std::to_string(found), std::move(hint)};
}

// Spreads `uplinks` cables of each of `lower` over the upper switches: as even as they divide, the remainder dealt round robin so
// that no upper switch gets more than one cable above another.
void joinTiers(FabricBuilder& builder, const std::vector<std::uint32_t>& lower, const std::vector<std::uint32_t>& upper, std::uint32_t uplinks, BytesPerSecond bandwidth, std::uint8_t group)
{
    std::size_t next = 0;
    for (const std::uint32_t from : lower)
        for (std::uint32_t i = 0; i < uplinks; ++i)
            builder.addLink(from, upper[next++ % upper.size()], bandwidth, group, Medium::Optical);
}

} // namespace

Result<Fabric> buildFatTree(const FatTreeSpec& spec, const UnitTree& tree)
{
    if (spec.leavesPerGroup == 0)
        return error("leavesPerGroup", "at least 1", 0, "A group's endpoints need a leaf switch.");
    if (spec.spines == 0 && tree.unitCount(spec.groupLevel) * spec.leavesPerGroup > 1)
        return error("spines", "at least 1 above several leaves", 0, "Give the number of spine switches.");
    if (spec.cores > 0 && spec.uplinksPerSpine == 0)
        return error("uplinksPerSpine", "at least 1 below core switches", 0, "Give the number of cables from a spine to the cores.");

    FabricBuilder builder(spec.name, FabricKind::FatTree, tree, spec.endpointLevel);
    builder.setProvenance(spec.provenance);
    builder.setSpec(spec);
    std::vector<std::string> tiers{"leaf", "spine"};
    if (spec.cores > 0)
        tiers.push_back("core");
    builder.setTierNames(tiers);
    const std::string& endpointName = tree.levelName(spec.endpointLevel);
    const std::uint8_t down = builder.addGroup(endpointName + "–leaf");

    const std::uint32_t groups = tree.unitCount(spec.groupLevel);
    std::vector<std::uint32_t> leaves, spines, cores;
    for (std::uint32_t g = 0; g < groups; ++g)
        for (std::uint32_t l = 0; l < spec.leavesPerGroup; ++l)
            leaves.push_back(builder.addSwitch({numbered("leaf", g * spec.leavesPerGroup + l, groups * spec.leavesPerGroup), 0,
                                                UnitRef{static_cast<std::uint16_t>(spec.groupLevel), g}}));
    for (std::uint32_t s = 0; s < spec.spines; ++s)
        spines.push_back(builder.addSwitch({numbered("spine", s, spec.spines), 1, std::nullopt}));
    for (std::uint32_t c = 0; c < spec.cores; ++c)
        cores.push_back(builder.addSwitch({numbered("core", c, spec.cores), 2, std::nullopt}));

    for (std::uint32_t g = 0; g < groups; ++g) {
        const UnitRef group{static_cast<std::uint16_t>(spec.groupLevel), g};
        const IndexRange endpoints = tree.unitsWithin(group, spec.endpointLevel);
        for (std::uint32_t e = endpoints.begin; e < endpoints.end; ++e) {
            const UnitRef endpoint{static_cast<std::uint16_t>(spec.endpointLevel), e};
            const std::uint32_t rail = e - tree.unitsWithin(tree.ancestor(endpoint, spec.nodeLevel), spec.endpointLevel).begin;
            const std::uint32_t inOrder = std::uint32_t(std::uint64_t(e - endpoints.begin) * spec.leavesPerGroup / endpoints.size());
            const std::uint32_t leaf = spec.railOptimised ? rail % spec.leavesPerGroup : inOrder;
            builder.addLink(e, leaves[g * spec.leavesPerGroup + leaf], spec.bandwidth, down, Medium::Optical);
        }
    }
    if (!spines.empty()) {
        const std::uint8_t up = builder.addGroup("leaf–spine");
        joinTiers(builder, leaves, spines, spec.uplinksPerLeaf, spec.bandwidth, up);
    }
    if (!cores.empty()) {
        const std::uint8_t top = builder.addGroup("spine–core");
        joinTiers(builder, spines, cores, spec.uplinksPerSpine, spec.bandwidth, top);
    }
    return builder.build();
}

} // namespace podscape
