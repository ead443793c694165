#include "widgets/scene/LinkBundles.h"

#include "widgets/scene/BundleBuilder.h"
#include "widgets/scene/SwitchLinks.h"

#include <QtConcurrentMap>

#include <algorithm>
#include <array>

namespace podscape {

namespace {

// Below this every endpoint of the fabric arrangement gets its own line to its switch, every chip of a lattice its own arcs; a SuperPOD of 1,024 GPUs has 2,048 links.
constexpr std::uint32_t kLinksFromEndpoints = 6'000;

constexpr std::size_t kSlices = 8;
constexpr float kNothing = -1;   // less than any load

bool showsTiers(const Layout& layout, const SwitchPlaces& switches)
{
    return layout.arrangement == Arrangement::Fabric && !switches.isEmpty();
}

} // namespace

LinkBundles::LinkBundles(const Cluster& cluster, const Fabric& fabric, const Layout& layout, const SwitchPlaces& switches)
{
    if (layout.blocks.empty())
        return;
    const bool hasTiers = showsTiers(layout, switches);
    const bool isFlat = layout.arrangement == Arrangement::Fabric && fabric.torus() && fabric.torus()->dimensions <= 2;   // chips lie at their coordinates
    const bool isLattice = layout.arrangement == Arrangement::Lattice && fabric.torus();
    const EndLadder ladder(cluster, fabric, layout, switches, (hasTiers || isFlat || isLattice) && fabric.linkCount() <= kLinksFromEndpoints);
    BundleBuilder builder(fabric, layout, switches, ladder, hasTiers);
    for (std::uint32_t link = 0; link < fabric.linkCount(); ++link)
        builder.add(link);
    m_coarseWords = builder.finish(kBundlesAtMost, false, cluster.tree, *this);
}

LinkBundles LinkBundles::chosen(const LinkSelection& selection, const Cluster& cluster, const Fabric& fabric, const Layout& layout, const SwitchPlaces& switches)
{
    LinkBundles bundles;
    if (selection.links.empty())
        return bundles;
    const EndLadder ladder(cluster, fabric, layout, switches, selection.links.size() <= kSelectedAtMost);
    BundleBuilder builder(fabric, layout, switches, ladder, showsTiers(layout, switches) || selection.throughCircuits);
    for (const std::uint32_t link : selection.links)
        builder.add(link);
    (void)builder.finish(kSelectedAtMost, true, cluster.tree, bundles);
    return bundles;
}

LinkBundles LinkBundles::inside(UnitRef unit, const Cluster& cluster, const Fabric& fabric, const Layout& layout, const SwitchPlaces& switches)
{
    LinkBundles bundles;
    const UnitTree& tree = cluster.tree;
    const auto isInside = [&](std::uint32_t node) {
        if (!fabric.isSwitch(node))
            return tree.unitsWithin(unit, fabric.endpointLevel()).contains(node);
        const std::uint32_t mark = switches.markOf[node - fabric.endpointCount()];
        return mark != SwitchPlaces::kNoMark && switches.marks[mark].region.level >= unit.level && tree.ancestor(switches.marks[mark].region, unit.level) == unit;
    };
    const EndLadder ladder(cluster, fabric, layout, switches, false);
    BundleBuilder builder(fabric, layout, switches, ladder, showsTiers(layout, switches));
    const auto addLinksOf = [&](std::uint32_t node) {
        for (const std::uint32_t link : fabric.linksOf(node))   // each from its first end only, so that none comes twice
            if (fabric.linkA()[link] == node && isInside(fabric.linkB()[link]))
                builder.add(link);
    };
    const IndexRange endpoints = tree.unitsWithin(unit, fabric.endpointLevel());
    for (std::uint32_t node = endpoints.begin; node < endpoints.end; ++node)
        addLinksOf(node);
    for (std::uint32_t node = fabric.endpointCount(); node < fabric.nodeCount(); ++node)
        if (isInside(node))
            addLinksOf(node);
    (void)builder.finish(kSelectedAtMost, false, cluster.tree, bundles);
    return bundles;
}

void LinkBundles::setLoads(std::span<const float> loads, LinkDirection direction)
{
    // Each slice of the members on its own, so that several processors share a million links.
    struct Found { float most = kNothing, sum = 0; };
    std::array<std::vector<Found>, kSlices> found;
    QtConcurrent::blockingMap(found, [&](std::vector<Found>& of) {
        of.resize(m_bundles.size());
        const std::size_t slice = static_cast<std::size_t>(&of - found.data()), count = loads.empty() ? 0 : m_members.size();
        for (std::size_t m = slice * count / kSlices; m < (slice + 1) * count / kSlices; ++m)
            for (const float load : loadsOf(loads, m_members[m].link, direction))
                if (!isMissing(load)) {
                    Found& bundle = of[m_members[m].bundle];
                    bundle.most = std::max(bundle.most, load);
                    bundle.sum += load;
                }
    });
    const float ways = direction == LinkDirection::Both ? 2.f : 1.f;
    for (std::size_t b = 0; b < m_bundles.size(); ++b) {
        Found all;
        for (const std::vector<Found>& of : found)
            all = {std::max(all.most, of[b].most), all.sum + of[b].sum};
        const bool isKnown = all.most > kNothing;
        m_bundles[b].maxLoad = isKnown ? all.most : kMissing;
        m_bundles[b].meanLoad = isKnown ? all.sum / (ways * static_cast<float>(m_bundles[b].links)) : kMissing;
    }
}

void LinkBundles::setMask(std::span<const std::uint8_t> chips, const UnitTree& tree, const Fabric& fabric)
{
    for (LinkBundle& bundle : m_bundles)
        bundle.shown = chips.empty() ? 1.f : 0.f;
    if (chips.empty() || m_bundles.empty())
        return;
    std::vector<float> strengths(fabric.nodeCount(), 1.f);   // switches stay
    for (std::uint32_t end = 0; end < fabric.endpointCount(); ++end) {
        const IndexRange range = tree.chips({static_cast<std::uint16_t>(fabric.endpointLevel()), end});
        strengths[end] = float(*std::max_element(chips.begin() + range.begin, chips.begin() + range.end)) / 255.f;
    }
    for (const Member& member : m_members) {
        float& shown = m_bundles[member.bundle].shown;
        shown = std::max(shown, std::min(strengths[fabric.linkA()[member.link]], strengths[fabric.linkB()[member.link]]));
    }
}

LinkSelection LinkSelection::of(const Cluster& cluster, FabricId fabricId, std::span<const EntityRef> selection, std::span<const UnitRef> selectedUnits)
{
    const Fabric& fabric = cluster.fabrics[fabricId.value];
    LinkSelection chosen;
    std::vector<std::uint32_t>& links = chosen.links;
    for (const UnitRef unit : selectedUnits) {
        if (unit.level == 0)
            return {};
        const IndexRange chips = cluster.tree.chips(unit);
        const IndexRange endpoints = cluster.tree.unitsWithin(unit, fabric.endpointLevel());
        for (std::uint32_t e = endpoints.begin; e < endpoints.end; ++e)   // an endpoint larger than the unit has links of others too
            if (cluster.tree.chips({static_cast<std::uint16_t>(fabric.endpointLevel()), e}).begin >= chips.begin)
                links.insert(links.end(), fabric.linksOf(e).begin(), fabric.linksOf(e).end());
    }
    for (const EntityRef& entity : selection) {
        if (const auto* link = std::get_if<LinkRef>(&entity); link && link->fabric == fabricId)
            links.push_back(link->link.value);
        if (const auto* ref = std::get_if<SwitchRef>(&entity); ref && ref->fabric == fabricId) {
            const std::vector<std::uint32_t> at = linksAtSwitch(fabric, ref->index);
            links.insert(links.end(), at.begin(), at.end());
            chosen.throughCircuits = chosen.throughCircuits || isCircuit(fabric.switches()[ref->index]);
        }
    }
    std::ranges::sort(links);
    links.erase(std::unique(links.begin(), links.end()), links.end());
    return chosen;
}

} // namespace podscape
