#include "model/analysis/FactTerms.h"

#include "model/base/Nouns.h"

#include <algorithm>

namespace podscape {

namespace {

// The units of a level that lie wholly inside a range of chips.
IndexRange unitsInside(const UnitTree& tree, IndexRange chips, int level)
{
    if (chips.isEmpty())
        return {};
    UnitRef first = tree.unitOfChip(chips.begin, level), last = tree.unitOfChip(chips.end - 1, level);
    const std::uint32_t begin = first.index + (tree.chips(first).begin < chips.begin ? 1 : 0);
    const std::uint32_t end = last.index + (tree.chips(last).end > chips.end ? 0 : 1);
    return begin < end ? IndexRange{begin, end} : IndexRange{};
}

IndexRange chipsOf(const UnitTree& tree, IndexRange units, int level)
{
    const auto l = static_cast<std::uint16_t>(level);
    return {tree.chips({l, units.begin}).begin, tree.chips({l, units.end - 1}).end};
}

class Cover
{
public:
    Cover(const UnitTree& tree, UnitRef unit) : m_tree(tree), m_open{tree.chips(unit)} {}

    bool isDone() const { return m_open.empty(); }

    struct Taken { std::uint32_t units = 0, chips = 0; };

    // Gives the units of the fact's level that are still open to it, and closes them.
    Taken take(const Fact& fact)
    {
        Taken sum;
        std::vector<IndexRange> open;
        for (IndexRange range : m_open) {
            std::vector<IndexRange> holds = fact.chips.empty() ? std::vector{range} : fact.chips;
            std::ranges::sort(holds);
            for (const IndexRange held : holds) {
                const IndexRange common{std::max(range.begin, held.begin), std::min(range.end, held.end)};
                const IndexRange inside = common.begin < common.end ? unitsInside(m_tree, common, fact.level) : IndexRange{};
                if (inside.isEmpty())
                    continue;
                const IndexRange taken = chipsOf(m_tree, inside, fact.level);
                sum.units += inside.size();
                sum.chips += taken.size();
                addPart(open, {range.begin, taken.begin});
                range.begin = taken.end;
            }
            addPart(open, range);
        }
        m_open = std::move(open);
        return sum;
    }

private:
    static void addPart(std::vector<IndexRange>& parts, IndexRange part)
    {
        if (!part.isEmpty())
            parts.push_back(part);
    }

    const UnitTree& m_tree;
    std::vector<IndexRange> m_open;   // chips that nothing has spoken for
};

} // namespace

double FactTerms::sum() const
{
    double total = 0;
    for (const FactTerm& term : terms)
        total += term.fact->value * term.units;
    return total;
}

FactTerms factTerms(const Cluster& cluster, std::string_view key, UnitRef unit, int fromLevel)
{
    FactTerms result;
    Cover cover(cluster.tree, unit);
    for (int level = std::max<int>(fromLevel, unit.level); level < cluster.tree.levelCount() && !cover.isDone(); ++level)
        for (const Fact& fact : cluster.facts)
            if (fact.level == level && fact.key == key)
                if (const Cover::Taken taken = cover.take(fact); taken.units > 0) {
                    result.terms.push_back({&fact, taken.units});
                    result.coveredChips += taken.chips;
                }
    return result;
}

std::optional<DerivedFigure> sumOf(const FactTerms& terms, const Cluster& cluster, UnitRef unit)
{
    if (terms.terms.empty())
        return std::nullopt;
    const UnitTree& tree = cluster.tree;
    DerivedFigure figure{terms.sum(), terms.terms.front().fact->dimension, {}, FactStatus::Derived, {}, {}, {}};
    for (const FactTerm& term : terms.terms) {
        const std::string each = formatQuantity(term.fact->value, term.fact->dimension);
        const std::string text = term.units == 1 ? each + " (" + tree.levelName(term.fact->level) + ')' : counted(term.units, tree.levelName(term.fact->level)) + " · " + each;
        figure.formula += (figure.formula.empty() ? "" : " + ") + text;
        figure.inputs.push_back(inputOf(*term.fact, tree));
        addLevelInputs(figure, cluster, unit.level, term.fact->level);
    }
    const bool isRepeated = terms.terms.size() == 1 && terms.terms.front().units == 1;
    figure.weakest = isRepeated ? terms.terms.front().fact->provenance.status : weakestOf(figure.inputs);
    if (terms.coveredChips < tree.chips(unit).size())
        figure.note = "Known of " + formatCount(terms.coveredChips) + " of " + counted(tree.chips(unit).size(), tree.levelName(tree.leafLevel())) + '.';
    return figure;
}

} // namespace podscape
