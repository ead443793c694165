#include "model/io/bundle/BundleText.h"

#include "model/io/bundle/Sections.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <set>

namespace podscape::bundle {

namespace {

using Json = nlohmann::ordered_json;

std::string fileWord(std::string_view name)
{
    std::string word;
    for (const char c : name)
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
            word += c;
        else if (c >= 'A' && c <= 'Z')
            word += static_cast<char>(c - 'A' + 'a');
        else if (!word.empty() && word.back() != '-')
            word += '-';
    word.resize(std::min<std::size_t>(word.size(), 60));
    return word.empty() ? "metric" : word;
}

bool isRegular(std::span<const Nanoseconds> times)
{
    if (times.size() < 2)
        return true;
    const Nanoseconds step = times[1] - times[0];
    for (std::size_t i = 2; i < times.size(); ++i)
        if (times[i] - times[i - 1] != step)
            return false;
    return step.value > 0;
}

std::string_view typeWord(SampleType type)
{
    switch (type) {
    case SampleType::UInt8: return "uint8";
    case SampleType::UInt16: return "uint16";
    case SampleType::Float32: return "float32";
    }
    return {};
}

Json timesJson(const Metric& metric, const MetricFiles& files)
{
    if (!files.times.empty())
        return files.times;
    const auto times = metric.times();
    return {{"start", times.empty() ? 0 : times[0].value}, {"step", times.size() < 2 ? 1 : (times[1] - times[0]).value}, {"count", times.size()}};
}

Json metricJson(const Metric& metric, const MetricFiles& files)
{
    const Metric::Info& info = metric.info();
    Json json{{"name", info.name}, {"unit", info.unit}, {"origin", toText(info.origin)}};
    if (info.subject == MetricSubject::Links) {
        json["subject"] = "links";
        json["fabric"] = info.fabric;
    } else {
        json["subject"] = "units";
        json["level"] = info.level;
    }
    json["type"] = typeWord(metric.type());
    json["scale"] = metric.scale();
    json["offset"] = metric.offset();
    if (info.naturalMin < info.naturalMax)
        json["limits"] = {info.naturalMin, info.naturalMax};
    json["range"] = {metric.valueRange().first, metric.valueRange().second};
    json["values"] = files.values;
    json["times"] = timesJson(metric, files);
    return json;
}

// One list per column; a column that says nothing for any row is left out.
class Table
{
public:
    template <class Rows, class Value>
    void add(const char* key, const Rows& rows, Value value)
    {
        Json column = Json::array();
        bool says = false;
        for (const auto& row : rows) {
            column.push_back(value(row));
            says = says || !column.back().is_null();
        }
        if (says || rows.empty())
            m_json[key] = std::move(column);
    }
    Json take() { return std::move(m_json); }

private:
    Json m_json = Json::object();
};

Json orNull(const std::string& text) { return text.empty() ? Json() : Json(text); }
Json orNull(std::uint32_t count) { return count == 0 ? Json() : Json(count); }
Json orNull(std::optional<Nanoseconds> time) { return time ? Json(time->value) : Json(); }

Json jobsJson(const Trace& trace)
{
    Table table;
    table.add("id", trace.jobs, [](const Job& job) { return Json(job.id); });
    table.add("name", trace.jobs, [](const Job& job) { return orNull(job.name); });
    table.add("owner", trace.jobs, [](const Job& job) { return orNull(job.owner); });
    table.add("queue", trace.jobs, [](const Job& job) { return orNull(job.queue); });
    table.add("state", trace.jobs, [](const Job& job) { return Json(toText(job.state)); });
    table.add("submit", trace.jobs, [](const Job& job) { return orNull(job.submit); });
    table.add("start", trace.jobs, [](const Job& job) { return orNull(job.start); });
    table.add("end", trace.jobs, [](const Job& job) { return orNull(job.end); });
    table.add("chips", trace.jobs, [](const Job& job) { return orNull(job.chipCount); });
    table.add("nodes", trace.jobs, [](const Job& job) { return orNull(job.nodeCount); });
    table.add("attributes", trace.jobs, [](const Job& job) { return orNull(job.attributes); });
    table.add("placement", trace.jobs, [&](const Job& job) { return job.placement == trace.origin ? Json() : Json(toText(job.placement)); });
    table.add("ranges", trace.jobs, [&](const Job& job) {
        Json pairs = Json::array();
        for (const IndexRange& range : trace.rangesOf(job)) {
            pairs.push_back(range.begin);
            pairs.push_back(range.end);
        }
        return pairs.empty() ? Json() : pairs;
    });
    return table.take();
}

Json eventsJson(const Trace& trace)
{
    Table table;
    table.add("begin", trace.events, [](const Event& event) { return Json(event.span.begin.value); });
    table.add("end", trace.events, [](const Event& event) { return event.span.end == event.span.begin ? Json() : Json(event.span.end.value); });
    table.add("level", trace.events, [](const Event& event) { return Json(toText(event.level)); });
    table.add("kind", trace.events, [](const Event& event) { return orNull(event.kind); });
    table.add("text", trace.events, [](const Event& event) { return orNull(event.text); });
    table.add("units", trace.events, [](const Event& event) { return event.units ? Json{event.units->begin, event.units->end} : Json(); });
    table.add("job", trace.events, [](const Event& event) { return event.job ? Json(event.job->value) : Json(); });
    return table.take();
}

} // namespace

std::vector<MetricFiles> metricFiles(const Trace& trace)
{
    std::vector<MetricFiles> files;
    std::set<std::string> taken;
    for (const Metric& metric : trace.metrics) {
        const std::string word = fileWord(metric.info().name);
        std::string unique = word;
        for (int i = 2; !taken.insert(unique).second; ++i)
            unique = word + '-' + std::to_string(i);
        files.push_back({unique + ".npy", isRegular(metric.times()) ? "" : unique + ".times.npy"});
    }
    return files;
}

std::string bundleText(const Trace& trace, std::span<const MetricFiles> files)
{
    Json json{{"podtrace", kVersion}, {"name", trace.name}, {"origin", toText(trace.origin)}};
    if (trace.hasDate)
        json["start"] = formatTime(trace.start);
    json["duration"] = trace.duration.value;
    if (!trace.isBound())
        json["units"] = {{"level", trace.unitLevel}, {"names", trace.unitNames}};
    else if (trace.chipCount > 0)
        json["cluster"] = {{"name", trace.clusterName}, {"chips", trace.chipCount}};
    json["metrics"] = Json::array();
    for (std::size_t i = 0; i < trace.metrics.size(); ++i)
        json["metrics"].push_back(metricJson(trace.metrics[i], files[i]));
    json["jobs"] = jobsJson(trace);
    json["events"] = eventsJson(trace);
    // Names from other programs need not be UTF-8; one line per section keeps a bundle of 100,000 jobs searchable without a long tail.
    std::string text = "{";
    bool first = true;
    for (const auto& [key, value] : json.items()) {
        text += (first ? "\n" : ",\n") + Json(key).dump() + ": " + value.dump(-1, ' ', false, Json::error_handler_t::replace);
        first = false;
    }
    return text + "\n}\n";
}

} // namespace podscape::bundle
