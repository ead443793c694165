#include "model/cluster/FabricBuilder.h"
#include "model/io/clusterfile/ClusterFileKeys.h"
#include "model/io/clusterfile/Sections.h"

namespace podscape::clusterfile {

namespace {

constexpr std::uint32_t kMostTiers = 8;
constexpr std::uint32_t kMostCables = 65'536;   // of one switch

TieredSpec::Tier readTier(const JsonCursor& part, const UnitTree& tree)
{
    part.expectKeys(kTierKeys);
    TieredSpec::Tier tier;
    tier.name = part.at("name").text();
    tier.level = readLevel(part.at("per"), tree);
    tier.switches = part.wholeOr("switches", 1, kMaxSwitches, 1);
    tier.cables = part.wholeOr("cables", 1, kMostCables, 1);
    tier.perCable = {part.quantityOr("bandwidth", Dimension::DataRate, 0)};
    if (const auto ratio = part.find("oversubscription")) {
        tier.oversubscription = ratio->quantity(Dimension::Count);
        if (tier.oversubscription <= 0 && !part.reading().failed())
            ratio->fail(ErrorCode::Value, "a ratio above 0, such as 3 for 3 : 1");
    }
    if (const auto medium = part.find("medium"))
        tier.medium = static_cast<Medium>(medium->oneOf(kMediumWords));
    tier.provenance = readProvenance(part);
    return tier;
}

std::uint64_t switchesOf(const TieredSpec::Tier& tier, const UnitTree& tree) { return std::uint64_t(tree.unitCount(tier.level)) * tier.switches; }

} // namespace

std::optional<Fabric> readTiered(const JsonCursor& part, const UnitTree& tree)
{
    part.expectKeys(kTieredKeys);
    TieredSpec spec;
    spec.name = part.at("name").text();
    const auto endpoints = part.find("endpoints");
    spec.endpointLevel = endpoints ? readLevel(*endpoints, tree) : tree.leafLevel();
    if (const auto rails = part.find("rails")) {
        spec.railLevel = readLevel(*rails, tree);
        if (*spec.railLevel >= spec.endpointLevel)
            rails->fail(ErrorCode::Value, "a level above \"" + tree.levelName(spec.endpointLevel) + '"', "Rails are counted within one of its units.");
    }
    const JsonCursor tiers = part.at("tiers");
    if (tiers.size() < 1 || tiers.size() > kMostTiers)
        tiers.fail(ErrorCode::Limit, "one to " + std::to_string(kMostTiers) + " tiers", "From the bottom up.");
    std::uint64_t links = 0, switches = 0, below = tree.unitCount(spec.endpointLevel);
    for (std::size_t i = 0; i < tiers.size() && !part.reading().failed(); ++i) {
        const TieredSpec::Tier& tier = spec.tiers.emplace_back(readTier(tiers.item(i), tree));
        links += below * tier.cables;
        below = switchesOf(tier, tree);
        switches += below;
    }
    spec.provenance = readProvenance(part);
    if (part.reading().failed() || !fabricFits(part, links, switches))
        return std::nullopt;
    return accept(part, buildTiered(spec, tree));
}

} // namespace podscape::clusterfile
