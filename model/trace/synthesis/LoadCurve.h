#pragma once

#include "model/trace/synthesis/JobMix.h"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace podscape::synthesis {

inline constexpr int kFullLoad = 200;    // load is counted in half percents

// A chip that does everything late: its job waits for it.
struct Straggler
{
    std::uint32_t chip = 0;
    std::int64_t untilStep = 0;
    int lossPercent = 0;                 // of the job's speed
};

// What the load of a running job depends on.
struct LoadState
{
    Work work = Work::Develop;
    std::uint32_t salt = 0;              // differs from job to job
    std::int64_t ageSeconds = 0;         // since it started
    std::int64_t secondOfDay = 0;
    std::int64_t stepSeconds = 60;
    bool checkpoints = false;            // in this step
    bool isLarge = false;                // takes longer to start
};

// Mean load of the job in this step, before noise: start-up, ramp, plateau by kind of work, checkpoint dip.
[[nodiscard]] int loadOf(const LoadState& state);

// Writes a code per chip: the job's load with a small bias of each chip and noise of each sample.
void writeLoad(int load, const std::optional<Straggler>& straggler, std::uint32_t step, std::span<const IndexRange> chips, std::span<std::uint8_t> row);

// Power by load, as 8-bit codes of `wattsPerCode`: about 37 % when idle, 97 % at full load.
class PowerCurve
{
public:
    explicit PowerCurve(double wattsAtFullLoad);
    [[nodiscard]] std::int64_t wattsPerCode() const { return m_wattsPerCode; }
    void write(std::span<const std::uint8_t> load, std::uint32_t step, std::span<std::uint8_t> power) const;

private:
    std::int64_t m_wattsPerCode = 1;
    std::array<std::uint8_t, 256> m_code{};
};

} // namespace podscape::synthesis
