#include "model/cluster/FabricBuilder.h"
#include "model/cluster/FatTreeSize.h"
#include "model/io/clusterfile/ClusterFileKeys.h"
#include "model/io/clusterfile/Sections.h"

#include <algorithm>

namespace podscape::clusterfile {

namespace {

// A level that must not lie below another one.
int readLevelAbove(const JsonCursor& part, std::string_view key, int below, const UnitTree& tree)
{
    const auto name = part.find(key);
    if (!name)
        return std::max(0, below - 1);
    const int level = readLevel(*name, tree);
    if (level > below)
        name->fail(ErrorCode::Value, "a level at or above \"" + tree.levelName(below) + '"', {});
    return level;
}

int readEndpoints(const JsonCursor& part, const UnitTree& tree)
{
    const auto name = part.find("endpoints");
    return name ? readLevel(*name, tree) : tree.leafLevel();
}

// Spines and cores as they are given, or as many as switches with so many ports need.
void readUpperTiers(const JsonCursor& part, const UnitTree& tree, FatTreeSpec& spec)
{
    constexpr std::uint32_t kMostCables = 65'536;   // of one switch
    const std::uint32_t ports = part.wholeOr("ports", 2, kMostCables, 0);
    FatTreeSize size;
    if (ports > 0)
        size = fatTreeSize(tree.unitCount(spec.groupLevel) * spec.leavesPerGroup, part.wholeOr("uplinksPerLeaf", 0, kMostCables, ports / 2), ports);
    spec.spines = part.wholeOr("spines", 0, kMaxSwitches, size.spines);
    spec.uplinksPerLeaf = part.wholeOr("uplinksPerLeaf", 0, kMostCables, ports > 0 ? ports / 2 : spec.spines);
    spec.cores = part.wholeOr("cores", 0, kMaxSwitches, size.cores);
    spec.uplinksPerSpine = part.wholeOr("uplinksPerSpine", 0, kMostCables, ports > 0 ? size.uplinksPerSpine : spec.cores);
}

std::optional<Fabric> readFatTree(const JsonCursor& part, const UnitTree& tree)
{
    part.expectKeys(kFatTreeKeys);
    FatTreeSpec spec;
    spec.name = part.at("name").text();
    spec.endpointLevel = readEndpoints(part, tree);
    spec.nodeLevel = readLevelAbove(part, "node", spec.endpointLevel, tree);
    spec.groupLevel = part.has("group") ? readLevelAbove(part, "group", spec.endpointLevel, tree) : 0;
    spec.leavesPerGroup = part.at("leavesPerGroup").whole(1, kMaxSwitches);
    readUpperTiers(part, tree, spec);
    if (const auto rails = part.find("rails"))
        spec.railOptimised = rails->flag();
    spec.bandwidth = {part.quantityOr("bandwidth", Dimension::DataRate, 0)};
    spec.provenance = readProvenance(part);
    if (part.reading().failed())
        return std::nullopt;
    const std::uint64_t leaves = std::uint64_t(tree.unitCount(spec.groupLevel)) * spec.leavesPerGroup;
    if (!fabricFits(part, tree.unitCount(spec.endpointLevel) + leaves * spec.uplinksPerLeaf + std::uint64_t(spec.spines) * spec.uplinksPerSpine, leaves + spec.spines + spec.cores))
        return std::nullopt;
    return accept(part, buildFatTree(spec, tree));
}

std::optional<Fabric> readSwitched(const JsonCursor& part, const UnitTree& tree)
{
    part.expectKeys(kSwitchedKeys);
    SwitchedSpec spec;
    spec.name = part.at("name").text();
    spec.endpointLevel = readEndpoints(part, tree);
    spec.domainLevel = part.has("domain") ? readLevelAbove(part, "domain", spec.endpointLevel, tree) : 0;
    spec.switchesPerDomain = part.wholeOr("switchesPerDomain", 0, kMaxSwitches, 1);
    spec.switchName = part.textOr("switchName", spec.switchName);
    if (const auto medium = part.find("medium"))
        spec.medium = static_cast<Medium>(medium->oneOf(kMediumWords));
    spec.perEndpoint = {part.quantityOr("bandwidth", Dimension::DataRate, 0)};
    spec.provenance = readProvenance(part);
    if (part.reading().failed())
        return std::nullopt;
    const std::uint64_t each = std::max(spec.switchesPerDomain, 1u);
    if (!fabricFits(part, tree.unitCount(spec.endpointLevel) * each, tree.unitCount(spec.domainLevel) * each))
        return std::nullopt;
    return accept(part, buildSwitched(spec, tree));
}

} // namespace

std::optional<Fabric> readFabric(const JsonCursor& part, const UnitTree& tree)
{
    const auto kind = static_cast<FabricKind>(part.at("kind").oneOf(kKindWords));
    if (part.reading().failed())
        return std::nullopt;
    if (part.has("links") || kind == FabricKind::Explicit)
        return readExplicitFabric(part, tree);
    switch (kind) {
    case FabricKind::Torus: return readTorus(part, tree);
    case FabricKind::FatTree: return readFatTree(part, tree);
    case FabricKind::Switched: return readSwitched(part, tree);
    case FabricKind::Tiered: return readTiered(part, tree);
    case FabricKind::Explicit: break;
    }
    return std::nullopt;
}

} // namespace podscape::clusterfile
