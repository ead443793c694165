#pragma once

#include "model/cluster/Fabric.h"

#include <cstdint>
#include <vector>

namespace podscape {

// How far endpoints are from each other, counted by walking through the fabric.
struct HopCount
{
    std::vector<std::uint64_t> pairsAt;   // ordered pairs (source, other endpoint) by number of links
    std::uint32_t sources = 0;            // endpoints that were walked from
    bool isSampled = false;               // not every endpoint was one, nor stands for one

    [[nodiscard]] std::uint64_t pairs() const;
    [[nodiscard]] double mean() const;    // over the pairs that reach each other
    [[nodiscard]] std::uint32_t farthest() const;
};

// From one endpoint to all others.
[[nodiscard]] HopCount countHopsFrom(const Fabric& fabric, std::uint32_t endpoint);

// From all endpoints. Endpoints on the same switches are walked from once, and switches between the same neighbours are one, so a leaf–spine network of
// thousands of leaves costs leaves², not endpoints². Where that is still more than `mostSteps` links to follow, groups of endpoints spread evenly are taken.
[[nodiscard]] HopCount countHops(const Fabric& fabric, std::uint64_t mostSteps);

} // namespace podscape
