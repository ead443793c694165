#include "widgets/search/NameSearch.h"

#include "model/cluster/NamePattern.h"

#include <algorithm>
#include <cctype>
#include <optional>
#include <string>

namespace podscape {

namespace {

constexpr std::uint32_t kNumbersLookedAt = 4'096;   // one by one; beyond, numbers are computed from what they begin with
constexpr std::uint32_t kNamesLookedAt = 400'000;   // given names of one level, about 20 ms

char lower(char c) { return static_cast<char>(std::tolower(static_cast<unsigned char>(c))); }

bool sameLetter(char a, char b) { return lower(a) == b; }

// `wanted` is in lower case already; names are compared where they lie.
std::optional<NameRank> rankOf(std::string_view name, std::string_view wanted)
{
    const auto at = std::search(name.begin(), name.end(), wanted.begin(), wanted.end(), sameLetter);
    if (at == name.end() && !wanted.empty())
        return std::nullopt;
    if (at != name.begin())
        return NameRank::Part;
    return name.size() == wanted.size() ? NameRank::Exact : NameRank::Beginning;
}

// Numbers whose name matches, ascending, by rank.
struct Numbers
{
    std::vector<std::uint32_t> of[kNameRanks];

    void add(std::uint32_t number, const NamePattern& pattern, std::string_view wanted, std::size_t limit)
    {
        const auto rank = rankOf(pattern.name(number), wanted);
        if (!rank)
            return;
        auto& numbers = of[static_cast<int>(*rank)];
        if (numbers.size() < limit && (numbers.empty() || numbers.back() < number))
            numbers.push_back(number);
    }
};

// Numbers from `first` on that begin with the digits of `wanted` behind the prefix: 12, 120 … 129, 1200 ….
void addByDigits(Numbers& numbers, const NamePattern& pattern, std::string_view wanted, IndexRange range, std::size_t limit)
{
    const std::string_view prefix = pattern.prefix();
    if (wanted.size() <= prefix.size() || !std::equal(prefix.begin(), prefix.end(), wanted.begin(), sameLetter))
        return;
    const std::string digits(wanted.substr(prefix.size()));
    if (digits.size() > 9 || !std::ranges::all_of(digits, [](unsigned char c) { return std::isdigit(c); }))
        return;
    std::uint64_t low = std::stoul(digits), count = 1;
    for (std::size_t length = digits.size(); length <= std::max<std::size_t>(pattern.width(), 10); ++length, low *= 10, count *= 10)
        for (std::uint64_t n = std::max<std::uint64_t>(low, range.begin); n < std::min<std::uint64_t>(low + count, range.end) && n - low < limit + range.begin; ++n)
            numbers.add(static_cast<std::uint32_t>(n), pattern, wanted, limit);
}

Numbers matchingNumbers(const NamePattern& pattern, IndexRange range, std::string_view wanted, std::size_t limit)
{
    Numbers numbers;
    const std::uint32_t looked = std::min(range.end, range.begin + kNumbersLookedAt);
    for (std::uint32_t n = range.begin; n < looked; ++n)
        numbers.add(n, pattern, wanted, limit);
    if (looked < range.end)
        addByDigits(numbers, pattern, wanted, {looked, range.end}, limit);
    return numbers;
}

std::uint32_t mostChildren(const UnitTree& tree, int level)
{
    std::uint32_t most = 0;
    for (std::uint32_t i = 0; i < tree.unitCount(level); ++i)
        most = std::max(most, tree.children({static_cast<std::uint16_t>(level), i}).size());
    return most;
}

class Finder
{
public:
    Finder(const UnitTree& tree, int level, std::string_view wanted, std::size_t limit) : m_tree(tree), m_level(static_cast<std::uint16_t>(level)), m_wanted(wanted), m_limit(limit) {}

    NameMatches among(std::uint32_t firstParent, std::uint32_t endParent, std::uint32_t mostSiblings)
    {
        if (m_tree.hasNames(m_level))
            lookThrough(firstParent, endParent);
        else
            spread(firstParent, endParent, mostSiblings);
        return std::move(m_matches);
    }

private:
    [[nodiscard]] IndexRange childrenOf(std::uint32_t parent) const { return m_tree.children({static_cast<std::uint16_t>(m_level - 1), parent}); }

    void lookThrough(std::uint32_t firstParent, std::uint32_t endParent)
    {
        const std::uint32_t begin = childrenOf(firstParent).begin, end = std::min(childrenOf(endParent - 1).end, begin + kNamesLookedAt);
        for (std::uint32_t i = begin; i < end; ++i)
            if (const auto rank = rankOf(m_tree.name({m_level, i}), m_wanted))
                add(static_cast<int>(*rank), i);
    }

    void spread(std::uint32_t firstParent, std::uint32_t endParent, std::uint32_t mostSiblings)
    {
        const std::uint32_t first = m_tree.firstNumber(m_level);
        const Numbers numbers = matchingNumbers(NamePattern(m_tree.pattern(m_level)), {first, first + mostSiblings}, m_wanted, m_limit);
        for (int rank = 0; rank < kNameRanks; ++rank)
            for (std::uint32_t parent = firstParent; parent < endParent && !numbers.of[rank].empty() && m_matches.units[rank].size() < m_limit; ++parent) {
                const IndexRange children = childrenOf(parent);
                for (const std::uint32_t number : numbers.of[rank])
                    if (number - first < children.size())
                        add(rank, children.begin + number - first);
            }
    }

    void add(int rank, std::uint32_t index)
    {
        if (m_matches.units[rank].size() < m_limit)
            m_matches.units[rank].push_back({m_level, index});
    }

    const UnitTree& m_tree;
    std::uint16_t m_level;
    std::string_view m_wanted;
    std::size_t m_limit;
    NameMatches m_matches;
};

} // namespace

NameMatches NameMatches::find(const UnitTree& tree, int level, std::string_view wanted, std::size_t limit)
{
    NameMatches matches;
    if (level > 0)
        return Finder(tree, level, wanted, limit).among(0, tree.unitCount(level - 1), tree.hasNames(level) ? 0 : mostChildren(tree, level - 1));
    if (const auto rank = rankOf(tree.name(UnitTree::root()), wanted))
        matches.units[static_cast<int>(*rank)].push_back(UnitTree::root());
    return matches;
}

NameMatches NameMatches::findBelow(const UnitTree& tree, UnitRef parent, std::string_view wanted, std::size_t limit)
{
    return Finder(tree, parent.level + 1, wanted, limit).among(parent.index, parent.index + 1, tree.children(parent).size());
}

} // namespace podscape
