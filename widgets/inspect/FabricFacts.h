#pragma once

#include "widgets/inspect/FactSheet.h"

namespace podscape {

// How many links join a unit to the rest, and how fast; for a single endpoint its neighbours one by one.
[[nodiscard]] FactSection unitLinksSection(const Cluster& cluster, FabricId fabricId, UnitRef unit);

void addLinkSections(const ViewValues& values, LinkRef ref, FactSheet& sheet);
void addSwitchSections(const ViewValues& values, SwitchRef ref, FactSheet& sheet);

} // namespace podscape
