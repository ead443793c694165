#include "widgets/inspect/ClusterFacts.h"

#include "model/analysis/Bisection.h"
#include "model/analysis/Capacity.h"
#include "model/base/TimeText.h"
#include "widgets/common/EntityText.h"
#include "widgets/common/Text.h"

#include <QCoreApplication>
#include <QStringList>

#include <set>

namespace podscape {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("ClusterFacts", text);
}

FactRow derivedRow(const QString& label, const DerivedFigure& figure)
{
    return {label, toQString(formatQuantity(figure.value, figure.dimension)), figure.weakest, {}, toQString(figure.formula), {}};
}

FactSection sizeSection(const Cluster& cluster)
{
    FactSection section{tr("Size"), {}};
    const UnitTree& tree = cluster.tree;
    for (int level = 1; level < tree.levelCount(); ++level)
        section.rows.push_back({factLabel(tree.levelName(level)), toQString(formatCount(tree.unitCount(level))), {}, {}, {}, {}});
    if (cluster.inferred)
        section.rows.push_back({tr("Origin"), tr("inferred from the trace's names"), FactStatus::Assumption, {}, {}, {}});
    return section;
}

FactSection capacitySection(const Cluster& cluster)
{
    FactSection section{tr("Capacity"), {}};
    if (const auto power = totalPower(cluster))
        section.rows.push_back(derivedRow(tr("IT power"), *power));
    std::set<std::string> keys;
    for (const Fact& fact : cluster.facts) {
        const bool adds = fact.dimension == Dimension::Data || fact.dimension == Dimension::DataRate || fact.dimension == Dimension::ComputeRate;
        if (!adds || !keys.insert(fact.key).second)
            continue;
        if (const auto total = totalOfChipFact(cluster, fact.key))
            section.rows.push_back(derivedRow(factLabel(fact.key), *total));
    }
    return section;
}

FactSection fabricSection(const Cluster& cluster, const Fabric& fabric)
{
    FactSection section{tr("Fabric %1").arg(toQString(fabric.name())), {}};
    const Provenance& from = fabric.provenance();
    section.rows.push_back({tr("Kind"), toQString(toText(fabric.kind())), from.status, toQString(from.source), toQString(from.note), {}});
    section.rows.push_back({tr("Links"), toQString(formatCount(fabric.linkCount())), {}, {}, {}, {}});
    if (!fabric.switches().empty())
        section.rows.push_back({tr("Switches"), toQString(formatCount(static_cast<long long>(fabric.switches().size()))), {}, {}, {}, {}});
    if (const auto cut = bisection(cluster, fabric))
        section.rows.push_back(derivedRow(tr("Bisection"), *cut));
    return section;
}

FactSection traceSection(const Trace& trace)
{
    FactSection section{tr("Trace"), {}};
    section.rows.push_back({tr("Origin"), toQString(toText(trace.origin)), {}, {}, {}, {}});
    section.rows.push_back({tr("From"), momentText(trace, {}), {}, {}, {}, {}});
    section.rows.push_back({tr("Length"), toQString(formatDuration(trace.duration)), {}, {}, {}, {}});
    for (const auto& [state, count] : trace.jobsByState())
        section.rows.push_back({tr("Jobs %1").arg(toQString(toText(state)).toLower()), toQString(formatCount(static_cast<long long>(count))), {}, {}, {}, {}});
    for (const Metric& metric : trace.metrics)
        section.rows.push_back({tr("Metric"), toQString(metric.info().name), {}, toQString(toText(metric.info().origin)), {}, {}});
    return section;
}

void addFindings(const Report& report, FactSection& section)
{
    for (const Finding& finding : report.findings())
        section.rows.push_back({toQString(toText(finding.severity)), toQString(finding.text), {}, toQString(finding.hint), {}, {}});
}

} // namespace

void addClusterSections(const ViewValues& values, FactSheet& sheet)
{
    const Cluster& cluster = *values.dataset->cluster;
    const Trace* trace = values.dataset->trace.get();
    sheet.title = toQString(cluster.name.empty() ? cluster.tree.name(UnitTree::root()) : cluster.name);
    sheet.detail = toQString(cluster.description);
    sheet.add(sizeSection(cluster));
    sheet.add(capacitySection(cluster));
    for (const Fabric& fabric : cluster.fabrics)
        sheet.add(fabricSection(cluster, fabric));
    if (trace)
        sheet.add(traceSection(*trace));
    FactSection findings{tr("Findings"), {}};
    addFindings(cluster.findings, findings);
    if (trace)
        addFindings(trace->findings, findings);
    sheet.add(std::move(findings));
}

} // namespace podscape
