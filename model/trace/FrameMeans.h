#pragma once

#include "model/trace/Metric.h"

namespace podscape {

// Some columns of one sample added up, without the missing ones.
struct FrameSum
{
    double sum = 0;
    std::uint64_t known = 0;
};
[[nodiscard]] FrameSum sumOf(const Metric& metric, std::size_t sample, IndexRange columns);

// Their mean; kMissing when none is known. A million stored bytes take a fraction of a millisecond: what a picture shows of units that are too
// small for their chips.
[[nodiscard]] float meanOf(const Metric& metric, std::size_t sample, IndexRange columns);

} // namespace podscape
