#pragma once

#include "model/trace/synthesis/Random.h"

#include <cstdint>
#include <string_view>

namespace podscape::synthesis {

// What breaks, and what then has to be repaired.
struct Failure
{
    enum class Part : std::uint8_t { Chip, Host, Link, Software };
    Part part = Part::Chip;
    std::string_view cause;        // "HBM fault"
};

[[nodiscard]] std::string_view kindOf(Failure::Part part);   // "chip-failure", "host-failure", "link-failure", "software-failure"

// One interruption per 50,700 accelerator-hours: 419 in 54 days on 16,384 (The Llama 3 Herd of Models, arXiv 2407.21783, table 5).
inline constexpr std::uint64_t kChipHoursPerFailure = 50'700;

// True when some of `chips` chips fail within `spanNs`.
[[nodiscard]] bool failsWithin(std::uint64_t chips, std::uint64_t spanNs, Random& random);

[[nodiscard]] const Failure& drawFailure(Random& random);   // causes as often as in that table

// Seconds between checkpoints that lose the least time: √(2 · cost · time between interruptions) (Young, A first order approximation to the
// optimum checkpoint interval, 1974), kept between 10 minutes and 2 hours.
inline constexpr std::int64_t kCheckpointSeconds = 30;
[[nodiscard]] std::int64_t checkpointIntervalSeconds(std::uint64_t chips);

} // namespace podscape::synthesis
