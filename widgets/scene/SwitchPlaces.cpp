#include "widgets/scene/SwitchPlaces.h"

#include "model/layout/Shelves.h"
#include "widgets/scene/SwitchLinks.h"
#include "widgets/scene/SwitchReach.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <tuple>

namespace podscape {

namespace {

constexpr std::size_t kMarksPerTier = 4'000;   // beyond this boxes are smaller than a pixel when all are in view
constexpr std::size_t kManyGroups = 200;       // beyond this one box a group is enough where boxes must be fewer
constexpr float kRise = 0.3f, kFabricRise = 0.45f;   // of the mean of width and depth of what a tier's switches serve
constexpr float kShareOfCell = 0.5f, kShareOfRegion = 0.14f, kShareOfAll = 0.05f;   // how large a box may be

struct GroupKey
{
    UnitRef region;
    std::uint8_t axis;
    auto operator<=>(const GroupKey&) const = default;
};
using Groups = std::map<GroupKey, std::vector<std::uint32_t>>;   // switches

class Placer
{
public:
    Placer(const Cluster& cluster, const Fabric& fabric, const Layout& layout)
        : m_tree(cluster.tree), m_fabric(fabric), m_layout(layout), m_reach(SwitchReach::find(cluster, fabric, layout)), m_height(layout.bounds.max().z())
    {
        m_places.markOf.assign(fabric.switches().size(), SwitchPlaces::kNoMark);
    }

    SwitchPlaces place()
    {
        std::map<std::uint8_t, std::vector<std::uint32_t>> tiers;
        for (std::uint32_t s = 0; s < m_fabric.switches().size(); ++s)
            if (isDrawn(m_fabric.switches()[s]))
                tiers[m_fabric.switches()[s].tier].push_back(s);
        for (const auto& [tier, switches] : tiers)
            placeTier(tier, switches);
        return std::move(m_places);
    }

private:
    // Where units below the blocks lie behind or above each other their switches share the place of the block.
    UnitRef shownRegion(UnitRef region) const
    {
        return m_layout.arrangement == Arrangement::Fabric ? region : m_tree.ancestor(region, m_layout.blockLevel);
    }

    void placeTier(std::uint8_t tier, const std::vector<std::uint32_t>& switches)
    {
        Groups groups;
        for (const std::uint32_t s : switches)
            groups[{shownRegion(m_reach.of[s].region), m_reach.of[s].axis}].push_back(s);
        while (groups.size() > kMarksPerTier)
            groups = parents(groups);
        std::uint32_t perMark = 1;
        if (switches.size() > kMarksPerTier)
            perMark = groups.size() > kManyGroups ? static_cast<std::uint32_t>(switches.size()) : static_cast<std::uint32_t>(switches.size() / (kMarksPerTier - groups.size()) + 1);

        float meanSide = 0;
        for (const auto& [key, members] : groups)
            meanSide += side(m_layout.boxOf(key.region, m_tree)) / static_cast<float>(groups.size());
        m_height += std::max((m_layout.arrangement == Arrangement::Fabric ? kFabricRise : kRise) * meanSide, 1e-3f);
        const std::string name = tier < m_fabric.tierNames().size() ? m_fabric.tierNames()[tier] : std::string("switch");
        m_places.tiers.push_back({name, static_cast<std::uint32_t>(switches.size()), {}});
        for (const auto& [key, members] : groups)
            placeGroup(key, members, footprint(groups, key), perMark);
    }

    static float side(const Box& box) { return std::sqrt(box.sizes().x() * box.sizes().y()); }

    Groups parents(const Groups& groups) const
    {
        Groups wider;
        for (const auto& [key, members] : groups) {
            std::vector<std::uint32_t>& into = wider[{m_tree.parent(key.region), key.axis}];
            into.insert(into.end(), members.begin(), members.end());
        }
        return wider;
    }

    // The floor below a group; switches of several axes over the same unit share it from left to right.
    Box footprint(const Groups& groups, const GroupKey& key) const
    {
        Box box = m_layout.boxOf(key.region, m_tree);
        const auto first = groups.lower_bound({key.region, 0}), last = groups.upper_bound({key.region, 255});
        const auto parts = static_cast<float>(std::distance(first, last)), part = static_cast<float>(std::distance(first, groups.find(key)));
        const float left = box.min().x(), width = box.sizes().x() / parts, margin = parts > 1 ? 0.06f * width : 0.f;
        box.min().x() = left + part * width + margin;
        box.max().x() = left + (part + 1) * width - margin;
        return box;
    }

    // Over a grid in the order of what they serve: row by row, along each row; one mark for every `perMark` of them.
    void placeGroup(const GroupKey& key, std::vector<std::uint32_t> members, const Box& floor, std::uint32_t perMark)
    {
        const auto first = static_cast<std::uint32_t>(m_places.marks.size());
        const auto all = static_cast<std::uint32_t>(members.size());
        const std::uint32_t count = (all - 1) / perMark + 1;
        const float width = std::max(floor.sizes().x(), 1e-3f), depth = std::max(floor.sizes().y(), 1e-3f);
        const std::uint32_t columns = shelfWidth(count, 1, 1, std::clamp(width / depth, 0.2f, 12.f)), rows = (count + columns - 1) / columns;
        const float edge = std::min({kShareOfCell * std::min(width / float(columns), depth / float(rows)), kShareOfRegion * side(floor), kShareOfAll * side(m_layout.bounds)});
        sortByPlace(members, perMark < all ? columns * perMark : all);
        for (std::uint32_t i = 0; i < count; ++i) {
            const std::uint32_t row = i / columns, inRow = std::min(columns, count - row * columns);
            SwitchMark mark;
            mark.centre = {floor.min().x() + (float(i % columns) + 0.5f) / float(inRow) * width, floor.min().y() + (float(row) + 0.5f) / float(rows) * depth, m_height};
            mark.half = {edge / 2, edge / 2, edge / 5};
            mark.region = key.region;
            const std::uint32_t member = i * perMark;
            mark.tier = m_fabric.switches()[members[member]].tier;
            mark.place = static_cast<std::uint8_t>(m_places.tiers.size() - 1);
            mark.kind = m_fabric.switches()[members[member]].kind;
            mark.firstSwitch = members[member];
            mark.switches = std::min(perMark, all - member);
            mark.group = first;
            m_places.tiers.back().box.extend(mark.box());
            m_places.marks.push_back(mark);
        }
        for (std::uint32_t i = 0; i < members.size(); ++i)
            m_places.markOf[members[i]] = first + i / perMark;
    }

    void sortByPlace(std::vector<std::uint32_t>& members, std::uint32_t columns) const
    {
        std::ranges::stable_sort(members, {}, [&](std::uint32_t s) { return m_reach.of[s].middle.y(); });
        for (std::size_t begin = 0; begin < members.size(); begin += columns)
            std::ranges::stable_sort(members.begin() + std::ptrdiff_t(begin), members.begin() + std::ptrdiff_t(std::min<std::size_t>(begin + columns, members.size())), {},
                                     [&](std::uint32_t s) { return m_reach.of[s].middle.x(); });
    }

    const UnitTree& m_tree;
    const Fabric& m_fabric;
    const Layout& m_layout;
    const SwitchReach m_reach;
    float m_height;                // of the tier below
    SwitchPlaces m_places;
};

} // namespace

SwitchPlaces SwitchPlaces::place(const Cluster& cluster, const Fabric& fabric, const Layout& layout)
{
    return layout.blocks.empty() ? SwitchPlaces() : Placer(cluster, fabric, layout).place();
}

Box SwitchPlaces::bounds() const
{
    Box box;
    for (const SwitchTier& tier : tiers)
        box.extend(tier.box);
    return box;
}

Box SwitchPlaces::boxOf(std::uint32_t switchIndex) const
{
    return switchIndex < markOf.size() && markOf[switchIndex] != kNoMark ? marks[markOf[switchIndex]].box() : Box();
}

std::optional<SwitchPlaces::Hit> SwitchPlaces::pick(const Ray& ray) const
{
    std::optional<Hit> best;
    for (std::uint32_t i = 0; i < marks.size(); ++i) {
        float enter = 0, leave = std::numeric_limits<float>::infinity();
        for (int axis = 0; axis < 3; ++axis) {
            const float a = (marks[i].centre[axis] - marks[i].half[axis] - ray.origin[axis]) / ray.direction[axis];
            const float b = (marks[i].centre[axis] + marks[i].half[axis] - ray.origin[axis]) / ray.direction[axis];
            enter = std::max(enter, std::min(a, b));
            leave = std::min(leave, std::max(a, b));
        }
        if (enter <= leave && (!best || enter < best->distance))
            best = Hit{i, enter};
    }
    return best;
}

} // namespace podscape
