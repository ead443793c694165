#include "widgets/inspect/FabricFacts.h"

#include "widgets/common/EntityText.h"
#include "widgets/common/Text.h"

#include <QCoreApplication>

#include <algorithm>

namespace podscape {

namespace {

constexpr std::size_t kMostNeighbours = 16;

QString tr(const char* text)
{
    return QCoreApplication::translate("FabricFacts", text);
}

QString rateText(double bytesPerSecond)
{
    return bytesPerSecond > 0 ? toQString(formatQuantity(bytesPerSecond, Dimension::DataRate)) : tr("unknown");
}

QString linkText(const Fabric& fabric, std::uint32_t link)
{
    const auto& groups = fabric.groups();
    const std::uint8_t group = fabric.linkGroup()[link];
    return group < groups.size() ? toQString(groups[group].name) : tr("link");
}

std::uint32_t otherEnd(const Fabric& fabric, std::uint32_t link, std::uint32_t node)
{
    return fabric.linkA()[link] == node ? fabric.linkB()[link] : fabric.linkA()[link];
}

void addNeighbours(const Cluster& cluster, FabricId fabricId, const Fabric& fabric, std::uint32_t node, FactSection& section)
{
    const auto links = fabric.linksOf(node);
    for (std::size_t i = 0; i < std::min(links.size(), kMostNeighbours); ++i) {
        const std::uint32_t other = otherEnd(fabric, links[i], node);
        section.rows.push_back({linkText(fabric, links[i]), fabricNodeText(cluster, fabric, other), {}, rateText(fabric.linkBandwidth()[links[i]]), {},
                                fabricNodeEntity(fabricId, fabric, other)});
    }
    if (links.size() > kMostNeighbours)
        section.rows.push_back({{}, tr("and %1 more").arg(links.size() - kMostNeighbours), {}, {}, {}, {}});
}

struct Crossing
{
    std::uint32_t inside = 0, outgoing = 0;
    double rate = 0;
    bool rateKnown = true;
};

Crossing crossingOf(const Fabric& fabric, IndexRange endpoints)
{
    Crossing crossing;
    std::uint32_t halfInside = 0;
    for (std::uint32_t node = endpoints.begin; node < endpoints.end; ++node) {
        for (const std::uint32_t link : fabric.linksOf(node)) {
            if (endpoints.contains(otherEnd(fabric, link, node))) {
                ++halfInside;
                continue;
            }
            ++crossing.outgoing;
            crossing.rate += fabric.linkBandwidth()[link];
            crossing.rateKnown = crossing.rateKnown && fabric.linkBandwidth()[link] > 0;
        }
    }
    crossing.inside = halfInside / 2;
    return crossing;
}

} // namespace

FactSection unitLinksSection(const Cluster& cluster, FabricId fabricId, UnitRef unit)
{
    const Fabric& fabric = cluster.fabrics[fabricId.value];
    FactSection section{tr("Fabric %1").arg(toQString(fabric.name())), {}};
    if (unit.level >= fabric.endpointLevel()) {
        addNeighbours(cluster, fabricId, fabric, cluster.tree.ancestor(unit, fabric.endpointLevel()).index, section);
        return section;
    }
    const Crossing crossing = crossingOf(fabric, cluster.tree.unitsWithin(unit, fabric.endpointLevel()));
    if (crossing.inside == 0 && crossing.outgoing == 0)
        return section;
    section.rows.push_back({tr("Links inside"), toQString(formatCount(crossing.inside)), {}, {}, {}, {}});
    section.rows.push_back({tr("Links to others"), toQString(formatCount(crossing.outgoing)), {}, {}, {}, {}});
    if (crossing.outgoing > 0 && crossing.rateKnown)
        section.rows.push_back({tr("Rate to others"), rateText(crossing.rate), FactStatus::Derived, tr("per direction"), {}, {}});
    return section;
}

void addLinkSections(const ViewValues& values, LinkRef ref, FactSheet& sheet)
{
    const Cluster& cluster = *values.dataset->cluster;
    const Fabric& fabric = cluster.fabrics[ref.fabric.value];
    const std::uint32_t link = ref.link.value;
    const Provenance& from = fabric.provenance();
    FactSection section{tr("Link"), {}};
    for (const std::uint32_t node : {fabric.linkA()[link], fabric.linkB()[link]})
        section.rows.push_back({tr("End"), fabricNodeText(cluster, fabric, node), {}, {}, {}, fabricNodeEntity(ref.fabric, fabric, node)});
    section.rows.push_back({tr("Rate"), rateText(fabric.linkBandwidth()[link]), from.status, toQString(from.source), tr("per direction"), {}});
    section.rows.push_back({tr("Group"), linkText(fabric, link), {}, {}, {}, {}});
    if (fabric.linkMedium()[link] != Medium::Unknown)
        section.rows.push_back({tr("Medium"), toQString(toText(fabric.linkMedium()[link])), {}, {}, {}, {}});
    sheet.add(std::move(section));
}

void addSwitchSections(const ViewValues& values, SwitchRef ref, FactSheet& sheet)
{
    const Cluster& cluster = *values.dataset->cluster;
    const Fabric& fabric = cluster.fabrics[ref.fabric.value];
    const FabricSwitch& fabricSwitch = fabric.switches()[ref.index];
    const std::uint32_t node = fabric.endpointCount() + ref.index;
    FactSection section{tr("Switch"), {}};
    if (fabricSwitch.tier < fabric.tierNames().size())
        section.rows.push_back({tr("Tier"), toQString(fabric.tierNames()[fabricSwitch.tier]), {}, {}, {}, {}});
    if (fabricSwitch.unit)
        section.rows.push_back({tr("Stands in"), titleOf(*fabricSwitch.unit, *values.dataset), {}, {}, {}, EntityRef(*fabricSwitch.unit)});
    section.rows.push_back({tr("Links"), toQString(formatCount(static_cast<long long>(fabric.linksOf(node).size()))), {}, {}, {}, {}});
    sheet.add(std::move(section));
    FactSection neighbours{tr("Joined to"), {}};
    addNeighbours(cluster, ref.fabric, fabric, node, neighbours);
    sheet.add(std::move(neighbours));
}

} // namespace podscape
