#include "widgets/inspect/FabricFacts.h"

#include "model/analysis/CableEnds.h"
#include "model/analysis/CircuitRacks.h"
#include "widgets/common/EntityText.h"
#include "widgets/common/Text.h"
#include "widgets/inspect/FigureRow.h"

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
            crossing.rate += double(fabric.linkBandwidth()[link]);
            crossing.rateKnown = crossing.rateKnown && fabric.linkBandwidth()[link] > 0;
        }
    }
    crossing.inside = halfInside / 2;
    return crossing;
}

// One cable: the layout is measured anew, which at 15,000 racks takes a few milliseconds.
void addLength(const Dataset& dataset, const Fabric& fabric, std::uint32_t link, FactSection& section)
{
    const auto& layout = dataset.layouts[static_cast<std::size_t>(Arrangement::Physical)];
    if (!layout || !layout->metric || fabric.linkMedium()[link] == Medium::Board)
        return;
    const SwitchPositions circuits = circuitPositions(*dataset.cluster, fabric, *layout);
    const double metres = CableEnds(*dataset.cluster, fabric, *layout, circuits, CableRule()).metresOf(link);
    const FloorPlan& floor = dataset.cluster->floor;
    FactRow row{tr("Cable"), toQString(formatQuantity(metres, Dimension::Length)), floor.provenance.status == FactStatus::Assumption ? FactStatus::Assumption : FactStatus::Derived};
    row.note = tr("Routed over trays along rows and across at their ends, with slack: Podscape's rule.");
    const FigureInput input = inputOf(floor);
    row.basis.push_back({toQString(input.what), input.provenance.status, toQString(input.provenance.source.empty() ? input.provenance.note : input.provenance.source)});
    section.rows.push_back(std::move(row));
}

} // namespace

FactSection neighboursSection(const Cluster& cluster, FabricId fabricId, std::uint32_t node)
{
    const Fabric& fabric = cluster.fabrics[fabricId.value];
    FactSection section{tr("Fabric %1").arg(toQString(fabric.name())), {}};
    const auto links = fabric.linksOf(node);
    for (std::size_t i = 0; i < std::min(links.size(), kMostNeighbours); ++i) {
        const std::uint32_t other = otherEnd(fabric, links[i], node);
        FactRow row = statedRow(linkText(fabric, links[i]), fabricNodeText(cluster, fabric, other), fabric.provenance(), cluster);
        row.target = fabricNodeEntity(fabricId, fabric, other);
        row.suffix = rateText(decimalOf(fabric.linkBandwidth()[links[i]]));
        section.rows.push_back(std::move(row));
    }
    if (links.size() > kMostNeighbours)
        section.rows.push_back({{}, tr("and %1 more").arg(links.size() - kMostNeighbours)});
    return section;
}

FactSection unitLinksSection(const Cluster& cluster, FabricId fabricId, UnitRef unit)
{
    const Fabric& fabric = cluster.fabrics[fabricId.value];
    if (unit.level >= fabric.endpointLevel())
        return neighboursSection(cluster, fabricId, cluster.tree.ancestor(unit, fabric.endpointLevel()).index);
    FactSection section{tr("Fabric %1").arg(toQString(fabric.name())), {}};
    const IndexRange endpoints = cluster.tree.unitsWithin(unit, fabric.endpointLevel());
    const Crossing crossing = crossingOf(fabric, endpoints);
    if (crossing.inside == 0 && crossing.outgoing == 0)
        return section;
    const QString of = tr("counted over the links of %1").arg(countText(endpoints.size(), cluster.tree.levelName(fabric.endpointLevel())));
    section.rows.push_back(countedRow(tr("Links inside"), crossing.inside, of));
    section.rows.push_back(countedRow(tr("Links to others"), crossing.outgoing, of));
    if (crossing.outgoing > 0 && crossing.rateKnown) {
        const std::string each = formatQuantity(crossing.rate / crossing.outgoing, Dimension::DataRate);
        FactRow row = figureRow(tr("Rate to others"), fabricFigure(fabric, crossing.rate, Dimension::DataRate, formatCount(crossing.outgoing) + " links · " + each));
        row.suffix = tr("per direction");
        section.rows.push_back(std::move(row));
    }
    return section;
}

void addLinkSections(const ViewValues& values, LinkRef ref, FactSheet& sheet)
{
    const Cluster& cluster = *values.dataset->cluster;
    const Fabric& fabric = cluster.fabrics[ref.fabric.value];
    const std::uint32_t link = ref.link.value;
    FactSection section{tr("Link"), {}};
    for (const std::uint32_t node : {fabric.linkA()[link], fabric.linkB()[link]})
        section.rows.push_back({tr("End"), fabricNodeText(cluster, fabric, node), {}, {}, {}, fabricNodeEntity(ref.fabric, fabric, node)});
    if (const auto circuit = fabric.circuitSwitchOf(link))
        section.rows.push_back({tr("Through"), toQString(fabric.switches()[*circuit].name), {}, {}, {}, EntityRef(SwitchRef{ref.fabric, *circuit})});
    FactRow rate = statedRow(tr("Rate"), rateText(decimalOf(fabric.linkBandwidth()[link])), fabric.provenance(), cluster);
    rate.suffix = tr("per direction");
    section.rows.push_back(std::move(rate));
    section.rows.push_back(statedRow(tr("Group"), linkText(fabric, link), fabric.provenance(), cluster));
    if (fabric.linkMedium()[link] != Medium::Unknown)
        section.rows.push_back(statedRow(tr("Medium"), toQString(toText(fabric.linkMedium()[link])), fabric.provenance(), cluster));
    addLength(*values.dataset, fabric, link, section);
    sheet.add(std::move(section));
}

} // namespace podscape
