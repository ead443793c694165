#include "model/analysis/DerivedFigure.h"

#include <algorithm>
#include <cmath>

namespace podscape {

FigureInput inputOf(const Fact& fact, const UnitTree& tree)
{
    return {fact.key + " of a " + tree.levelName(fact.level) + ": " + formatQuantity(fact.value, fact.dimension), fact.provenance};
}

FigureInput inputOf(const Fabric& fabric)
{
    return {"fabric " + fabric.name() + ": " + std::string(toText(fabric.kind())) + ", " + formatCount(fabric.linkCount()) + " links", fabric.provenance()};
}

FigureInput inputOf(const FloorPlan& floor)
{
    const auto length = [](double metres) { return formatQuantity(metres, Dimension::Length); };
    return {"floor plan: blocks of " + length(floor.blockSizeMetres[0]) + " × " + length(floor.blockSizeMetres[1]) + " × " + length(floor.blockSizeMetres[2]), floor.provenance};
}

FactStatus weakestOf(std::span<const FigureInput> inputs)
{
    const bool assumed = std::ranges::any_of(inputs, [](const FigureInput& input) { return input.provenance.status == FactStatus::Assumption; });
    return assumed ? FactStatus::Assumption : FactStatus::Derived;
}

DerivedFigure fabricFigure(const Fabric& fabric, double value, Dimension dimension, std::string formula, std::string note)
{
    DerivedFigure figure{value, dimension, std::move(formula), FactStatus::Derived, {inputOf(fabric)}, {}, std::move(note)};
    figure.weakest = weakestOf(figure.inputs);
    return figure;
}

std::string toText(const OtherFigure& other, const DerivedFigure& figure)
{
    const double share = figure.value == 0 ? 0 : other.value / figure.value - 1;
    return formatQuantity(other.value, figure.dimension) + " = " + other.formula + ", " + formatQuantity(std::fabs(share), Dimension::Ratio) + (share < 0 ? " less" : " more");
}

std::string plural(std::uint32_t count, const std::string& word)
{
    const bool sibilant = word.ends_with('s') || word.ends_with('x') || word.ends_with("ch");
    return formatCount(count) + ' ' + word + (count == 1 ? "" : sibilant ? "es" : "s");
}

std::string perInstance(const UnitTree& tree, int level)
{
    return tree.unitCount(level) > 1 ? " in each " + tree.levelName(level) : std::string();
}

} // namespace podscape
