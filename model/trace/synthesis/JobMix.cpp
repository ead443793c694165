#include "model/trace/synthesis/JobMix.h"

#include "model/trace/synthesis/SlicePlacer.h"

#include <algorithm>

namespace podscape::synthesis {

namespace {

constexpr std::uint32_t kMediumGranules = 8;

bool fits(const Cells& shape, const Cells& room)
{
    return std::ranges::any_of(orientationsOf(shape), [&](const Cells& way) { return way[0] <= room[0] && way[1] <= room[1] && way[2] <= room[2]; });
}

// 4x4x4, 4x4x8, 4x8x8, 8x8x8 …: the shapes in which slices are offered (Google Cloud, TPU v5p, slice topologies) double one axis at a time.
std::vector<Cells> wholeShapes(const ChipLattice& lattice)
{
    std::vector<Cells> shapes;
    for (Cells shape = lattice.granule; fits(shape, lattice.size);) {
        shapes.push_back(shape);
        // The shortest axis that may grow, the last one of several.
        std::optional<std::size_t> shortest;
        for (std::size_t axis = 0; axis < 3; ++axis) {
            Cells longer = shape;
            longer[axis] *= 2;
            if (lattice.size[axis] > 1 && fits(longer, lattice.size) && (!shortest || shape[axis] <= shape[*shortest]))
                shortest = axis;
        }
        if (!shortest)
            break;
        shape[*shortest] *= 2;
    }
    return shapes;
}

// 2x2x1, 2x2x2, 2x2x4, 2x4x4 of a cube; 1, 2, 4 chips of a node of eight.
std::vector<Cells> partShapes(const ChipLattice& lattice)
{
    if (lattice.granule == Cells{4, 4, 4})
        return {{2, 2, 1}, {2, 2, 2}, {2, 2, 4}, {2, 4, 4}};
    if (lattice.granule == Cells{4, 4, 1})
        return {{2, 2, 1}, {2, 4, 1}};
    std::vector<Cells> shapes;
    for (std::uint32_t part = 1; !lattice.isTorus && part < lattice.granule[0]; part *= 2)
        if (lattice.granule[0] % part == 0)
            shapes.push_back({part, 1, 1});
    return shapes;
}

struct Habit { Work work; int weight; std::int64_t leastMinutes, mostMinutes; };

// By class of size. Most jobs are small and short, most chip time is in few long ones (AcmeTrace: pretraining is 3 % of the jobs and 94 % of
// the time); the minutes are chosen so that a day shows many changes.
std::span<const Habit> habitsOf(SizeClass size)
{
    static constexpr Habit kSmall[]{{Work::Develop, 5, 8, 150}, {Work::Evaluate, 4, 10, 90}, {Work::FineTune, 2, 40, 300}, {Work::Serve, 1, 360, 1440}};
    static constexpr Habit kMedium[]{{Work::FineTune, 5, 60, 420}, {Work::Evaluate, 3, 20, 150}, {Work::Reinforce, 3, 90, 540}, {Work::Serve, 2, 480, 2000}, {Work::Pretrain, 1, 240, 720}};
    static constexpr Habit kLarge[]{{Work::Pretrain, 4, 240, 960}, {Work::Reinforce, 3, 180, 600}, {Work::FineTune, 2, 120, 420}};
    switch (size) {
    case SizeClass::Small: return kSmall;
    case SizeClass::Medium: return kMedium;
    case SizeClass::Large: return kLarge;
    }
    return {};
}

const Habit& drawHabit(std::span<const Habit> habits, Random& random)
{
    int total = 0;
    for (const Habit& habit : habits)
        total += habit.weight;
    auto left = static_cast<int>(random.below(static_cast<std::uint64_t>(total)));
    for (const Habit& habit : habits)
        if ((left -= habit.weight) < 0)
            return habit;
    return habits.back();
}

} // namespace

std::string_view toText(Work work)
{
    constexpr std::array<std::string_view, 6> kWords{"pretrain", "finetune", "rl", "eval", "serve", "dev"};
    return kWords[static_cast<std::size_t>(work)];
}

std::string_view queueOf(Work work)
{
    return work == Work::Serve ? "serving" : work == Work::Develop ? "interactive" : "batch";
}

JobMix::JobMix(const ChipLattice& lattice, Random& random) : m_random(random), m_instanceCells(volume(lattice.size))
{
    shapes(SizeClass::Small) = partShapes(lattice);
    for (const Cells& shape : wholeShapes(lattice))
        shapes(volume(shape) <= kMediumGranules * volume(lattice.granule) ? SizeClass::Medium : SizeClass::Large).push_back(shape);
}

std::optional<Request> JobMix::draw(SizeClass size)
{
    std::span<const Cells> offered = shapes(size);
    // Besides the flagships no job asks for more than an eighth of a machine.
    while (size == SizeClass::Large && offered.size() > 1 && volume(offered.back()) > m_instanceCells / 8)
        offered = offered.first(offered.size() - 1);
    if (offered.empty() || (size == SizeClass::Large && volume(offered.back()) > m_instanceCells / 2))
        return std::nullopt;
    const Habit& habit = drawHabit(habitsOf(size), m_random);
    Request request;
    request.work = habit.work;
    // The smaller of two draws: small shapes are asked for more often.
    request.shape = offered[std::min(m_random.below(offered.size()), m_random.below(offered.size()))];
    request.minutes = std::min(m_random.between(habit.leastMinutes, habit.mostMinutes), m_random.between(habit.leastMinutes, habit.mostMinutes));
    // Most jobs that fail do so early, by a mistake of their own; those that hardware ends are drawn elsewhere.
    if (m_random.chance(8, 100)) {
        request.outcome = Request::Outcome::Fails;
        request.minutes = m_random.between(2, 25);
    } else if (m_random.chance(4, 100)) {
        request.outcome = Request::Outcome::IsCancelled;
        request.minutes = std::max<std::int64_t>(3, request.minutes / 3);
    }
    return request;
}

std::optional<Request> JobMix::flagship(std::uint32_t percent)
{
    std::optional<Request> largest;
    for (const SizeClass size : {SizeClass::Medium, SizeClass::Large})
        for (const Cells& shape : shapes(size))
            if (std::uint64_t(volume(shape)) * 100 <= std::uint64_t(m_instanceCells) * percent)
                largest = Request{Work::Pretrain, shape, m_random.between(2000, 6000), Request::Outcome::Completes};
    return largest;
}

} // namespace podscape::synthesis
