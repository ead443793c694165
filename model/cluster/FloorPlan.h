#pragma once

#include "model/cluster/Provenance.h"
#include "model/cluster/UnitTree.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace podscape {

// What stands in the slots of a rack, or fills a rack of its own.
enum class RackContent : std::uint8_t
{
    Chips,
    Blank,
    Switch,
    Power,
    Cooling,
    Network,
    Circuit,   // optical circuit switches
    Storage,
};

[[nodiscard]] std::string_view toText(RackContent content);   // "chips", "blank", … as in a cluster file

// Some layers of slots, all of one content across the whole width and depth of a rack.
struct RackLayers
{
    RackContent content = RackContent::Chips;
    std::uint32_t layers = 1;
    bool operator==(const RackLayers&) const = default;
};

// Racks without chips that serve the units of a level: `count` after each unit's own racks, or one after every `every` of them within the
// rows. Exactly one of the two is not zero.
struct ServiceRacks
{
    std::string name;                                       // what a person calls one of them: "optical switches"
    RackContent holds = RackContent::Network;
    int level = 0;                                          // units that are served; never below the block level
    std::uint32_t count = 0;
    std::uint32_t every = 0;
    std::optional<std::array<double, 3>> sizeMetres;        // none: as large as a block
    Provenance provenance;
};

// How the units of one level stand in their parent. What is absent follows the rules of PhysicalLayout.
struct LevelPlan
{
    std::optional<double> spacingMetres;                    // clear gap between two units side by side
    std::uint32_t columns = 0;                              // units in a line; 0 = derive
    std::optional<double> marginMetres;                     // from the outermost racks to the unit's wall
    bool operator==(const LevelPlan&) const = default;
};

// Units of a level that stand above each other, as storeys do.
struct StackPlan
{
    int level = 0;
    double heightMetres = 0;                                // from one floor to the next
    bool operator==(const StackPlan&) const = default;
};

// Where one unit stands, whatever the rules say: its corner nearest the origin, from its parent's, after the turn.
struct GivenPlace
{
    UnitRef unit;
    std::array<double, 2> atMetres{0, 0};
    std::uint8_t quarterTurns = 0;                          // counter-clockwise, seen from above
    bool operator==(const GivenPlace&) const = default;
};

// How the racks (or whatever is drawn as one block) stand on the floor. Anything not given is derived by PhysicalLayout's rules.
struct FloorPlan
{
    int blockLevel = 0;                                     // units drawn as lattice blocks: racks, or groups of nodes
    bool stated = false;                                    // sizes come from a file; else they only make a picture and are not shown as metres
    std::array<double, 3> blockSizeMetres{0.6, 1.2, 2.2};   // width along the row, depth, height
    std::array<std::uint32_t, 3> slotGrid{0, 0, 0};         // chips inside a block: across, deep, high; 0 = derive
    std::vector<RackLayers> elevation;                      // bottom to top; empty: nothing but chips. Its chip layers are slotGrid[2]
    std::uint32_t blocksPerRow = 0;                         // 0 = derive
    double pitchMetres = 0.6;                               // along the row
    double coldAisleMetres = 1.2;
    double hotAisleMetres = 1.2;
    std::vector<ServiceRacks> service;
    std::vector<LevelPlan> levels;                          // by level of the tree, or shorter: the rest follows the rules
    std::optional<StackPlan> stack;
    std::vector<GivenPlace> places;                         // no unit twice
    Provenance provenance;

    [[nodiscard]] LevelPlan levelPlan(int level) const;
    LevelPlan& addLevelPlan(int level);                     // makes room for it
};

} // namespace podscape
