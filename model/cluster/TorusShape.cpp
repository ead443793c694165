#include "model/cluster/TorusShape.h"

#include <algorithm>

namespace podscape {

std::optional<TorusShape::Place> TorusShape::placeOf(std::uint32_t endpoint) const
{
    const std::uint32_t each = endpointsEach();
    if (firstEndpoint.empty())
        return Place{endpoint / each, endpoint % each};
    const auto after = std::ranges::upper_bound(firstEndpoint, endpoint);
    if (after == firstEndpoint.begin() || endpoint - *std::prev(after) >= each)
        return std::nullopt;
    return Place{static_cast<std::uint32_t>(after - firstEndpoint.begin() - 1), endpoint - *std::prev(after)};
}

std::uint32_t TorusShape::firstOf(std::uint32_t instance) const
{
    return firstEndpoint.empty() ? instance * endpointsEach() : firstEndpoint[instance];
}

std::optional<TorusShape::At> TorusShape::next(const At& at, int axis) const
{
    At to = at;
    if (at[axis] + 1 < size[axis]) {
        ++to[axis];
        return to;
    }
    const bool isTwistedAxis = twist[axis] != At{};
    if (!wraps[axis] || size[axis] == 1 || (size[axis] == 2 && !isTwistedAxis))
        return std::nullopt;
    to[axis] = 0;
    for (int other = 0; other < 3; ++other)
        to[other] = (to[other] + twist[axis][other]) % size[other];
    return to;
}

std::optional<std::array<TorusShape::At, 3>> twistOf(const TorusShape::At& size, int dimensions)
{
    const std::uint32_t shortest = *std::min_element(size.begin(), size.begin() + dimensions);
    const std::uint32_t longest = *std::max_element(size.begin(), size.begin() + dimensions);
    if (shortest < 2 || longest != 2 * shortest)
        return std::nullopt;
    std::array<TorusShape::At, 3> twist{};
    for (int axis = 0; axis < dimensions; ++axis) {
        if (size[axis] != shortest && size[axis] != longest)
            return std::nullopt;
        for (int other = 0; other < dimensions && size[axis] == shortest; ++other)
            if (size[other] == longest)
                twist[axis][other] = shortest;
    }
    return twist;
}

} // namespace podscape
