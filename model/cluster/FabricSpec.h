#pragma once

#include "model/base/Quantity.h"
#include "model/base/Units.h"
#include "model/cluster/Provenance.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace podscape {

enum class Medium : std::uint8_t { Unknown, Board, Copper, Optical };

// The few numbers that a regular fabric is built from. A fabric keeps them, so that it can be written again as short as it was read.

// Torus over all chips below each unit of instanceLevel. `bricks` says how units nest in space: for every level between
// instanceLevel and the leaf that has one, the box (in chips) that one unit covers, e.g. tray 2×2×1, rack 4×4×4; a level's box
// must be tiled by the boxes of its children, x fastest, then y, then z. Links along an axis leave a `cube` through optics.
struct TorusSpec
{
    struct Brick { int level; std::array<std::uint32_t, 3> size; };

    // Optical circuit switches between cubes: one for each axis and position on a cube's face, so that the two fibres of a cube's
    // opposite chips end at the same switch (Jouppi et al., "TPU v4: An Optically Reconfigurable Supercomputer", ISCA 2023, §2.2).
    struct Circuits
    {
        std::uint32_t ports = 0;        // of each switch; 0: not known
        int level = 0;                  // each unit of this level, at or above the instances, has a set of its own
        std::string name = "ocs";
    };

    std::string name;
    std::array<std::uint32_t, 3> shape{1, 1, 1};
    int dimensions = 3;
    std::array<bool, 3> wraps{true, true, true};                 // an axis of length 1 has no link, of length 2 no second one
    bool twisted = false;
    int instanceLevel = 0;
    std::vector<std::uint32_t> instances;                        // units of instanceLevel that have a torus; empty: every one
    std::vector<std::string> within;                             // how a file named them
    std::vector<Brick> bricks;                                   // from the top down
    std::array<BytesPerSecond, 3> bandwidth{};
    std::optional<std::array<std::uint32_t, 3>> cube;            // links between cubes are optical, inside copper
    std::optional<int> boardLevel;                               // links inside a unit of this level (a tray) run on its board
    std::optional<Circuits> circuits;                            // needs a cube
    Provenance provenance;
};

// Leaf–spine(–core) over the units of endpointLevel. Rail-optimised: endpoint i of every node of a group goes to leaf i of the
// group; else each group's endpoints fill its leaves in order. Every leaf has `uplinks` cables spread evenly over the spines.
struct FatTreeSpec
{
    std::string name;
    int endpointLevel = 0;
    int groupLevel = 0;                  // a scalable unit; the leaves of a group serve its endpoints
    int nodeLevel = 0;                   // rails are counted within a node
    std::uint32_t leavesPerGroup = 1;
    std::uint32_t spines = 1;
    std::uint32_t uplinksPerLeaf = 1;
    std::uint32_t cores = 0;             // 0: two tiers
    std::uint32_t uplinksPerSpine = 0;
    bool railOptimised = false;
    BytesPerSecond bandwidth{};
    Provenance provenance;
};

// All chips of each unit of domainLevel behind `switchesPerDomain` switches, linked to every one (NVLink); parallel links to the
// same switch are one link with their bandwidth added. With 0 switches: a "cloud" per domain that only has a rate per endpoint
// (data-centre network whose inside is not published).
struct SwitchedSpec
{
    std::string name;
    int endpointLevel = 0;
    int domainLevel = 0;
    std::uint32_t switchesPerDomain = 1;
    BytesPerSecond perEndpoint{};        // per direction, over all its links
    std::string switchName = "switch";
    Medium medium = Medium::Unknown;
    Provenance provenance;
};

// Tiers of switches over units of ever higher levels: leaves in a row of racks, spines in a hall, cores on a campus, a backbone between
// campuses. A tier whose inside is not published has one switch a unit that stands for all of them.
struct TieredSpec
{
    struct Tier
    {
        std::string name = "switch";
        int level = 0;                   // each unit of this level has its own switches; at or above the tier below
        std::uint32_t switches = 1;      // a unit
        std::uint32_t cables = 1;        // from each switch of the tier below (from each endpoint at the bottom), spread evenly
        BytesPerSecond perCable{};       // per direction; 0: from oversubscription
        double oversubscription = 0;     // what a switch below takes in from below : what it has upwards; 0: from perCable
        Medium medium = Medium::Unknown;
        Provenance provenance;
    };

    std::string name;
    int endpointLevel = 0;
    std::optional<int> railLevel;        // endpoint i of every unit of this level goes to the same switch of the lowest tier
    std::vector<Tier> tiers;             // from the bottom up
    Provenance provenance;
};

using FabricSpec = std::variant<std::monostate, TorusSpec, FatTreeSpec, SwitchedSpec, TieredSpec>;

} // namespace podscape
