#include "model/analysis/Power.h"

#include "model/analysis/Capacity.h"
#include "model/analysis/FactTerms.h"
#include "model/analysis/FloorRows.h"
#include "model/base/Nouns.h"

#include <algorithm>
#include <utility>

namespace podscape {

namespace {

std::string powerText(double watts) { return formatQuantity(watts, Dimension::Power); }

// Power of many units or rows as one figure: theirs when they are alike, else their mean with the range.
class Typical
{
public:
    explicit Typical(const Cluster& cluster) : m_cluster(cluster) {}

    void add(const FactTerms& terms)
    {
        for (const FactTerm& term : terms.terms)
            if (std::ranges::find(m_facts, term.fact) == m_facts.end())
                m_facts.push_back(term.fact);
        m_pending += terms.sum();
    }

    // What was added since the last call is one unit, and `times` of them are the same.
    void finishUnit(std::uint32_t times = 1)
    {
        m_least = m_count == 0 ? m_pending : std::min(m_least, m_pending);
        m_most = std::max(m_most, m_pending);
        m_sum += std::exchange(m_pending, 0) * times;
        m_count += times;
    }

    bool areAlike() const { return m_most - m_least <= 1e-9 * m_most; }

    std::optional<DerivedFigure> mean(const std::string& unit, int level) const
    {
        if (m_facts.empty())
            return std::nullopt;
        DerivedFigure figure{m_sum / m_count, Dimension::Power, {}, FactStatus::Derived, {}, {}, {}};
        for (const Fact* fact : m_facts) {
            figure.inputs.push_back(inputOf(*fact, m_cluster.tree));
            addLevelInputs(figure, m_cluster, level, fact->level);
        }
        figure.weakest = weakestOf(figure.inputs);
        figure.formula = powerText(m_sum) + " / " + counted(m_count, unit) + (areAlike() ? "" : "; " + powerText(m_least) + " to " + powerText(m_most));
        return figure;
    }

private:
    const Cluster& m_cluster;
    std::vector<const Fact*> m_facts;
    double m_pending = 0, m_sum = 0, m_least = 0, m_most = 0;
    std::uint32_t m_count = 0;
};

// Where all units of a level have equally many parts, they can only differ by facts that hold for some of them.
bool haveEqualParts(const Cluster& cluster, int level)
{
    const UnitTree& tree = cluster.tree;
    const auto l = static_cast<std::uint16_t>(level);
    const std::uint32_t last = tree.unitCount(level) - 1;
    for (int below = level + 1; below < tree.levelCount(); ++below) {
        const std::uint32_t expected = tree.unitsWithin({l, 0}, below).size();
        for (std::uint32_t unit = 0; unit <= last; ++unit)
            if (tree.unitsWithin({l, unit}, below).size() != expected)
                return false;
    }
    return true;
}

// First units of runs within which no fact of power begins or ceases to hold; one past the last unit closes the list.
std::vector<std::uint32_t> runsOfUnits(const Cluster& cluster, int level)
{
    const std::uint32_t count = cluster.tree.unitCount(level);
    std::vector<std::uint32_t> starts{0, count};
    if (!haveEqualParts(cluster, level))
        for (std::uint32_t unit = 1; unit < count; ++unit)
            starts.push_back(unit);
    for (const Fact& fact : cluster.facts)
        if (fact.key == "power")
            for (const IndexRange chips : fact.chips) {
                const std::uint32_t first = cluster.tree.unitOfChip(chips.begin, level).index, last = cluster.tree.unitOfChip(chips.end - 1, level).index;
                for (const std::uint32_t start : {first, first + 1, last, last + 1})   // a unit may hold them in part
                    starts.push_back(std::min(start, count));
            }
    std::ranges::sort(starts);
    starts.erase(std::ranges::unique(starts).begin(), starts.end());
    return starts;
}

} // namespace

std::optional<DerivedFigure> powerPerUnit(const Cluster& cluster, int level)
{
    const auto l = static_cast<std::uint16_t>(level);
    Typical typical(cluster);
    const std::vector<std::uint32_t> starts = runsOfUnits(cluster, level);
    for (std::size_t run = 0; run + 1 < starts.size(); ++run) {
        typical.add(factTerms(cluster, "power", {l, starts[run]}, level));
        typical.finishUnit(starts[run + 1] - starts[run]);
    }
    return typical.areAlike() ? totalOf(cluster, "power", {l, 0}) : typical.mean(cluster.tree.levelName(level), level);
}

std::optional<DerivedFigure> powerPerRow(const Cluster& cluster, const Layout& physical)
{
    Typical typical(cluster);
    const FloorRows floor = FloorRows::of(physical, cluster.tree);
    for (const FloorRow& row : floor.rows) {
        for (std::uint32_t b = row.blocks.begin; b < row.blocks.end; ++b)
            typical.add(factTerms(cluster, "power", physical.blocks[b].unit, 0));
        typical.finishUnit();
    }
    auto figure = typical.mean("row", physical.blockLevel);
    if (!figure)
        return std::nullopt;
    if (typical.areAlike()) {
        const std::uint32_t racks = floor.rows.front().blocks.size();
        figure->formula = counted(racks, cluster.tree.levelName(physical.blockLevel)) + " · " + powerText(figure->value / racks);
    }
    figure->inputs.push_back(inputOf(cluster.floor));   // how long rows are is part of the floor plan
    figure->weakest = weakestOf(figure->inputs);
    return figure;
}

std::optional<DerivedFigure> facilityPower(const Cluster& cluster)
{
    const UnitRef root = UnitTree::root();
    if (cluster.tree.levelCount() == 0)
        return std::nullopt;
    if (auto stated = totalOf(cluster, "facilityPower", root))
        return stated;
    const auto pue = std::ranges::find(cluster.facts, "pue", &Fact::key);
    if (pue == cluster.facts.end())
        return std::nullopt;
    // Power by power usage effectiveness: units with the same one go together.
    std::vector<std::pair<const Fact*, double>> shares;
    DerivedFigure figure{0, Dimension::Power, {}, FactStatus::Derived, {}, {}, {}};
    for (std::uint32_t u = 0; u < cluster.tree.unitCount(pue->level); ++u) {
        const UnitRef unit{static_cast<std::uint16_t>(pue->level), u};
        const Fact* factor = cluster.fact("pue", unit);
        const auto it = totalOf(cluster, "power", unit);
        if (!factor || !it)
            return std::nullopt;
        auto share = std::ranges::find(shares, factor, &std::pair<const Fact*, double>::first);
        if (share == shares.end()) {
            shares.emplace_back(factor, 0);
            share = shares.end() - 1;
            figure.inputs.push_back({"power usage effectiveness of " + withArticle(cluster.tree.levelName(pue->level)) + ": " + formatNumber(factor->value), factor->provenance});
        }
        share->second += it->value;
        for (const FigureInput& input : it->inputs)
            if (std::ranges::find(figure.inputs, input.what, &FigureInput::what) == figure.inputs.end())
                figure.inputs.push_back(input);
    }
    for (const auto& [factor, watts] : shares) {
        figure.value += watts * factor->value;
        figure.formula += (figure.formula.empty() ? "" : " + ") + powerText(watts) + " · " + formatNumber(factor->value);
    }
    figure.weakest = weakestOf(figure.inputs);
    return figure;
}

} // namespace podscape
