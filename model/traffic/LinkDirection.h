#pragma once

#include "model/trace/Metric.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>
#include <string_view>

namespace podscape {

// Which way of a link is shown. Links run from a to b; those of a torus towards the larger coordinate.
enum class LinkDirection : std::uint8_t { Both, Plus, Minus };
inline constexpr std::array kLinkDirections{LinkDirection::Both, LinkDirection::Plus, LinkDirection::Minus};

[[nodiscard]] constexpr std::string_view toText(LinkDirection direction)
{
    return direction == LinkDirection::Both ? "both" : direction == LinkDirection::Plus ? "+" : "−";
}

// The loads of a link that count, of `loads` as [a→b, b→a] a link.
[[nodiscard]] inline std::span<const float> loadsOf(std::span<const float> loads, std::uint32_t link, LinkDirection direction)
{
    return direction == LinkDirection::Both ? loads.subspan(2 * std::size_t(link), 2) : loads.subspan(2 * std::size_t(link) + (direction == LinkDirection::Minus ? 1 : 0), 1);
}

// The larger of those that are known; kMissing where none is.
[[nodiscard]] inline float shownLoad(std::span<const float> loads, std::uint32_t link, LinkDirection direction)
{
    float most = kMissing;
    for (const float load : loadsOf(loads, link, direction))
        if (!isMissing(load))
            most = isMissing(most) ? load : std::max(most, load);
    return most;
}

} // namespace podscape
