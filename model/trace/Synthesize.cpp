#include "model/trace/Synthesize.h"

#include "model/base/Units.h"
#include "model/trace/synthesis/Workday.h"

#include <algorithm>

namespace podscape {

namespace {

using namespace synthesis;

constexpr std::uint64_t kMaxCodes = std::uint64_t(2) << 30;   // per metric; they are made in memory

// Of one chip: what is known of it, else its share of what is known of the smallest unit around it.
std::optional<double> chipPower(const Cluster& cluster)
{
    const UnitTree& tree = cluster.tree;
    for (int level = tree.leafLevel(); level >= 0; --level)
        if (const Fact* fact = cluster.fact("power", level); fact && fact->value > 0)
            return fact->value * tree.unitCount(level) / tree.chipCount();
    return std::nullopt;
}

std::optional<Error> wrongOptions(const SynthesisOptions& options, std::uint32_t chips)
{
    if (!(options.hours > 0 && options.hours <= 24 * 366))
        return Error{ErrorCode::Value, {}, "hours", "a number above 0 and at most 8,784", formatNumber(options.hours), {}};
    if (!(options.stepSeconds >= 1 && options.stepSeconds <= options.hours * 3600))
        return Error{ErrorCode::Value, {}, "step", "at least 1 second and at most the whole span", formatNumber(options.stepSeconds) + " s", {}};
    if (options.hours * 3600 / options.stepSeconds * chips > static_cast<double>(kMaxCodes))
        return Error{ErrorCode::Limit, {}, "step", "at most " + formatCount(static_cast<long long>(kMaxCodes)) + " samples",
                     formatNumber(options.hours * 3600 / options.stepSeconds) + " times " + formatCount(chips), "Choose a larger step or fewer hours."};
    return std::nullopt;
}

Metric::Info infoOf(std::string name, std::string unit, const Cluster& cluster, double naturalMax)
{
    Metric::Info info;
    info.name = std::move(name);
    info.unit = std::move(unit);
    info.origin = Origin::Synthetic;
    info.level = cluster.leafName();
    info.naturalMax = naturalMax;
    return info;
}

Trace emptyTrace(const Cluster& cluster, const SynthesisOptions& options, Nanoseconds duration)
{
    Trace trace;
    trace.name = cluster.name + ", synthetic";
    trace.origin = Origin::Synthetic;
    trace.start = options.start;
    trace.duration = duration;
    trace.unitLevel = cluster.leafName();
    trace.clusterName = cluster.name;
    trace.chipCount = cluster.tree.chipCount();
    return trace;
}

} // namespace

Result<Trace> synthesizeTrace(const Cluster& cluster, const SynthesisOptions& options, Progress& progress)
{
    const std::uint32_t chips = cluster.tree.chipCount();
    if (chips == 0)
        return Error{ErrorCode::Value, cluster.sourceFile, {}, "a cluster with at least one chip", "none", {}};
    if (std::optional<Error> error = wrongOptions(options, chips))
        return *std::move(error);
    const Nanoseconds step{static_cast<std::int64_t>(options.stepSeconds * 1e9 + 0.5)};
    const auto steps = static_cast<std::uint32_t>(options.hours * 3600e9 / static_cast<double>(step.value) + 0.5);

    Trace trace = emptyTrace(cluster, options, step * steps);
    const std::optional<double> watts = chipPower(cluster);
    const std::optional<PowerCurve> curve = watts && *watts >= 1 ? std::optional(PowerCurve(*watts)) : std::nullopt;
    std::vector<std::uint8_t> loads(std::size_t(steps) * chips), power(curve ? loads.size() : 0);
    Workday day(cluster, options, step, steps);
    const auto takeLoads = [&](std::uint32_t sample, std::span<const std::uint8_t> row) {
        std::ranges::copy(row, loads.begin() + static_cast<std::ptrdiff_t>(std::size_t(sample) * chips));
        if (curve)
            curve->write(row, sample, std::span(power).subspan(std::size_t(sample) * chips, chips));
    };
    if (!day.play(trace, takeLoads, progress))
        return Error{ErrorCode::Cancelled, cluster.sourceFile, {}, "to make the whole trace", "a request to stop", {}};
    sortJobs(trace);
    std::ranges::stable_sort(trace.events, {}, [](const Event& event) { return event.span.begin; });

    std::vector<Nanoseconds> times;
    for (std::uint32_t sample = 0; sample < steps; ++sample)
        times.push_back(step * sample);
    trace.metrics.push_back(Metric::fromCodes(infoOf("utilisation", "%", cluster, 100), times, chips, 0.5, 0, std::move(loads)));
    if (curve)
        trace.metrics.push_back(Metric::fromCodes(infoOf("power", "W", cluster, *watts), times, chips, static_cast<double>(curve->wattsPerCode()), 0, std::move(power)));
    progress.report(1);
    return trace;
}

} // namespace podscape
