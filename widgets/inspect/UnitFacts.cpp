#include "widgets/inspect/UnitFacts.h"

#include "model/analysis/Capacity.h"
#include "model/analysis/FloorArea.h"
#include "widgets/common/EntityText.h"
#include "widgets/common/Text.h"
#include "widgets/inspect/FabricFacts.h"
#include "widgets/inspect/FigureRow.h"
#include "widgets/inspect/MetricFacts.h"

#include <QCoreApplication>

#include <algorithm>

namespace podscape {

namespace {

constexpr std::size_t kMostJobs = 8;

QString tr(const char* text)
{
    return QCoreApplication::translate("UnitFacts", text);
}

bool holdsFor(const Fact& fact, IndexRange chips)
{
    return fact.chips.empty() || std::any_of(fact.chips.begin(), fact.chips.end(), [chips](IndexRange r) { return r.begin <= chips.begin && chips.end <= r.end; });
}

// A fact of the unit's own level, with what its parts say otherwise.
FactRow ownFact(const Cluster& cluster, const Fact& fact, UnitRef unit)
{
    FactRow row = factRow(fact);
    if (addsUp(fact.dimension))
        if (const auto total = totalOf(cluster, fact.key, unit))
            row.others = figureRow({}, *total).others;
    return row;
}

FactSection contentSection(const UnitTree& tree, UnitRef unit)
{
    FactSection section{tr("Unit"), {}};
    const UnitRef above = tree.parent(unit);
    section.rows.push_back({tr("In"), toQString(tree.name(above)), {}, {}, {}, EntityRef(above)});
    for (int level = unit.level + 1; level < tree.levelCount(); ++level)
        section.rows.push_back(countedRow(factLabel(tree.levelName(level)), tree.unitsWithin(unit, level).size(), tr("counted in the unit tree")));
    return section;
}

// A fact of the unit's own level comes before a sum of its parts' facts of the same key.
FactSection factSection(const Cluster& cluster, UnitRef unit)
{
    FactSection section{tr("Facts"), {}};
    std::vector<std::string> known;
    for (int level = unit.level; level < cluster.tree.levelCount(); ++level) {
        for (const Fact& fact : cluster.facts) {
            const bool isOwn = level == unit.level && holdsFor(fact, cluster.tree.chips(unit));
            const bool wanted = fact.level == level && (isOwn || (level > unit.level && addsUp(fact.dimension)));
            if (!wanted || std::find(known.begin(), known.end(), fact.key) != known.end())
                continue;
            if (isOwn)
                section.rows.push_back(ownFact(cluster, fact, unit));
            else if (const auto total = totalOf(cluster, fact.key, unit))
                section.rows.push_back(figureRow(factLabel(fact.key), *total));
            else
                continue;
            known.push_back(fact.key);
        }
    }
    return section;
}

FactSection floorSection(const Dataset& dataset, UnitRef unit)
{
    FactSection section{tr("Floor"), {}};
    const auto& layout = dataset.layouts[static_cast<std::size_t>(Arrangement::Physical)];
    const auto area = layout ? floorAreaOf(*dataset.cluster, *layout, unit) : std::nullopt;
    if (!area)
        return section;
    section.rows.push_back(figureRow(tr("Floor area"), *area));
    if (const auto power = totalOf(*dataset.cluster, "power", unit))
        if (const auto density = powerDensity(*power, *area))
            section.rows.push_back(figureRow(tr("Power per floor area"), *density));
    return section;
}

FactSection jobSection(const ViewValues& values, UnitRef unit)
{
    const Trace& trace = *values.dataset->trace;
    const IndexRange chips = values.dataset->cluster->tree.chips(unit);
    FactSection section{tr("Running now"), {}};
    std::size_t more = 0;
    for (const JobId id : trace.jobsRunningAt(values.time)) {
        const auto ranges = trace.rangesOf(trace.jobs[id.value]);
        const bool here = std::any_of(ranges.begin(), ranges.end(), [chips](IndexRange r) { return r.begin < chips.end && chips.begin < r.end; });
        if (here && section.rows.size() < kMostJobs)
            section.rows.push_back({tr("Job"), titleOf(id, *values.dataset), {}, {}, {}, EntityRef(id)});
        else if (here)
            ++more;
    }
    if (more > 0)
        section.rows.push_back({{}, tr("and %1 more").arg(more), {}, {}, {}, {}});
    if (section.rows.empty())
        section.rows.push_back({tr("Job"), tr("none"), {}, {}, {}, {}});
    return section;
}

} // namespace

void addUnitSections(const ViewValues& values, UnitRef unit, FactSheet& sheet)
{
    const Cluster& cluster = *values.dataset->cluster;
    if (values.dataset->trace) {
        sheet.add(metricSection(values, unit));
        sheet.add(jobSection(values, unit));
    }
    sheet.add(factSection(cluster, unit));
    sheet.add(floorSection(*values.dataset, unit));
    sheet.add(contentSection(cluster.tree, unit));
    for (std::uint32_t i = 0; i < cluster.fabrics.size(); ++i)
        sheet.add(unitLinksSection(cluster, FabricId{i}, unit));
}

} // namespace podscape
