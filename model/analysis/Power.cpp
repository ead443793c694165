#include "model/analysis/Power.h"

#include "model/analysis/Capacity.h"
#include "model/analysis/FactTerms.h"
#include "model/analysis/FloorRows.h"

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

    // What was added since the last call is one unit.
    void finishOne()
    {
        m_least = m_count == 0 ? m_pending : std::min(m_least, m_pending);
        m_most = std::max(m_most, m_pending);
        m_sum += std::exchange(m_pending, 0);
        ++m_count;
    }

    bool areAlike() const { return m_most - m_least <= 1e-9 * m_most; }

    std::optional<DerivedFigure> mean(const std::string& unit) const
    {
        if (m_facts.empty())
            return std::nullopt;
        DerivedFigure figure{m_sum / m_count, Dimension::Power, {}, FactStatus::Derived, {}, {}, {}};
        for (const Fact* fact : m_facts)
            figure.inputs.push_back(inputOf(*fact, m_cluster.tree));
        figure.weakest = weakestOf(figure.inputs);
        figure.formula = powerText(m_sum) + " / " + plural(m_count, unit) + (areAlike() ? "" : "; " + powerText(m_least) + " to " + powerText(m_most));
        return figure;
    }

private:
    const Cluster& m_cluster;
    std::vector<const Fact*> m_facts;
    double m_pending = 0, m_sum = 0, m_least = 0, m_most = 0;
    std::uint32_t m_count = 0;
};

// Units of a level without a fact that holds for some of them only, and with equally many parts, need not be asked one by one.
bool unitsAreAlike(const Cluster& cluster, int level)
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

} // namespace

std::optional<DerivedFigure> powerPerUnit(const Cluster& cluster, int level)
{
    const auto l = static_cast<std::uint16_t>(level);
    if (unitsAreAlike(cluster, level))
        return totalOf(cluster, "power", {l, 0});
    Typical typical(cluster);
    for (std::uint32_t unit = 0; unit < cluster.tree.unitCount(level); ++unit) {
        typical.add(factTerms(cluster, "power", {l, unit}, level));
        typical.finishOne();
    }
    return typical.areAlike() ? totalOf(cluster, "power", {l, 0}) : typical.mean(cluster.tree.levelName(level));
}

std::optional<DerivedFigure> powerPerRow(const Cluster& cluster, const Layout& physical)
{
    Typical typical(cluster);
    const FloorRows floor = FloorRows::of(physical, cluster.tree);
    for (const FloorRow& row : floor.rows) {
        for (std::uint32_t b = row.blocks.begin; b < row.blocks.end; ++b)
            typical.add(factTerms(cluster, "power", physical.blocks[b].unit, 0));
        typical.finishOne();
    }
    auto figure = typical.mean("row");
    if (!figure)
        return std::nullopt;
    if (typical.areAlike()) {
        const std::uint32_t racks = floor.rows.front().blocks.size();
        figure->formula = plural(racks, cluster.tree.levelName(physical.blockLevel)) + " · " + powerText(figure->value / racks);
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
    const FactTerms pue = factTerms(cluster, "pue", root, 0);
    const auto it = totalPower(cluster);
    if (!it || pue.terms.empty() || pue.coveredChips < cluster.tree.chipCount())
        return std::nullopt;
    // With several PUEs each counts for its share of the units; equal units have equal power.
    double weighted = 0, units = 0;
    std::string factor;
    DerivedFigure figure{0, Dimension::Power, {}, FactStatus::Derived, it->inputs, {}, {}};
    for (const FactTerm& term : pue.terms) {
        weighted += term.fact->value * term.units;
        units += term.units;
        factor += (factor.empty() ? "" : ", ") + formatNumber(term.fact->value);
        figure.inputs.push_back({"power usage effectiveness: " + formatNumber(term.fact->value), term.fact->provenance});
    }
    figure.value = it->value * weighted / units;
    figure.formula = powerText(it->value) + " · " + (pue.terms.size() == 1 ? factor : formatNumber(weighted / units) + " (mean of " + factor + ')');
    figure.weakest = weakestOf(figure.inputs);
    return figure;
}

} // namespace podscape
