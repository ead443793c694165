#include "model/trace/synthesis/Failures.h"

#include <algorithm>
#include <array>

namespace podscape::synthesis {

namespace {

using Part = Failure::Part;
struct Row { std::uint32_t count; Failure failure; };

// Counts of Llama 3's table 5; they add up to 419.
constexpr std::array kTable{
    Row{148, {Part::Chip, "faulty accelerator"}}, Row{72, {Part::Chip, "HBM fault"}}, Row{54, {Part::Software, "software bug"}},
    Row{35, {Part::Link, "switch or cable fault"}}, Row{32, {Part::Host, "unplanned host maintenance"}}, Row{19, {Part::Chip, "SRAM fault"}},
    Row{17, {Part::Chip, "system processor fault"}}, Row{7, {Part::Host, "network adapter fault"}}, Row{7, {Part::Software, "collective watchdog"}},
    Row{6, {Part::Chip, "silent data corruption"}}, Row{6, {Part::Chip, "thermal or sensor fault"}}, Row{3, {Part::Host, "SSD fault"}},
    Row{3, {Part::Host, "power supply fault"}}, Row{2, {Part::Host, "chassis fault"}}, Row{2, {Part::Host, "IO board fault"}},
    Row{2, {Part::Software, "broken dependency"}}, Row{2, {Part::Host, "CPU fault"}}, Row{2, {Part::Host, "host memory fault"}}};

constexpr std::uint32_t kTotal = [] {
    std::uint32_t total = 0;
    for (const Row& row : kTable)
        total += row.count;
    return total;
}();
static_assert(kTotal == 419);

// Largest root with root² ≤ value, by bisection: no rounding that differs between machines.
std::int64_t wholeRoot(std::int64_t value)
{
    std::int64_t low = 0, high = 3'000'000'000;
    while (low < high) {
        const std::int64_t middle = (low + high + 1) / 2;
        if (middle <= value / middle)
            low = middle;
        else
            high = middle - 1;
    }
    return low;
}

} // namespace

std::string_view kindOf(Failure::Part part)
{
    constexpr std::array<std::string_view, 4> kKinds{"chip-failure", "host-failure", "link-failure", "software-failure"};
    return kKinds[static_cast<std::size_t>(part)];
}

bool failsWithin(std::uint64_t chips, std::uint64_t spanNs, Random& random)
{
    constexpr std::uint64_t kNsPerHour = 3'600'000'000'000;
    return random.chance(chips * spanNs, kChipHoursPerFailure * kNsPerHour);
}

const Failure& drawFailure(Random& random)
{
    auto left = static_cast<std::int64_t>(random.below(kTotal));
    for (const Row& row : kTable)
        if ((left -= row.count) < 0)
            return row.failure;
    return kTable.back().failure;
}

std::int64_t checkpointIntervalSeconds(std::uint64_t chips)
{
    const std::int64_t secondsBetween = static_cast<std::int64_t>(kChipHoursPerFailure * 3600 / std::max<std::uint64_t>(chips, 1));
    return std::clamp<std::int64_t>(wholeRoot(2 * kCheckpointSeconds * secondsBetween), 600, 7200);
}

} // namespace podscape::synthesis
