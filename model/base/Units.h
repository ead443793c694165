#pragma once

#include "model/base/Result.h"

#include <string>
#include <string_view>

namespace podscape {

// What a number measures, with its base unit.
enum class Dimension
{
    Count,        // plain number
    Ratio,        // 1 = 100 %
    Power,        // W
    Data,         // B
    DataRate,     // B/s
    ComputeRate,  // FLOP/s
    Length,       // m
    Area,         // m²
    Duration,     // s
    Temperature,  // °C
    PowerDensity, // W/m²
};

// Reads a quantity as people write it: "100 GB/s", "400 Gb/s", "192 GiB", "1.2 MW", "0.6 m", "10.9 kW", "275 TFLOP/s",
// "13.6 min", "41 °C", "85 %". 1 kB is 1,000 bytes and 1 KiB is 1,024; bits become bytes. A number without a unit is an
// error except for Count. The Error has expected, found and hint; the caller adds subject and place.
[[nodiscard]] Result<double> parseQuantity(std::string_view text, Dimension dimension);

// Three significant digits with the prefix that keeps the number in [1, 1000): 76800000000000 → "76.8 TB/s".
[[nodiscard]] std::string formatQuantity(double value, Dimension dimension);

// The shortest text that parseQuantity reads back as the very same number: 5e10 → "50 GB/s", 206158430208 → "192 GiB". Decimal
// prefixes are tried before binary ones; without a match the number stands in the base unit with all its digits.
[[nodiscard]] std::string exactQuantity(double value, Dimension dimension);

// The double with the fewest digits that is this float: what a file said before it became one (112.5e9, not 112,500,000,768).
[[nodiscard]] double decimalOf(float value);

// "9,216": thousands separated as in the field's English texts.
[[nodiscard]] std::string formatCount(long long value);

// "0.0314", "31.4", "31,400": three significant digits, never an exponent below 1e15.
[[nodiscard]] std::string formatNumber(double value);

[[nodiscard]] std::string_view baseUnit(Dimension dimension);

} // namespace podscape
