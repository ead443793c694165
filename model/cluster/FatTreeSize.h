#pragma once

#include <cstdint>

namespace podscape {

// Switches above the leaves of a non-blocking fat tree.
struct FatTreeSize
{
    std::uint32_t spines = 0;
    std::uint32_t cores = 0;      // 0: two tiers do
    std::uint32_t uplinksPerSpine = 0;
};

// How many switches of `ports` ports stand above `leaves` leaves with `uplinksPerLeaf` cables upwards each. Two tiers as long as a spine has
// a port for every leaf: half as many cables as ports, rounded up to a number of spines that a leaf's cables divide over evenly. Beyond,
// three tiers: a spine for every leaf, half of its ports down and half up, and half as many cores. These rules give every count that
// NVIDIA's DGX SuperPOD reference architectures (H100 and B200) print, from 1 to 64 scalable units.
[[nodiscard]] FatTreeSize fatTreeSize(std::uint32_t leaves, std::uint32_t uplinksPerLeaf, std::uint32_t ports);

} // namespace podscape
