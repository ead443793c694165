#pragma once

#include "model/base/Report.h"
#include "model/cluster/Fabric.h"
#include "model/cluster/FloorPlan.h"
#include "model/cluster/Provenance.h"
#include "model/cluster/UnitTree.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace podscape {

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
    [[nodiscard]] const Fabric* fabricNamed(std::string_view fabricName) const;
    [[nodiscard]] const std::string& leafName() const { return tree.levelName(tree.leafLevel()); }
};

} // namespace podscape
