#pragma once

#include "model/traffic/RingAllReduce.h"

#include <array>
#include <cstdint>
#include <vector>

namespace podscape {

// What the loads of one group of links say. A direction is counted by itself: a link has two.
struct LinkStatistics
{
    static constexpr std::size_t kBins = 20;
    static constexpr float kSaturated = 0.95F;     // of its bandwidth: queues grow without bound from about here

    std::vector<std::uint32_t> links;              // of the group, ascending
    std::size_t known = 0;                         // directions with a load
    std::size_t saturated = 0;
    double mean = 0;
    float p95 = 0, max = 0;
    std::array<std::uint32_t, kBins> histogram{};  // directions by load, 0…100 %
    double bandwidth = 0;                          // B/s per direction when all links are alike, else 0
};

// One entry per group of the fabric.
[[nodiscard]] std::vector<LinkStatistics> linkStatistics(const Fabric& fabric, const LinkLoads& loads);

// Directions (2·link + direction) with the highest loads, highest first, at most `count`; idle and unknown ones are left out.
[[nodiscard]] std::vector<std::uint32_t> busiestDirections(const LinkLoads& loads, std::size_t count);

} // namespace podscape
