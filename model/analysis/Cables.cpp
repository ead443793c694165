#include "model/analysis/Cables.h"

#include "model/analysis/CableEnds.h"

#include <algorithm>
#include <array>

namespace podscape {

namespace {

constexpr std::size_t kMedia = 4;

std::string lengthText(double metres) { return formatQuantity(metres, Dimension::Length); }

std::string sumText(const CableSum& sum)
{
    std::string text = sum.group + ' ' + formatCount(sum.links) + " · " + lengthText(sum.metres / sum.links);
    if (sum.longest > 1.01 * sum.shortest)
        text += " (" + lengthText(sum.shortest) + " to " + lengthText(sum.longest) + ')';
    return text;
}

// Aggregation nodes are inside their switch.
bool isCable(const Fabric& fabric, std::uint32_t link)
{
    for (const std::uint32_t node : {fabric.linkA()[link], fabric.linkB()[link]})
        if (fabric.isSwitch(node) && fabric.switchOf(node).kind == FabricSwitch::Kind::Aggregation)
            return false;
    return true;
}

} // namespace

CableBill CableBill::of(const Cluster& cluster, const Fabric& fabric, const Layout& physical, const SwitchPositions& switches, const CableRule& rule)
{
    CableBill bill;
    bill.isMetric = physical.metric;
    std::vector<std::array<CableSum, kMedia>> sums(std::max<std::size_t>(fabric.groups().size(), 1));
    std::optional<CableEnds> ends;
    if (bill.isMetric)
        ends.emplace(cluster, fabric, physical, switches, rule);
    for (std::uint32_t link = 0; link < fabric.linkCount(); ++link) {
        const Medium medium = fabric.linkMedium()[link];
        CableSum& sum = sums[fabric.linkGroup()[link]][static_cast<std::size_t>(medium)];
        ++sum.links;
        if (!ends || medium == Medium::Board || !isCable(fabric, link))
            continue;
        const double metres = ends->metresOf(link);
        sum.shortest = sum.metres == 0 ? metres : std::min(sum.shortest, metres);
        sum.longest = std::max(sum.longest, metres);
        sum.metres += metres;
    }
    for (std::size_t group = 0; group < sums.size(); ++group)
        for (std::size_t medium = 0; medium < kMedia; ++medium)
            if (CableSum& sum = sums[group][medium]; sum.links > 0) {
                sum.group = group < fabric.groups().size() ? fabric.groups()[group].name : fabric.name();
                sum.medium = static_cast<Medium>(medium);
                bill.sums.push_back(sum);
            }
    bill.hasPlacedSwitches = ends && ends->hasPlacedSwitches();
    return bill;
}

std::optional<DerivedFigure> linksOfMedium(const Fabric& fabric, const CableBill& bill, Medium medium)
{
    std::uint32_t links = 0;
    std::string formula;
    for (const CableSum& sum : bill.sums)
        if (sum.medium == medium) {
            links += sum.links;
            formula += (formula.empty() ? "" : " + ") + sum.group + ' ' + formatCount(sum.links);
        }
    return links == 0 ? std::nullopt : std::optional(fabricFigure(fabric, links, Dimension::Count, formula));
}

std::optional<DerivedFigure> metresOfMedium(const Cluster& cluster, const Fabric& fabric, const CableBill& bill, Medium medium)
{
    if (!bill.isMetric || medium == Medium::Board)
        return std::nullopt;
    double metres = 0;
    std::string formula;
    for (const CableSum& sum : bill.sums)
        if (sum.medium == medium && sum.metres > 0) {
            metres += sum.metres;
            formula += (formula.empty() ? "" : " + ") + sumText(sum);
        }
    if (metres <= 0)
        return std::nullopt;
    const CableRule rule;
    std::string note = "Routed in trays " + lengthText(rule.trayAboveRack) + " above the racks, along rows and across at their ends, with " + lengthText(rule.slackOutside)
                       + " of slack a cable (" + lengthText(rule.slackInside) + " within a rack): Podscape's rule.";
    if (bill.hasPlacedSwitches)
        note += " Switches of no known place are taken to stand in the middle of what they serve.";
    DerivedFigure figure = fabricFigure(fabric, metres, Dimension::Length, formula, std::move(note));
    figure.inputs.push_back(inputOf(cluster.floor));
    figure.weakest = bill.hasPlacedSwitches ? FactStatus::Assumption : weakestOf(figure.inputs);
    return figure;
}

} // namespace podscape
