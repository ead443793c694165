#include "widgets/timeline/JobLanes.h"

#include <algorithm>
#include <functional>
#include <queue>
#include <utility>

namespace podscape {

TimeRange runOf(const Job& job, Nanoseconds traceEnd)
{
    const Nanoseconds begin = job.start.value_or(traceEnd);
    return {begin, std::max(begin, job.end.value_or(traceEnd))};
}

JobLanes JobLanes::of(std::span<const Job> jobs, Nanoseconds traceEnd)
{
    using Busy = std::pair<Nanoseconds, std::uint32_t>;   // until when, which lane
    std::priority_queue<Busy, std::vector<Busy>, std::greater<>> busy;
    std::priority_queue<std::uint32_t, std::vector<std::uint32_t>, std::greater<>> free;
    JobLanes lanes;
    lanes.laneOfJob.assign(jobs.size(), kNoLane);
    for (std::size_t i = 0; i < jobs.size(); ++i) {
        if (!jobs[i].start)
            continue;
        const TimeRange run = runOf(jobs[i], traceEnd);
        for (; !busy.empty() && busy.top().first <= run.begin; busy.pop())
            free.push(busy.top().second);
        std::uint32_t lane = lanes.laneCount;
        if (free.empty()) {
            ++lanes.laneCount;
        } else {
            lane = free.top();
            free.pop();
        }
        lanes.laneOfJob[i] = lane;
        busy.emplace(run.end, lane);
    }
    return lanes;
}

} // namespace podscape
