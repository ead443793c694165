#pragma once

#include <compare>
#include <cstdint>

namespace podscape {

// A number with a unit in its type. No implicit conversions; the number itself is `.value`, in the base unit named below.
template <class Tag, class Rep = double>
struct Quantity
{
    Rep value{};
    constexpr auto operator<=>(const Quantity&) const = default;
    constexpr Quantity operator+(Quantity o) const { return {static_cast<Rep>(value + o.value)}; }
    constexpr Quantity operator-(Quantity o) const { return {static_cast<Rep>(value - o.value)}; }
    constexpr Quantity operator*(Rep factor) const { return {static_cast<Rep>(value * factor)}; }
};

using Nanoseconds = Quantity<struct NanosecondsTag, std::int64_t>;  // since the start of the trace unless a name says otherwise
using Bytes = Quantity<struct BytesTag, std::int64_t>;
using BytesPerSecond = Quantity<struct BytesPerSecondTag>;          // per link and per direction
using FlopsPerSecond = Quantity<struct FlopsPerSecondTag>;
using Watts = Quantity<struct WattsTag>;
using Metres = Quantity<struct MetresTag>;
using Celsius = Quantity<struct CelsiusTag>;

[[nodiscard]] constexpr double toSeconds(Nanoseconds t) { return static_cast<double>(t.value) * 1e-9; }
[[nodiscard]] constexpr Nanoseconds fromSeconds(std::int64_t seconds) { return {seconds * 1'000'000'000}; }

// Half-open: begin ≤ t < end.
struct TimeRange
{
    Nanoseconds begin;
    Nanoseconds end;
    constexpr bool operator==(const TimeRange&) const = default;
    [[nodiscard]] constexpr bool contains(Nanoseconds t) const { return begin <= t && t < end; }
    [[nodiscard]] constexpr Nanoseconds length() const { return end - begin; }
};

} // namespace podscape
