#include "model/select/Query.h"

#include "model/select/UnitQueries.h"

#include <algorithm>

namespace podscape {

namespace {

Error cannot(ErrorCode code, std::string expected, std::string found, std::string hint)
{
    return {code, {}, {}, std::move(expected), std::move(found), std::move(hint)};
}

Error needsSelection()
{
    return cannot(ErrorCode::Reference, "something selected to start from", "nothing", "Click a unit, or find one by its name.");
}

UnitChoice choiceOf(const UnitTree& tree, std::vector<UnitRef> units)
{
    const std::uint32_t chips = ChipSet::of(tree, units).chipCount();
    return {std::move(units), chips, std::nullopt};
}

// At a level: the units with any of these chips; else the chips themselves, as few units.
UnitChoice choiceOf(const UnitTree& tree, const ChipSet& chips, std::optional<int> level)
{
    return level ? chosenUnits(tree, ChipSet::of(tree, unitsWith(tree, chips, *level))) : chosenUnits(tree, chips);
}

// Every unit of a level is its own answer while a list of them is short enough.
UnitChoice listed(const UnitTree& tree, std::vector<UnitRef> units)
{
    return units.size() <= kMostChosen ? choiceOf(tree, std::move(units)) : chosenUnits(tree, ChipSet::of(tree, units));
}

Result<UnitChoice> answerJob(const Query& query, const QueryContext& context)
{
    const UnitTree& tree = context.cluster.tree;
    if (!context.trace)
        return cannot(ErrorCode::Reference, "a trace with jobs", "none", "Open a trace beside the cluster.");
    const auto& jobs = context.trace->jobs;
    const auto job = std::ranges::find(jobs, query.jobId, &Job::id);
    if (job == jobs.end())
        return cannot(ErrorCode::Reference, "the id of a job of this trace", '"' + query.jobId + '"', "The outline lists all jobs.");
    const ChipSet chips = chipsOfJob(*context.trace, JobId{static_cast<std::uint32_t>(job - jobs.begin())}, tree);
    if (chips.isEmpty())
        return cannot(ErrorCode::Reference, "a job whose place is known", '"' + query.jobId + "\" without one", "The trace does not say where it ran.");
    return query.level ? listed(tree, unitsWith(tree, chips, *query.level)) : chosenUnits(tree, chips);
}

Result<UnitChoice> answerValue(const Query& query, const QueryContext& context)
{
    const UnitTree& tree = context.cluster.tree;
    if (!context.metric || !context.sample)
        return cannot(ErrorCode::Reference, "a metric with a sample at the shown moment", "none", "Open a trace with metrics, or move the playhead.");
    const std::string& unit = context.metric->info().unit;
    if (!query.unitText.empty() && query.unitText != unit)
        return cannot(ErrorCode::Value, "a limit in " + (unit.empty() ? "plain numbers" : unit), '"' + query.unitText + '"', "Colours show " + context.metric->info().name + '.');
    const bool isMissingTest = query.test.kind == ValueTest::Kind::Missing;
    const int level = query.level.value_or(isMissingTest ? tree.leafLevel() : context.cluster.floor.blockLevel);
    if (level == tree.leafLevel())
        return chosenUnits(tree, chipsWhere(*context.metric, *context.sample, tree, level, query.test));
    return listed(tree, unitsWhere(*context.metric, *context.sample, tree, level, query.test));
}

Result<UnitChoice> answerSamePosition(const Query& query, const QueryContext& context)
{
    const UnitTree& tree = context.cluster.tree;
    const UnitRef last = context.selection.back();
    const int level = query.level.value_or(levelForSamePosition(context.cluster, last));
    if (level >= last.level)
        return cannot(ErrorCode::Value, "a level above the selected " + tree.levelName(last.level), tree.levelName(level), "Name a larger unit, such as " + tree.levelName(std::max(0, last.level - 1)) + '.');
    std::vector<UnitRef> units;
    for (const UnitRef unit : context.selection) {
        if (unit.level <= level || units.size() > kMostChosen)
            continue;
        const std::vector<UnitRef> same = samePosition(tree, unit, level);
        units.insert(units.end(), same.begin(), same.end());
    }
    std::ranges::sort(units);
    units.erase(std::ranges::unique(units).begin(), units.end());
    return listed(tree, std::move(units));
}

Result<UnitChoice> answerNeighbours(const QueryContext& context)
{
    const UnitTree& tree = context.cluster.tree;
    if (context.fabric.value >= context.cluster.fabrics.size())
        return cannot(ErrorCode::Reference, "a fabric whose links join units", "none", "This cluster has no fabric.");
    const Fabric& fabric = context.cluster.fabrics[context.fabric.value];
    return chosenUnits(tree, neighboursOf(tree, fabric, ChipSet::of(tree, context.selection)));
}

} // namespace

int levelForSamePosition(const Cluster& cluster, UnitRef unit)
{
    const int above = unit.level - 1;
    for (int level = std::min(above, cluster.floor.blockLevel - 1); level > 0; --level)
        if (cluster.tree.unitCount(level) > 1)
            return level;
    return std::max(above, 0);
}

Result<UnitChoice> answer(const Query& query, const QueryContext& context)
{
    const UnitTree& tree = context.cluster.tree;
    if (query.kind == Query::Kind::Job)
        return answerJob(query, context);
    if (query.kind == Query::Kind::Value)
        return answerValue(query, context);
    if (query.kind == Query::Kind::Invert)
        return choiceOf(tree, ChipSet::of(tree, context.selection).inverted(tree.chipCount()), query.level);
    if (context.selection.empty())
        return needsSelection();
    switch (query.kind) {
    case Query::Kind::SamePosition: return answerSamePosition(query, context);
    case Query::Kind::Siblings: return listed(tree, childrenOf(tree, parentsOf(tree, context.selection), kMostChosen));
    case Query::Kind::Parents: return listed(tree, parentsOf(tree, context.selection));
    case Query::Kind::Children: return listed(tree, childrenOf(tree, context.selection, kMostChosen));
    default: return answerNeighbours(context);
    }
}

} // namespace podscape
