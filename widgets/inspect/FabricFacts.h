#pragma once

#include "widgets/inspect/FactSheet.h"

namespace podscape {

// How many links join a unit to the rest, and how fast; for a single endpoint its neighbours one by one.
[[nodiscard]] FactSection unitLinksSection(const Cluster& cluster, FabricId fabricId, UnitRef unit);

// The nodes that a node of a fabric is joined to, the first few of them by name.
[[nodiscard]] FactSection neighboursSection(const Cluster& cluster, FabricId fabricId, std::uint32_t node);

void addLinkSections(const ViewValues& values, LinkRef ref, FactSheet& sheet);

} // namespace podscape
