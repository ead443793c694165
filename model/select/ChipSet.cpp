#include "model/select/ChipSet.h"

#include <algorithm>

namespace podscape {

ChipSet::ChipSet(std::vector<IndexRange> ranges)
{
    if (!std::ranges::is_sorted(ranges))   // mostly they are
        std::ranges::sort(ranges);
    for (const IndexRange range : ranges) {
        if (range.end <= range.begin)
            continue;
        if (!m_ranges.empty() && range.begin <= m_ranges.back().end)
            m_ranges.back().end = std::max(m_ranges.back().end, range.end);
        else
            m_ranges.push_back(range);
    }
}

ChipSet ChipSet::of(const UnitTree& tree, std::span<const UnitRef> units)
{
    std::vector<IndexRange> ranges(units.size());
    std::ranges::transform(units, ranges.begin(), [&](UnitRef unit) { return tree.chips(unit); });
    return ChipSet(std::move(ranges));
}

void ChipSet::append(IndexRange chips)
{
    if (chips.isEmpty())
        return;
    if (!m_ranges.empty() && m_ranges.back().end == chips.begin)
        m_ranges.back().end = chips.end;
    else
        m_ranges.push_back(chips);
}

std::uint32_t ChipSet::chipCount() const
{
    std::uint32_t count = 0;
    for (const IndexRange range : m_ranges)
        count += range.size();
    return count;
}

bool ChipSet::meets(IndexRange chips) const
{
    const auto after = std::ranges::upper_bound(m_ranges, chips.begin, {}, &IndexRange::end);   // the first that ends behind the beginning
    return after != m_ranges.end() && after->begin < chips.end;
}

ChipSet ChipSet::with(const ChipSet& other) const
{
    std::vector<IndexRange> all(m_ranges);
    all.insert(all.end(), other.m_ranges.begin(), other.m_ranges.end());
    return ChipSet(std::move(all));
}

ChipSet ChipSet::without(const ChipSet& other) const
{
    ChipSet left;
    auto cut = other.m_ranges.begin();
    for (IndexRange range : m_ranges) {
        while (cut != other.m_ranges.end() && cut->end <= range.begin)
            ++cut;
        for (auto at = cut; at != other.m_ranges.end() && at->begin < range.end; ++at) {
            if (at->begin > range.begin)
                left.m_ranges.push_back({range.begin, at->begin});
            range.begin = std::min(at->end, range.end);
        }
        if (!range.isEmpty())
            left.m_ranges.push_back(range);
    }
    return left;
}

ChipSet ChipSet::inverted(std::uint32_t chipCount) const
{
    return ChipSet({{0, chipCount}}).without(*this);
}

std::vector<UnitRef> fewestUnits(const UnitTree& tree, const ChipSet& chips)
{
    std::vector<UnitRef> units;
    for (const IndexRange range : chips.ranges())
        for (std::uint32_t chip = range.begin; chip < range.end;) {
            UnitRef unit{static_cast<std::uint16_t>(tree.leafLevel()), chip};
            IndexRange covered{chip, chip + 1};
            while (unit.level > 0) {
                const UnitRef above = tree.parent(unit);
                const IndexRange wider = tree.chips(above);
                if (wider.begin != chip || wider.end > range.end)
                    break;
                unit = above;
                covered = wider;
            }
            units.push_back(unit);
            chip = covered.end;
        }
    return units;
}

std::vector<UnitRef> unitsWith(const UnitTree& tree, const ChipSet& chips, int level)
{
    std::vector<UnitRef> units;
    std::uint32_t next = 0;   // units below are in the list already, or were passed
    for (const IndexRange range : chips.ranges()) {
        const std::uint32_t last = tree.unitOfChip(range.end - 1, level).index;
        for (std::uint32_t index = std::max(next, tree.unitOfChip(range.begin, level).index); index <= last; ++index)
            units.push_back({static_cast<std::uint16_t>(level), index});
        next = last + 1;
    }
    return units;
}

UnitChoice chosenUnits(const UnitTree& tree, const ChipSet& chips, std::size_t most)
{
    UnitChoice choice{{}, chips.chipCount(), std::nullopt};
    if (chips.ranges().size() <= most) {   // each range takes a unit at least
        choice.units = fewestUnits(tree, chips);
        if (choice.units.size() <= most)
            return choice;
    }
    for (int level = tree.leafLevel() - 1; level >= 0; --level) {
        choice.units = unitsWith(tree, chips, level);
        choice.coarsenedTo = level;
        if (choice.units.size() <= most)
            return choice;
        // Whole pods among scattered racks leave room for the racks.
        choice.units = fewestUnits(tree, ChipSet::of(tree, choice.units));
        if (choice.units.size() <= most)
            return choice;
    }
    return choice;
}

} // namespace podscape
