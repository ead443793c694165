#pragma once

#include "model/color/ColorMap.h"
#include "model/trace/Metric.h"

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace podscape {

// From a value to a colour index: limits, name and unit of what is shown. Index kMissingIndex is missing data, 0…kTopIndex the colours.
struct ColorScale
{
    static constexpr std::uint8_t kTopIndex = 253;
    static constexpr std::uint8_t kMissingIndex = 255;

    double low = 0;
    double high = 1;
    std::string title;        // "utilisation"
    std::string unit;         // "%"
    std::string map = "viridis";

    bool operator==(const ColorScale&) const = default;

    [[nodiscard]] std::uint8_t indexOf(float value) const;
    [[nodiscard]] Rgb colorOf(float value, Rgb missing) const;

    // The 256 colours that indices look up: the map stretched over 0…253, 254 unused, 255 missing.
    [[nodiscard]] std::array<Rgb, 256> table(Rgb missing) const;

    // The unit that tick texts are in: `unit` with the prefix that fits the limits, "GB/s" for limits of 0…4·10^10 B/s.
    [[nodiscard]] std::string shownUnit() const;

    // Ticks at round numbers within the limits, at most `count`, with the decimals they need; texts are in shownUnit().
    struct Tick { double value; std::string text; };
    [[nodiscard]] std::vector<Tick> ticks(int count) const;

    // What the codes of an 8-bit metric show: an index for each.
    [[nodiscard]] std::array<std::uint8_t, 256> indicesOfCodes(const Metric& metric) const;

    // Writes an index per column of one sample; 8-bit metrics go through a 256-entry table, so a million chips cost under a millisecond.
    void encodeFrame(const Metric& metric, std::size_t sample, std::span<std::uint8_t> out) const;
};

[[nodiscard]] ColorScale defaultScale(const Metric& metric);

// Round numbers 1, 2, 2.5, 5 × 10^n that cut [low, high] into at most `count` steps; empty for an empty range.
[[nodiscard]] std::vector<double> roundTicks(double low, double high, int count);

} // namespace podscape
