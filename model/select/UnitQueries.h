#pragma once

#include "model/cluster/Cluster.h"
#include "model/select/ChipSet.h"
#include "model/trace/Trace.h"

namespace podscape {

// Questions that a place in the cluster answers. All are pure and work on ranges, so that a million chips are no more work than a rack.

[[nodiscard]] ChipSet chipsOfJob(const Trace& trace, JobId job, const UnitTree& tree);

// The unit at the same place in every unit of `level` (above it): superpod-03/rack-017 gives rack-017 of every superpod that has so many.
[[nodiscard]] std::vector<UnitRef> samePosition(const UnitTree& tree, UnitRef unit, int level);
[[nodiscard]] ChipSet samePosition(const UnitTree& tree, std::span<const UnitRef> units, int level);

[[nodiscard]] ChipSet siblingsOf(const UnitTree& tree, std::span<const UnitRef> units);    // with the units themselves
[[nodiscard]] std::vector<UnitRef> parentsOf(const UnitTree& tree, std::span<const UnitRef> units);   // each once, ascending
[[nodiscard]] std::vector<UnitRef> childrenOf(const UnitTree& tree, std::span<const UnitRef> units, std::size_t most);   // leaves stay; stops at `most`

// What a link, or two with a switch between them, joins to the chips: whole endpoints, without the ones that are in `chips`.
[[nodiscard]] ChipSet neighboursOf(const UnitTree& tree, const Fabric& fabric, const ChipSet& chips);

} // namespace podscape
