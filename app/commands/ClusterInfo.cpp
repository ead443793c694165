#include "app/TextTable.h"
#include "app/commands/FiguresText.h"
#include "app/commands/Summary.h"
#include "model/analysis/Bisection.h"
#include "model/analysis/Capacity.h"
#include "model/analysis/ClusterFigures.h"
#include "model/analysis/FabricText.h"
#include "model/analysis/Throughput.h"
#include "model/base/Nouns.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>

namespace podscape {

namespace {

using nlohmann::ordered_json;

// A file that knows nothing smaller than a machine has machines for leaves, and says nothing about chips.
bool leafIsChip(const Cluster& cluster)
{
    static constexpr std::array kMachines{"node", "host", "server", "machine", "tray", "rack"};
    return std::ranges::find(kMachines, cluster.leafName()) == kMachines.end();
}

ordered_json figureText(const DerivedFigure* figure)
{
    return figure ? ordered_json{{"value", figure->value}, {"formula", figure->formula}, {"status", toText(figure->weakest)}} : ordered_json();
}

ordered_json fabricSummary(const Cluster& cluster, const Fabric& fabric)
{
    const auto cut = bisection(cluster, fabric);
    ordered_json text{{"name", fabric.name()}, {"kind", toText(fabric.kind())},
                      {"endpoints", {{"level", cluster.tree.levelName(fabric.endpointLevel())}, {"count", fabric.endpointCount()}}},
                      {"links", fabric.linkCount()}, {"switches", realSwitches(fabric)}};
    text["tiers"] = ordered_json::array();
    for (std::size_t tier = 0; tier < fabric.tierNames().size() && !isCloud(fabric); ++tier)
        if (const std::uint32_t switches = switchesOfTier(fabric, tier))
            text["tiers"].push_back({{"name", fabric.tierNames()[tier]}, {"switches", switches}});
    text["groups"] = ordered_json::array();
    for (std::size_t group = 0; group < fabric.groups().size(); ++group)
        text["groups"].push_back({{"name", fabric.groups()[group].name}, {"links", std::ranges::count(fabric.linkGroup(), static_cast<std::uint8_t>(group))}});
    text["media"] = ordered_json::object();
    for (const Medium medium : {Medium::Board, Medium::Copper, Medium::Optical, Medium::Unknown})
        if (const auto links = std::ranges::count(fabric.linkMedium(), medium))
            text["media"][std::string(toText(medium))] = links;
    if (fabric.torus()) {
        const auto& torus = *fabric.torus();
        text["shape"] = std::vector<std::uint32_t>(torus.size.begin(), torus.size.begin() + torus.dimensions);
    }
    text["bisectionBytesPerSecond"] = cut ? ordered_json(cut->value) : ordered_json();
    text["bisectionFormula"] = cut ? ordered_json(cut->formula) : ordered_json();
    return text;
}

ordered_json totalsSummary(const ClusterFigures& figures)
{
    constexpr std::string_view kPrefix = "total.";
    ordered_json totals = ordered_json::object();
    for (const NamedFigure& figure : figures.all)
        if (figure.key.starts_with(kPrefix))
            totals[figure.key.substr(kPrefix.size())] = figureText(&figure.figure);
    return totals;
}

std::string unitsText(const UnitTree& tree)
{
    using enum TextTable::Align;
    TextTable units({Left, Right});
    for (int level = 1; level < tree.levelCount(); ++level)
        units.add({tree.levelName(level), formatCount(tree.unitCount(level))});
    return "\nUnits\n" + units.text();
}

} // namespace

ordered_json clusterSummary(const Cluster& cluster)
{
    ordered_json text{{"kind", "cluster"}, {"name", cluster.name}, {"file", cluster.sourceFile}, {"inferred", cluster.inferred}};
    text["levels"] = ordered_json::array();
    for (int level = 0; level < cluster.tree.levelCount(); ++level)
        text["levels"].push_back({{"name", cluster.tree.levelName(level)}, {"count", cluster.tree.unitCount(level)}});
    text["leaf"] = {{"name", cluster.leafName()}, {"count", cluster.tree.chipCount()}};
    text["chips"] = leafIsChip(cluster) ? ordered_json(cluster.tree.chipCount()) : ordered_json();
    text["fabrics"] = ordered_json::array();
    for (const Fabric& fabric : cluster.fabrics)
        text["fabrics"].push_back(fabricSummary(cluster, fabric));
    const ClusterFigures figures = ClusterFigures::of(cluster, buildPhysicalLayout(cluster));
    const NamedFigure* power = figures.find("power");
    text["powerWatts"] = power ? ordered_json(power->figure.value) : ordered_json();
    text["powerFormula"] = power ? ordered_json(power->figure.formula) : ordered_json();
    text["totals"] = totalsSummary(figures);
    text["figures"] = figuresSummary(figures, cluster.tree);
    text["findings"] = findingsSummary(cluster.findings);
    return text;
}

std::string clusterSummaryText(const Cluster& cluster)
{
    using enum TextTable::Align;
    std::string text = cluster.name + (cluster.inferred ? "  (cluster, inferred from a trace)\n" : "  (cluster)\n");
    if (!cluster.sourceFile.empty())
        text += "  " + cluster.sourceFile + '\n';
    if (!cluster.description.empty())
        text += "  " + cluster.description + '\n';
    text += unitsText(cluster.tree);

    const ClusterFigures figures = ClusterFigures::of(cluster, buildPhysicalLayout(cluster));
    for (const Fabric& fabric : cluster.fabrics) {
        text += "\nFabric " + fabric.name() + ": " + shapeText(fabric) + " over " + counted(fabric.endpointCount(), cluster.tree.levelName(fabric.endpointLevel())) + '\n';
        TextTable rows({Left, Left});
        rows.add({"switches", switchesText(fabric)});
        rows.add({"links", linksText(fabric)});
        rows.add({"bandwidth", ratesText(fabric)});
        text += rows.text() + figuresText(figures, FigureGroup::Fabric, fabric.name());
    }
    for (const auto& [group, title] : {std::pair{FigureGroup::Compute, "Compute"}, std::pair{FigureGroup::Power, "Power"}, std::pair{FigureGroup::Floor, "Floor"}})
        if (const std::string rows = figuresText(figures, group); !rows.empty())
            text += '\n' + std::string(title) + '\n' + rows;
    return text + findingsSummaryText(cluster.findings);
}

} // namespace podscape
