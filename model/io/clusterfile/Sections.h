#pragma once

#include "model/cluster/Cluster.h"
#include "model/io/json/JsonCursor.h"

namespace podscape::clusterfile {

// The parts of a cluster file. Each reads its own JSON; what is wrong goes to the cursor's reading, and the answer is then empty.
[[nodiscard]] UnitTree readTree(const JsonCursor& file);
[[nodiscard]] std::vector<Provenance> readLevelProvenance(const JsonCursor& file);      // by level, the root first
[[nodiscard]] std::vector<Fact> readFacts(const JsonCursor& facts, const UnitTree& tree);
[[nodiscard]] FloorPlan readFloor(const JsonCursor& file, const UnitTree& tree);

// nullopt after an error.
[[nodiscard]] std::optional<Fabric> readFabric(const JsonCursor& fabric, const UnitTree& tree);
[[nodiscard]] std::optional<Fabric> readTorus(const JsonCursor& fabric, const UnitTree& tree);
[[nodiscard]] std::optional<Fabric> readTiered(const JsonCursor& fabric, const UnitTree& tree);
[[nodiscard]] std::optional<Fabric> readExplicitFabric(const JsonCursor& fabric, const UnitTree& tree);

// What the sections share.
inline constexpr std::uint64_t kMaxLinks = std::uint64_t(1) << 28;      // three dimensions of the largest torus
inline constexpr std::uint32_t kMaxSwitches = 1u << 22;

[[nodiscard]] Provenance readProvenance(const JsonCursor& part);
[[nodiscard]] int readLevel(const JsonCursor& name, const UnitTree& tree);              // the level that is named, 0 after an error
[[nodiscard]] std::vector<UnitRef> readUnits(const JsonCursor& paths, const UnitTree& tree);  // a path or several; "*" stands for any name or part of one
[[nodiscard]] bool fabricFits(const JsonCursor& part, std::uint64_t links, std::uint64_t switches);   // within the limits above; an error when not
[[nodiscard]] std::optional<Fabric> accept(const JsonCursor& part, Result<Fabric> fabric);           // nullopt and the error at its place
void failAt(const JsonCursor& part, const Error& builderError);                         // puts a builder's error at its place in the file

} // namespace podscape::clusterfile
