#include "model/analysis/DerivedFigure.h"

#include <algorithm>
#include <cmath>

namespace podscape {

FigureInput inputOf(const Fact& fact, const UnitTree& tree)
{
    return {keyWords(fact.key) + " of a " + tree.levelName(fact.level) + ": " + formatQuantity(fact.value, fact.dimension), fact.provenance};
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

std::string keyWords(std::string_view key)
{
    std::string words;
    bool isFormat = false;   // fp8, bf16
    for (std::size_t i = 0; i < key.size(); ++i) {
        const char c = key[i];
        if (i == 0 || key[i - 1] == '.') {
            const std::size_t end = std::min(key.find('.', i), key.size());
            isFormat = key[end - 1] >= '0' && key[end - 1] <= '9';
        }
        const bool isUpper = c >= 'A' && c <= 'Z', isLower = c >= 'a' && c <= 'z';
        if (c == '.')
            words += ' ';
        else if (isFormat)
            words += isLower ? static_cast<char>(c - 'a' + 'A') : c;
        else
            words += isUpper ? ' ' + std::string(1, static_cast<char>(c - 'A' + 'a')) : std::string(1, c);
    }
    return words;
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
