#pragma once

#include "model/cluster/UnitTree.h"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace podscape {

// A set of chips as disjoint ascending ranges that do not touch: a million chips of whole racks are one range. What selections are
// computed in; shown and kept as units.
class ChipSet
{
public:
    ChipSet() = default;
    explicit ChipSet(std::vector<IndexRange> ranges);      // in any order, may overlap
    [[nodiscard]] static ChipSet of(const UnitTree& tree, std::span<const UnitRef> units);

    // For who adds in ascending order: `chips` begins at or after the end of what is there.
    void append(IndexRange chips);

    [[nodiscard]] std::span<const IndexRange> ranges() const { return m_ranges; }
    [[nodiscard]] bool isEmpty() const { return m_ranges.empty(); }
    [[nodiscard]] std::uint32_t chipCount() const;
    [[nodiscard]] bool meets(IndexRange chips) const;      // at least one of them is in the set

    [[nodiscard]] ChipSet with(const ChipSet& other) const;
    [[nodiscard]] ChipSet without(const ChipSet& other) const;
    [[nodiscard]] ChipSet inverted(std::uint32_t chipCount) const;

    bool operator==(const ChipSet&) const = default;

private:
    std::vector<IndexRange> m_ranges;
};

// The fewest units that cover the set exactly: whole racks as racks, whole pods as pods, the rest as trays and chips.
[[nodiscard]] std::vector<UnitRef> fewestUnits(const UnitTree& tree, const ChipSet& chips);

// Units of one level that hold at least one chip of the set, ascending.
[[nodiscard]] std::vector<UnitRef> unitsWith(const UnitTree& tree, const ChipSet& chips, int level);

// A choice that can be listed: the fewest units while these are at most `most`, else the units with a chip of the set at the lowest level
// where these are few enough.
struct UnitChoice
{
    std::vector<UnitRef> units;
    std::uint32_t chipCount = 0;              // of the set, not of the units
    std::optional<int> coarsenedTo;           // absent: the units are exactly the set
};

inline constexpr std::size_t kMostChosen = 20'000;

[[nodiscard]] UnitChoice chosenUnits(const UnitTree& tree, const ChipSet& chips, std::size_t most = kMostChosen);

} // namespace podscape
