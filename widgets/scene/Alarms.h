#pragma once

#include "model/io/Dataset.h"

#include <vector>

namespace podscape {

// Units that a failure is about at one moment, as few as possible, the latest failures first; at most `most`. Failures of a moment
// count for a minute, or nobody would see them while replaying.
[[nodiscard]] std::vector<UnitRef> unitsInAlarm(const Dataset& dataset, Nanoseconds time, std::size_t most);

} // namespace podscape
