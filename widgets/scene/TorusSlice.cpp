#include "widgets/scene/TorusSlice.h"

#include <algorithm>

namespace podscape {

namespace {

// Ranges of endpoints of one torus that are not in the layer. All tori of a fabric are alike.
std::vector<IndexRange> othersInTorus(const TorusShape& torus, const Cutaway::Slice& slice)
{
    std::vector<IndexRange> others;
    for (std::uint32_t endpoint = 0; endpoint < torus.coordinates.size(); ++endpoint) {
        if (torus.coordinates[endpoint][static_cast<std::size_t>(slice.axis)] == slice.coordinate)
            continue;
        if (others.empty() || others.back().end != endpoint)
            others.push_back({endpoint, endpoint});
        ++others.back().end;
    }
    return others;
}

} // namespace

void hideOtherLayers(ChipMask& mask, const Cluster& cluster, const Fabric& fabric, const Cutaway::Slice& slice)
{
    const TorusShape& torus = *fabric.torus();
    const auto level = static_cast<std::uint16_t>(fabric.endpointLevel());
    const std::uint32_t chips = cluster.tree.chipCount(), each = torus.endpointsEach();
    const auto hide = [&](std::uint32_t first, std::uint32_t end) {   // endpoints
        if (first < end)
            mask.limit({cluster.tree.chips({level, first}).begin, cluster.tree.chips({level, end - 1}).end}, ChipMask::kHidden, chips);
    };
    const std::vector<IndexRange> others = othersInTorus(torus, slice);
    const std::uint32_t tori = torus.firstEndpoint.empty() ? fabric.endpointCount() / each : static_cast<std::uint32_t>(torus.firstEndpoint.size());
    std::uint32_t next = 0;
    for (std::uint32_t t = 0; t < tori; ++t) {
        const std::uint32_t first = torus.firstOf(t);
        hide(next, first);   // between two tori
        for (const IndexRange range : others)
            hide(first + range.begin, first + range.end);
        next = first + each;
    }
    hide(next, fabric.endpointCount());
}

} // namespace podscape
