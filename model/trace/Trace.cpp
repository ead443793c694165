#include "model/trace/Trace.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <map>
#include <numeric>

namespace podscape {

namespace {

struct StateWord
{
    JobState state;
    std::string_view word;
};

// The first word of a state is the one that we print. Slurm's list: sacct(1), JOB STATE CODES; its two-letter forms are squeue(1)'s.
constexpr std::array kStateWords{
    StateWord{JobState::Unknown, "UNKNOWN"},
    StateWord{JobState::Pending, "PENDING"}, StateWord{JobState::Pending, "PD"},
    StateWord{JobState::Pending, "REQUEUED"}, StateWord{JobState::Pending, "RQ"}, StateWord{JobState::Pending, "CONFIGURING"},
    StateWord{JobState::Running, "RUNNING"}, StateWord{JobState::Running, "R"},
    StateWord{JobState::Running, "COMPLETING"}, StateWord{JobState::Running, "CG"},
    StateWord{JobState::Running, "RESIZING"}, StateWord{JobState::Running, "SUSPENDED"}, StateWord{JobState::Running, "S"},
    StateWord{JobState::Completed, "COMPLETED"}, StateWord{JobState::Completed, "CD"},
    StateWord{JobState::Failed, "FAILED"}, StateWord{JobState::Failed, "F"},
    StateWord{JobState::Cancelled, "CANCELLED"}, StateWord{JobState::Cancelled, "CA"}, StateWord{JobState::Cancelled, "CANCELED"},
    StateWord{JobState::Cancelled, "REVOKED"},
    StateWord{JobState::Timeout, "TIMEOUT"}, StateWord{JobState::Timeout, "TO"}, StateWord{JobState::Timeout, "DEADLINE"},
    StateWord{JobState::NodeFail, "NODE_FAIL"}, StateWord{JobState::NodeFail, "NF"}, StateWord{JobState::NodeFail, "BOOT_FAIL"},
    StateWord{JobState::OutOfMemory, "OUT_OF_MEMORY"}, StateWord{JobState::OutOfMemory, "OOM"},
    StateWord{JobState::Preempted, "PREEMPTED"}, StateWord{JobState::Preempted, "PR"},
};

// Adjacent and overlapping ranges joined; what remains counts each unit once.
std::uint32_t distinctUnits(std::vector<IndexRange> ranges)
{
    std::ranges::sort(ranges);
    std::uint32_t count = 0, covered = 0;
    for (const IndexRange& range : ranges) {
        const std::uint32_t begin = std::max(range.begin, covered);
        if (range.end > begin) {
            count += range.end - begin;
            covered = range.end;
        }
    }
    return count;
}

} // namespace

std::string_view toText(JobState state)
{
    return std::ranges::find(kStateWords, state, &StateWord::state)->word;
}

std::optional<JobState> parseJobState(std::string_view text)
{
    // "CANCELLED by 1000" says who did it; "CANCELLED+" is a column that was too narrow.
    std::string word;
    for (const char c : text.substr(0, text.find_first_of(" +")))
        word += static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    const auto found = std::ranges::find(kStateWords, std::string_view(word), &StateWord::word);
    return found == kStateWords.end() ? std::nullopt : std::optional(found->state);
}

std::string_view toText(Event::Level level)
{
    switch (level) {
    case Event::Level::Info: return "info";
    case Event::Level::Warning: return "warning";
    case Event::Level::Failure: return "failure";
    }
    return {};
}

const Metric* Trace::metricNamed(std::string_view metricName) const
{
    const auto found = std::ranges::find_if(metrics, [&](const Metric& m) { return m.info().name == metricName; });
    return found == metrics.end() ? nullptr : &*found;
}

std::vector<std::pair<JobState, std::size_t>> Trace::jobsByState() const
{
    std::map<JobState, std::size_t> counts;
    for (const Job& job : jobs)
        ++counts[job.state];
    std::vector<std::pair<JobState, std::size_t>> result(counts.begin(), counts.end());
    std::ranges::stable_sort(result, std::ranges::greater{}, &std::pair<JobState, std::size_t>::second);
    return result;
}

std::vector<JobId> Trace::jobsRunningAt(Nanoseconds time) const
{
    std::vector<JobId> running;
    for (std::uint32_t i = 0; i < jobs.size(); ++i)
        if (jobs[i].runsAt(time))
            running.push_back({i});
    return running;
}

std::uint32_t Trace::unitCount() const
{
    if (!isBound())
        return static_cast<std::uint32_t>(unitNames.size());
    std::vector<IndexRange> used;
    for (const Job& job : jobs)
        used.insert(used.end(), rangesOf(job).begin(), rangesOf(job).end());
    for (const Event& event : events)
        if (event.units)
            used.push_back(*event.units);
    for (const Metric& metric : metrics)
        if (metric.info().subject == MetricSubject::Units && (metric.info().level.empty() || metric.info().level == unitLevel))
            used.push_back({0, metric.columns()});
    return distinctUnits(std::move(used));
}

void sortJobs(Trace& trace)
{
    const auto key = [&](std::uint32_t job) {
        const Job& j = trace.jobs[job];
        return j.start.value_or(j.submit.value_or(Nanoseconds{INT64_MAX}));
    };
    std::vector<std::uint32_t> order(trace.jobs.size());
    std::iota(order.begin(), order.end(), 0u);
    if (std::ranges::is_sorted(order, {}, key))
        return;
    std::ranges::stable_sort(order, {}, key);
    std::vector<Job> sorted;
    std::vector<std::uint32_t> placeOf(order.size());
    for (const std::uint32_t job : order) {
        placeOf[job] = static_cast<std::uint32_t>(sorted.size());
        sorted.push_back(std::move(trace.jobs[job]));
    }
    trace.jobs = std::move(sorted);
    for (Event& event : trace.events)
        if (event.job)
            event.job = JobId{placeOf[event.job->value]};
}

} // namespace podscape
