#include "model/trace/synthesis/LoadCurve.h"

#include "model/trace/Metric.h"
#include "model/trace/synthesis/Failures.h"

#include <algorithm>

namespace podscape::synthesis {

namespace {

// Spreads a counter over 32 bits (the finaliser of MurmurHash3, A. Appleby): noise that needs no state and so no order.
std::uint32_t mixed(std::uint32_t h)
{
    h ^= h >> 16;
    h *= 0x85EBCA6Bu;
    h ^= h >> 13;
    h *= 0xC2B2AE35u;
    return h ^ (h >> 16);
}

int within(std::uint32_t hash, int low, int high) { return low + static_cast<int>(hash % static_cast<std::uint32_t>(high - low + 1)); }

// Up and down in a straight line: 0 at the ends of the period, `height` in its middle.
int triangle(std::int64_t at, std::int64_t period, int height)
{
    const std::int64_t place = at % period;
    return static_cast<int>(std::min(place, period - place) * 2 * height / period);
}

int plateau(const LoadState& s)
{
    const auto block = [&](std::int64_t seconds) { return mixed(s.salt ^ static_cast<std::uint32_t>(s.ageSeconds / seconds) * 0x9E3779B9u); };
    switch (s.work) {
    case Work::Pretrain: return within(s.salt, 184, 192) + triangle(s.ageSeconds, 660, 3);
    case Work::FineTune: return within(s.salt, 166, 184) + triangle(s.ageSeconds, 420, 6);
    case Work::Reinforce: return s.ageSeconds % 900 < 540 ? within(s.salt, 112, 132) : within(s.salt, 176, 188);   // generates, then learns
    case Work::Evaluate: return within(block(300), 90, 156);
    case Work::Serve: return within(s.salt, 64, 84) + triangle(s.secondOfDay + 86'400 - 4 * 3600, 86'400, 78);      // quiet at four, busy at sixteen
    case Work::Develop: return block(600) % 4 == 0 ? 2 : within(block(420), 16, 110);
    }
    return 0;
}

} // namespace

int loadOf(const LoadState& state)
{
    const std::int64_t startUp = state.isLarge ? 480 : 150, ramp = state.isLarge ? 360 : 120;   // load, compile; then all ranks come in
    int load = plateau(state);
    if (state.ageSeconds < startUp)
        load = std::min(load, 12);
    else if (state.ageSeconds < startUp + ramp)
        load = static_cast<int>(12 + (load - 12) * (state.ageSeconds - startUp) / ramp);
    if (state.checkpoints)
        load = static_cast<int>(load * std::max<std::int64_t>(state.stepSeconds - kCheckpointSeconds, 0) / std::max<std::int64_t>(state.stepSeconds, 1));
    return load;
}

void writeLoad(int load, const std::optional<Straggler>& straggler, std::uint32_t step, std::span<const IndexRange> chips, std::span<std::uint8_t> row)
{
    const int waiting = straggler ? load * (100 - straggler->lossPercent) / 100 : load;
    const std::uint32_t stepHash = step * 0x9E3779B9u;
    for (const IndexRange& range : chips)
        for (std::uint32_t chip = range.begin; chip < range.end; ++chip) {
            const std::uint32_t hash = mixed(chip ^ stepHash);
            const int bias = static_cast<int>((chip * 0x9E3779B1u) >> 30) - 1;   // −1 … 2, the same all day
            const int noise = static_cast<int>(hash & 3) - static_cast<int>((hash >> 2) & 3);
            row[chip] = static_cast<std::uint8_t>(std::clamp(waiting + bias + noise, 0, kFullLoad));
        }
    if (straggler)
        row[straggler->chip] = static_cast<std::uint8_t>(std::clamp(load + 6, 0, kFullLoad));   // it never waits
}

PowerCurve::PowerCurve(double wattsAtFullLoad)
{
    constexpr std::int64_t kIdlePercent = 37, kFullPercent = 97;
    const auto watts = static_cast<std::int64_t>(wattsAtFullLoad + 0.5);
    m_wattsPerCode = watts / 240 + 1;
    for (int load = 0; load <= kFullLoad; ++load)
        m_code[static_cast<std::size_t>(load)] =
            static_cast<std::uint8_t>(watts * (kIdlePercent * kFullLoad + (kFullPercent - kIdlePercent) * load) / (100 * kFullLoad * m_wattsPerCode));
    for (std::size_t code = kFullLoad + 1; code < m_code.size(); ++code)
        m_code[code] = kMissingCode8;
}

void PowerCurve::write(std::span<const std::uint8_t> load, std::uint32_t step, std::span<std::uint8_t> power) const
{
    const std::uint32_t stepHash = step * 0x85EBCA77u;
    for (std::uint32_t chip = 0; chip < load.size(); ++chip) {
        const std::uint8_t code = m_code[load[chip]];
        const auto noise = static_cast<std::uint8_t>(((chip + 1) * 0x9E3779B1u ^ stepHash) >> 31);
        power[chip] = code == kMissingCode8 ? code : static_cast<std::uint8_t>(code + noise);
    }
}

} // namespace podscape::synthesis
