#include "model/cluster/FabricBuilder.h"
#include "model/io/clusterfile/ClusterFileKeys.h"
#include "model/io/clusterfile/Sections.h"

#include <algorithm>

namespace podscape::clusterfile {

namespace {

using Lengths = std::array<std::uint32_t, 3>;
constexpr std::uint32_t kLongestAxis = 65'535;   // coordinates are kept in 16 bits

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

// The builder nests by equal counts, so a level whose units differ within the tori cannot be a brick.
bool unitsAreEqual(const UnitTree& tree, const TorusSpec& spec, int level)
{
    std::uint32_t each = 0;   // chips of the first unit
    const auto equalWithin = [&](UnitRef unit) {
        const IndexRange units = tree.unitsWithin(unit, level);
        for (std::uint32_t i = units.begin; i < units.end; ++i) {
            const std::uint32_t chips = tree.chips({static_cast<std::uint16_t>(level), i}).size();
            each = each == 0 ? chips : each;
            if (chips != each)
                return false;
        }
        return true;
    };
    if (spec.instances.empty())
        return equalWithin(UnitTree::root());
    return std::ranges::all_of(spec.instances, [&](std::uint32_t i) { return equalWithin({static_cast<std::uint16_t>(spec.instanceLevel), i}); });
}

std::vector<TorusSpec::Brick> readBricks(const JsonCursor& bricks, const UnitTree& tree, const TorusSpec& spec)
{
    const int instanceLevel = spec.instanceLevel;
    std::vector<TorusSpec::Brick> list;
    for (const std::string& key : bricks.keys()) {
        const auto level = tree.levelNamed(key);
        if (!level || *level <= instanceLevel || *level >= tree.leafLevel()) {
            bricks.at(key).fail(ErrorCode::Reference, "a level between \"" + tree.levelName(instanceLevel) + "\" and \"" + tree.levelName(tree.leafLevel()) + '"', '"' + key + '"', {});
            break;
        }
        if (!unitsAreEqual(tree, spec, *level))
            bricks.at(key).fail(ErrorCode::Value, "units of equal size in a level that is a brick", "units of different sizes", "Use \"links\" to list the links of an uneven fabric.");
        list.push_back({*level, readLengths(bricks.at(key))});
    }
    return list;
}

// The units of the instance level that lie in the named ones.
std::vector<std::uint32_t> readInstances(const JsonCursor& within, int instanceLevel, const UnitTree& tree)
{
    std::vector<std::uint32_t> instances;
    for (const UnitRef unit : readUnits(within, tree)) {
        if (unit.level > instanceLevel) {
            within.fail(ErrorCode::Value, "units at or above \"" + tree.levelName(instanceLevel) + '"', '"' + tree.path(unit) + '"', "A torus lies in one such unit.");
            break;
        }
        const IndexRange inside = tree.unitsWithin(unit, instanceLevel);
        for (std::uint32_t i = inside.begin; i < inside.end; ++i)
            instances.push_back(i);
    }
    std::ranges::sort(instances);
    instances.erase(std::unique(instances.begin(), instances.end()), instances.end());
    return instances;
}

TorusSpec::Circuits readCircuits(const JsonCursor& part, int instanceLevel, const UnitTree& tree)
{
    part.expectKeys(kCircuitKeys);
    TorusSpec::Circuits circuits;
    circuits.level = instanceLevel;
    if (const auto per = part.find("per")) {
        circuits.level = readLevel(*per, tree);
        if (circuits.level > instanceLevel)
            per->fail(ErrorCode::Value, "a level at or above \"" + tree.levelName(instanceLevel) + '"', "The switches of one set serve whole tori.");
    }
    circuits.ports = part.wholeOr("ports", 2, 65'536, 0);
    circuits.name = part.textOr("name", circuits.name);
    return circuits;
}

int readBoard(const JsonCursor& board, int instanceLevel, const UnitTree& tree)
{
    const int level = readLevel(board, tree);
    if (level <= instanceLevel || level == tree.leafLevel())
        board.fail(ErrorCode::Value, "a level between \"" + tree.levelName(instanceLevel) + "\" and the leaf", {});
    return level;
}

} // namespace

std::optional<Fabric> readTorus(const JsonCursor& part, const UnitTree& tree)
{
    part.expectKeys(kTorusKeys);
    TorusSpec spec;
    spec.name = part.at("name").text();
    if (const auto instance = part.find("instance"))
        spec.instanceLevel = readLevel(*instance, tree);
    if (spec.instanceLevel == tree.leafLevel())
        part.at("instance").fail(ErrorCode::Value, "a level above the leaf", "One torus joins all the leaves of a unit.");
    if (const auto within = part.find("within")) {
        spec.instances = readInstances(*within, spec.instanceLevel, tree);
        spec.within = within->isList() ? within->texts() : std::vector{within->text()};
    }
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
        spec.bricks = readBricks(*bricks, tree, spec);
    }
    if (const auto cube = part.find("cube"))
        spec.cube = readLengths(*cube);
    if (const auto twist = part.find("twist"))
        spec.twisted = twist->flag();
    if (const auto board = part.find("board"))
        spec.boardLevel = readBoard(*board, spec.instanceLevel, tree);
    if (const auto circuits = part.find("circuitSwitches"))
        spec.circuits = readCircuits(*circuits, spec.instanceLevel, tree);
    if (const auto bandwidth = part.find("bandwidth"))
        spec.bandwidth = readPerAxis<BytesPerSecond>(*bandwidth, dimensions, [](const JsonCursor& c) { return BytesPerSecond{c.quantity(Dimension::DataRate)}; });
    spec.provenance = readProvenance(part);
    if (part.reading().failed() || !fabricFits(part, std::uint64_t(tree.chipCount()) * dimensions, 0))
        return std::nullopt;
    return accept(part, buildTorus(spec, tree));
}

} // namespace podscape::clusterfile
