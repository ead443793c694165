#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace podscape {

// A direction of the scene or of a torus.
enum class Axis : std::uint8_t { X, Y, Z };
inline constexpr std::array kAxes{Axis::X, Axis::Y, Axis::Z};

[[nodiscard]] constexpr std::string_view toText(Axis axis)
{
    constexpr std::array<std::string_view, 3> kTexts{"x", "y", "z"};
    return kTexts[static_cast<std::size_t>(axis)];
}

[[nodiscard]] constexpr std::optional<Axis> parseAxis(std::string_view text)
{
    for (const Axis axis : kAxes)
        if (text == toText(axis))
            return axis;
    return std::nullopt;
}

} // namespace podscape
