#include "widgets/scene/SwitchPlaces.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace podscape {

namespace {

// A switch that only joins chips of one block is part of that block.
bool isInsideBlocks(const Cluster& cluster, const Fabric& fabric, int blockLevel)
{
    return std::ranges::all_of(fabric.switches(), [&](const FabricSwitch& s) { return s.unit && s.unit->level >= blockLevel; })
           && fabric.kind() == FabricKind::Switched && cluster.tree.levelCount() > blockLevel;
}

// The middle of what each switch touches, tier by tier from below, so that a spine comes to hang over its leaves.
std::vector<Eigen::Vector2f> meansOfNeighbours(const Cluster& cluster, const Fabric& fabric, const Layout& layout)
{
    std::vector<Eigen::Vector2f> mean(fabric.switches().size(), layout.bounds.center().head<2>());
    std::vector<std::uint32_t> order(mean.size());
    std::iota(order.begin(), order.end(), 0u);
    std::ranges::stable_sort(order, {}, [&](std::uint32_t s) { return fabric.switches()[s].tier; });
    for (const std::uint32_t s : order) {
        const std::uint32_t node = fabric.endpointCount() + s;
        Eigen::Vector2f sum = Eigen::Vector2f::Zero();
        int count = 0;
        for (const std::uint32_t link : fabric.linksOf(node)) {
            const std::uint32_t other = fabric.linkA()[link] == node ? fabric.linkB()[link] : fabric.linkA()[link];
            if (fabric.isSwitch(other)) {
                if (fabric.switchOf(other).tier >= fabric.switches()[s].tier)
                    continue;
                sum += mean[other - fabric.endpointCount()];
            } else {
                const UnitRef endpoint{static_cast<std::uint16_t>(fabric.endpointLevel()), other};
                const UnitRef block = cluster.tree.unitOfChip(cluster.tree.chips(endpoint).begin, layout.blockLevel);
                sum += (layout.blocks[block.index].min + layout.blocks[block.index].size / 2).head<2>();
            }
            ++count;
        }
        if (count > 0)
            mean[s] = sum / static_cast<float>(count);
    }
    return mean;
}

// Deals the switches of one tier over a grid above the floor in the order of their means: row by row, along each row.
void spreadTier(std::vector<std::uint32_t> members, const std::vector<Eigen::Vector2f>& mean, const Box& floor, float height, SwitchPlaces& places)
{
    const Eigen::Vector2f extent = floor.sizes().head<2>();
    const double aspect = std::clamp<double>(extent.x() / std::max(extent.y(), 1e-3f), 0.25, 8.0);
    const auto columns = std::clamp<std::uint32_t>(static_cast<std::uint32_t>(std::lround(std::sqrt(static_cast<double>(members.size()) * aspect))), 1,
                                                   static_cast<std::uint32_t>(members.size()));
    const auto rows = static_cast<std::uint32_t>((members.size() + columns - 1) / columns);
    std::ranges::stable_sort(members, {}, [&](std::uint32_t s) { return mean[s].y(); });
    for (std::uint32_t row = 0; row < rows; ++row) {
        const std::uint32_t first = row * columns, last = std::min<std::uint32_t>(first + columns, static_cast<std::uint32_t>(members.size()));
        std::ranges::stable_sort(members.begin() + first, members.begin() + last, {}, [&](std::uint32_t s) { return mean[s].x(); });
        for (std::uint32_t i = first; i < last; ++i) {
            const float u = (float(i - first) + 0.5f) / float(last - first), v = (float(row) + 0.5f) / float(rows);
            places.centre[members[i]] = {floor.min().x() + u * extent.x(), floor.min().y() + v * extent.y(), height};
        }
    }
    const float spacing = std::min(extent.x() / float(columns), rows > 1 ? extent.y() / float(rows) : extent.x() / float(columns));
    places.size = std::min(places.size, spacing * 0.45f);
}

} // namespace

SwitchPlaces SwitchPlaces::place(const Cluster& cluster, const Fabric& fabric, const Layout& layout)
{
    SwitchPlaces places;
    if (fabric.switches().empty() || isInsideBlocks(cluster, fabric, layout.blockLevel))
        return places;
    places.centre.resize(fabric.switches().size(), layout.bounds.center());   // where adapters stay, which are not drawn
    const Eigen::Vector3f extent = layout.bounds.sizes();
    places.size = std::max(extent.x(), extent.y()) * 0.03f;
    const std::vector<Eigen::Vector2f> mean = meansOfNeighbours(cluster, fabric, layout);
    const float rise = std::max(extent.z() * 0.9f, std::max(extent.x(), extent.y()) * 0.28f);

    std::uint8_t tiers = 0;
    for (const FabricSwitch& s : fabric.switches())
        if (s.kind == FabricSwitch::Kind::Switch)
            tiers = std::max<std::uint8_t>(tiers, static_cast<std::uint8_t>(s.tier + 1));
    for (std::uint8_t tier = 0; tier < tiers; ++tier) {
        std::vector<std::uint32_t> members;
        for (std::uint32_t s = 0; s < fabric.switches().size(); ++s)
            if (fabric.switches()[s].tier == tier && fabric.switches()[s].kind == FabricSwitch::Kind::Switch)
                members.push_back(s);
        if (!members.empty())
            spreadTier(std::move(members), mean, layout.bounds, layout.bounds.max().z() + rise * float(tier + 1), places);
    }
    return places;
}

} // namespace podscape
