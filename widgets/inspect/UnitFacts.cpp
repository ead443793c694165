#include "widgets/inspect/UnitFacts.h"

#include "widgets/common/EntityText.h"
#include "widgets/common/Text.h"
#include "widgets/inspect/FabricFacts.h"
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

// Whether a unit has as much of it as its parts have together.
bool addsUp(Dimension dimension)
{
    return dimension == Dimension::Power || dimension == Dimension::Data || dimension == Dimension::DataRate || dimension == Dimension::ComputeRate;
}

FactRow ownFact(const Fact& fact)
{
    return {factLabel(fact.key), toQString(formatQuantity(fact.value, fact.dimension)), fact.provenance.status,
            toQString(fact.provenance.source), toQString(fact.provenance.note), {}};
}

FactRow summedFact(const Fact& fact, const UnitTree& tree, UnitRef unit)
{
    const std::uint32_t count = tree.unitsWithin(unit, fact.level).size();
    const FactStatus status = fact.provenance.status == FactStatus::Assumption ? FactStatus::Assumption : FactStatus::Derived;
    return {factLabel(fact.key), toQString(formatQuantity(fact.value * count, fact.dimension)), status, toQString(fact.provenance.source),
            QStringLiteral("%1 × %2").arg(countText(count, tree.levelName(fact.level)), toQString(formatQuantity(fact.value, fact.dimension))), {}};
}

FactSection contentSection(const UnitTree& tree, UnitRef unit)
{
    FactSection section{tr("Unit"), {}};
    const UnitRef above = tree.parent(unit);
    section.rows.push_back({tr("In"), toQString(tree.name(above)), {}, {}, {}, EntityRef(above)});
    for (int level = unit.level + 1; level < tree.levelCount(); ++level)
        section.rows.push_back({factLabel(tree.levelName(level)), toQString(formatCount(tree.unitsWithin(unit, level).size())), {}, {}, {}, {}});
    return section;
}

// A fact of the unit's own level comes before a sum of its parts' facts of the same key.
FactSection factSection(const Cluster& cluster, UnitRef unit)
{
    FactSection section{tr("Facts"), {}};
    std::vector<std::string> known;
    for (int level = unit.level; level < cluster.tree.levelCount(); ++level) {
        for (const Fact& fact : cluster.facts) {
            const bool wanted = fact.level == level && (level == unit.level || addsUp(fact.dimension));
            if (!wanted || std::find(known.begin(), known.end(), fact.key) != known.end())
                continue;
            known.push_back(fact.key);
            section.rows.push_back(level == unit.level ? ownFact(fact) : summedFact(fact, cluster.tree, unit));
        }
    }
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
    sheet.add(contentSection(cluster.tree, unit));
    for (std::uint32_t i = 0; i < cluster.fabrics.size(); ++i)
        sheet.add(unitLinksSection(cluster, FabricId{i}, unit));
}

} // namespace podscape
