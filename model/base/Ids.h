#pragma once

#include <compare>
#include <cstdint>

namespace podscape {

// A 32-bit index with a type: a ChipId and a LinkId do not compare.
template <class Tag>
struct Id
{
    std::uint32_t value = 0;
    constexpr auto operator<=>(const Id&) const = default;
};

using ChipId = Id<struct ChipTag>;      // leaf of the unit tree, depth-first order
using LinkId = Id<struct LinkTag>;      // link within one fabric
using FabricId = Id<struct FabricTag>;  // fabric within one cluster
using JobId = Id<struct JobTag>;        // job within one trace
using EventId = Id<struct EventTag>;    // event within one trace
using MetricId = Id<struct MetricTag>;  // metric within one trace

} // namespace podscape
