// How busy each unit is when a trace has jobs but no samples.
#include "model/trace/Rollup.h"

#include <algorithm>

namespace podscape {

namespace {

constexpr double kPercentPerCode = 0.4;   // 0…250 are 0…100 %, so that a full sample is exactly 100

// Time during which some neighbouring leaves run a job.
struct Busy
{
    Nanoseconds begin, end;
    IndexRange leaves;
};

// Jobs may share a unit; each piece here is time that no earlier job has covered, so that pieces of one leaf never overlap.
std::vector<Busy> busyPieces(const Trace& trace, std::uint32_t leafCount)
{
    std::vector<const Job*> started;
    for (const Job& job : trace.jobs)
        if (job.start)
            started.push_back(&job);
    std::ranges::stable_sort(started, {}, [](const Job* job) { return *job->start; });

    std::vector<Busy> pieces;
    std::vector<Nanoseconds> coveredUntil(leafCount, Nanoseconds{std::numeric_limits<std::int64_t>::min()});
    for (const Job* job : started) {
        const Nanoseconds end = std::min(job->end.value_or(trace.duration), trace.duration);
        for (const IndexRange& range : trace.rangesOf(*job))
            for (std::uint32_t leaf = range.begin; leaf < std::min(range.end, leafCount);) {
                const Nanoseconds covered = coveredUntil[leaf];
                const std::uint32_t first = leaf;
                while (leaf < std::min(range.end, leafCount) && coveredUntil[leaf] == covered)
                    coveredUntil[leaf++] = std::max(covered, end);
                if (const Nanoseconds begin = std::max({covered, *job->start, Nanoseconds{0}}); begin < end)
                    pieces.push_back({begin, end, {first, leaf}});
            }
    }
    std::ranges::sort(pieces, {}, &Busy::begin);
    return pieces;
}

// Adds the share of the span that each active piece fills to the row of that span.
void addShares(std::span<const Busy* const> active, TimeRange span, std::span<double> row)
{
    for (const Busy* busy : active) {
        const Nanoseconds begin = std::max(busy->begin, span.begin), end = std::min(busy->end, span.end);
        const double share = static_cast<double>((end - begin).value) / static_cast<double>(span.length().value);
        for (std::uint32_t leaf = busy->leaves.begin; leaf < busy->leaves.end; ++leaf)
            row[leaf] += share;
    }
}

} // namespace

Metric occupancyMetric(const Trace& trace, std::uint32_t leafCount, std::size_t samples)
{
    // Every sample spans at least a nanosecond.
    const std::int64_t duration = std::max<std::int64_t>(trace.duration.value, 1);
    const std::int64_t count = std::clamp<std::int64_t>(static_cast<std::int64_t>(samples), 1, duration);
    const auto timeOf = [&](std::int64_t sample) {   // duration · sample / count without leaving 64 bits
        return Nanoseconds{duration / count * sample + duration % count * sample / count};
    };

    const std::vector<Busy> pieces = busyPieces(trace, leafCount);
    std::vector<Nanoseconds> times;
    std::vector<std::uint8_t> codes;
    codes.reserve(static_cast<std::size_t>(count) * leafCount);
    std::vector<double> row(leafCount);
    std::vector<const Busy*> active;
    auto next = pieces.begin();
    for (std::int64_t sample = 0; sample < count; ++sample) {
        const TimeRange span{timeOf(sample), timeOf(sample + 1)};
        for (; next != pieces.end() && next->begin < span.end; ++next)
            active.push_back(&*next);
        std::erase_if(active, [&](const Busy* busy) { return busy->end <= span.begin; });
        std::ranges::fill(row, 0.0);
        addShares(active, span, row);
        times.push_back(span.begin);
        for (const double share : row)
            codes.push_back(static_cast<std::uint8_t>(std::min(share, 1.0) * 100 / kPercentPerCode + 0.5));
    }
    Metric::Info info;
    info.name = "occupancy";
    info.unit = "%";
    info.origin = Origin::Modelled;
    info.naturalMax = 100;
    return Metric::fromCodes(std::move(info), std::move(times), leafCount, kPercentPerCode, 0, std::move(codes));
}

} // namespace podscape
