#include "model/select/UnitQueries.h"

#include <algorithm>

namespace podscape {

namespace {

// Where a unit is within its parent, from the level below `level` down to its own.
std::vector<std::uint32_t> placesBelow(const UnitTree& tree, UnitRef unit, int level)
{
    std::vector<std::uint32_t> places;
    for (; unit.level > level; unit = tree.parent(unit))
        places.push_back(unit.index - tree.children(tree.parent(unit)).begin);
    std::ranges::reverse(places);
    return places;
}

std::optional<UnitRef> unitAt(const UnitTree& tree, UnitRef from, std::span<const std::uint32_t> places)
{
    for (const std::uint32_t place : places) {
        const IndexRange children = tree.children(from);
        if (place >= children.size())
            return std::nullopt;
        from = {static_cast<std::uint16_t>(from.level + 1), children.begin + place};
    }
    return from;
}

// Marks what links join to marked nodes. Few nodes are asked for their links, many are met by one walk over all links.
void addNeighbours(const Fabric& fabric, const std::vector<std::uint8_t>& from, std::span<const std::uint32_t> nodes, std::vector<std::uint8_t>& isNear)
{
    const auto a = fabric.linkA(), b = fabric.linkB();
    const auto join = [&](std::uint32_t link) {
        isNear[b[link]] |= from[a[link]];
        isNear[a[link]] |= from[b[link]];
    };
    if (nodes.size() > fabric.nodeCount() / 32) {
        for (std::uint32_t link = 0; link < fabric.linkCount(); ++link)
            join(link);
        return;
    }
    for (const std::uint32_t node : nodes)
        for (const std::uint32_t link : fabric.linksOf(node))
            join(link);
}

} // namespace

ChipSet chipsOfJob(const Trace& trace, JobId job, const UnitTree& tree)
{
    std::vector<IndexRange> ranges;
    for (const IndexRange range : trace.rangesOf(trace.jobs[job.value]))
        ranges.push_back({std::min(range.begin, tree.chipCount()), std::min(range.end, tree.chipCount())});
    return ChipSet(std::move(ranges));
}

std::vector<UnitRef> samePosition(const UnitTree& tree, UnitRef unit, int level)
{
    std::vector<UnitRef> units;
    if (level >= unit.level)
        return {unit};
    const std::vector<std::uint32_t> places = placesBelow(tree, unit, level);
    for (std::uint32_t i = 0; i < tree.unitCount(level); ++i)
        if (const auto same = unitAt(tree, {static_cast<std::uint16_t>(level), i}, places))
            units.push_back(*same);
    return units;
}

ChipSet samePosition(const UnitTree& tree, std::span<const UnitRef> units, int level)
{
    std::vector<IndexRange> ranges;
    for (const UnitRef unit : units)
        for (const UnitRef same : samePosition(tree, unit, level))
            ranges.push_back(tree.chips(same));
    return ChipSet(std::move(ranges));
}

ChipSet siblingsOf(const UnitTree& tree, std::span<const UnitRef> units)
{
    return ChipSet::of(tree, parentsOf(tree, units));
}

std::vector<UnitRef> parentsOf(const UnitTree& tree, std::span<const UnitRef> units)
{
    std::vector<UnitRef> parents;
    for (const UnitRef unit : units)
        parents.push_back(tree.parent(unit));
    std::ranges::sort(parents);
    parents.erase(std::ranges::unique(parents).begin(), parents.end());
    return parents;
}

std::vector<UnitRef> childrenOf(const UnitTree& tree, std::span<const UnitRef> units, std::size_t most)
{
    std::vector<UnitRef> children;
    for (const UnitRef unit : units) {
        if (unit.level == tree.leafLevel() && children.size() < most)
            children.push_back(unit);
        const IndexRange below = tree.children(unit);
        for (std::uint32_t i = below.begin; i < below.end && children.size() < most; ++i)
            children.push_back({static_cast<std::uint16_t>(unit.level + 1), i});
    }
    return children;
}

ChipSet neighboursOf(const UnitTree& tree, const Fabric& fabric, const ChipSet& chips)
{
    const int level = fabric.endpointLevel();
    const std::vector<UnitRef> from = unitsWith(tree, chips, level);
    std::vector<std::uint8_t> marked(fabric.nodeCount(), 0), isNear(fabric.nodeCount(), 0);
    std::vector<std::uint32_t> nodes;
    for (const UnitRef unit : from) {
        nodes.push_back(unit.index);
        marked[unit.index] = 1;
    }
    addNeighbours(fabric, marked, nodes, isNear);
    nodes.clear();
    std::ranges::fill(marked, std::uint8_t(0));
    for (std::uint32_t node = fabric.endpointCount(); node < fabric.nodeCount(); ++node)
        if (isNear[node]) {
            nodes.push_back(node);
            marked[node] = 1;
        }
    if (!nodes.empty())
        addNeighbours(fabric, marked, nodes, isNear);
    ChipSet near;
    for (std::uint32_t i = 0; i < fabric.endpointCount(); ++i)
        if (isNear[i])
            near.append(tree.chips({static_cast<std::uint16_t>(level), i}));
    return near.without(ChipSet::of(tree, from));
}

} // namespace podscape
