#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

namespace podscape {

struct Rgb
{
    std::uint8_t r = 0, g = 0, b = 0;
    constexpr bool operator==(const Rgb&) const = default;
};

// A named table of 256 colours from low to high. viridis, cividis and inferno are matplotlib's (CC0); coolwarm is K. Moreland's
// diverging map (2009).
class ColorMap
{
public:
    static constexpr int kSize = 256;

    [[nodiscard]] static std::span<const ColorMap> all();
    [[nodiscard]] static const ColorMap& named(std::string_view name);   // viridis when there is none of that name

    [[nodiscard]] std::string_view name() const { return m_name; }
    [[nodiscard]] Rgb at(int index) const { return m_colors[index]; }    // 0…255
    [[nodiscard]] Rgb at(double t) const;                                // 0…1, clamped
    [[nodiscard]] bool isDiverging() const { return m_diverging; }

    ColorMap(std::string_view name, bool diverging, std::array<Rgb, kSize> colors) : m_name(name), m_diverging(diverging), m_colors(colors) {}

private:
    std::string_view m_name;
    bool m_diverging;
    std::array<Rgb, kSize> m_colors;
};

} // namespace podscape
