#include "widgets/inspect/ClusterFacts.h"

#include "model/analysis/FabricText.h"
#include "model/base/TimeText.h"
#include "widgets/common/EntityText.h"
#include "widgets/common/Text.h"
#include "widgets/inspect/FigureRow.h"

#include <QCoreApplication>

namespace podscape {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("ClusterFacts", text);
}

// "1 superpod · 144 each"
QString countNote(const UnitTree& tree, int level)
{
    const std::uint32_t above = tree.unitCount(level - 1), count = tree.unitCount(level);
    if (count % above == 0)
        return tr("%1 · %2 each").arg(countText(above, tree.levelName(level - 1)), toQString(formatCount(count / above)));
    return tr("in %1").arg(countText(above, tree.levelName(level - 1)));
}

FactSection sizeSection(const Cluster& cluster)
{
    FactSection section{tr("Size"), {}};
    const UnitTree& tree = cluster.tree;
    for (int level = 1; level < tree.levelCount(); ++level) {
        const auto l = static_cast<std::size_t>(level);
        const Provenance from = l < cluster.levelProvenance.size() ? cluster.levelProvenance[l] : Provenance();
        FactRow row = statedRow(factLabel(tree.levelName(level)), toQString(formatCount(tree.unitCount(level))), from, cluster);
        row.note = row.note.isEmpty() ? countNote(tree, level) : countNote(tree, level) + QLatin1Char('\n') + row.note;
        if (cluster.inferred)
            row.status = FactStatus::Assumption;
        section.rows.push_back(std::move(row));
    }
    if (cluster.inferred)
        section.rows.push_back({tr("Origin"), tr("inferred from the trace's names"), FactStatus::Assumption});
    return section;
}

// Facts about the whole that nothing is computed from.
FactSection wholeSection(const Cluster& cluster)
{
    FactSection section{tr("Stated of the whole"), {}};
    for (const Fact& fact : cluster.facts)
        if (fact.level == 0 && fact.key != "power" && fact.key != "facilityPower")
            section.rows.push_back(factRow(fact));
    return section;
}

FactSection figureSection(const QString& title, const Dataset& dataset, FigureGroup group)
{
    FactSection section{title, {}};
    if (dataset.figures)
        addFigures(section, dataset.figures->figures(), group);
    return section;
}

FactSection fabricSection(const Dataset& dataset, const Fabric& fabric)
{
    const Cluster& cluster = *dataset.cluster;
    FactSection section{tr("Fabric %1").arg(toQString(fabric.name())), {}};
    section.rows.push_back(statedRow(tr("Kind"), toQString(shapeText(fabric)), fabric.provenance(), cluster));
    section.rows.push_back(countedRow(tr("Links"), fabric.linkCount(), toQString(linksText(fabric))));
    if (const std::uint32_t switches = realSwitches(fabric))
        section.rows.push_back(countedRow(tr("Switches"), switches, toQString(switchesText(fabric))));
    if (dataset.figures)
        addFigures(section, dataset.figures->figures(), FigureGroup::Fabric, fabric.name());
    return section;
}

FactSection traceSection(const Trace& trace)
{
    FactSection section{tr("Trace"), {}};
    const auto add = [&](const QString& label, const QString& value, const QString& note = {}) { section.rows.push_back(tracedRow(label, value, trace.origin, trace, note)); };
    add(tr("Origin"), toQString(toText(trace.origin)));
    add(tr("From"), momentText(trace, {}));
    add(tr("Length"), toQString(formatDuration(trace.duration)));
    const QString all = tr("of %1 jobs").arg(toQString(formatCount(static_cast<long long>(trace.jobs.size()))));
    for (const auto& [state, count] : trace.jobsByState())
        add(tr("Jobs %1").arg(toQString(toText(state)).toLower()), toQString(formatCount(static_cast<long long>(count))), all);
    for (const Metric& metric : trace.metrics)
        section.rows.push_back(tracedRow(tr("Metric"), toQString(metric.info().name), metric.info().origin, trace));
    return section;
}

void addFindings(const Report& report, FactSection& section)
{
    for (const Finding& finding : report.findings()) {
        FactRow row{toQString(toText(finding.severity)), toQString(finding.text)};
        row.suffix = toQString(finding.hint);
        section.rows.push_back(std::move(row));
    }
}

} // namespace

void addClusterSections(const ViewValues& values, FactSheet& sheet)
{
    const Dataset& dataset = *values.dataset;
    const Cluster& cluster = *dataset.cluster;
    const Trace* trace = dataset.trace.get();
    sheet.title = toQString(cluster.name.empty() ? cluster.tree.name(UnitTree::root()) : cluster.name);
    sheet.detail = toQString(cluster.description);
    sheet.add(sizeSection(cluster));
    sheet.add(figureSection(tr("Compute"), dataset, FigureGroup::Compute));
    sheet.add(figureSection(tr("Power"), dataset, FigureGroup::Power));
    sheet.add(figureSection(tr("Floor"), dataset, FigureGroup::Floor));
    sheet.add(wholeSection(cluster));
    for (const Fabric& fabric : cluster.fabrics)
        sheet.add(fabricSection(dataset, fabric));
    if (trace)
        sheet.add(traceSection(*trace));
    FactSection findings{tr("Findings"), {}};
    addFindings(cluster.findings, findings);
    if (trace)
        addFindings(trace->findings, findings);
    sheet.add(std::move(findings));
}

} // namespace podscape
