#include "model/base/Units.h"
#include "model/cluster/FabricBuilder.h"

#include <algorithm>

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

Result<std::vector<Nesting>> nest(const TorusSpec& spec, const UnitTree& tree)
{
    std::vector<TorusSpec::Brick> bricks = spec.bricks;
    std::ranges::sort(bricks, {}, &TorusSpec::Brick::level);
    bricks.push_back({tree.leafLevel(), {1, 1, 1}});

    std::vector<Nesting> nestings;
    Shape box = spec.shape;
    for (const TorusSpec::Brick& brick : bricks) {
        const std::string& name = tree.levelName(brick.level);
        const std::uint64_t chips = tree.chips({static_cast<std::uint16_t>(brick.level), 0}).size();
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

} // namespace

Result<Fabric> buildTorus(const TorusSpec& spec, const UnitTree& tree)
{
    const std::uint32_t instances = tree.unitCount(spec.instanceLevel);
    for (std::uint32_t i = 0; i < instances; ++i) {
        const UnitRef unit{static_cast<std::uint16_t>(spec.instanceLevel), i};
        if (const std::uint32_t chips = tree.chips(unit).size(); volume(spec.shape) != chips)
            return error("shape", "lengths that multiply to the " + formatCount(chips) + ' ' + tree.levelName(tree.leafLevel()) + "s of " + tree.path(unit),
                         text(spec.shape) + " = " + formatCount(static_cast<long long>(volume(spec.shape))), "Change the shape or the counts of the levels.");
    }
    if (spec.cube)
        for (int axis = 0; axis < 3; ++axis)
            if ((*spec.cube)[axis] == 0 || spec.shape[axis] % (*spec.cube)[axis] != 0)
                return error("cube", "a cube that divides the shape " + text(spec.shape), text(*spec.cube), "Each length of the shape must be a multiple of the cube's.");
    const Result<std::vector<Nesting>> nestings = nest(spec, tree);
    if (!nestings)
        return nestings.error();

    const std::uint32_t perInstance = static_cast<std::uint32_t>(volume(spec.shape));
    TorusShape torus;
    torus.size = spec.shape;
    torus.dimensions = spec.dimensions;
    torus.wraps = spec.wraps;
    torus.instanceLevel = spec.instanceLevel;
    torus.coordinates.resize(perInstance);
    torus.endpointAt.resize(perInstance);
    const auto cellOf = [&](std::uint32_t x, std::uint32_t y, std::uint32_t z) { return x + spec.shape[0] * (y + spec.shape[1] * z); };
    for (std::uint32_t chip = 0; chip < perInstance; ++chip) {
        torus.coordinates[chip] = coordinateOf(chip, *nestings);
        torus.endpointAt[cellOf(torus.coordinates[chip][0], torus.coordinates[chip][1], torus.coordinates[chip][2])] = chip;
    }

    FabricBuilder builder(spec.name, FabricKind::Torus, tree, tree.leafLevel());
    builder.setProvenance(spec.provenance);
    for (int axis = 0; axis < spec.dimensions; ++axis)
        builder.addGroup(std::string(1, "XYZ"[axis]));
    builder.reserveLinks(std::size_t(perInstance) * instances * spec.dimensions);

    for (std::uint32_t instance = 0; instance < instances; ++instance) {
        const std::uint32_t base = instance * perInstance;
        for (std::uint32_t chip = 0; chip < perInstance; ++chip) {
            const auto& at = torus.coordinates[chip];
            for (int axis = 0; axis < spec.dimensions; ++axis) {
                const std::uint32_t length = spec.shape[axis];
                const bool last = at[axis] + 1u == length;
                // Two neighbours share one link; a ring of two has no second one to wrap through.
                if (length == 1 || (last && (!spec.wraps[axis] || length == 2)))
                    continue;
                std::array<std::uint32_t, 3> to{at[0], at[1], at[2]};
                to[axis] = last ? 0 : to[axis] + 1;
                const bool leavesCube = spec.cube && (last || (at[axis] + 1u) % (*spec.cube)[axis] == 0);
                const Medium medium = !spec.cube ? Medium::Unknown : leavesCube ? Medium::Optical : Medium::Copper;
                builder.addLink(base + chip, base + torus.endpointAt[cellOf(to[0], to[1], to[2])], spec.bandwidth[axis], static_cast<std::uint8_t>(axis), medium);
            }
        }
    }
    builder.setTorus(std::move(torus));
    return builder.build();
}

} // namespace podscape
