#pragma once

#include "model/base/Progress.h"
#include "model/cluster/UnitTree.h"
#include "model/trace/Metric.h"
#include "model/trace/Trace.h"

#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace podscape {

// min, mean and max of the known samples under one unit at one moment (or over one bucket of moments).
struct Band
{
    float min = kMissing, mean = kMissing, max = kMissing;
};

// The level of the tree that a metric's columns are about; nullopt when it is about links or names a level that the tree lacks.
[[nodiscard]] std::optional<int> levelOf(const Metric::Info& info, const UnitTree& tree);

// min–mean–max of one metric for every unit of one level and every sample, and coarser in time by 4 per step above that.
// columns = units of the level. Built once, in parallel; then frozen.
class Rollup
{
public:
    // The metric must be about units of `level` or of a level below it. Without a metric use occupancyMetric().
    // When progress asks to stop, the result is unfinished and isComplete() is false.
    [[nodiscard]] static Rollup build(const Metric& metric, const UnitTree& tree, int level, Progress& progress);

    [[nodiscard]] bool isComplete() const { return m_complete; }
    [[nodiscard]] int level() const { return m_level; }
    [[nodiscard]] std::uint32_t columns() const { return m_columns; }
    [[nodiscard]] int stepCount() const { return static_cast<int>(m_steps.size()); }    // ≥ 1; step s joins 4^s samples
    [[nodiscard]] std::size_t bucketCount(int step) const;
    [[nodiscard]] std::span<const Nanoseconds> times() const { return m_metric ? m_metric->times() : std::span<const Nanoseconds>{}; }   // of step 0
    [[nodiscard]] Band at(int step, std::size_t bucket, std::uint32_t column) const;

    // The band of a column over every sample that is valid somewhere in [begin, end); of an empty range, the sample at its begin.
    // The mean weighs every known sample alike. O(log n) buckets.
    [[nodiscard]] Band over(TimeRange range, std::uint32_t column) const;

private:
    // bucket-major, as metrics are. `known` counts the samples behind each mean; empty when no sample is missing anywhere.
    struct Step
    {
        std::size_t buckets = 0;
        std::vector<float> min, mean, max;
        std::vector<std::uint32_t> known;
    };

    [[nodiscard]] double weightOf(int step, std::size_t bucket, std::uint32_t column) const;
    void buildFirstStep(const UnitTree& tree, int metricLevel, Progress& progress);
    void buildNextStep();

    int m_level = 0;
    std::uint32_t m_columns = 0;
    bool m_complete = false;
    bool m_isDirect = false;   // every unit has one column: step 0 is the metric itself and takes no memory
    std::optional<Metric> m_metric;
    std::vector<Step> m_steps;
};

// Share of each leaf's unit that runs a job, as a metric of origin Modelled named "occupancy" (0…100 %), sampled `samples` times
// over the trace: what there is to see when a trace has jobs but no metric. Exact busy share within each sample's span.
[[nodiscard]] Metric occupancyMetric(const Trace& trace, std::uint32_t leafCount, std::size_t samples);

} // namespace podscape
