#include "widgets/state/ViewValues.h"

#include "widgets/state/KeepFirst.h"

#include <algorithm>

namespace podscape {

namespace {

void addCovering(std::vector<UnitRef>& units, const UnitTree& tree, IndexRange chips)
{
    const std::vector<UnitRef> covering = coveringUnits(tree, chips);
    units.insert(units.end(), covering.begin(), covering.end());
}

void addUnitsOf(const EntityRef& entity, const Dataset& dataset, std::vector<UnitRef>& units)
{
    const UnitTree& tree = dataset.cluster->tree;
    if (const auto* unit = std::get_if<UnitRef>(&entity)) {
        units.push_back(*unit);
    } else if (const auto* job = std::get_if<JobId>(&entity)) {
        for (const IndexRange range : dataset.trace->rangesOf(dataset.trace->jobs[job->value]))
            addCovering(units, tree, range);
    } else if (const auto* event = std::get_if<EventId>(&entity)) {
        if (const auto range = dataset.trace->events[event->value].units)
            addCovering(units, tree, *range);
    }
}

// The first moment at which there is something to see; the beginning when nothing ever happens.
Nanoseconds firstMoment(const Trace& trace)
{
    std::optional<Nanoseconds> first;
    const auto consider = [&first](Nanoseconds time) { first = first ? std::min(*first, time) : time; };
    for (const Metric& metric : trace.metrics) {
        if (metric.sampleCount() > 0)
            consider(metric.times().front());
    }
    for (const Job& job : trace.jobs) {
        if (job.start)
            consider(*job.start);
    }
    return first.value_or(Nanoseconds{0});
}

std::optional<MetricId> firstUnitMetric(const Trace& trace)
{
    for (std::uint32_t i = 0; i < trace.metrics.size(); ++i) {
        if (trace.metrics[i].info().subject == MetricSubject::Units)
            return MetricId{i};
    }
    return std::nullopt;
}

} // namespace

const Metric* ViewValues::shownMetric() const
{
    if (!dataset || !dataset->trace || !metric || metric->value >= dataset->trace->metrics.size())
        return nullptr;
    return &dataset->trace->metrics[metric->value];
}

std::vector<UnitRef> ViewValues::selectedUnits() const
{
    std::vector<UnitRef> units;
    if (!dataset)
        return units;
    for (const EntityRef& entity : selection)
        addUnitsOf(entity, *dataset, units);
    keepFirst(units);
    return units;
}

namespace {

// NVLink stays inside a node and shows no line between racks; the network above it does.
FabricId firstFabricBetweenBlocks(const Cluster& cluster)
{
    for (std::uint32_t f = 0; f < cluster.fabrics.size(); ++f) {
        const Fabric& fabric = cluster.fabrics[f];
        const bool isInside = fabric.kind() == FabricKind::Switched
                              && std::ranges::all_of(fabric.switches(), [&](const FabricSwitch& s) { return s.unit && s.unit->level >= cluster.floor.blockLevel; });
        if (!isInside)
            return {f};
    }
    return {};
}

} // namespace

ViewValues initialValues(std::shared_ptr<const Dataset> dataset, const ViewValues& before)
{
    ViewValues values;
    values.arrangement = before.arrangement;
    values.theme = before.theme;
    values.emphasis = before.emphasis;
    values.linkDirection = before.linkDirection;
    if (dataset && before.dataset && dataset->cluster == before.dataset->cluster)
        values.cutaway = before.cutaway;   // another trace on the same cluster
    values.fadeUnselected = before.fadeUnselected;
    values.dataset = std::move(dataset);
    const Trace* trace = values.dataset ? values.dataset->trace.get() : nullptr;
    if (trace) {
        values.time = std::clamp(firstMoment(*trace), Nanoseconds{0}, std::max(trace->duration, Nanoseconds{0}));
        values.visible = {Nanoseconds{0}, std::max(trace->duration, Nanoseconds{1'000})};
        values.metric = firstUnitMetric(*trace);
    }
    if (const Metric* metric = values.shownMetric())
        values.scale = defaultScale(*metric);
    values.scale.map = before.scale.map;
    if (values.dataset)
        values.fabric = firstFabricBetweenBlocks(*values.dataset->cluster);
    return values;
}

std::vector<UnitRef> coveringUnits(const UnitTree& tree, IndexRange chips)
{
    std::vector<UnitRef> units;
    const std::uint32_t end = std::min(chips.end, tree.chipCount());
    for (std::uint32_t chip = chips.begin; chip < end;) {
        UnitRef unit;
        for (int level = 0; level <= tree.leafLevel(); ++level) {
            unit = tree.unitOfChip(chip, level);
            const IndexRange covered = tree.chips(unit);
            if (covered.begin == chip && covered.end <= end)
                break;
        }
        units.push_back(unit);
        chip = tree.chips(unit).end;
    }
    return units;
}

} // namespace podscape
