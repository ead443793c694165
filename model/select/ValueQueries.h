#pragma once

#include "model/select/ChipSet.h"
#include "model/trace/Metric.h"

#include <optional>

namespace podscape {

// What is asked of a value. Missing samples answer only to Missing.
struct ValueTest
{
    enum class Kind { Above, AtLeast, Below, AtMost, Missing };
    Kind kind = Kind::Above;
    float limit = 0;   // in the metric's unit
    bool operator==(const ValueTest&) const = default;
};

// Units of `level` whose value at one sample passes the test, ascending. A unit above the metric's level has the mean of its known values,
// and is missing when none is known; one below has the value of the unit it is in. Nothing for a metric of links.
[[nodiscard]] std::vector<UnitRef> unitsWhere(const Metric& metric, std::size_t sample, const UnitTree& tree, int level, const ValueTest& test);

// The same for chips as a set: a million need no list.
[[nodiscard]] ChipSet chipsWhere(const Metric& metric, std::size_t sample, const UnitTree& tree, int level, const ValueTest& test);

} // namespace podscape
