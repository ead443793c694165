#include "model/color/ColorMap.h"

#include <algorithm>
#include <cmath>

namespace podscape {
namespace {

constexpr std::uint32_t kViridis[ColorMap::kSize] = {
#include "model/color/viridis.inc"
};
constexpr std::uint32_t kCividis[ColorMap::kSize] = {
#include "model/color/cividis.inc"
};
constexpr std::uint32_t kInferno[ColorMap::kSize] = {
#include "model/color/inferno.inc"
};
constexpr std::uint32_t kCoolwarm[ColorMap::kSize] = {
#include "model/color/coolwarm.inc"
};

std::array<Rgb, ColorMap::kSize> unpacked(const std::uint32_t (&packed)[ColorMap::kSize])
{
    std::array<Rgb, ColorMap::kSize> colors;
    std::ranges::transform(packed, colors.begin(), [](std::uint32_t c) {
        return Rgb{static_cast<std::uint8_t>(c >> 16), static_cast<std::uint8_t>(c >> 8), static_cast<std::uint8_t>(c)};
    });
    return colors;
}

} // namespace

std::span<const ColorMap> ColorMap::all()
{
    static const std::array maps{
        ColorMap("viridis", false, unpacked(kViridis)),
        ColorMap("cividis", false, unpacked(kCividis)),
        ColorMap("inferno", false, unpacked(kInferno)),
        ColorMap("coolwarm", true, unpacked(kCoolwarm)),
    };
    return maps;
}

const ColorMap& ColorMap::named(std::string_view name)
{
    const auto found = std::ranges::find(all(), name, &ColorMap::name);
    return found != all().end() ? *found : all().front();
}

Rgb ColorMap::at(double t) const
{
    // Written so that NaN lands on the low end instead of converting to an undefined integer.
    const double clamped = t > 0 ? std::min(t, 1.0) : 0.0;
    return m_colors[static_cast<std::size_t>(std::lround(clamped * (kSize - 1)))];
}

} // namespace podscape
