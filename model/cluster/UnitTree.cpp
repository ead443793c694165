#include "model/cluster/UnitTree.h"

#include "model/base/Units.h"
#include "model/cluster/NamePattern.h"

#include <algorithm>
#include <numeric>
#include <set>

namespace podscape {

namespace {

// The child of that name. Generated names are turned back into numbers; given ones are looked through.
std::optional<UnitRef> childNamed(const UnitTree& tree, UnitRef unit, std::string_view name)
{
    const IndexRange below = tree.children(unit);
    if (below.isEmpty())
        return std::nullopt;
    const auto level = static_cast<std::uint16_t>(unit.level + 1);
    if (!tree.hasNames(level)) {
        const auto number = NamePattern(tree.pattern(level)).number(name);
        const bool isThere = number && *number >= tree.firstNumber(level) && *number - tree.firstNumber(level) < below.size();
        return isThere ? std::optional(UnitRef{level, below.begin + *number - tree.firstNumber(level)}) : std::nullopt;
    }
    for (std::uint32_t i = below.begin; i < below.end; ++i)
        if (tree.name({level, i}) == name)
            return UnitRef{level, i};
    return std::nullopt;
}

} // namespace

std::optional<int> UnitTree::levelNamed(std::string_view name) const
{
    for (int level = 0; level < levelCount(); ++level)
        if (m_levels[level].name == name)
            return level;
    return std::nullopt;
}

IndexRange UnitTree::chips(UnitRef unit) const
{
    const Level& level = m_levels[unit.level];
    if (level.firstChip.empty())
        return {static_cast<std::uint32_t>(unit.index * level.chipsPerUnit), static_cast<std::uint32_t>((unit.index + 1) * level.chipsPerUnit)};
    return {level.firstChip[unit.index], level.firstChip[unit.index + 1]};
}

IndexRange UnitTree::children(UnitRef unit) const
{
    if (unit.level >= leafLevel())
        return {};
    const Level& level = m_levels[unit.level];
    if (!level.firstChild.empty())
        return {level.firstChild[unit.index], level.firstChild[unit.index + 1]};
    const std::uint32_t each = m_levels[unit.level + 1].perParent;
    return {unit.index * each, (unit.index + 1) * each};
}

UnitRef UnitTree::parent(UnitRef unit) const
{
    if (unit.level == 0)
        return root();
    const Level& level = m_levels[unit.level];
    const std::uint32_t index = level.parent.empty() ? unit.index / level.perParent : level.parent[unit.index];
    return {static_cast<std::uint16_t>(unit.level - 1), index};
}

UnitRef UnitTree::ancestor(UnitRef unit, int level) const
{
    while (unit.level > level)
        unit = parent(unit);
    return unit;
}

UnitRef UnitTree::unitOfChip(std::uint32_t chip, int level) const
{
    const Level& l = m_levels[level];
    if (l.firstChip.empty())
        return {static_cast<std::uint16_t>(level), static_cast<std::uint32_t>(chip / l.chipsPerUnit)};
    const auto after = std::ranges::upper_bound(l.firstChip, chip);
    return {static_cast<std::uint16_t>(level), static_cast<std::uint32_t>(after - l.firstChip.begin() - 1)};
}

IndexRange UnitTree::unitsWithin(UnitRef unit, int level) const
{
    const IndexRange leaves = chips(unit);
    if (level <= unit.level)
        return {unit.index, unit.index + 1};
    return {unitOfChip(leaves.begin, level).index, unitOfChip(leaves.end - 1, level).index + 1};
}

std::string UnitTree::name(UnitRef unit) const
{
    const Level& level = m_levels[unit.level];
    if (!level.names.empty())
        return level.names[unit.index];
    return NamePattern(level.pattern).name(unit.index - children(parent(unit)).begin + level.firstNumber);
}

std::string UnitTree::path(UnitRef unit) const
{
    if (unit.level <= 1)
        return name(unit);
    return path(parent(unit)) + '/' + name(unit);
}

std::optional<UnitRef> UnitTree::find(std::string_view path) const
{
    if (m_levels.empty() || path.empty())
        return std::nullopt;
    if (path == m_levels.front().names.front())
        return root();

    UnitRef unit = root();
    for (std::string_view rest = path; !rest.empty();) {
        const std::size_t slash = rest.find('/');
        const std::string_view part = rest.substr(0, slash);
        const std::optional<UnitRef> next = childNamed(*this, unit, part);
        if (!next)
            break;
        unit = *next;
        if (slash == std::string_view::npos)
            return unit;
        rest.remove_prefix(slash + 1);
    }

    if (path.find('/') != std::string_view::npos)
        return std::nullopt;
    std::optional<UnitRef> only;   // a bare name counts when a single unit bears it
    for (std::uint16_t level = 1; level < m_levels.size(); ++level) {
        if (!hasNames(level) && !NamePattern(m_levels[level].pattern).number(path))
            continue;
        for (std::uint32_t above = 0; above < m_levels[level - 1].count; ++above)
            if (const auto child = childNamed(*this, {static_cast<std::uint16_t>(level - 1), above}, path)) {
                if (only)
                    return std::nullopt;
                only = child;
            }
    }
    return only;
}

UnitTreeBuilder::UnitTreeBuilder(std::string rootLevelName, std::string rootName)
    : m_rootLevelName(std::move(rootLevelName)), m_rootName(std::move(rootName))
{
}

UnitTreeBuilder& UnitTreeBuilder::addUniform(std::string levelName, std::uint32_t countPerParent, std::string pattern, std::uint32_t firstNumber)
{
    if (pattern.empty())
        pattern = levelName + "-%d";
    m_specs.push_back({std::move(levelName), std::move(pattern), countPerParent, firstNumber, {}, {}});
    return *this;
}

UnitTreeBuilder& UnitTreeBuilder::addExplicit(std::string levelName, std::vector<std::uint32_t> counts, std::vector<std::string> names, std::string pattern, std::uint32_t firstNumber)
{
    m_specs.push_back({std::move(levelName), std::move(pattern), 0, firstNumber, std::move(counts), std::move(names)});
    return *this;
}

Result<UnitTree> UnitTreeBuilder::build()
{
    const auto fail = [](std::size_t level, ErrorCode code, std::string expected, std::string found, std::string hint) {
        return Error{code, {}, std::to_string(level), std::move(expected), std::move(found), std::move(hint)};
    };
    if (m_specs.empty())
        return Error{ErrorCode::Schema, {}, {}, "at least one level below the cluster", "none", "Name the levels from the largest unit down to the chip."};

    UnitTree tree;
    auto& levels = tree.m_levels;
    levels.push_back({});
    levels.front().name = m_rootLevelName;
    levels.front().count = 1;
    levels.front().names = {m_rootName};

    std::set<std::string> seen{m_rootLevelName};
    for (std::size_t i = 0; i < m_specs.size(); ++i) {
        Spec& spec = m_specs[i];
        UnitTree::Level& above = levels.back();
        if (!seen.insert(spec.name).second)
            return fail(i, ErrorCode::Schema, "a level name that is used once", '"' + spec.name + "\" again", "Rename one of the two levels.");

        std::uint64_t count = 0;
        if (spec.counts.empty()) {
            count = std::uint64_t(above.count) * spec.perParent;
        } else {
            if (spec.counts.size() != above.count)
                return fail(i, ErrorCode::Value, "one count for each of the " + formatCount(above.count) + " units of level \"" + above.name + '"',
                            formatCount(static_cast<long long>(spec.counts.size())) + " counts", "Give as many counts as there are units above.");
            count = std::accumulate(spec.counts.begin(), spec.counts.end(), std::uint64_t(0));
        }
        if (count == 0 || std::ranges::find(spec.counts, 0u) != spec.counts.end())
            return fail(i, ErrorCode::Value, "at least one \"" + spec.name + "\" in every \"" + above.name + '"', "none", "Set the count to 1 or more, or remove the level.");
        if (count > UnitTree::kMaxChips)
            return fail(i, ErrorCode::Limit, "at most " + formatCount(UnitTree::kMaxChips) + " units in a level", formatCount(static_cast<long long>(count)),
                        "Reduce a count; a cluster may have up to 2^26 chips.");
        if (!spec.names.empty() && spec.names.size() != count)
            return fail(i, ErrorCode::Value, "one name for each of the " + formatCount(static_cast<long long>(count)) + " units of level \"" + spec.name + '"',
                        formatCount(static_cast<long long>(spec.names.size())) + " names", "Give as many names as the counts add up to.");

        UnitTree::Level level;
        level.name = spec.name;
        level.pattern = spec.pattern.empty() ? spec.name + "-%d" : spec.pattern;
        level.firstNumber = spec.firstNumber;
        level.count = static_cast<std::uint32_t>(count);
        level.names = std::move(spec.names);
        if (spec.counts.empty()) {
            level.perParent = spec.perParent;
        } else {
            above.firstChild.resize(above.count + 1, 0);
            std::inclusive_scan(spec.counts.begin(), spec.counts.end(), above.firstChild.begin() + 1);
            level.parent.reserve(level.count);
            for (std::uint32_t p = 0; p < above.count; ++p)
                level.parent.insert(level.parent.end(), spec.counts[p], p);
        }
        levels.push_back(std::move(level));
    }

    // Chip ranges from the leaf up: uniform as long as every level below is.
    levels.back().chipsPerUnit = 1;
    for (std::size_t l = levels.size() - 1; l-- > 0;) {
        UnitTree::Level& level = levels[l];
        const UnitTree::Level& below = levels[l + 1];
        if (below.firstChip.empty() && level.firstChild.empty()) {
            level.chipsPerUnit = below.chipsPerUnit * below.perParent;
            continue;
        }
        level.firstChip.resize(level.count + 1);
        for (std::uint32_t i = 0; i <= level.count; ++i) {
            const std::uint32_t child = level.firstChild.empty() ? i * below.perParent : level.firstChild[i];
            level.firstChip[i] = below.firstChip.empty() ? static_cast<std::uint32_t>(child * below.chipsPerUnit) : below.firstChip[child];
        }
    }
    return tree;
}

} // namespace podscape
