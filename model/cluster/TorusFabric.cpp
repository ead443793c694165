#include "model/base/Units.h"
#include "model/cluster/FabricBuilder.h"

#include <algorithm>
#include <numeric>

namespace podscape {

namespace {

using Shape = std::array<std::uint32_t, 3>;

std::uint64_t volume(const Shape& s) { return std::uint64_t(s[0]) * s[1] * s[2]; }

std::string text(const Shape& s) { return std::to_string(s[0]) + "×" + std::to_string(s[1]) + "×" + std::to_string(s[2]); }

Error error(std::string place, std::string expected, std::string found, std::string hint)
{
    return {ErrorCode::Value, {}, std::move(place), std::move(expected), std::move(found), std::move(hint)};
}

// One step of the nesting: `box` of the parent is tiled by `tile`, x fastest.
struct Nesting { Shape tile; Shape tiles; std::uint64_t chipsPerTile; };

std::array<std::uint16_t, 3> coordinateOf(std::uint64_t chip, const std::vector<Nesting>& nestings)
{
    std::array<std::uint16_t, 3> at{0, 0, 0};
    for (const Nesting& n : nestings) {
        const std::uint64_t tile = chip / n.chipsPerTile;
        chip %= n.chipsPerTile;
        at[0] = static_cast<std::uint16_t>(at[0] + tile % n.tiles[0] * n.tile[0]);
        at[1] = static_cast<std::uint16_t>(at[1] + tile / n.tiles[0] % n.tiles[1] * n.tile[1]);
        at[2] = static_cast<std::uint16_t>(at[2] + tile / n.tiles[0] / n.tiles[1] * n.tile[2]);
    }
    return at;
}

// How bricks nest in the first torus; all of them are alike.
Result<std::vector<Nesting>> nest(const TorusSpec& spec, const UnitTree& tree, std::uint32_t instance)
{
    const UnitRef within{static_cast<std::uint16_t>(spec.instanceLevel), instance};
    std::vector<TorusSpec::Brick> bricks = spec.bricks;
    std::ranges::sort(bricks, {}, &TorusSpec::Brick::level);
    bricks.push_back({tree.leafLevel(), {1, 1, 1}});

    std::vector<Nesting> nestings;
    Shape box = spec.shape;
    for (const TorusSpec::Brick& brick : bricks) {
        const std::string& name = tree.levelName(brick.level);
        const std::uint64_t chips = tree.chips({static_cast<std::uint16_t>(brick.level), tree.unitsWithin(within, brick.level).begin}).size();
        if (volume(brick.size) != chips)
            return error("bricks/" + name, "a box of " + formatCount(static_cast<long long>(chips)) + " chips, as one " + name + " has",
                         text(brick.size) + " = " + formatCount(static_cast<long long>(volume(brick.size))), "The three lengths multiply to the chips of the unit.");
        Shape tiles{};
        for (int axis = 0; axis < 3; ++axis) {
            if (box[axis] % brick.size[axis] != 0)
                return error("bricks/" + name, "a box that tiles " + text(box), text(brick.size), "Each length must divide the one above it.");
            tiles[axis] = box[axis] / brick.size[axis];
        }
        nestings.push_back({brick.size, tiles, chips});
        box = brick.size;
    }
    return nestings;
}

std::optional<Error> checkShape(const TorusSpec& spec, const UnitTree& tree, const std::vector<std::uint32_t>& instances)
{
    for (const std::uint32_t i : instances) {
        const UnitRef unit{static_cast<std::uint16_t>(spec.instanceLevel), i};
        if (const std::uint32_t chips = tree.chips(unit).size(); volume(spec.shape) != chips)
            return error("shape", "lengths that multiply to the " + formatCount(chips) + ' ' + tree.levelName(tree.leafLevel()) + "s of " + tree.path(unit),
                         text(spec.shape) + " = " + formatCount(static_cast<long long>(volume(spec.shape))), "Change the shape or the counts of the levels.");
    }
    if (spec.cube)
        for (int axis = 0; axis < 3; ++axis)
            if ((*spec.cube)[axis] == 0 || spec.shape[axis] % (*spec.cube)[axis] != 0)
                return error("cube", "a cube that divides the shape " + text(spec.shape), text(*spec.cube), "Each length of the shape must be a multiple of the cube's.");
    if (spec.twisted && !twistOf(spec.shape, spec.dimensions))
        return error("twist", "a shape of n×n×2n or n×2n×2n", text(spec.shape), "Only these lengths can be twisted; remove \"twist\" or change the shape.");
    return std::nullopt;
}

std::vector<std::uint32_t> instancesOf(const TorusSpec& spec, const UnitTree& tree)
{
    if (!spec.instances.empty())
        return spec.instances;
    std::vector<std::uint32_t> all(tree.unitCount(spec.instanceLevel));
    std::iota(all.begin(), all.end(), 0u);
    return all;
}

TorusShape shapeOf(const TorusSpec& spec, const UnitTree& tree, const std::vector<Nesting>& nestings)
{
    const auto each = static_cast<std::uint32_t>(volume(spec.shape));
    TorusShape torus;
    torus.size = spec.shape;
    torus.dimensions = spec.dimensions;
    torus.wraps = spec.wraps;
    torus.instanceLevel = spec.instanceLevel;
    if (spec.twisted)
        torus.twist = *twistOf(spec.shape, spec.dimensions);
    torus.instanceUnits = spec.instances;
    for (const std::uint32_t unit : spec.instances)
        torus.firstEndpoint.push_back(tree.chips({static_cast<std::uint16_t>(spec.instanceLevel), unit}).begin);
    torus.coordinates.resize(each);
    torus.endpointAt.resize(each);
    for (std::uint32_t chip = 0; chip < each; ++chip) {
        const auto at = torus.coordinates[chip] = coordinateOf(chip, nestings);
        torus.endpointAt[torus.cellOf({at[0], at[1], at[2]})] = chip;
    }
    return torus;
}

// Adds the circuit switches of every set, and says which set each torus uses.
Result<CircuitSwitches> addCircuits(const TorusSpec& spec, const UnitTree& tree, const std::vector<std::uint32_t>& instances, FabricBuilder& builder)
{
    if (!spec.cube)
        return error("circuitSwitches", "a \"cube\" whose faces the switches join", "no cube", "Add for example \"cube\": [4, 4, 4].");
    const Shape& cube = *spec.cube;
    CircuitSwitches circuits;
    circuits.cube = cube;
    circuits.ports = spec.circuits->ports;
    for (int axis = 0; axis < 3; ++axis) {
        circuits.firstOfAxis[axis] = circuits.perSet;
        if (axis < spec.dimensions)
            circuits.perSet += static_cast<std::uint32_t>(volume(cube) / cube[axis]);
    }
    const auto cubesEach = static_cast<std::uint32_t>(volume(spec.shape) / volume(cube));
    std::vector<UnitRef> sets;
    std::vector<std::uint32_t> cubesOfSet;
    for (const std::uint32_t instance : instances) {   // ascending, so the tori of one set follow each other
        const UnitRef unit = tree.ancestor({static_cast<std::uint16_t>(spec.instanceLevel), instance}, spec.circuits->level);
        if (sets.empty() || sets.back() != unit) {
            sets.push_back(unit);
            cubesOfSet.push_back(0);
        }
        cubesOfSet.back() += cubesEach;
        circuits.setOfInstance.push_back(static_cast<std::uint32_t>(sets.size() - 1));
    }
    const std::uint32_t ends = 2 * *std::ranges::max_element(cubesOfSet);
    if (circuits.ports > 0 && circuits.ports < ends)
        return error("circuitSwitches/ports", "at least " + formatCount(ends) + " ports, two fibres for each of " + formatCount(ends / 2) + " cubes", formatCount(circuits.ports),
                     "Use switches with more ports, or fewer cubes.");
    for (const UnitRef set : sets)
        for (std::uint32_t s = 0; s < circuits.perSet; ++s) {
            const int axis = s >= circuits.firstOfAxis[2] && spec.dimensions > 2 ? 2 : s >= circuits.firstOfAxis[1] && spec.dimensions > 1 ? 1 : 0;
            builder.addSwitch({spec.circuits->name + '-' + "xyz"[axis] + std::to_string(s - circuits.firstOfAxis[axis]), 0, set, FabricSwitch::Kind::Circuit});
        }
    return circuits;
}

class TorusLinks
{
public:
    TorusLinks(const TorusSpec& spec, const UnitTree& tree, const TorusShape& torus, FabricBuilder& builder)
        : m_spec(spec), m_torus(torus), m_builder(builder), m_perBoard(spec.boardLevel ? tree.chips({static_cast<std::uint16_t>(*spec.boardLevel), 0}).size() : 0)
    {
    }

    void addAll(std::uint32_t instance)
    {
        const std::uint32_t base = m_torus.firstOf(instance);
        for (std::uint32_t chip = 0; chip < m_torus.endpointsEach(); ++chip) {
            const auto& c = m_torus.coordinates[chip];
            const TorusShape::At at{c[0], c[1], c[2]};
            for (int axis = 0; axis < m_spec.dimensions; ++axis)
                if (const auto to = m_torus.next(at, axis)) {
                    const std::uint32_t other = m_torus.endpointAt[m_torus.cellOf(*to)];
                    m_builder.addLink(base + chip, base + other, m_spec.bandwidth[axis], static_cast<std::uint8_t>(axis), mediumOf(chip, other, at[axis], axis));
                }
        }
    }

private:
    Medium mediumOf(std::uint32_t chip, std::uint32_t other, std::uint32_t along, int axis) const
    {
        if (m_perBoard > 0 && chip / m_perBoard == other / m_perBoard)
            return Medium::Board;
        if (!m_spec.cube)
            return m_perBoard > 0 ? Medium::Copper : Medium::Unknown;
        return (along + 1) % (*m_spec.cube)[axis] == 0 ? Medium::Optical : Medium::Copper;
    }

    const TorusSpec& m_spec;
    const TorusShape& m_torus;
    FabricBuilder& m_builder;
    std::uint32_t m_perBoard;   // chips of a board; 0: not known
};

} // namespace

Result<Fabric> buildTorus(const TorusSpec& spec, const UnitTree& tree)
{
    const std::vector<std::uint32_t> instances = instancesOf(spec, tree);
    if (const auto wrong = checkShape(spec, tree, instances))
        return *wrong;
    const Result<std::vector<Nesting>> nestings = nest(spec, tree, instances.front());
    if (!nestings)
        return nestings.error();

    FabricBuilder builder(spec.name, FabricKind::Torus, tree, tree.leafLevel());
    builder.setProvenance(spec.provenance);
    builder.setSpec(spec);
    for (int axis = 0; axis < spec.dimensions; ++axis)
        builder.addGroup(std::string(1, "XYZ"[axis]));
    if (spec.circuits) {
        builder.setTierNames({spec.circuits->name});
        Result<CircuitSwitches> circuits = addCircuits(spec, tree, instances, builder);
        if (!circuits)
            return circuits.error();
        builder.setCircuits(std::move(circuits).value());
    }
    builder.reserveLinks(std::size_t(volume(spec.shape)) * instances.size() * spec.dimensions);
    TorusShape torus = shapeOf(spec, tree, *nestings);
    TorusLinks links(spec, tree, torus, builder);
    for (std::uint32_t instance = 0; instance < instances.size(); ++instance)
        links.addAll(instance);
    builder.setTorus(std::move(torus));
    return builder.build();
}

} // namespace podscape
