#include "model/trace/synthesis/Workday.h"

#include "model/base/Units.h"

#include <algorithm>

namespace podscape::synthesis {

namespace {

constexpr std::int64_t kNsPerMinute = 60'000'000'000;

std::string shapeText(const Cells& shape, bool isTorus)
{
    if (!isTorus)
        return std::to_string(shape[0]);
    return std::to_string(shape[0]) + 'x' + std::to_string(shape[1]) + 'x' + std::to_string(shape[2]);
}

std::string_view ownerOf(Work work)
{
    constexpr std::array<std::string_view, 6> kTeams{"pretraining", "post-training", "post-training", "evaluation", "serving", "research"};
    return kTeams[static_cast<std::size_t>(work)];
}

bool keepsCheckpoints(Work work) { return work == Work::Pretrain || work == Work::FineTune || work == Work::Reinforce; }

} // namespace

Workday::Workday(const Cluster& cluster, const SynthesisOptions& options, Nanoseconds step, std::uint32_t steps)
    : m_cluster(cluster), m_options(options), m_step(step), m_steps(steps), m_lattice(latticeOf(cluster)), m_placer(m_lattice), m_random(options.seed),
      m_mix(m_lattice, m_random)
{
}

bool Workday::play(Trace& trace, const TakeLoads& takeLoads, Progress& progress)
{
    m_trace = &trace;
    std::vector<std::uint8_t> row(m_cluster.tree.chipCount());
    openTheDay();
    for (std::uint32_t step = 0; step < m_steps; ++step) {
        playStep(step);
        writeLoads(row);
        takeLoads(step, row);
        progress.report(static_cast<double>(step) / m_steps);
        if (progress.stopRequested())
            return false;
    }
    recordWaiting();
    return true;
}

// A machine is never empty in the morning: every instance has two long runs, and a full queue stands before it.
void Workday::openTheDay()
{
    for (std::uint32_t instance = 0; instance < m_lattice.instances; ++instance)
        for (const std::uint32_t percent : {45u, 12u})
            if (const std::optional<Request> request = m_mix.flagship(percent))
                enqueue(*request, SizeClass::Large);
    for (std::uint32_t i = 0; i < 24 * m_lattice.instances; ++i)
        if (const std::optional<Request> request = m_mix.draw(i % 3 == 0 ? SizeClass::Small : SizeClass::Medium))
            enqueue(*request, i % 3 == 0 ? SizeClass::Small : SizeClass::Medium);
}

void Workday::playStep(std::uint32_t step)
{
    m_now = step;
    takeBack();
    endJobs();
    breakJobs();
    slowJobsDown();
    letJobsArrive();
    startJobs();
}

void Workday::takeBack()
{
    std::erase_if(m_returning, [&](const Returning& returning) {
        if (returning.atStep > m_now)
            return false;
        if (!returning.isKept)
            m_placer.release(returning.slice);
        if (!returning.underRepair.empty()) {
            const IndexRange& first = returning.underRepair.front();
            addEvent(Event::Level::Info, "repair", "Repaired: " + pathOf(first.begin, 1) + " takes jobs again.", first, std::nullopt);
        }
        return true;
    });
}

void Workday::endJobs()
{
    for (Running& running : m_running)
        if (running.endStep <= m_now) {
            const Request::Outcome outcome = running.what.request.outcome;
            end(running, outcome == Request::Outcome::Completes ? JobState::Completed : outcome == Request::Outcome::Fails ? JobState::Failed : JobState::Cancelled,
                momentInStep());
            clean(running.slice, m_random.between(1, 4));
        }
    std::erase_if(m_running, [&](const Running& running) { return running.endStep <= m_now; });
}

void Workday::breakJobs()
{
    // Restarts are queued while we walk, never started, so that nobody joins the list under our feet.
    for (Running& running : m_running)
        if (running.startStep < m_now && failsWithin(running.chipCount, static_cast<std::uint64_t>(m_step.value), m_random))
            breakJob(running);
    std::erase_if(m_running, [&](const Running& running) { return running.endStep <= m_now; });
}

// The job ends here and goes back to its last checkpoint.
void Workday::breakJob(Running& running)
{
    const Failure& failure = drawFailure(m_random);
    const std::uint32_t chip = someChipOf(running);
    const auto hostLevel = static_cast<std::uint16_t>(std::max(1, m_cluster.tree.leafLevel() - 1));
    const std::int64_t lost = m_now - running.lastCheckpoint;
    const std::string& id = m_trace->jobs[running.job.value].id;

    std::optional<IndexRange> units = IndexRange{chip, chip + 1};
    std::string where = pathOf(chip, m_cluster.tree.leafLevel());
    if (failure.part == Failure::Part::Host) {
        units = m_cluster.tree.chips(m_cluster.tree.unitOfChip(chip, hostLevel));
        where = pathOf(chip, hostLevel);
    } else if (failure.part == Failure::Part::Software) {
        units.reset();
        where = "job " + id;
    }
    std::string text(failure.cause);
    text[0] = static_cast<char>(text[0] >= 'a' && text[0] <= 'z' ? text[0] - 'a' + 'A' : text[0]);
    text += (failure.part == Failure::Part::Link ? " next to " : failure.part == Failure::Part::Software ? " in " : " at ") + where + ". Job " + id + " loses "
        + formatDuration(m_step * lost) + " and goes back to its checkpoint.";
    addEvent(Event::Level::Failure, std::string(kindOf(failure.part)), std::move(text), units, running.job);

    Waiting again = running.what;
    again.reserved.reset();
    again.remainingSteps = running.endStep - m_now + lost;
    ++again.attempt;
    again.sinceStep = static_cast<std::uint32_t>(m_now);
    // Not a moment later: the rest of the slice may go to another job within this step.
    end(running, failure.part == Failure::Part::Software ? JobState::Failed : JobState::NodeFail, m_step * m_now);
    running.endStep = m_now;

    reserveNextSlice(again, running, failure.part, chip);
    m_queue.push_front(again);
}

// Software starts again where it was. Hardware: the job moves when the machine has another slice for it, and only what broke waits for
// repair, one to six hours; else it keeps its place and waits for a quick one.
void Workday::reserveNextSlice(Waiting& again, const Running& broken, Failure::Part part, std::uint32_t chip)
{
    again.reserved = broken.slice;
    again.notBefore = m_now + m_random.between(1, 3);
    if (part == Failure::Part::Software)
        return;
    const Slice granule = m_placer.partInGranuleOf(broken.slice, chip);
    if (const std::optional<Slice> elsewhere = m_placer.place(again.request.shape)) {
        again.reserved = elsewhere;
        m_placer.release(broken.slice);
        m_placer.take(granule);
        repair(granule, stepsOfMinutes(m_random.between(60, 360)), false);
    } else {
        const std::int64_t steps = std::max<std::int64_t>(1, stepsOfMinutes(m_random.between(15, 50)));
        repair(granule, steps, true);
        again.notBefore = m_now + steps;
    }
}

// About one chip in 20,000 chip-hours runs late for a while: clocked down by heat, or with a sick neighbour on its host.
void Workday::slowJobsDown()
{
    for (Running& running : m_running) {
        if (running.straggler && running.straggler->untilStep <= m_now)
            running.straggler.reset();
        const bool canWait = keepsCheckpoints(running.what.request.work) && running.chipCount >= 8 && m_now - running.startStep > stepsOfMinutes(20);
        if (running.straggler || !canWait || !m_random.chance(running.chipCount * static_cast<std::uint64_t>(m_step.value), 20'000 * 60 * static_cast<std::uint64_t>(kNsPerMinute)))
            continue;
        const std::uint32_t chip = someChipOf(running);
        const std::int64_t length = stepsOfMinutes(m_random.between(10, 45));
        const auto loss = static_cast<int>(m_random.between(12, 38));
        running.straggler = Straggler{chip, m_now + length, loss};
        addEvent(Event::Level::Warning, "straggler", pathOf(chip, m_cluster.tree.leafLevel()) + " runs late; job " + m_trace->jobs[running.job.value].id + " waits for it and loses "
                 + std::to_string(loss) + " % of its speed.", IndexRange{chip, chip + 1}, running.job, m_step * length);
    }
}

// Demand is kept just ahead of the machine, per class of size, so that there is always something to fit a gap and something that waits.
void Workday::letJobsArrive()
{
    std::array<std::uint32_t, 3> waiting{};
    for (const Waiting& entry : m_queue)
        ++waiting[static_cast<std::size_t>(entry.size)];
    for (const auto& [size, target, oneIn] : {std::tuple(SizeClass::Small, 2u, 9u), std::tuple(SizeClass::Medium, 2u, 7u), std::tuple(SizeClass::Large, 1u, 30u)})
        if (waiting[static_cast<std::size_t>(size)] < target * m_lattice.instances && m_random.chance(static_cast<std::uint64_t>(m_step.value), static_cast<std::uint64_t>(oneIn) * kNsPerMinute / m_lattice.instances))
            if (const std::optional<Request> request = m_mix.draw(size))
                enqueue(*request, size);
}

void Workday::enqueue(const Request& request, SizeClass size)
{
    m_queue.push_back({request, size, momentInStep(), std::max<std::int64_t>(1, stepsOfMinutes(request.minutes)), m_nextNumber++, 0,
                       static_cast<std::uint32_t>(m_now)});
}

// First come, first fit; but when a large job has waited for three hours, others of its kind no longer pass it.
void Workday::startJobs()
{
    bool largeWaits = false;
    for (auto entry = m_queue.begin(); entry != m_queue.end();) {
        const bool passes = entry->size == SizeClass::Small || !largeWaits;
        std::optional<Slice> slice;
        if (entry->reserved)
            slice = m_now >= entry->notBefore ? entry->reserved : std::nullopt;
        else if (passes)
            slice = m_placer.place(entry->request.shape);
        if (slice) {
            start(*entry, *slice);
            entry = m_queue.erase(entry);
            continue;
        }
        largeWaits = largeWaits || (!entry->reserved && entry->size != SizeClass::Small && m_now - entry->sinceStep > stepsOfMinutes(180));
        ++entry;
    }
}

void Workday::start(const Waiting& waiting, Slice slice)
{
    Running running;
    running.what = waiting;
    running.slice = slice;
    running.chips = m_placer.chipsOf(slice);
    for (const IndexRange& range : running.chips)
        running.chipCount += range.size();
    running.job = JobId{static_cast<std::uint32_t>(m_trace->jobs.size())};
    running.salt = static_cast<std::uint32_t>(m_random.next());
    running.startStep = running.lastCheckpoint = m_now;
    running.endStep = m_now + waiting.remainingSteps;
    if (keepsCheckpoints(waiting.request.work))
        running.checkpointEvery = std::max<std::int64_t>(2, checkpointIntervalSeconds(running.chipCount) * 1'000'000'000 / m_step.value);

    Job job;
    job.id = std::to_string(waiting.number) + (waiting.attempt ? "." + std::to_string(waiting.attempt) : "");
    const std::string shape = shapeText(slice.size, m_lattice.isTorus);
    job.name = std::string(toText(waiting.request.work)) + '-' + (m_lattice.isTorus ? shape : std::to_string(running.chipCount));
    job.owner = ownerOf(waiting.request.work);
    job.queue = queueOf(waiting.request.work);
    job.state = JobState::Running;
    job.submit = waiting.submit;
    job.start = std::max(momentInStep(), waiting.submit);
    job.ranges = {static_cast<std::uint32_t>(m_trace->ranges.size()), static_cast<std::uint32_t>(m_trace->ranges.size() + running.chips.size())};
    job.chipCount = running.chipCount;
    job.attributes = m_lattice.isTorus ? "shape=" + shape : "";
    if (waiting.attempt) {
        job.attributes += std::string(job.attributes.empty() ? "" : "\n") + "restart=" + std::to_string(waiting.attempt);
        addEvent(Event::Level::Info, "restart", "Job " + job.id + " continues from its checkpoint on " + pathOf(running.chips.front().begin, 1) + '.', running.chips.front(), running.job);
    }
    job.placement = Origin::Synthetic;
    m_trace->ranges.insert(m_trace->ranges.end(), running.chips.begin(), running.chips.end());
    m_trace->jobs.push_back(std::move(job));
    m_running.push_back(std::move(running));
}

void Workday::end(Running& running, JobState state, Nanoseconds at)
{
    Job& job = m_trace->jobs[running.job.value];
    job.state = state;
    job.end = std::max(at, *job.start);
}

// At least one step passes before anyone else gets the cells, so that two jobs never meet on a chip within a step.
void Workday::clean(const Slice& slice, std::int64_t steps)
{
    m_returning.push_back({m_now + std::max<std::int64_t>(1, steps), slice, false, {}});
}

void Workday::repair(const Slice& slice, std::int64_t steps, bool isKept)
{
    m_returning.push_back({m_now + std::max<std::int64_t>(1, steps), slice, isKept, m_placer.chipsOf(slice)});
}

bool Workday::checkpointsNow(Running& running)
{
    if (running.checkpointEvery == 0 || m_now - running.lastCheckpoint < running.checkpointEvery)
        return false;
    running.lastCheckpoint = m_now;
    // One event for every eighth checkpoint of a large job: a day has thousands of them.
    if (running.checkpointsTaken++ % 8 == 0 && running.chipCount >= 64)
        addEvent(Event::Level::Info, "checkpoint", "Job " + m_trace->jobs[running.job.value].id + " writes a checkpoint, one of every "
                 + formatDuration(m_step * running.checkpointEvery) + '.', std::nullopt, running.job, Nanoseconds{kCheckpointSeconds * 1'000'000'000});
    return true;
}

void Workday::writeLoads(std::span<std::uint8_t> row)
{
    std::ranges::fill(row, std::uint8_t(0));
    const std::int64_t seconds = m_now * m_step.value / 1'000'000'000;
    for (Running& running : m_running) {
        LoadState state;
        state.work = running.what.request.work;
        state.salt = running.salt;
        state.ageSeconds = (m_now - running.startStep) * m_step.value / 1'000'000'000;
        state.secondOfDay = (m_options.start.value / 1'000'000'000 + seconds) % 86'400;
        state.stepSeconds = std::max<std::int64_t>(1, m_step.value / 1'000'000'000);
        state.checkpoints = checkpointsNow(running);
        state.isLarge = running.chipCount >= 512;
        writeLoad(loadOf(state), running.straggler, static_cast<std::uint32_t>(m_now), running.chips, row);
    }
    for (const Returning& returning : m_returning)
        for (const IndexRange& range : returning.underRepair)
            std::fill(row.begin() + range.begin, row.begin() + range.end, kMissingCode8);
}

void Workday::recordWaiting()
{
    for (const Waiting& waiting : m_queue) {
        Job job;
        job.id = std::to_string(waiting.number) + (waiting.attempt ? "." + std::to_string(waiting.attempt) : "");
        job.name = std::string(toText(waiting.request.work)) + '-' + (m_lattice.isTorus ? shapeText(waiting.request.shape, true)
                                                                                       : std::to_string(volume(waiting.request.shape) * m_lattice.chipsPerCell));
        job.owner = ownerOf(waiting.request.work);
        job.queue = queueOf(waiting.request.work);
        job.state = JobState::Pending;
        job.submit = waiting.submit;
        job.chipCount = volume(waiting.request.shape) * m_lattice.chipsPerCell;
        job.placement = Origin::Synthetic;
        m_trace->jobs.push_back(std::move(job));
    }
}

void Workday::addEvent(Event::Level level, std::string kind, std::string text, std::optional<IndexRange> units, std::optional<JobId> job, Nanoseconds length)
{
    const Nanoseconds begin = m_step * m_now;
    m_trace->events.push_back({{begin, std::min(begin + length, m_step * static_cast<std::int64_t>(m_steps))}, level, units, job, std::move(kind), std::move(text)});
}

std::uint32_t Workday::someChipOf(const Running& running)
{
    auto left = static_cast<std::uint32_t>(m_random.below(running.chipCount));
    for (const IndexRange& range : running.chips) {
        if (left < range.size())
            return range.begin + left;
        left -= range.size();
    }
    return running.chips.front().begin;
}

// Whole seconds into the current step, so that jobs do not all start on the minute.
Nanoseconds Workday::momentInStep()
{
    const auto seconds = static_cast<std::uint64_t>(std::max<std::int64_t>(1, m_step.value / 1'000'000'000));
    return m_step * m_now + fromSeconds(static_cast<std::int64_t>(m_random.below(seconds)));
}

std::int64_t Workday::stepsOfMinutes(std::int64_t minutes) const
{
    return minutes * kNsPerMinute / m_step.value;
}

std::string Workday::pathOf(std::uint32_t chip, int level) const
{
    const UnitTree& tree = m_cluster.tree;
    return tree.path(tree.unitOfChip(chip, std::min(level, tree.leafLevel())));
}

} // namespace podscape::synthesis
