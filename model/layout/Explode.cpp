#include "model/layout/Explode.h"

#include <algorithm>
#include <map>

namespace podscape {

namespace {

// What moves as one: a unit, or a rack without chips beside the units of its parent.
struct Item
{
    Box box;
    UnitRef unit;
    std::optional<std::uint32_t> service;   // the block of the rack without chips, which is no unit
};

class Exploder
{
public:
    Exploder(const Layout& layout, const UnitTree& tree, Axis axis, double factor)
        : m_layout(layout), m_tree(tree), m_axis(static_cast<int>(axis)), m_across(m_axis == 0 ? 1 : 0), m_factor(static_cast<float>(factor)), m_shift(layout.blocks.size(), 0.f)
    {
        for (const ServiceRack& rack : layout.serviceRacks)
            if (!layout.blocks[rack.block].size.isZero())
                m_service.push_back(&rack);
        for (const ServiceRack* rack : m_service)   // beside the units that it serves: as a child of the unit, or of the parent of a rack
            m_beside[rack->serves.level < layout.blockLevel ? rack->serves : tree.parent(rack->serves)].push_back(rack->block);
    }

    // Shifts of all blocks along the axis; the middle of everything stays.
    std::vector<float> shifts()
    {
        pullApart({UnitTree::root()});
        const Item all{boxOf(UnitTree::root()), UnitTree::root(), {}};
        const float back = growth(all) / 2;
        for (float& shift : m_shift)
            shift -= back;
        return std::move(m_shift);
    }

private:
    using Items = std::vector<Item>;

    [[nodiscard]] Box boxOfBlock(std::uint32_t block) const { return {m_layout.blocks[block].min, m_layout.blocks[block].min + m_layout.blocks[block].size}; }

    // Every block of a unit, and the racks without chips that stand in it.
    template <class Function>
    void forBlocks(UnitRef unit, Function function) const
    {
        const IndexRange blocks = m_tree.unitsWithin(unit, m_layout.blockLevel);
        for (std::uint32_t i = blocks.begin; i < blocks.end; ++i)
            function(i);
        if (unit.level >= m_layout.blockLevel)
            return;
        for (const auto& [beside, service] : m_beside)
            if (beside.level >= unit.level && m_tree.ancestor(beside, unit.level) == unit)
                std::ranges::for_each(service, function);
    }

    template <class Function>
    void forBlocks(const Item& item, Function function) const
    {
        item.service ? function(*item.service) : forBlocks(item.unit, function);
    }

    [[nodiscard]] Box boxOf(UnitRef unit) const
    {
        Box box;
        forBlocks(unit, [&](std::uint32_t block) {
            if (!m_layout.blocks[block].size.isZero())
                box.extend(boxOfBlock(block));
        });
        return box;
    }

    Items childrenOf(const std::vector<UnitRef>& parents) const
    {
        Items items;
        for (const UnitRef parent : parents) {
            const IndexRange children = m_tree.children(parent);
            for (std::uint32_t i = children.begin; i < children.end; ++i)
                items.push_back({boxOf({static_cast<std::uint16_t>(parent.level + 1), i}), {static_cast<std::uint16_t>(parent.level + 1), i}, {}});
            if (const auto beside = m_beside.find(parent); beside != m_beside.end())
                for (const std::uint32_t block : beside->second)
                    items.push_back({boxOfBlock(block), {}, block});
        }
        return items;
    }

    // Groups of items that overlap along a direction, in their order there. Touching is not overlapping.
    std::vector<Items> grouped(Items items, int direction) const
    {
        std::ranges::sort(items, {}, [&](const Item& item) { return item.box.min()[direction]; });
        std::vector<Items> groups;
        float end = -1e30f;
        for (Item& item : items) {
            const float tolerance = 1e-3f * item.box.sizes()[direction];
            if (groups.empty() || item.box.min()[direction] >= end - tolerance)
                groups.emplace_back();
            end = std::max(end, item.box.max()[direction]);
            groups.back().push_back(std::move(item));
        }
        return groups;
    }

    // How much longer an item has become towards the far end; its near end stays where it was.
    float growth(const Item& item) const
    {
        float end = item.box.max()[m_axis];
        forBlocks(item, [&](std::uint32_t b) { end = std::max(end, m_layout.blocks[b].min[m_axis] + m_layout.blocks[b].size[m_axis] + m_shift[b]); });
        return end - item.box.max()[m_axis];
    }

    // Units whose boxes reach into each other are pulled apart together, or their racks would meet.
    void pullApart(const std::vector<UnitRef>& parents)
    {
        if (parents.empty() || parents.front().level >= m_layout.blockLevel)
            return;
        std::vector<Items> groups = grouped(childrenOf(parents), m_axis);
        float length = 0, moved = 0;
        for (const Items& group : groups)
            length += groupEnd(group) - group.front().box.min()[m_axis];
        const float gap = (m_factor - 1) * length / static_cast<float>(std::max<std::size_t>(1, groups.size()));
        for (std::size_t g = 0; g < groups.size(); ++g) {
            for (const Items& together : grouped(groups[g], m_across)) {
                std::vector<UnitRef> units;
                for (const Item& item : together)
                    if (!item.service)
                        units.push_back(item.unit);
                pullApart(units);
            }
            float grown = 0;
            for (const Item& item : groups[g]) {
                grown = std::max(grown, growth(item));
                forBlocks(item, [&](std::uint32_t block) { m_shift[block] += moved; });
            }
            moved += grown + gap;
        }
    }

    float groupEnd(const Items& group) const
    {
        float end = -1e30f;
        for (const Item& item : group)
            end = std::max(end, item.box.max()[m_axis]);
        return end;
    }

    const Layout& m_layout;
    const UnitTree& m_tree;
    int m_axis, m_across;
    float m_factor;
    std::vector<float> m_shift;
    std::vector<const ServiceRack*> m_service;
    std::map<UnitRef, std::vector<std::uint32_t>> m_beside;
};

// The shift of the block nearest to one end of something that stands among blocks, as far as it is known: which block that is.
class EndShift
{
public:
    EndShift(float end, int axis) : m_end(end), m_axis(axis) {}

    void consider(const Box& block, float shift)
    {
        const float distance = std::max({0.f, block.min()[m_axis] - m_end, m_end - block.max()[m_axis]});
        if (distance < m_nearest) {
            m_nearest = distance;
            m_shift = shift;
        }
    }
    [[nodiscard]] float shifted() const { return m_end + m_shift; }

private:
    float m_end;
    int m_axis;
    float m_nearest = 1e30f, m_shift = 0;
};

// A room or an aisle keeps its ends where they are next to the blocks in and around it.
class Follower
{
public:
    Follower(const Layout& layout, const UnitTree& tree, std::span<const float> shifts, int axis) : m_layout(layout), m_shifts(shifts), m_axis(axis)
    {
        const int level = std::max(0, layout.blockLevel - 1);
        for (std::uint32_t i = 0; i < tree.unitCount(level); ++i) {
            const UnitRef unit{static_cast<std::uint16_t>(level), i};
            m_parts.push_back({layout.boxOf(unit, tree), tree.unitsWithin(unit, layout.blockLevel)});
        }
        if (const std::size_t racks = layout.blocks.size() - layout.serviceRacks.size(); !layout.serviceRacks.empty())
            m_parts.push_back({layout.bounds, {static_cast<std::uint32_t>(racks), static_cast<std::uint32_t>(layout.blocks.size())}});
    }

    [[nodiscard]] Box follow(const Box& box, float reach) const
    {
        const Box around(box.min() - Eigen::Vector3f::Constant(reach), box.max() + Eigen::Vector3f(reach, reach, 1e6f));
        EndShift low(box.min()[m_axis], m_axis), high(box.max()[m_axis], m_axis);
        for (const Part& part : m_parts) {
            if (!part.box.intersects(around))
                continue;
            for (std::uint32_t i = part.blocks.begin; i < part.blocks.end; ++i) {
                const LatticeBlock& block = m_layout.blocks[i];
                const Box there(block.min, block.min + block.size);
                if (block.size.isZero() || !there.intersects(around))
                    continue;
                low.consider(there, m_shifts[i]);
                high.consider(there, m_shifts[i]);
            }
        }
        Box moved = box;
        moved.min()[m_axis] = low.shifted();
        moved.max()[m_axis] = std::max(high.shifted(), low.shifted());
        return moved;
    }

private:
    struct Part { Box box; IndexRange blocks; };

    const Layout& m_layout;
    std::span<const float> m_shifts;
    int m_axis;
    std::vector<Part> m_parts;
};

constexpr float kAisleReach = 0.3f;   // metres to the racks beside it

} // namespace

Layout exploded(const Layout& layout, const UnitTree& tree, Axis axis, double factor)
{
    Layout result = layout;
    if (factor <= 1 || layout.blocks.empty())
        return result;
    const int along = static_cast<int>(axis);
    const std::vector<float> shifts = Exploder(layout, tree, axis, factor).shifts();
    const Follower follower(layout, tree, shifts, along);
    result.bounds = Box();
    for (std::size_t i = 0; i < result.blocks.size(); ++i) {
        LatticeBlock& block = result.blocks[i];
        block.min[along] += shifts[i];
        if (!block.size.isZero()) {
            result.bounds.extend(block.min);
            result.bounds.extend(block.min + block.size);
        }
    }
    for (Body& body : result.bodies) {
        body.box = follower.follow(body.box, 0);
        if (body.hasWalls)
            result.bounds.extend(body.box);
    }
    for (Aisle& aisle : result.aisles)
        aisle.box = follower.follow(aisle.box, kAisleReach);
    return result;
}

} // namespace podscape
