#pragma once

#include "model/color/ColorMap.h"

#include <cstdint>
#include <cstring>

namespace podscape {

// A colour as a texel of four bytes: red, green, blue, alpha in memory.
[[nodiscard]] inline std::uint32_t packed(Rgb color, std::uint32_t alpha)
{
    const std::uint8_t rgba[4] = {color.r, color.g, color.b, static_cast<std::uint8_t>(alpha)};
    std::uint32_t value = 0;
    std::memcpy(&value, rgba, 4);
    return value;
}

[[nodiscard]] inline Rgb unpacked(std::uint32_t value)
{
    std::uint8_t rgba[4];
    std::memcpy(rgba, &value, 4);
    return {rgba[0], rgba[1], rgba[2]};
}

} // namespace podscape
