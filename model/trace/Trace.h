#pragma once

#include "model/base/Ids.h"
#include "model/base/Report.h"
#include "model/base/TimeText.h"
#include "model/trace/Metric.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace podscape {

enum class JobState : std::uint8_t { Unknown, Pending, Running, Completed, Failed, Cancelled, Timeout, NodeFail, OutOfMemory, Preempted };

[[nodiscard]] std::string_view toText(JobState state);                        // "COMPLETED": Slurm's word, known to the field
[[nodiscard]] std::optional<JobState> parseJobState(std::string_view text);   // "CANCELLED by 1000" is Cancelled

// One job. Times from the start of the trace; end is exclusive. Absent start: never ran. Absent end: still running or unknown.
struct Job
{
    std::string id;            // "4711", "4711_3": text, never a number
    std::string name;
    std::string owner;
    std::string queue;         // partition, queue or virtual cluster
    JobState state = JobState::Unknown;
    std::optional<Nanoseconds> submit, start, end;
    IndexRange ranges;         // which of Trace::ranges() hold its units
    std::uint32_t chipCount = 0;   // accelerators as the source counts them; 0 = it does not say
    std::uint32_t nodeCount = 0;
    std::string attributes;    // "key=value" lines for the inspector, newline-separated; may be empty
    Origin placement = Origin::Recorded;  // Modelled when we chose the place

    [[nodiscard]] bool runsAt(Nanoseconds t) const { return start && *start <= t && (!end || t < *end); }
};

struct Event
{
    enum class Level : std::uint8_t { Info, Warning, Failure };
    TimeRange span;                 // end == begin for a moment
    Level level = Level::Info;
    std::optional<IndexRange> units;  // the units it is about, themselves (not an index into Trace::ranges); absent = the whole job, without a job the whole cluster
    std::optional<JobId> job;
    std::string kind;               // "chip-failure", "checkpoint", "straggler"
    std::string text;
};

[[nodiscard]] std::string_view toText(Event::Level level);                    // "info", "warning", "failure"

// A recorded (or synthetic) workload on one clock: nanoseconds from `start`. Job and event ranges are half-open ranges of *leaf units*
// (chips of the cluster once bound). Before bindTrace() a trace read from a file that speaks of node names has unitNames, and
// ranges and metric columns index those; after it unitNames is empty and everything is in the numbering of the cluster.
struct Trace
{
    std::string name;
    std::string sourceFile;
    Origin origin = Origin::Recorded;
    UnixNanoseconds start;              // 0 = the source gives no date; then hasDate is false
    bool hasDate = true;
    Nanoseconds duration;               // last moment that anything happens
    std::string unitLevel;              // what the names are: "node", "chip", "rack"; a level of the cluster; "" = not said
    std::string clusterName;            // bound traces: the cluster that it is bound to, or was made for; may be empty
    std::uint32_t chipCount = 0;        // bound traces: how many leaves that cluster has; 0 = not said
    std::vector<std::string> unitNames; // unbound traces only, in order of first appearance
    std::vector<Metric> metrics;
    std::vector<Job> jobs;              // ascending by start (never started ones by submit)
    std::vector<IndexRange> ranges;     // pool that Job::ranges points into; disjoint and ascending within one job
    std::vector<Event> events;          // ascending by begin
    Report findings;

    [[nodiscard]] bool isBound() const { return unitNames.empty(); }
    [[nodiscard]] std::span<const IndexRange> rangesOf(const Job& job) const
    {
        return std::span(ranges).subspan(job.ranges.begin, job.ranges.size());
    }
    [[nodiscard]] const Metric* metricNamed(std::string_view metricName) const;
    [[nodiscard]] std::vector<std::pair<JobState, std::size_t>> jobsByState() const;   // states that occur, most frequent first
    [[nodiscard]] std::vector<JobId> jobsRunningAt(Nanoseconds time) const;
    [[nodiscard]] std::uint32_t unitCount() const;     // distinct units that jobs, events or metrics speak of
};

// Puts jobs in the order that a trace promises, and keeps its events about the same jobs.
void sortJobs(Trace& trace);

} // namespace podscape
