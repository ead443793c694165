#include "widgets/inspect/TraceFacts.h"

#include "model/base/TimeText.h"
#include "widgets/common/EntityText.h"
#include "widgets/common/Text.h"
#include "widgets/inspect/FigureRow.h"

#include <QCoreApplication>
#include <QStringList>

namespace podscape {

namespace {

constexpr std::size_t kMostUnits = 12;

QString tr(const char* text)
{
    return QCoreApplication::translate("TraceFacts", text);
}

void addText(FactSection& section, const QString& label, const std::string& value)
{
    if (!value.empty())
        section.rows.push_back({label, toQString(value), {}, {}, {}, {}});
}

void addMoment(FactSection& section, const QString& label, const Trace& trace, std::optional<Nanoseconds> time)
{
    if (time)
        section.rows.push_back(tracedRow(label, momentText(trace, *time), trace.origin, trace));
}

// A time between two recorded ones.
void addSpan(FactSection& section, const QString& label, const Trace& trace, Nanoseconds from, Nanoseconds to)
{
    section.rows.push_back(tracedRow(label, toQString(formatDuration(to - from)), trace.origin, trace, QStringLiteral("%1 − %2").arg(momentText(trace, to), momentText(trace, from))));
}

FactSection unitsSection(const UnitTree& tree, std::span<const IndexRange> ranges)
{
    FactSection section{tr("Where"), {}};
    std::size_t units = 0;
    for (const IndexRange range : ranges) {
        for (const UnitRef unit : coveringUnits(tree, range)) {
            if (++units <= kMostUnits)
                section.rows.push_back({factLabel(tree.levelName(unit.level)), toQString(tree.path(unit)), {}, {}, {}, EntityRef(unit)});
        }
    }
    if (units > kMostUnits)
        section.rows.push_back({{}, tr("and %1 more").arg(units - kMostUnits), {}, {}, {}, {}});
    return section;
}

FactSection attributesSection(const std::string& attributes)
{
    FactSection section{tr("As recorded"), {}};
    for (const QString& line : toQString(attributes).split(QLatin1Char('\n'), Qt::SkipEmptyParts))
        section.rows.push_back({line.section(QLatin1Char('='), 0, 0), line.section(QLatin1Char('='), 1), {}, {}, {}, {}});
    return section;
}

} // namespace

void addJobSections(const ViewValues& values, JobId id, FactSheet& sheet)
{
    const Trace& trace = *values.dataset->trace;
    const Job& job = trace.jobs[id.value];
    FactSection section{tr("Job"), {}};
    addText(section, tr("Id"), job.id);
    addText(section, tr("Name"), job.name);
    addText(section, tr("Owner"), job.owner);
    addText(section, tr("Queue"), job.queue);
    section.rows.push_back({tr("State"), toQString(toText(job.state)).toLower(), {}, {}, {}, {}});
    addMoment(section, tr("Submitted"), trace, job.submit);
    addMoment(section, tr("Started"), trace, job.start);
    addMoment(section, tr("Ended"), trace, job.end);
    if (job.submit && job.start)
        addSpan(section, tr("Waited"), trace, *job.submit, *job.start);
    if (job.start && job.end)
        addSpan(section, tr("Ran"), trace, *job.start, *job.end);
    if (job.chipCount > 0)
        section.rows.push_back(tracedRow(tr("Accelerators"), toQString(formatCount(job.chipCount)), trace.origin, trace));
    if (job.nodeCount > 0)
        section.rows.push_back(tracedRow(tr("Nodes"), toQString(formatCount(job.nodeCount)), trace.origin, trace));
    sheet.add(std::move(section));
    FactSection where = unitsSection(values.dataset->cluster->tree, trace.rangesOf(job));
    if (job.placement != Origin::Recorded && !where.rows.empty())
        where.title = tr("Where (%1)").arg(toQString(toText(job.placement)));
    sheet.add(std::move(where));
    sheet.add(attributesSection(job.attributes));
}

void addEventSections(const ViewValues& values, EventId id, FactSheet& sheet)
{
    const Trace& trace = *values.dataset->trace;
    const Event& event = trace.events[id.value];
    FactSection section{tr("Event"), {}};
    addText(section, tr("What happened"), event.text);
    section.rows.push_back({tr("Severity"), toQString(toText(event.level)), {}, {}, {}, {}});
    addMoment(section, tr("At"), trace, event.span.begin);
    if (event.span.length() > Nanoseconds{0})
        addSpan(section, tr("Lasted"), trace, event.span.begin, event.span.end);
    if (event.job)
        section.rows.push_back({tr("Job"), titleOf(*event.job, *values.dataset), {}, {}, {}, EntityRef(*event.job)});
    sheet.add(std::move(section));
    if (event.units)
        sheet.add(unitsSection(values.dataset->cluster->tree, std::span(&*event.units, 1)));
}

} // namespace podscape
