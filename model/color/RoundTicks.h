#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace podscape {

// Numbers along an axis or beside a colour bar, as text.

// Decimals that a row of ticks needs so that no two read alike: {0, 0.25} → 2, {0, 20} → 0.
[[nodiscard]] int decimalsFor(const std::vector<double>& ticks);

// "1,250", "0.25": fixed decimals, thousands separated, no "-0".
[[nodiscard]] std::string formatFixed(double value, int decimals);

// "83.2 %", "1.24 GB/s", "no data": a value with three digits and the prefix that fits it.
[[nodiscard]] std::string valueText(double value, std::string_view unit);

// How large numbers of a unit are written: 120,000 W with {1000, "kW"} is "120 kW".
struct ShownUnit
{
    double factor = 1;
    std::string text;
};

// The prefix that keeps `magnitude` in [1, 1000), for the units that take one (W, B, B/s, FLOP/s, Hz); others stay as they are.
[[nodiscard]] ShownUnit shownUnitFor(double magnitude, std::string_view unit);

} // namespace podscape
