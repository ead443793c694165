#pragma once

#include "model/trace/Trace.h"

#include <cstdint>
#include <span>
#include <vector>

namespace podscape {

// Jobs laid side by side so that no two in a lane run at once: each takes the lowest lane that is free when it starts.
struct JobLanes
{
    static constexpr std::uint32_t kNoLane = ~0U;      // never started

    std::vector<std::uint32_t> laneOfJob;
    std::uint32_t laneCount = 0;

    // `jobs` ascending by start, as in a Trace. A job without an end runs to `traceEnd`.
    [[nodiscard]] static JobLanes of(std::span<const Job> jobs, Nanoseconds traceEnd);
};

// When a job runs, its end never before its start.
[[nodiscard]] TimeRange runOf(const Job& job, Nanoseconds traceEnd);

} // namespace podscape
