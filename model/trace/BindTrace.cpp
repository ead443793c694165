#include "model/trace/BindTrace.h"

#include "model/base/Nouns.h"
#include "model/base/Units.h"
#include "model/trace/NameIndex.h"
#include "model/trace/Rollup.h"

#include <algorithm>
#include <set>

namespace podscape {

namespace {

constexpr std::uint32_t kUnknown = Metric::kNoSource;

// Which unit of which level each name of a trace means.
struct Match
{
    int level = 0;
    std::vector<std::uint32_t> unitOfName;   // kUnknown where the cluster has no such unit
    std::size_t known = 0;
};

Match matchAtLevel(const Trace& trace, const UnitTree& tree, int level)
{
    const NameIndex index(tree, level);
    Match match{level, {}, 0};
    match.unitOfName.reserve(trace.unitNames.size());
    for (const std::string& name : trace.unitNames) {
        const std::optional<std::uint32_t> unit = index.find(name);
        match.unitOfName.push_back(unit.value_or(kUnknown));
        match.known += unit.has_value();
    }
    return match;
}

// The level that the trace names decides when it knows any name; else the level that knows most of them. Small levels first: they
// are cheap to index, and a level that knows every name ends the search.
Match bestMatch(const Trace& trace, const UnitTree& tree)
{
    const std::optional<int> said = tree.levelNamed(trace.unitLevel);
    if (said)
        if (Match match = matchAtLevel(trace, tree, *said); match.known > 0)
            return match;
    Match best;
    for (int level = 0; level < tree.levelCount() && best.known < trace.unitNames.size(); ++level)
        if (level != said)
            if (Match match = matchAtLevel(trace, tree, level); match.known > best.known)
                best = std::move(match);
    return best;
}

Error noNameKnown(const Trace& trace, const Cluster& cluster)
{
    const UnitTree& tree = cluster.tree;
    const int level = tree.levelNamed(trace.unitLevel).value_or(tree.leafLevel());
    return {ErrorCode::Reference, trace.sourceFile, {}, "names of units of the cluster " + cluster.name,
            "none among " + formatCount(static_cast<long long>(trace.unitNames.size())) + " names",
            "The trace says \"" + trace.unitNames.front() + "\", the cluster \"" + tree.name({static_cast<std::uint16_t>(level), 0})
                + "\". Open the cluster that the trace was recorded on, or open the trace alone."};
}

void reportUnknownNames(const Match& match, const Cluster& cluster, Trace& trace)
{
    for (std::size_t i = 0; i < match.unitOfName.size(); ++i)
        if (match.unitOfName[i] == kUnknown)
            trace.findings.add(Severity::DataLoss, "unknown-unit", "the trace names a unit that the cluster " + cluster.name + " does not have",
                               trace.unitNames[i], "What it did is not shown.");
}

// Leaf ranges of some names: sorted, disjoint, neighbours joined.
std::vector<IndexRange> leavesOf(std::span<const IndexRange> names, const Match& match, const UnitTree& tree)
{
    std::vector<IndexRange> leaves;
    for (const IndexRange& range : names)
        for (std::uint32_t name = range.begin; name < range.end; ++name)
            if (const std::uint32_t unit = match.unitOfName[name]; unit != kUnknown)
                leaves.push_back(tree.chips({static_cast<std::uint16_t>(match.level), unit}));
    std::ranges::sort(leaves);
    std::vector<IndexRange> joined;
    for (const IndexRange& range : leaves) {
        if (!joined.empty() && range.begin <= joined.back().end)
            joined.back().end = std::max(joined.back().end, range.end);
        else
            joined.push_back(range);
    }
    return joined;
}

void bindJobs(Trace& trace, const Match& match, const UnitTree& tree)
{
    std::vector<IndexRange> pool;
    pool.reserve(trace.ranges.size());
    for (Job& job : trace.jobs) {
        const std::vector<IndexRange> leaves = leavesOf(trace.rangesOf(job), match, tree);
        const auto first = static_cast<std::uint32_t>(pool.size());
        pool.insert(pool.end(), leaves.begin(), leaves.end());
        job.ranges = {first, static_cast<std::uint32_t>(pool.size())};
    }
    trace.ranges = std::move(pool);
}

// Units that stood side by side in the trace may lie apart in the cluster; such an event becomes one per piece. An event about units
// that the cluster does not have keeps an empty range, so that it is not taken for one about everything.
void bindEvents(Trace& trace, const Match& match, const UnitTree& tree)
{
    std::vector<Event> events;
    events.reserve(trace.events.size());
    for (Event& event : trace.events) {
        if (!event.units) {
            events.push_back(std::move(event));
            continue;
        }
        std::vector<IndexRange> leaves = leavesOf(std::span(&*event.units, 1), match, tree);
        if (leaves.empty())
            leaves.push_back({0, 0});
        for (const IndexRange& piece : leaves) {
            events.push_back(event);
            events.back().units = piece;
        }
    }
    trace.events = std::move(events);
}

// Column i of the result is the first name that means unit i.
std::vector<std::uint32_t> nameOfUnit(const Match& match, std::uint32_t unitCount)
{
    std::vector<std::uint32_t> names(unitCount, kUnknown);
    for (std::uint32_t name = 0; name < match.unitOfName.size(); ++name)
        if (const std::uint32_t unit = match.unitOfName[name]; unit != kUnknown && names[unit] == kUnknown)
            names[unit] = name;
    return names;
}

void bindMetrics(Trace& trace, const Match& match, const Cluster& cluster)
{
    const std::vector<std::uint32_t> sources = nameOfUnit(match, cluster.tree.unitCount(match.level));
    std::vector<Metric> bound;
    for (const Metric& metric : trace.metrics) {
        const bool aboutNames = metric.info().subject == MetricSubject::Units && metric.columns() == trace.unitNames.size();
        const Fabric* fabric = metric.info().subject == MetricSubject::Links ? cluster.fabricNamed(metric.info().fabric) : nullptr;
        if (aboutNames) {
            Metric::Info info = metric.info();
            info.level = cluster.tree.levelName(match.level);
            bound.push_back(metric.withColumns(std::move(info), sources));
        } else if (fabric && metric.columns() == 2 * fabric->linkCount()) {
            bound.push_back(metric);
        } else {
            trace.findings.add(Severity::DataLoss, "metric-does-not-fit", "the metric " + metric.info().name + " has "
                               + formatCount(metric.columns()) + " columns, which fit neither the names nor a fabric", {}, "It is left out.");
        }
    }
    trace.metrics = std::move(bound);
}

Error doesNotFit(const Trace& trace, const Cluster& cluster, std::string found)
{
    const std::string made = trace.clusterName.empty() ? "that it was made for" : trace.clusterName;
    return {ErrorCode::Reference, trace.sourceFile, {}, "a trace of a cluster with " + counted(cluster.tree.chipCount(), cluster.leafName()),
            std::move(found), "Open it together with the cluster " + made + "."};
}

// What a trace that speaks in numbers says must fit the numbers of the cluster.
std::optional<Error> misfit(const Trace& trace, const Cluster& cluster)
{
    const std::uint32_t chips = cluster.tree.chipCount();
    if (trace.chipCount != 0 && trace.chipCount != chips)
        return doesNotFit(trace, cluster, "one with " + formatCount(trace.chipCount));
    for (const Job& job : trace.jobs)
        for (const IndexRange& range : trace.rangesOf(job))
            if (range.end > chips)
                return doesNotFit(trace, cluster, "job " + job.id + " on number " + formatCount(range.end - 1));
    for (const Event& event : trace.events)
        if (event.units && event.units->end > chips)
            return doesNotFit(trace, cluster, "an event on number " + formatCount(event.units->end - 1));
    return std::nullopt;
}

void dropMetricsThatDoNotFit(Trace& trace, const Cluster& cluster)
{
    std::erase_if(trace.metrics, [&](const Metric& metric) {
        const Fabric* fabric = cluster.fabricNamed(metric.info().fabric);
        const std::optional<int> level = levelOf(metric.info(), cluster.tree);
        const bool fits = metric.info().subject == MetricSubject::Links ? fabric && metric.columns() == 2 * fabric->linkCount()
                                                                        : level && metric.columns() == cluster.tree.unitCount(*level);
        if (!fits)
            trace.findings.add(Severity::DataLoss, "metric-does-not-fit", "the metric " + metric.info().name + " has "
                               + formatCount(metric.columns()) + " columns, which do not fit the cluster " + cluster.name, {}, "It is left out.");
        return !fits;
    });
}

} // namespace

Result<Trace> bindTrace(Trace trace, const Cluster& cluster)
{
    if (trace.isBound()) {
        if (std::optional<Error> error = misfit(trace, cluster))
            return *std::move(error);
        dropMetricsThatDoNotFit(trace, cluster);
    } else {
        const Match match = bestMatch(trace, cluster.tree);
        if (match.known == 0)
            return noNameKnown(trace, cluster);
        reportUnknownNames(match, cluster, trace);
        bindJobs(trace, match, cluster.tree);
        bindEvents(trace, match, cluster.tree);
        bindMetrics(trace, match, cluster);
        trace.unitLevel = cluster.leafName();
        trace.unitNames.clear();
    }
    trace.clusterName = cluster.name;
    trace.chipCount = cluster.tree.chipCount();
    return trace;
}

} // namespace podscape
