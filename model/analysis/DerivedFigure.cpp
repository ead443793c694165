#include "model/analysis/DerivedFigure.h"

#include "model/base/Nouns.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace podscape {

FigureInput inputOf(const Fact& fact, const UnitTree& tree)
{
    std::string within;
    for (const std::string& name : fact.within)
        within += (within.empty() ? " within " : ", ") + name;
    return {keyWords(fact.key) + " of " + withArticle(tree.levelName(fact.level)) + within + ": " + formatQuantity(fact.value, fact.dimension), fact.provenance};
}

void addLevelInputs(DerivedFigure& figure, const Cluster& cluster, int above, int level)
{
    for (int l = above + 1; l <= level && l < static_cast<int>(cluster.levelProvenance.size()); ++l) {
        FigureInput input{counted(cluster.tree.unitCount(l), cluster.tree.levelName(l)), cluster.levelProvenance[static_cast<std::size_t>(l)]};
        const bool isKnown = std::ranges::find(figure.inputs, input.what, &FigureInput::what) != figure.inputs.end();
        if (input.provenance.status != FactStatus::Unstated && !isKnown)
            figure.inputs.push_back(std::move(input));
    }
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
    if (const auto* tiers = std::get_if<TieredSpec>(&fabric.spec()))
        for (const TieredSpec::Tier& tier : tiers->tiers)
            if (tier.provenance.status != FactStatus::Unstated)
                figure.inputs.push_back({"tier " + tier.name + " of " + fabric.name(), tier.provenance});
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
    static constexpr auto kAbbreviations = std::to_array<std::pair<std::string_view, std::string_view>>(
        {{"pue", "PUE"}, {"pcie", "PCIe"}, {"dcn", "data-centre network"}, {"efa", "EFA"}, {"nvlink", "NVLink"}});
    for (const auto& [abbreviation, words] : kAbbreviations)
        if (key == abbreviation)
            return std::string(words);
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

std::string perInstance(const UnitTree& tree, int level)
{
    return tree.unitCount(level) > 1 ? " in each " + tree.levelName(level) : std::string();
}

} // namespace podscape
