#include "model/cluster/FabricBuilder.h"
#include "model/io/clusterfile/ClusterFileKeys.h"
#include "model/io/clusterfile/Sections.h"

#include <algorithm>
#include <limits>

namespace podscape::clusterfile {

namespace {

using Lengths = std::array<std::uint32_t, 3>;
constexpr std::uint32_t kLongestAxis = 65'535;   // coordinates are kept in 16 bits

std::optional<Fabric> accept(const JsonCursor& part, Result<Fabric> fabric)
{
    if (fabric)
        return std::move(fabric).value();
    failAt(part, fabric.error());
    return std::nullopt;
}

bool fits(const JsonCursor& part, std::uint64_t links, std::uint64_t switches)
{
    if (links > kMaxLinks)
        part.fail(ErrorCode::Limit, "at most " + formatCount(kMaxLinks) + " links in a fabric", formatCount(static_cast<long long>(std::min<std::uint64_t>(links, std::numeric_limits<long long>::max()))), {});
    if (switches > kMaxSwitches)
        part.fail(ErrorCode::Limit, "at most " + formatCount(kMaxSwitches) + " switches in a fabric", formatCount(static_cast<long long>(std::min<std::uint64_t>(switches, std::numeric_limits<long long>::max()))), {});
    return !part.reading().failed();
}

// One to three lengths; the missing ones are 1.
Lengths readLengths(const JsonCursor& list)
{
    Lengths lengths{1, 1, 1};
    if (list.size() < 1 || list.size() > 3)
        list.fail(ErrorCode::Schema, "one to three lengths", "For example [16, 24, 24].");
    for (std::size_t i = 0; i < std::min<std::size_t>(list.size(), 3); ++i)
        lengths[i] = list.item(i).whole(1, kLongestAxis);
    return lengths;
}

// One value for all axes or one for each.
template <class T, class Read>
std::array<T, 3> readPerAxis(const JsonCursor& value, std::size_t dimensions, Read read)
{
    std::array<T, 3> values{};
    if (!value.isList()) {
        values.fill(read(value));
        return values;
    }
    if (value.size() != dimensions)
        value.fail(ErrorCode::Schema, "one value for each of " + std::to_string(dimensions) + " dimensions, or one for all", {});
    for (std::size_t i = 0; i < dimensions && !value.reading().failed(); ++i)
        values[i] = read(value.item(i));
    return values;
}

std::vector<TorusSpec::Brick> readBricks(const JsonCursor& bricks, const UnitTree& tree, int instanceLevel)
{
    std::vector<TorusSpec::Brick> list;
    for (const std::string& key : bricks.keys()) {
        const auto level = tree.levelNamed(key);
        if (!level || *level <= instanceLevel || *level >= tree.leafLevel()) {
            bricks.at(key).fail(ErrorCode::Reference, "a level between \"" + tree.levelName(instanceLevel) + "\" and \"" + tree.levelName(tree.leafLevel()) + '"', '"' + key + '"', {});
            break;
        }
        // The builder nests by equal counts, so a level whose units differ cannot be a brick.
        for (std::uint32_t i = 1; i < tree.unitCount(*level); ++i)
            if (tree.chips({static_cast<std::uint16_t>(*level), i}).size() != tree.chips({static_cast<std::uint16_t>(*level), 0}).size()) {
                bricks.at(key).fail(ErrorCode::Value, "units of equal size in a level that is a brick", "units of different sizes", "Use \"links\" to list the links of an uneven fabric.");
                break;
            }
        list.push_back({*level, readLengths(bricks.at(key))});
    }
    return list;
}

std::optional<Fabric> readTorus(const JsonCursor& part, const UnitTree& tree)
{
    part.expectKeys(kTorusKeys);
    TorusSpec spec;
    spec.name = part.at("name").text();
    if (const auto instance = part.find("instance"))
        spec.instanceLevel = readLevel(*instance, tree);
    if (spec.instanceLevel == tree.leafLevel())
        part.at("instance").fail(ErrorCode::Value, "a level above the leaf", "One torus joins all the leaves of a unit.");
    const JsonCursor shape = part.at("shape");
    spec.shape = readLengths(shape);
    if (part.reading().failed())
        return std::nullopt;
    spec.dimensions = static_cast<int>(shape.size());
    const std::size_t dimensions = shape.size();
    if (const auto wraps = part.find("wraps"))
        spec.wraps = readPerAxis<bool>(*wraps, dimensions, [](const JsonCursor& c) { return c.flag(); });
    if (const auto bricks = part.find("bricks")) {
        if (!bricks->isObject())
            bricks->fail(ErrorCode::Schema, "an object of levels and their boxes", "For example {\"rack\": [4, 4, 4]}.");
        spec.bricks = readBricks(*bricks, tree, spec.instanceLevel);
    }
    if (const auto cube = part.find("cube"))
        spec.cube = readLengths(*cube);
    if (const auto bandwidth = part.find("bandwidth"))
        spec.bandwidth = readPerAxis<BytesPerSecond>(*bandwidth, dimensions, [](const JsonCursor& c) { return BytesPerSecond{c.quantity(Dimension::DataRate)}; });
    spec.provenance = readProvenance(part);
    if (!fits(part, std::uint64_t(tree.chipCount()) * dimensions, 0))
        return std::nullopt;
    return accept(part, buildTorus(spec, tree));
}

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

std::optional<Fabric> readFatTree(const JsonCursor& part, const UnitTree& tree)
{
    constexpr std::uint32_t kMostCables = 65'536;   // of one switch
    part.expectKeys(kFatTreeKeys);
    FatTreeSpec spec;
    spec.name = part.at("name").text();
    spec.endpointLevel = readEndpoints(part, tree);
    spec.nodeLevel = readLevelAbove(part, "node", spec.endpointLevel, tree);
    spec.groupLevel = part.has("group") ? readLevelAbove(part, "group", spec.endpointLevel, tree) : 0;
    spec.leavesPerGroup = part.at("leavesPerGroup").whole(1, kMaxSwitches);
    spec.spines = part.wholeOr("spines", 0, kMaxSwitches, 0);
    spec.uplinksPerLeaf = part.wholeOr("uplinksPerLeaf", 0, kMostCables, spec.spines);
    spec.cores = part.wholeOr("cores", 0, kMaxSwitches, 0);
    spec.uplinksPerSpine = part.wholeOr("uplinksPerSpine", 0, kMostCables, spec.cores);
    if (const auto rails = part.find("rails"))
        spec.railOptimised = rails->flag();
    spec.bandwidth = {part.quantityOr("bandwidth", Dimension::DataRate, 0)};
    spec.provenance = readProvenance(part);
    if (part.reading().failed())
        return std::nullopt;
    const std::uint64_t leaves = std::uint64_t(tree.unitCount(spec.groupLevel)) * spec.leavesPerGroup;
    if (!fits(part, tree.unitCount(spec.endpointLevel) + leaves * spec.uplinksPerLeaf + std::uint64_t(spec.spines) * spec.uplinksPerSpine, leaves + spec.spines + spec.cores))
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
    if (!fits(part, tree.unitCount(spec.endpointLevel) * each, tree.unitCount(spec.domainLevel) * each))
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
    case FabricKind::Explicit: break;
    }
    return std::nullopt;
}

} // namespace podscape::clusterfile
