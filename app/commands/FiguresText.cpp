#include "app/commands/FiguresText.h"

#include "app/TextTable.h"

#include <nlohmann/json.hpp>

namespace podscape {

namespace {

using nlohmann::ordered_json;
using enum TextTable::Align;

ordered_json inputsSummary(const DerivedFigure& figure)
{
    ordered_json inputs = ordered_json::array();
    for (const FigureInput& input : figure.inputs)
        inputs.push_back({{"what", input.what}, {"status", toText(input.provenance.status)}, {"source", input.provenance.source}, {"note", input.provenance.note}});
    return inputs;
}

ordered_json figureSummary(const NamedFigure& named, const UnitTree& tree)
{
    const DerivedFigure& figure = named.figure;
    ordered_json text{{"key", named.key}, {"group", toText(named.group)}, {"label", named.label}};
    if (!named.fabric.empty())
        text["fabric"] = named.fabric;
    if (named.level >= 0)
        text["level"] = tree.levelName(named.level);
    text["value"] = figure.value;
    text["unit"] = baseUnit(figure.dimension);
    text["text"] = named.text();
    text["formula"] = figure.formula;
    text["status"] = toText(figure.weakest);
    if (!figure.note.empty())
        text["note"] = figure.note;
    text["restsOn"] = inputsSummary(figure);
    for (const OtherFigure& other : figure.others)
        text["disagrees"].push_back({{"value", other.value}, {"formula", other.formula}});
    return text;
}

std::string capital(std::string text)
{
    if (!text.empty() && text.front() >= 'a' && text.front() <= 'z')
        text.front() = static_cast<char>(text.front() - 'a' + 'A');
    return text;
}

std::string orDash(const std::string& text) { return text.empty() ? "–" : text; }

} // namespace

ordered_json figuresSummary(const ClusterFigures& figures, const UnitTree& tree)
{
    ordered_json list = ordered_json::array();
    for (const NamedFigure& figure : figures.all)
        list.push_back(figureSummary(figure, tree));
    return list;
}

std::string figuresText(const ClusterFigures& figures, FigureGroup group, const std::string& fabric)
{
    TextTable rows({Left, Right, Left, Left});
    for (const NamedFigure& named : figures.all) {
        if (named.group != group || named.fabric != fabric)
            continue;
        const FactStatus status = named.figure.weakest;
        rows.add({named.label, named.text(), status == FactStatus::Unstated ? "" : std::string(toText(status)), "= " + named.figure.formula});
        for (const OtherFigure& other : named.figure.others)
            rows.add({"", "", "but", toText(other, named.figure)});
    }
    return rows.text();
}

ordered_json comparisonSummary(const Comparison& comparison, const Cluster& a, const Cluster& b)
{
    ordered_json text{{"kind", "comparison"}, {"a", {{"name", a.name}, {"file", a.sourceFile}}}, {"b", {{"name", b.name}, {"file", b.sourceFile}}}};
    text["sections"] = ordered_json::array();
    for (const ComparisonSection& section : comparison.sections) {
        ordered_json rows = ordered_json::array();
        for (const ComparisonRow& row : section.rows)
            rows.push_back({{"label", row.label}, {"a", row.a.empty() ? ordered_json() : ordered_json(row.a)}, {"b", row.b.empty() ? ordered_json() : ordered_json(row.b)},
                            {"ratio", row.ratio ? ordered_json(*row.ratio) : ordered_json()}, {"differs", row.differs()}});
        text["sections"].push_back({{"title", section.title}, {"rows", std::move(rows)}});
    }
    return text;
}

std::string comparisonText(const Comparison& comparison, const Cluster& a, const Cluster& b)
{
    // One table for all sections, so that the columns of one figure stand under those of the next.
    TextTable table({Left, Right, Right, Right});
    table.add({"", a.name, b.name, "B / A"});
    for (const ComparisonSection& section : comparison.sections) {
        table.add({});
        table.add({capital(section.title)});
        for (const ComparisonRow& row : section.rows)
            table.add({"  " + row.label, orDash(row.a), orDash(row.b), row.ratio ? "× " + formatNumber(*row.ratio) : row.differs() && !row.a.empty() && !row.b.empty() ? "differs" : ""});
    }
    return table.text();
}

} // namespace podscape
