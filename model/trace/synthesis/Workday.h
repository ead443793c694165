#pragma once

#include "model/base/Progress.h"
#include "model/trace/Synthesize.h"
#include "model/trace/synthesis/Failures.h"
#include "model/trace/synthesis/JobMix.h"
#include "model/trace/synthesis/LoadCurve.h"
#include "model/trace/synthesis/SlicePlacer.h"

#include <deque>
#include <functional>
#include <string>
#include <vector>

namespace podscape::synthesis {

// Plays one day step by step: jobs arrive, wait, get a slice, run, checkpoint, break, move, end. Fills jobs, ranges and events of a trace and
// hands out the load of every chip after each step.
class Workday
{
public:
    using TakeLoads = std::function<void(std::uint32_t step, std::span<const std::uint8_t> loads)>;

    Workday(const Cluster& cluster, const SynthesisOptions& options, Nanoseconds step, std::uint32_t steps);

    // False when progress asked to stop.
    [[nodiscard]] bool play(Trace& trace, const TakeLoads& takeLoads, Progress& progress);

private:
    struct Waiting
    {
        Request request;
        SizeClass size = SizeClass::Small;
        Nanoseconds submit;
        std::int64_t remainingSteps = 0;
        std::uint32_t number = 0, attempt = 0;
        std::uint32_t sinceStep = 0;
        std::optional<Slice> reserved{};     // a job that broke has its next slice already
        std::int64_t notBefore = 0;          // the step at which that slice is ready
    };
    struct Running
    {
        Waiting what;
        JobId job;
        Slice slice;
        std::vector<IndexRange> chips;
        std::uint32_t chipCount = 0;
        std::uint32_t salt = 0;
        std::int64_t startStep = 0, endStep = 0, lastCheckpoint = 0, checkpointEvery = 0, checkpointsTaken = 0;
        std::optional<Straggler> straggler;
    };
    // Cells on their way back: after cleaning, or after repair, when their chips send no samples. A slice that its job keeps is not released.
    struct Returning
    {
        std::int64_t atStep = 0;
        Slice slice;
        bool isKept = false;
        std::vector<IndexRange> underRepair;
    };

    void openTheDay();
    void playStep(std::uint32_t step);
    void takeBack();
    void endJobs();
    void breakJobs();
    void breakJob(Running& running);
    void slowJobsDown();
    void letJobsArrive();
    void enqueue(const Request& request, SizeClass size);
    void startJobs();
    void start(const Waiting& waiting, Slice slice);
    void end(Running& running, JobState state, Nanoseconds at);
    void clean(const Slice& slice, std::int64_t steps);
    void repair(const Slice& slice, std::int64_t steps, bool isKept);
    void reserveNextSlice(Waiting& again, const Running& broken, Failure::Part part, std::uint32_t chip);
    void writeLoads(std::span<std::uint8_t> row);
    void recordWaiting();
    [[nodiscard]] bool checkpointsNow(Running& running);
    void addEvent(Event::Level level, std::string kind, std::string text, std::optional<IndexRange> units, std::optional<JobId> job, Nanoseconds length = {});
    [[nodiscard]] std::uint32_t someChipOf(const Running& running);
    [[nodiscard]] Nanoseconds momentInStep();
    [[nodiscard]] std::int64_t stepsOfMinutes(std::int64_t minutes) const;
    [[nodiscard]] std::string pathOf(std::uint32_t chip, int level) const;

    const Cluster& m_cluster;
    SynthesisOptions m_options;
    Nanoseconds m_step;
    std::uint32_t m_steps;
    std::int64_t m_now = 0;                 // current step
    ChipLattice m_lattice;
    SlicePlacer m_placer;
    Random m_random;
    JobMix m_mix;
    std::deque<Waiting> m_queue;
    std::vector<Running> m_running;
    std::vector<Returning> m_returning;
    std::uint32_t m_nextNumber = 1001;
    Trace* m_trace = nullptr;
};

} // namespace podscape::synthesis
