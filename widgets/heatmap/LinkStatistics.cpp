#include "widgets/heatmap/LinkStatistics.h"

#include <algorithm>
#include <cmath>

namespace podscape {
namespace {

void addLoads(LinkStatistics& group, const LinkLoads& loads)
{
    std::vector<float> known;
    for (const std::uint32_t link : group.links)
        for (std::size_t direction = 0; direction < 2; ++direction) {
            const std::size_t i = std::size_t{link} * 2 + direction;
            if (i < loads.share.size() && !isMissing(loads.share[i]))
                known.push_back(loads.share[i]);
        }
    group.known = known.size();
    if (known.empty())
        return;
    for (const float share : known) {
        group.mean += share / static_cast<double>(known.size());
        group.max = std::max(group.max, share);
        group.saturated += share >= LinkStatistics::kSaturated ? 1 : 0;
        ++group.histogram[static_cast<std::size_t>(std::clamp(share * LinkStatistics::kBins, 0.0F, LinkStatistics::kBins - 1.0F))];
    }
    // Nearest rank: the smallest load that 95 % of the directions do not exceed.
    const auto rank = static_cast<std::size_t>(std::ceil(0.95 * static_cast<double>(known.size()))) - 1;
    std::ranges::nth_element(known, known.begin() + static_cast<std::ptrdiff_t>(rank));
    group.p95 = known[rank];
}

} // namespace

std::vector<LinkStatistics> linkStatistics(const Fabric& fabric, const LinkLoads& loads)
{
    std::vector<LinkStatistics> groups(fabric.groups().size());
    for (std::uint32_t link = 0; link < fabric.linkCount(); ++link) {
        LinkStatistics& group = groups[fabric.linkGroup()[link]];
        const double bandwidth = fabric.linkBandwidth()[link];
        group.bandwidth = group.links.empty() || group.bandwidth == bandwidth ? bandwidth : 0;
        group.links.push_back(link);
    }
    for (LinkStatistics& group : groups)
        addLoads(group, loads);
    return groups;
}

std::vector<std::uint32_t> busiestDirections(const LinkLoads& loads, std::size_t count)
{
    std::vector<std::uint32_t> busy;
    for (std::uint32_t i = 0; i < loads.share.size(); ++i)
        if (loads.share[i] > 0)                 // false for missing ones
            busy.push_back(i);
    const auto end = busy.begin() + static_cast<std::ptrdiff_t>(std::min(count, busy.size()));
    std::partial_sort(busy.begin(), end, busy.end(), [&](std::uint32_t a, std::uint32_t b) { return loads.share[a] != loads.share[b] ? loads.share[a] > loads.share[b] : a < b; });
    busy.erase(end, busy.end());
    return busy;
}

} // namespace podscape
