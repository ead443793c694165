#include "model/analysis/Throughput.h"

#include "model/analysis/LinkRates.h"
#include "model/base/Nouns.h"

#include <algorithm>
#include <map>

namespace podscape {

namespace {

std::string rateText(double rate) { return formatQuantity(rate, Dimension::DataRate); }

// Links that end at a chip along one axis, counted over all chips: a ring gives two each, a line loses its ends, a ring of two has one.
std::uint64_t endsAlong(const TorusShape& torus, int axis)
{
    std::uint64_t rows = 1;
    for (int other = 0; other < torus.dimensions; ++other)
        if (other != axis)
            rows *= torus.size[other];
    const std::uint32_t length = torus.size[axis];
    const std::uint64_t links = length < 2 ? 0 : torus.wraps[axis] && length > 2 ? length : length - 1;
    return 2 * rows * links;
}

} // namespace

double rateOfAxis(const Fabric& fabric, int axis)
{
    const auto link = std::ranges::find(fabric.linkGroup(), static_cast<std::uint8_t>(axis));
    return link == fabric.linkGroup().end() ? 0.0 : decimalOf(fabric.linkBandwidth()[static_cast<std::size_t>(link - fabric.linkGroup().begin())]);
}

bool isCloud(const Fabric& fabric)
{
    return fabric.kind() == FabricKind::Switched && !fabric.tierNames().empty() && fabric.tierNames().front() == "cloud";
}

std::optional<SwitchedDomain> switchedDomain(const Fabric& fabric, const UnitTree& tree)
{
    if (fabric.kind() != FabricKind::Switched || fabric.switches().empty() || isCloud(fabric))
        return std::nullopt;
    const UnitRef unit = fabric.switches().front().unit.value_or(UnitTree::root());
    const IndexRange endpoints = tree.unitsWithin(unit, fabric.endpointLevel());
    SwitchedDomain domain{unit.level, endpoints.size(), 0};
    LinkRates rateOf(fabric);
    for (std::uint32_t e = endpoints.begin; e < endpoints.end; ++e)
        for (const std::uint32_t link : fabric.linksOf(e))
            domain.rate += rateOf(link);
    return domain.rate > 0 ? std::optional(domain) : std::nullopt;
}

std::optional<DerivedFigure> allReduceBandwidth(const Cluster& cluster, const Fabric& fabric)
{
    if (!fabric.torus() || fabric.torus()->coordinates.empty())
        return std::nullopt;
    const TorusShape& torus = *fabric.torus();
    const auto chips = static_cast<std::uint32_t>(torus.coordinates.size());
    std::map<double, std::uint64_t, std::greater<>> endsByRate;
    for (int axis = 0; axis < torus.dimensions; ++axis)
        if (const std::uint64_t ends = endsAlong(torus, axis)) {
            const double rate = rateOfAxis(fabric, axis);
            if (rate <= 0)
                return std::nullopt;
            endsByRate[rate] += ends;
        }
    double sum = 0;
    std::string formula;
    for (const auto& [rate, ends] : endsByRate) {
        sum += rate * static_cast<double>(ends);
        const bool everyChipHasAsMany = ends % chips == 0;
        const std::string count = everyChipHasAsMany ? counted(chips, cluster.tree.levelName(fabric.endpointLevel())) + " · " + counted(static_cast<std::uint32_t>(ends / chips), "link")
                                                     : formatCount(static_cast<long long>(ends)) + " link ends";
        formula += (formula.empty() ? "" : " + ") + count + " · " + rateText(rate);
    }
    if (formula.empty())
        return std::nullopt;
    return fabricFigure(fabric, sum, Dimension::DataRate, formula + perInstance(cluster.tree, torus.instanceLevel));
}

std::optional<DerivedFigure> fibreEnds(const Fabric& fabric)
{
    const std::uint32_t switches = fabric.circuitSwitchCount();
    if (switches == 0)
        return std::nullopt;
    std::uint32_t links = 0;
    for (std::uint32_t link = 0; link < fabric.linkCount(); ++link)
        links += fabric.linkMedium()[link] == Medium::Optical && fabric.circuitSwitchOf(link) ? 1 : 0;
    return fabricFigure(fabric, 2.0 * links, Dimension::Count, "2 · " + formatCount(links) + " links through " + counted(switches, "circuit switch") + ", " + formatNumber(2.0 * links / switches) + " each");
}

std::optional<DerivedFigure> injection(const Cluster& cluster, const Fabric& fabric)
{
    double sum = 0;
    std::uint32_t joined = 0;
    LinkRates rateOf(fabric);
    for (std::uint32_t link = 0; link < fabric.linkCount(); ++link)
        for (const std::uint32_t node : {fabric.linkA()[link], fabric.linkB()[link]})
            if (!fabric.isSwitch(node)) {
                if (fabric.linkBandwidth()[link] <= 0)
                    return std::nullopt;
                sum += rateOf(link);
            }
    for (std::uint32_t e = 0; e < fabric.endpointCount(); ++e)
        joined += fabric.linksOf(e).empty() ? 0 : 1;
    if (joined == 0)
        return std::nullopt;
    return fabricFigure(fabric, sum, Dimension::DataRate, counted(joined, cluster.tree.levelName(fabric.endpointLevel())) + " · " + rateText(sum / joined));
}

std::optional<DerivedFigure> domainBandwidth(const Cluster& cluster, const Fabric& fabric)
{
    const auto domain = switchedDomain(fabric, cluster.tree);
    if (!domain)
        return std::nullopt;
    return fabricFigure(fabric, 2 * domain->rate, Dimension::DataRate,
                        counted(domain->endpoints, cluster.tree.levelName(fabric.endpointLevel())) + " · " + rateText(domain->rate / domain->endpoints) + " · 2 directions"
                            + perInstance(cluster.tree, domain->level));
}

} // namespace podscape
