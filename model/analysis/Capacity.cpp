#include "model/analysis/Capacity.h"

#include "model/analysis/FactTerms.h"

#include <cmath>

namespace podscape {

namespace {

// Every level that speaks of the key may be a starting point; one that ends elsewhere is named.
void addOthers(DerivedFigure& figure, const Cluster& cluster, std::string_view key, UnitRef unit, int chosenLevel)
{
    for (int level = unit.level; level < cluster.tree.levelCount(); ++level) {
        if (level == chosenLevel || !cluster.fact(key, level))
            continue;
        const FactTerms terms = factTerms(cluster, key, unit, level);
        const auto other = sumOf(terms, cluster, unit);
        const bool isWhole = terms.coveredChips == cluster.tree.chips(unit).size();
        if (other && isWhole && std::fabs(other->value - figure.value) > kAgreement * std::fabs(figure.value))
            figure.others.push_back({other->value, other->formula});
    }
}

std::optional<DerivedFigure> totalFrom(const Cluster& cluster, std::string_view key, UnitRef unit, int level)
{
    const FactTerms terms = factTerms(cluster, key, unit, level);
    auto figure = sumOf(terms, cluster, unit);
    if (figure)
        addOthers(*figure, cluster, key, unit, terms.terms.front().fact->level);
    return figure;
}

} // namespace

std::optional<DerivedFigure> totalOf(const Cluster& cluster, std::string_view key, UnitRef unit)
{
    return totalFrom(cluster, key, unit, unit.level);
}

std::optional<DerivedFigure> totalPower(const Cluster& cluster)
{
    return cluster.tree.levelCount() == 0 ? std::nullopt : totalOf(cluster, "power", UnitTree::root());
}

std::optional<DerivedFigure> totalOfChipFact(const Cluster& cluster, std::string_view key)
{
    return cluster.tree.levelCount() == 0 ? std::nullopt : totalFrom(cluster, key, UnitTree::root(), cluster.tree.leafLevel());
}

bool addsUp(Dimension dimension)
{
    return dimension == Dimension::Power || dimension == Dimension::Data || dimension == Dimension::DataRate || dimension == Dimension::ComputeRate;
}

} // namespace podscape
