#include "widgets/scene/LookedAt.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <vector>

namespace podscape {

namespace {

constexpr int kColumns = 6, kRows = 4;      // of rays through the middle of the picture
constexpr double kMargin = 0.15;            // of it that is left out on every side
constexpr std::size_t kLeastRays = 6;       // a quarter of them

bool isUnder(const Box& box, const Eigen::Vector3f& point)
{
    return point.x() >= box.min().x() && point.x() <= box.max().x() && point.y() >= box.min().y() && point.y() <= box.max().y();
}

// Down one branch of the tree, for a spot of the floor between racks.
UnitRef unitAround(const Eigen::Vector3f& spot, const Layout& layout, const UnitTree& tree, const UnitBoxes& boxes)
{
    UnitRef unit = UnitTree::root();
    while (unit.level < layout.blockLevel) {
        const IndexRange children = tree.children(unit);
        std::uint32_t next = children.begin;
        const auto level = static_cast<std::uint16_t>(unit.level + 1);
        while (next < children.end && !isUnder(boxes.of({level, next}), spot))
            ++next;
        if (next == children.end)
            break;
        unit = {level, next};
    }
    return unit;
}

// What a ray meets, as small as it gets; the root for the floor around all, nothing for the sky.
std::optional<UnitRef> unitMet(const Ray& ray, const Layout& layout, const UnitTree& tree, const UnitBoxes& boxes, const RayPicker& picker)
{
    if (const auto hit = picker.pick(ray))
        return hit->content >= 0 ? UnitRef{static_cast<std::uint16_t>(tree.leafLevel()), static_cast<std::uint32_t>(hit->content)} : layout.blocks[hit->block].unit;
    const float along = (layout.bounds.min().z() - ray.origin.z()) / ray.direction.z();
    if (!(along > 0) || !std::isfinite(along))
        return std::nullopt;
    const Eigen::Vector3f spot = ray.origin + along * ray.direction;
    return layout.bounds.squaredExteriorDistance(spot) > 0 ? std::nullopt : std::optional(unitAround(spot, layout, tree, boxes));
}

} // namespace

std::optional<UnitRef> unitLookedAt(const Layout& layout, const UnitTree& tree, const UnitBoxes& boxes, const Projector& projector, const RayPicker& picker)
{
    const auto spread = [](int i, int count, double lengthPx) { return (kMargin + (1 - 2 * kMargin) * (i + 0.5) / count) * lengthPx; };
    std::vector<UnitRef> met;
    for (int row = 0; row < kRows; ++row)
        for (int column = 0; column < kColumns; ++column)
            if (const auto unit = unitMet(projector.rayAt(spread(column, kColumns, projector.widthPx()), spread(row, kRows, projector.heightPx())), layout, tree, boxes, picker))
                met.push_back(*unit);
    std::optional<UnitRef> largest;
    for (int level = 1; level <= tree.leafLevel(); ++level) {
        std::map<UnitRef, std::size_t> votes;
        for (const UnitRef unit : met)
            if (unit.level >= level)
                ++votes[tree.ancestor(unit, level)];
        const auto most = std::ranges::max_element(votes, {}, [](const auto& vote) { return vote.second; });
        if (most == votes.end() || most->second < kLeastRays)
            break;
        if (std::ranges::any_of(votes, [&](const auto& vote) { return vote.first != most->first && 2 * vote.second > most->second; }))
            break;
        largest = most->first;
    }
    return largest;
}

} // namespace podscape
