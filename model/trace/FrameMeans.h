#pragma once

#include "model/trace/Metric.h"

namespace podscape {

// The mean of some columns of one sample without the missing ones; kMissing when none is known. A million stored bytes take a tenth of a
// millisecond: what a picture shows of units that are too small for their chips.
[[nodiscard]] float meanOf(const Metric& metric, std::size_t sample, IndexRange columns);

} // namespace podscape
