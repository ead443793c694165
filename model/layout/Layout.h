#pragma once

#include "model/cluster/Cluster.h"

#include <Eigen/Core>
#include <Eigen/Geometry>

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace podscape {

enum class Arrangement { Physical, Lattice, Fabric };
inline constexpr std::array kArrangements{Arrangement::Physical, Arrangement::Lattice, Arrangement::Fabric};
inline constexpr std::string_view kArrangementWords = "physical, lattice or fabric";   // for messages and help

[[nodiscard]] std::string_view toText(Arrangement arrangement);                     // "physical", "lattice", "fabric"
[[nodiscard]] std::optional<Arrangement> parseArrangement(std::string_view text);

using Box = Eigen::AlignedBox3f;  // metres in the physical arrangement, chip steps in the others; z is up

// What a cell of a block holds when it holds no chip.
enum CellContent : std::int32_t
{
    kCellBlank = -1,
    kCellSwitch = -2,
    kCellPower = -3,
    kCellCooling = -4,
    kCellNetwork = -5,
    kCellCircuit = -6,
    kCellStorage = -7,
};
inline constexpr int kDeviceKinds = 6;   // of cell contents below blank

// Where the content of a cell below blank stands among them.
[[nodiscard]] constexpr std::size_t deviceIndex(std::int32_t content) { return static_cast<std::size_t>(kCellSwitch - content); }

[[nodiscard]] CellContent cellContentOf(RackContent content);   // blank for chips: those have numbers

// A box cut into grid.x × grid.y × grid.z cells. cells[table + x + grid.x·(y + grid.y·z)] is the chip in that cell, counted
// from firstChip, or a CellContent. Tables are shared by equal blocks.
struct LatticeBlock
{
    Eigen::Vector3f min;
    Eigen::Vector3f size;
    std::array<std::uint16_t, 3> grid{1, 1, 1};
    std::uint32_t table = 0;
    std::uint32_t firstChip = 0;
    std::uint32_t chipCount = 0;
    UnitRef unit;
};

// A box around a unit that is not a block: a hall, a row, a pod's outline.
struct Body
{
    Box box;
    UnitRef unit;
    bool hasWalls = false;         // a building or a hall, not just what belongs together
};

// A rack without chips: optical switches, coolant units. Its block comes after those of the units and has no chips; block.unit is the
// unit that it serves.
struct ServiceRack
{
    std::string name;              // as the floor plan calls it
    CellContent holds = kCellNetwork;
    UnitRef serves;
    std::uint32_t block = 0;
};

// The floor between two rows of racks.
struct Aisle
{
    Box box;                       // flat
    bool isCold = true;            // fronts face it; else backs do
};

// Where every unit is in one arrangement. Block i is the same unit in every arrangement of one cluster, so blocks can slide
// from one to the next; racks without chips are only there in the physical one and have no size in the others. Frozen; safe on any thread.
struct Layout
{
    Arrangement arrangement = Arrangement::Physical;
    std::vector<LatticeBlock> blocks;
    std::vector<std::int32_t> cells;
    std::vector<std::int32_t> chipCells;   // the way back: chipCells[table + chip] is the cell of that chip of the block, -1 for none
    std::vector<Body> bodies;      // containers above the blocks, outermost first
    std::vector<ServiceRack> serviceRacks;
    std::vector<Aisle> aisles;
    Box bounds;                    // of the blocks, and of walls
    int blockLevel = 0;
    bool metric = true;            // distances are metres and may be shown as such
    float cellGap = 0.07f;         // share of a cell left free on every side, so that chips stand apart on screen and in picking
    bool solidBlocks = true;       // a rack is opaque between its chips; a lattice is looked through

    [[nodiscard]] const ServiceRack* serviceRackAt(std::uint32_t block) const;   // nullptr for a rack of chips
    [[nodiscard]] Box boxOf(UnitRef unit, const UnitTree& tree) const;   // also of chips, trays and selections above racks
    [[nodiscard]] Eigen::Vector3f centreOfChip(std::uint32_t chip, const UnitTree& tree) const;
    [[nodiscard]] std::optional<std::array<std::uint16_t, 3>> cellOfChip(std::uint32_t chip, const UnitTree& tree) const;
};

[[nodiscard]] Layout buildPhysicalLayout(const Cluster& cluster);
[[nodiscard]] Layout buildLatticeLayout(const Cluster& cluster);
[[nodiscard]] Layout buildFabricLayout(const Cluster& cluster);
[[nodiscard]] Layout buildLayout(const Cluster& cluster, Arrangement arrangement);

} // namespace podscape
