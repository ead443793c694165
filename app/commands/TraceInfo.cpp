#include "app/TextTable.h"
#include "app/commands/Summary.h"
#include "model/base/Units.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>

namespace podscape {

namespace {

using nlohmann::ordered_json;

UnixNanoseconds endOf(const Trace& trace) { return {trace.start.value + trace.duration.value}; }

ordered_json metricSummary(const Metric& metric)
{
    const Metric::Info& info = metric.info();
    const bool isKnown = !isMissing(metric.valueRange().first);
    ordered_json text{{"name", info.name}, {"unit", info.unit}, {"origin", toText(info.origin)}, {"samples", metric.sampleCount()}, {"columns", metric.columns()}};
    text[info.subject == MetricSubject::Links ? "fabric" : "level"] = info.subject == MetricSubject::Links ? info.fabric : info.level;
    text["min"] = isKnown ? ordered_json(metric.valueRange().first) : ordered_json();
    text["max"] = isKnown ? ordered_json(metric.valueRange().second) : ordered_json();
    return text;
}

std::map<std::string, std::size_t> eventsByKind(const Trace& trace)
{
    std::map<std::string, std::size_t> kinds;
    for (const Event& event : trace.events)
        ++kinds[event.kind];
    return kinds;
}

std::string spanText(const Trace& trace)
{
    const std::string length = formatDuration(trace.duration);
    return trace.hasDate ? formatTime(trace.start) + " to " + formatTime(endOf(trace)) + "  (" + length + ')' : length + ", without a date";
}

} // namespace

ordered_json traceSummary(const Trace& trace)
{
    ordered_json text{{"kind", "trace"}, {"name", trace.name}, {"file", trace.sourceFile}, {"origin", toText(trace.origin)}, {"jobs", trace.jobs.size()}};
    text["jobsByState"] = ordered_json::object();
    for (const auto& [state, count] : trace.jobsByState())
        text["jobsByState"][std::string(toText(state))] = count;
    text["units"] = trace.unitCount();
    text["unitLevel"] = trace.unitLevel;
    text["start"] = trace.hasDate ? ordered_json(formatTime(trace.start)) : ordered_json();
    text["end"] = trace.hasDate ? ordered_json(formatTime(endOf(trace))) : ordered_json();
    text["durationSeconds"] = toSeconds(trace.duration);
    text["metrics"] = ordered_json::array();
    for (const Metric& metric : trace.metrics)
        text["metrics"].push_back(metricSummary(metric));
    text["events"] = trace.events.size();
    text["eventsByKind"] = ordered_json::object();
    for (const auto& [kind, count] : eventsByKind(trace))
        text["eventsByKind"][kind] = count;
    text["findings"] = findingsSummary(trace.findings);
    return text;
}

std::string traceSummaryText(const Trace& trace)
{
    using enum TextTable::Align;
    std::string text = trace.name + "  (trace, " + std::string(toText(trace.origin)) + ")\n";
    if (!trace.sourceFile.empty() && trace.sourceFile != trace.name)
        text += "  " + trace.sourceFile + '\n';
    text += '\n';
    TextTable rows({Left, Left});
    rows.add({"time", spanText(trace)});
    rows.add({"units", formatCount(trace.unitCount()) + (trace.unitLevel.empty() ? "" : ' ' + trace.unitLevel + 's')});
    rows.add({"jobs", formatCount(static_cast<long long>(trace.jobs.size()))});
    rows.add({"events", formatCount(static_cast<long long>(trace.events.size()))});
    text += rows.text();

    TextTable states({Left, Right});
    for (const auto& [state, count] : trace.jobsByState())
        states.add({std::string(toText(state)), formatCount(static_cast<long long>(count))});
    if (!states.isEmpty())
        text += "\nJobs by state\n" + states.text();

    TextTable kinds({Left, Right});
    for (const auto& [kind, count] : eventsByKind(trace))
        kinds.add({kind, formatCount(static_cast<long long>(count))});
    if (!kinds.isEmpty())
        text += "\nEvents by kind\n" + kinds.text();

    TextTable metrics({Left, Right, Left, Left});
    for (const Metric& metric : trace.metrics)
        metrics.add({metric.info().name + (metric.info().unit.empty() ? "" : " [" + metric.info().unit + ']'), formatCount(static_cast<long long>(metric.sampleCount())),
                     "samples × " + formatCount(metric.columns()) + ' ' + (metric.info().subject == MetricSubject::Links ? metric.info().fabric + " link directions" : metric.info().level + (metric.info().level.empty() ? "units" : "s")),
                     std::string(toText(metric.info().origin))});
    if (!metrics.isEmpty())
        text += "\nMetrics\n" + metrics.text();
    return text + findingsSummaryText(trace.findings);
}

ordered_json findingsSummary(const Report& report)
{
    ordered_json list = ordered_json::array();
    for (const Finding& finding : report.findings())
        list.push_back({{"severity", toText(finding.severity)}, {"kind", finding.kind}, {"count", finding.count}, {"text", finding.text}, {"hint", finding.hint}, {"places", finding.places}});
    return list;
}

std::string findingsSummaryText(const Report& report)
{
    if (report.isEmpty())
        return "\nFindings: none\n";
    std::string text = "\nFindings\n";
    for (const Finding& finding : report.findings())
        text += "  " + toText(finding) + '\n';
    return text;
}

} // namespace podscape
