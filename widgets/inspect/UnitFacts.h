#pragma once

#include "widgets/inspect/FactSheet.h"

namespace podscape {

// What a unit holds, what is known about it and what it is doing at the playhead and over the brushed range.
void addUnitSections(const ViewValues& values, UnitRef unit, FactSheet& sheet);

} // namespace podscape
