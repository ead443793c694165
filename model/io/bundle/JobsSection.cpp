#include "model/io/bundle/Sections.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>

namespace podscape::bundle {

namespace {

using nlohmann::json;

constexpr std::array<std::string_view, 13> kJobKeys{"id", "name", "owner", "queue", "state", "submit", "start", "end", "ranges", "chips", "nodes", "attributes", "placement"};
constexpr std::array<std::string_view, 7> kEventKeys{"begin", "end", "level", "kind", "text", "units", "job"};

std::string_view takeText(const json& item, std::string& to)
{
    if (!item.is_string())
        return "a text";
    to = item.get<std::string>();
    return {};
}

std::string_view takeCount(const json& item, std::uint32_t& to)
{
    if (!item.is_number_unsigned() || item.get<std::uint64_t>() > UINT32_MAX)
        return "a whole number below 2^32";
    to = item.get<std::uint32_t>();
    return {};
}

template <class Time>
std::string_view takeTime(const json& item, Time& to)
{
    const std::optional<Nanoseconds> time = asNanoseconds(item);
    if (!time)
        return "a whole number of nanoseconds";
    to = *time;
    return {};
}

// [begin, end, begin, end, …]: half-open, ascending, apart from each other, below the limit.
std::string_view takeRanges(const json& item, std::uint32_t limit, std::vector<IndexRange>& pool)
{
    constexpr std::string_view kExpected = "pairs of begin and end, ascending and within the units that there are";
    if (!item.is_array() || item.size() % 2 != 0)
        return kExpected;
    std::uint64_t reached = 0;
    for (std::size_t i = 0; i < item.size(); i += 2) {
        if (!item[i].is_number_unsigned() || !item[i + 1].is_number_unsigned())
            return kExpected;
        const auto begin = item[i].get<std::uint64_t>(), end = item[i + 1].get<std::uint64_t>();
        if (begin < reached || end <= begin || end > limit)
            return kExpected;
        pool.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)});
        reached = end;
    }
    return {};
}

std::uint32_t rangeLimit(const Trace& trace)
{
    const std::uint32_t limit = unitLimit(trace);
    return limit ? limit : UnitTree::kMaxChips;
}

void readStates(const JsonCursor& table, std::vector<Job>& jobs)
{
    forColumn(table, "state", jobs.size(), [&](const json& item, std::size_t row) -> std::string_view {
        if (!item.is_string())
            return "a text";
        const auto word = item.get<std::string>();
        if (const std::optional<JobState> state = parseJobState(word))
            jobs[row].state = *state;
        else
            table.reading().findings.add(Severity::DataLoss, "unknown-state", "the job state \"" + word + "\" is not known and is shown as UNKNOWN.",
                                         "/jobs/state/" + std::to_string(row));
        return {};
    });
}

} // namespace

void readJobs(const JsonCursor& table, Trace& trace)
{
    table.expectKeys(kJobKeys);
    const std::size_t rows = table.at("id").size();
    if (table.reading().failed())
        return;
    std::vector<Job>& jobs = trace.jobs;
    jobs.resize(rows);
    forColumn(table, "id", rows, [&](const json& item, std::size_t row) { return takeText(item, jobs[row].id); });
    forColumn(table, "name", rows, [&](const json& item, std::size_t row) { return takeText(item, jobs[row].name); });
    forColumn(table, "owner", rows, [&](const json& item, std::size_t row) { return takeText(item, jobs[row].owner); });
    forColumn(table, "queue", rows, [&](const json& item, std::size_t row) { return takeText(item, jobs[row].queue); });
    forColumn(table, "attributes", rows, [&](const json& item, std::size_t row) { return takeText(item, jobs[row].attributes); });
    forColumn(table, "submit", rows, [&](const json& item, std::size_t row) { return takeTime(item, jobs[row].submit); });
    forColumn(table, "start", rows, [&](const json& item, std::size_t row) { return takeTime(item, jobs[row].start); });
    forColumn(table, "end", rows, [&](const json& item, std::size_t row) -> std::string_view {
        const std::string_view wrong = takeTime(item, jobs[row].end);
        return wrong.empty() && jobs[row].start && *jobs[row].end < *jobs[row].start ? "an end that is not before the start" : wrong;
    });
    forColumn(table, "chips", rows, [&](const json& item, std::size_t row) { return takeCount(item, jobs[row].chipCount); });
    forColumn(table, "nodes", rows, [&](const json& item, std::size_t row) { return takeCount(item, jobs[row].nodeCount); });
    for (Job& job : jobs)
        job.placement = trace.origin;
    forColumn(table, "placement", rows, [&](const json& item, std::size_t row) -> std::string_view {
        const std::optional<Origin> origin = item.is_string() ? parseOrigin(item.get<std::string>()) : std::nullopt;
        jobs[row].placement = origin.value_or(Origin::Recorded);
        return origin ? std::string_view{} : "recorded, synthetic or modelled";
    });
    forColumn(table, "ranges", rows, [&](const json& item, std::size_t row) {
        const auto first = static_cast<std::uint32_t>(trace.ranges.size());
        const std::string_view wrong = takeRanges(item, rangeLimit(trace), trace.ranges);
        jobs[row].ranges = {first, static_cast<std::uint32_t>(trace.ranges.size())};
        return wrong;
    });
    readStates(table, jobs);
}

void readEvents(const JsonCursor& table, Trace& trace)
{
    table.expectKeys(kEventKeys);
    const std::size_t rows = table.at("begin").size();
    if (table.reading().failed())
        return;
    std::vector<Event>& events = trace.events;
    events.resize(rows);
    forColumn(table, "begin", rows, [&](const json& item, std::size_t row) {
        const std::string_view wrong = takeTime(item, events[row].span.begin);
        events[row].span.end = events[row].span.begin;
        return wrong;
    });
    forColumn(table, "end", rows, [&](const json& item, std::size_t row) -> std::string_view {
        const std::string_view wrong = takeTime(item, events[row].span.end);
        return wrong.empty() && events[row].span.end < events[row].span.begin ? "an end that is not before the begin" : wrong;
    });
    forColumn(table, "kind", rows, [&](const json& item, std::size_t row) { return takeText(item, events[row].kind); });
    forColumn(table, "text", rows, [&](const json& item, std::size_t row) { return takeText(item, events[row].text); });
    forColumn(table, "level", rows, [&](const json& item, std::size_t row) -> std::string_view {
        for (const Event::Level level : {Event::Level::Info, Event::Level::Warning, Event::Level::Failure})
            if (item.is_string() && item.get<std::string>() == toText(level)) {
                events[row].level = level;
                return {};
            }
        return "info, warning or failure";
    });
    forColumn(table, "units", rows, [&](const json& item, std::size_t row) -> std::string_view {
        if (item == json::array({0, 0})) {   // units that the cluster does not have
            events[row].units = IndexRange{};
            return {};
        }
        std::vector<IndexRange> ranges;
        const std::string_view wrong = takeRanges(item, rangeLimit(trace), ranges);
        if (!wrong.empty() || ranges.size() != 1)
            return "one pair of begin and end, within the units that there are";
        events[row].units = ranges[0];
        return {};
    });
    forColumn(table, "job", rows, [&](const json& item, std::size_t row) -> std::string_view {
        JobId job;
        const std::string_view wrong = takeCount(item, job.value);
        if (!wrong.empty() || job.value >= trace.jobs.size())
            return "the number of a job, counted from 0";
        events[row].job = job;
        return {};
    });
    std::ranges::stable_sort(events, {}, [](const Event& event) { return event.span.begin; });
}

} // namespace podscape::bundle
