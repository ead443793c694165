#pragma once

#include "model/base/Report.h"
#include "model/cluster/Fabric.h"
#include "model/cluster/Provenance.h"
#include "model/cluster/UnitTree.h"

#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace podscape {

// How the racks (or whatever is drawn as one block) stand on the floor. Anything not given is derived by PhysicalLayout's rules.
struct FloorPlan
{
    int blockLevel = 0;                                   // units drawn as lattice blocks: racks, or groups of nodes
    bool stated = false;                                  // sizes come from a file; else they only make a picture and are not shown as metres
    std::array<double, 3> blockSizeMetres{0.6, 1.2, 2.2}; // width along the row, depth, height
    std::array<std::uint32_t, 3> slotGrid{0, 0, 0};       // chips inside a block: across, deep, high; 0 = derive
    std::uint32_t blocksPerRow = 0;                       // 0 = derive
    double pitchMetres = 0.6;                             // along the row
    double coldAisleMetres = 1.2;
    double hotAisleMetres = 1.2;
    Provenance provenance;
};

// A cluster as loaded: what units there are, how they are joined, what is known about them. Frozen; shared by all views as
// std::shared_ptr<const Cluster>; safe on any thread.
struct Cluster
{
    std::string name;
    std::string description;
    std::string sourceFile;            // as the user named it; empty when made in memory
    bool inferred = false;             // true when guessed from a trace's node list
    UnitTree tree;
    std::vector<Fabric> fabrics;
    std::vector<Fact> facts;
    std::vector<Provenance> levelProvenance;   // of the count of each level, the root first; empty when nothing is said
    FloorPlan floor;
    Report findings;                   // what the reader noticed

    // nullptr when nothing is known. By level: the first that is about it, whichever units it holds for.
    [[nodiscard]] const Fact* fact(std::string_view key, int level) const;
    [[nodiscard]] const Fact* fact(std::string_view key, UnitRef unit) const;
    [[nodiscard]] std::vector<const Fact*> factsOf(std::string_view key, int level) const;   // several where chips differ
    [[nodiscard]] std::uint32_t unitsWith(const Fact& fact) const;                           // how many units of its level it holds for
    [[nodiscard]] const Fabric* fabricNamed(std::string_view fabricName) const;
    [[nodiscard]] const std::string& leafName() const { return tree.levelName(tree.leafLevel()); }
};

} // namespace podscape
