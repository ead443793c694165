#pragma once

#include "model/color/ColorMap.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace podscape::test {

using Linear = std::array<double, 3>;

inline double linearOf(std::uint8_t channel)
{
    const double c = channel / 255.0;
    return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
}

inline Linear linearOf(Rgb color) { return {linearOf(color.r), linearOf(color.g), linearOf(color.b)}; }

// Relative luminance Y of WCAG 2.1 and of CIE XYZ for sRGB primaries.
inline double luminance(const Linear& c) { return 0.2126 * c[0] + 0.7152 * c[1] + 0.0722 * c[2]; }

// CIELAB L*, 0…100.
inline double lightness(const Linear& c)
{
    const double y = luminance(c);
    return y > 216.0 / 24389 ? 116 * std::cbrt(y) - 16 : y * 24389 / 27;
}

// WCAG 2.1 contrast of two colours, 1…21.
inline double contrast(Rgb a, Rgb b)
{
    const double ya = luminance(linearOf(a)), yb = luminance(linearOf(b));
    return (std::max(ya, yb) + 0.05) / (std::min(ya, yb) + 0.05);
}

// How people without one kind of cone see linear sRGB: Machado, Oliveira, Fernandes, A Physiologically-based Model for Simulation of
// Color Vision Deficiency, 2009, table 1, severity 1.0.
struct Vision
{
    const char* name;
    std::array<std::array<double, 3>, 3> matrix;

    [[nodiscard]] Linear operator()(const Linear& c) const
    {
        Linear seen{};
        for (std::size_t row = 0; row < 3; ++row)
            seen[row] = matrix[row][0] * c[0] + matrix[row][1] * c[1] + matrix[row][2] * c[2];
        return seen;
    }
};

inline const std::array kVisions{
    Vision{"full colour vision", {{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}}},
    Vision{"protanopia", {{{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}}}},
    Vision{"deuteranopia", {{{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}}}},
    Vision{"tritanopia", {{{1.255528, -0.076749, -0.178779}, {-0.078411, 0.930809, 0.147602}, {0.004733, 0.691367, 0.303900}}}},
};

} // namespace podscape::test
