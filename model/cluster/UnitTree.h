#pragma once

#include "model/base/Ids.h"
#include "model/base/Result.h"

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace podscape {

// One unit at one level: {level, index among all units of that level in depth-first order}.
struct UnitRef
{
    std::uint16_t level = 0;
    std::uint32_t index = 0;
    constexpr auto operator<=>(const UnitRef&) const = default;
};

// Half-open range of indices: begin ≤ i < end.
struct IndexRange
{
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
    constexpr auto operator<=>(const IndexRange&) const = default;
    [[nodiscard]] constexpr std::uint32_t size() const { return end - begin; }
    [[nodiscard]] constexpr bool isEmpty() const { return begin == end; }
    [[nodiscard]] constexpr bool contains(std::uint32_t i) const { return begin <= i && i < end; }
};

// Campus, building, hall, pod, rack, tray, chip: whatever levels a file names. Level 0 is the cluster itself (one unit), the
// last level is the leaf ("chip", or "node" where a file knows nothing smaller). Leaves are numbered depth first, so every
// unit is a contiguous range of leaves. Immutable once built; safe on any thread. Flat arrays, a few bytes a unit.
class UnitTree
{
public:
    static constexpr std::uint32_t kMaxChips = 1u << 26;

    UnitTree() = default;

    [[nodiscard]] int levelCount() const { return static_cast<int>(m_levels.size()); }
    [[nodiscard]] int leafLevel() const { return levelCount() - 1; }
    [[nodiscard]] const std::string& levelName(int level) const { return m_levels[level].name; }
    [[nodiscard]] std::optional<int> levelNamed(std::string_view name) const;
    [[nodiscard]] std::uint32_t unitCount(int level) const { return m_levels[level].count; }
    [[nodiscard]] std::uint32_t chipCount() const { return m_levels.empty() ? 0 : m_levels.back().count; }

    [[nodiscard]] bool hasNames(int level) const { return !m_levels[level].names.empty(); }     // else a pattern makes them
    [[nodiscard]] const std::string& pattern(int level) const { return m_levels[level].pattern; }
    [[nodiscard]] std::uint32_t firstNumber(int level) const { return m_levels[level].firstNumber; }

    [[nodiscard]] static UnitRef root() { return {}; }
    [[nodiscard]] IndexRange chips(UnitRef unit) const;
    [[nodiscard]] IndexRange children(UnitRef unit) const;             // indices at unit.level + 1; empty for a leaf
    [[nodiscard]] UnitRef parent(UnitRef unit) const;                  // the root's parent is the root
    [[nodiscard]] UnitRef ancestor(UnitRef unit, int level) const;     // level ≤ unit.level
    [[nodiscard]] UnitRef unitOfChip(std::uint32_t chip, int level) const;
    [[nodiscard]] IndexRange unitsWithin(UnitRef unit, int level) const;  // descendants at a level ≥ unit.level

    [[nodiscard]] std::string name(UnitRef unit) const;                // "rack-003"
    [[nodiscard]] std::string path(UnitRef unit) const;                // "pod-017/rack-003/tray-11"; the root's path is its name
    [[nodiscard]] std::optional<UnitRef> find(std::string_view path) const;  // a path, or a name that only one unit bears
    [[nodiscard]] bool contains(UnitRef unit) const { return unit.level < m_levels.size() && unit.index < m_levels[unit.level].count; }

private:
    friend class UnitTreeBuilder;

    struct Level
    {
        std::string name;
        std::string pattern;                     // "rack-%03d", numbered within the parent from firstNumber; unused with `names`
        std::uint32_t firstNumber = 0;
        std::uint32_t count = 0;
        std::uint32_t perParent = 0;             // when every parent has as many; the offsets below are then empty
        std::uint64_t chipsPerUnit = 0;          // when every unit has as many; 0 otherwise
        std::vector<std::uint32_t> firstChild;   // count + 1 entries at the next level; empty when uniform there
        std::vector<std::uint32_t> firstChip;    // count + 1 entries; empty when uniform
        std::vector<std::uint32_t> parent;       // count entries; empty when uniform
        std::vector<std::string> names;          // count entries or none
    };

    std::vector<Level> m_levels;
};

// Describes a tree level by level from the top, then freezes it.
class UnitTreeBuilder
{
public:
    explicit UnitTreeBuilder(std::string rootLevelName = "cluster", std::string rootName = "cluster");

    // Every unit of the level above gets `countPerParent` units named by `pattern` with one integer conversion, e.g. "rack-%03d".
    UnitTreeBuilder& addUniform(std::string levelName, std::uint32_t countPerParent, std::string pattern = {}, std::uint32_t firstNumber = 0);

    // Parent i gets counts[i] units; names in depth-first order, or none and a pattern as above.
    UnitTreeBuilder& addExplicit(std::string levelName, std::vector<std::uint32_t> counts, std::vector<std::string> names, std::string pattern = {}, std::uint32_t firstNumber = 0);

    // Fails when a level is empty, a level name repeats, counts and names do not fit, or chips exceed kMaxChips. Place is the
    // index of the level from 0 below the root.
    [[nodiscard]] Result<UnitTree> build();

private:
    struct Spec { std::string name, pattern; std::uint32_t perParent = 0, firstNumber = 0; std::vector<std::uint32_t> counts; std::vector<std::string> names; };
    std::string m_rootLevelName, m_rootName;
    std::vector<Spec> m_specs;
};

} // namespace podscape
