#pragma once

#include "model/base/Progress.h"
#include "model/cluster/UnitTree.h"
#include "model/trace/Metric.h"
#include "model/trace/Trace.h"

#include <memory>
#include <span>
#include <vector>

namespace podscape {

// min, mean and max of the known samples under one unit at one moment (or over one bucket of moments).
struct Band
{
    float min = kMissing, mean = kMissing, max = kMissing;
};

// min–mean–max of one metric for every unit of one level and every sample, and coarser in time by 4 per step above that.
// columns = units of the level. Built once, in parallel; then frozen.
class Rollup
{
public:
    // The metric must be about units of the leaf level or of a level below `level`. Without a metric use occupancy().
    [[nodiscard]] static Rollup build(const Metric& metric, const UnitTree& tree, int level, Progress& progress);

    [[nodiscard]] int level() const { return m_level; }
    [[nodiscard]] std::uint32_t columns() const { return m_columns; }
    [[nodiscard]] int stepCount() const { return static_cast<int>(m_steps.size()); }    // ≥ 1; step s joins 4^s samples
    [[nodiscard]] std::size_t bucketCount(int step) const;
    [[nodiscard]] std::span<const Nanoseconds> times() const { return m_times; }        // of step 0
    [[nodiscard]] Band at(int step, std::size_t bucket, std::uint32_t column) const;

    // The band of a column over every sample that is valid somewhere in [begin, end). O(log n) buckets.
    [[nodiscard]] Band over(TimeRange range, std::uint32_t column) const;

private:
    struct Step { std::vector<float> min, mean, max; };
    int m_level = 0;
    std::uint32_t m_columns = 0;
    std::vector<Nanoseconds> m_times;
    std::vector<Step> m_steps;
};

// Share of each leaf's unit that runs a job, as a metric of origin Modelled named "occupancy" (0…100 %), sampled `samples` times
// over the trace: what there is to see when a trace has jobs but no metric. Exact busy share within each sample's span.
[[nodiscard]] Metric occupancyMetric(const Trace& trace, std::uint32_t leafCount, std::size_t samples);

} // namespace podscape
