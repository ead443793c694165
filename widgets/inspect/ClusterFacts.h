#pragma once

#include "widgets/inspect/FactSheet.h"

namespace podscape {

// Size, fabrics, power, trace and findings of everything that is open.
void addClusterSections(const ViewValues& values, FactSheet& sheet);

} // namespace podscape
