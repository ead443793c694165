#pragma once

#include "widgets/inspect/FactSheet.h"

namespace podscape {

// The shown metric on one unit: its value at the playhead and its min, mean and max over the brushed range (over the whole trace when nothing
// is brushed).
[[nodiscard]] FactSection metricSection(const ViewValues& values, UnitRef unit);

} // namespace podscape
