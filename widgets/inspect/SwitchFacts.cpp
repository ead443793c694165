#include "widgets/inspect/SwitchFacts.h"

#include "model/base/Nouns.h"
#include "widgets/common/EntityText.h"
#include "widgets/common/Text.h"
#include "widgets/inspect/FabricFacts.h"
#include "widgets/inspect/FigureRow.h"

#include <QCoreApplication>

#include <algorithm>

namespace podscape {

namespace {

constexpr std::size_t kMostThrough = 16;

QString tr(const char* text)
{
    return QCoreApplication::translate("SwitchFacts", text);
}

std::string rateText(double bytesPerSecond) { return formatQuantity(bytesPerSecond, Dimension::DataRate); }

// What a packet switch takes in from below and sends on, per direction.
void addRates(const Fabric& fabric, std::uint32_t node, FactSection& section)
{
    const std::uint8_t tier = fabric.switchOf(node).tier;
    double down = 0, up = 0;
    std::uint32_t linksDown = 0, linksUp = 0;
    for (const std::uint32_t link : fabric.linksOf(node)) {
        const std::uint32_t other = fabric.linkA()[link] == node ? fabric.linkB()[link] : fabric.linkA()[link];
        const bool isUp = fabric.isSwitch(other) && fabric.switchOf(other).tier > tier;
        (isUp ? up : down) += decimalOf(fabric.linkBandwidth()[link]);
        ++(isUp ? linksUp : linksDown);
    }
    const auto add = [&](const QString& label, double rate, std::uint32_t links) {
        if (links == 0 || rate <= 0)
            return;
        FactRow row = figureRow(label, fabricFigure(fabric, rate, Dimension::DataRate, counted(links, "link") + " · " + rateText(rate / links)));
        row.suffix = tr("per direction");
        section.rows.push_back(std::move(row));
    };
    add(tr("Downwards"), down, linksDown);
    add(tr("Upwards"), up, linksUp);
    if (down > 0 && up > 0) {
        FactRow row = figureRow(tr("Oversubscription"), fabricFigure(fabric, down / up, Dimension::Count, rateText(down) + " / " + rateText(up)));
        row.value += QStringLiteral(" : 1");
        section.rows.push_back(std::move(row));
    }
}

void addFibres(const Fabric& fabric, std::uint32_t index, const std::vector<std::uint32_t>& links, FactSection& section)
{
    const auto through = static_cast<std::uint32_t>(links.size());
    section.rows.push_back(figureRow(tr("Fibres"), fabricFigure(fabric, 2.0 * through, Dimension::Count, "2 · " + counted(through, "link") + " through " + fabric.switches()[index].name)));
    if (fabric.circuits() && fabric.circuits()->ports > 0) {
        const std::uint32_t ports = fabric.circuits()->ports;
        section.rows.push_back(figureRow(tr("Ports"), fabricFigure(fabric, ports, Dimension::Count, formatCount(2LL * through) + " in use, " + formatCount(static_cast<long long>(ports) - 2LL * through) + " spare")));
    }
}

FactSection throughSection(const Cluster& cluster, SwitchRef ref, const std::vector<std::uint32_t>& links)
{
    const Fabric& fabric = cluster.fabrics[ref.fabric.value];
    FactSection section{tr("Light passes between"), {}};
    for (std::size_t i = 0; i < std::min(links.size(), kMostThrough); ++i) {
        const std::uint32_t link = links[i];
        const std::uint8_t group = fabric.linkGroup()[link];
        FactRow row = statedRow(group < fabric.groups().size() ? toQString(fabric.groups()[group].name) : tr("link"),
                                fabricNodeText(cluster, fabric, fabric.linkA()[link]) + QStringLiteral(" – ") + fabricNodeText(cluster, fabric, fabric.linkB()[link]),
                                fabric.provenance(), cluster);
        row.target = LinkRef{ref.fabric, LinkId{link}};
        section.rows.push_back(std::move(row));
    }
    if (links.size() > kMostThrough)
        section.rows.push_back({{}, tr("and %1 more").arg(links.size() - kMostThrough)});
    return section;
}

} // namespace

void addSwitchSections(const ViewValues& values, SwitchRef ref, FactSheet& sheet)
{
    const Cluster& cluster = *values.dataset->cluster;
    const Fabric& fabric = cluster.fabrics[ref.fabric.value];
    const FabricSwitch& fabricSwitch = fabric.switches()[ref.index];
    const std::uint32_t node = fabric.endpointCount() + ref.index;
    FactSection section{tr("Switch"), {}};
    section.rows.push_back(statedRow(tr("In fabric"), toQString(fabric.name()), fabric.provenance(), cluster));
    if (fabricSwitch.unit)
        section.rows.push_back({tr("Stands in"), titleOf(*fabricSwitch.unit, *values.dataset), {}, {}, {}, EntityRef(*fabricSwitch.unit)});
    if (fabricSwitch.kind == FabricSwitch::Kind::Circuit) {
        const std::vector<std::uint32_t> links = fabric.linksThrough(ref.index);
        section.rows.insert(section.rows.begin(), statedRow(tr("Kind"), tr("optical circuit switch"), fabric.provenance(), cluster));
        addFibres(fabric, ref.index, links, section);
        sheet.add(std::move(section));
        sheet.add(throughSection(cluster, ref, links));
        return;
    }
    if (fabricSwitch.tier < fabric.tierNames().size())
        section.rows.push_back(statedRow(tr("Tier"), toQString(fabric.tierNames()[fabricSwitch.tier]), fabric.provenance(), cluster));
    section.rows.push_back(countedRow(tr("Links"), static_cast<long long>(fabric.linksOf(node).size()), tr("counted over the fabric's links")));
    addRates(fabric, node, section);
    sheet.add(std::move(section));
    FactSection neighbours = neighboursSection(cluster, ref.fabric, node);
    neighbours.title = tr("Joined to");
    sheet.add(std::move(neighbours));
}

} // namespace podscape
