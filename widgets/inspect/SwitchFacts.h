#pragma once

#include "widgets/inspect/FactSheet.h"

namespace podscape {

// A switch: its tier, its ports and what they are joined to; of a circuit switch its fibre ends and the chips whose light it turns.
void addSwitchSections(const ViewValues& values, SwitchRef ref, FactSheet& sheet);

} // namespace podscape
