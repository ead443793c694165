#include "app/TextTable.h"
#include "app/commands/Summary.h"
#include "model/analysis/Bisection.h"
#include "model/analysis/Capacity.h"
#include "model/base/Units.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <set>

namespace podscape {

namespace {

using nlohmann::ordered_json;

// A file that knows nothing smaller than a machine has machines for leaves, and says nothing about chips.
bool leafIsChip(const Cluster& cluster)
{
    static constexpr std::array kMachines{"node", "host", "server", "machine", "tray", "rack"};
    return std::ranges::find(kMachines, cluster.leafName()) == kMachines.end();
}

std::uint32_t switchesOfTier(const Fabric& fabric, std::size_t tier)
{
    return static_cast<std::uint32_t>(std::ranges::count_if(fabric.switches(), [&](const FabricSwitch& s) { return s.tier == tier && s.kind == FabricSwitch::Kind::Switch; }));
}

// The stand-in for a network whose inside is not known is no switch.
bool isCloud(const Fabric& fabric)
{
    return fabric.kind() == FabricKind::Switched && !fabric.tierNames().empty() && fabric.tierNames().front() == "cloud";
}

std::uint32_t realSwitches(const Fabric& fabric) { return isCloud(fabric) ? 0 : fabric.switchCount(); }

ordered_json figureText(const std::optional<DerivedFigure>& figure)
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

std::vector<std::string> chipFactKeys(const Cluster& cluster)
{
    std::vector<std::string> keys;
    for (const Fact& fact : cluster.facts)
        if (fact.level == cluster.tree.leafLevel() && fact.key != "power" && fact.dimension != Dimension::Temperature && fact.dimension != Dimension::Length)
            keys.push_back(fact.key);
    return keys;
}

std::string shapeText(const Fabric& fabric)
{
    std::string text(toText(fabric.kind()));
    if (fabric.torus())
        for (int axis = 0; axis < fabric.torus()->dimensions; ++axis)
            text += (axis == 0 ? " " : "×") + std::to_string(fabric.torus()->size[axis]);
    return text;
}

// "32 leaf, 16 spine switches": what stands in the tiers.
std::string switchesText(const Fabric& fabric)
{
    if (isCloud(fabric))
        return "inside not known";
    if (realSwitches(fabric) == 0)
        return "no switches";
    std::string tiers;
    for (std::size_t tier = 0; tier < fabric.tierNames().size(); ++tier)
        if (const std::uint32_t count = switchesOfTier(fabric, tier))
            tiers += (tiers.empty() ? "" : " + ") + formatCount(count) + ' ' + fabric.tierNames()[tier];
    return formatCount(realSwitches(fabric)) + " switches" + (fabric.tierNames().size() < 2 ? "" : " (" + tiers + ')');
}

std::string linksText(const Fabric& fabric)
{
    std::string groups;
    for (std::size_t group = 0; group < fabric.groups().size() && fabric.groups().size() > 1; ++group)
        groups += (groups.empty() ? " (" : ", ") + formatCount(std::ranges::count(fabric.linkGroup(), static_cast<std::uint8_t>(group))) + ' ' + fabric.groups()[group].name;
    std::string media;
    for (const Medium medium : {Medium::Board, Medium::Copper, Medium::Optical})
        if (const auto links = std::ranges::count(fabric.linkMedium(), medium))
            media += (media.empty() ? "; " : ", ") + formatCount(links) + ' ' + std::string(toText(medium));
    return formatCount(fabric.linkCount()) + " links" + groups + (groups.empty() ? "" : ")") + media;
}

std::string ratesText(const Fabric& fabric)
{
    const std::set<float> rates(fabric.linkBandwidth().begin(), fabric.linkBandwidth().end());
    if (rates.empty() || *rates.rbegin() == 0)
        return "not known";
    const float low = *rates.begin(), high = *rates.rbegin();
    const auto text = [](float rate) { return formatQuantity(static_cast<double>(rate), Dimension::DataRate); };
    return (low == high ? text(low) : low == 0 ? "up to " + text(high) : text(low) + " to " + text(high)) + " per link and direction";
}

std::string figureLine(const DerivedFigure& figure)
{
    return formatQuantity(figure.value, figure.dimension) + "  = " + figure.formula + (figure.weakest == FactStatus::Unstated ? "" : ", " + std::string(toText(figure.weakest)));
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
    const auto power = totalPower(cluster);
    text["powerWatts"] = power ? ordered_json(power->value) : ordered_json();
    text["powerFormula"] = power ? ordered_json(power->formula) : ordered_json();
    text["totals"] = ordered_json::object();
    for (const std::string& key : chipFactKeys(cluster))
        text["totals"][key] = figureText(totalOfChipFact(cluster, key));
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

    text += "\nUnits\n";
    TextTable units({Left, Right});
    for (int level = 1; level < cluster.tree.levelCount(); ++level)
        units.add({cluster.tree.levelName(level), formatCount(cluster.tree.unitCount(level))});
    text += units.text();

    for (const Fabric& fabric : cluster.fabrics) {
        text += "\nFabric " + fabric.name() + ": " + shapeText(fabric) + " over " + formatCount(fabric.endpointCount()) + ' ' + cluster.tree.levelName(fabric.endpointLevel()) + "s\n";
        TextTable rows({Left, Left});
        rows.add({"switches", switchesText(fabric)});
        rows.add({"links", linksText(fabric)});
        rows.add({"bandwidth", ratesText(fabric)});
        const auto cut = bisection(cluster, fabric);
        rows.add({"bisection", cut ? figureLine(*cut) : "not known"});
        text += rows.text();
    }

    TextTable totals({Left, Left});
    if (const auto power = totalPower(cluster))
        totals.add({"power", figureLine(*power)});
    for (const std::string& key : chipFactKeys(cluster))
        totals.add({key, figureLine(*totalOfChipFact(cluster, key))});
    if (!totals.isEmpty())
        text += "\nTotals\n" + totals.text();
    return text + findingsSummaryText(cluster.findings);
}

} // namespace podscape
