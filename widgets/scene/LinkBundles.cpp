#include "widgets/scene/LinkBundles.h"

#include <algorithm>
#include <cmath>

namespace podscape {

namespace {

constexpr std::uint32_t kSinglesAtMost = 4'000;   // a selected rack has a few hundred; beyond this lines hide each other

} // namespace

// The boxes that links end at: blocks first, then switches.
class LinkEnds
{
public:
    LinkEnds(const Cluster& cluster, const Fabric& fabric, const Layout& layout, const SwitchPlaces& switches)
        : m_cluster(cluster), m_fabric(fabric), m_layout(layout), m_switches(switches)
    {
    }

    std::uint32_t of(std::uint32_t node) const
    {
        if (m_fabric.isSwitch(node))
            return static_cast<std::uint32_t>(m_layout.blocks.size()) + node - m_fabric.endpointCount();
        return m_cluster.tree.unitOfChip(firstChip(node), m_layout.blockLevel).index;
    }

    std::uint32_t firstChip(std::uint32_t endpoint) const
    {
        return m_cluster.tree.chips({static_cast<std::uint16_t>(m_fabric.endpointLevel()), endpoint}).begin;
    }

    Eigen::Vector3f centre(std::uint32_t end) const
    {
        if (end >= m_layout.blocks.size())
            return m_switches.centre[end - m_layout.blocks.size()];
        const LatticeBlock& block = m_layout.blocks[end];
        // Over racks links start on the roof, where they can be seen; in a lattice at the middle of the cube.
        return m_layout.solidBlocks ? Eigen::Vector3f(block.min + block.size.cwiseProduct(Eigen::Vector3f(0.5f, 0.5f, 1.f))) : Eigen::Vector3f(block.min + block.size / 2);
    }

    Eigen::Vector3f centreOfNode(std::uint32_t node) const
    {
        if (m_fabric.isSwitch(node))
            return m_switches.centre[node - m_fabric.endpointCount()];
        return m_layout.centreOfChip(firstChip(node), m_cluster.tree);
    }

    bool isSwitch(std::uint32_t end) const { return end >= m_layout.blocks.size(); }

    // Adapters and aggregation nodes are nowhere to be seen, nor are their links.
    bool isDrawn(std::uint32_t node) const { return !m_fabric.isSwitch(node) || m_fabric.switchOf(node).kind == FabricSwitch::Kind::Switch; }

    const Cluster& cluster() const { return m_cluster; }
    const Fabric& fabric() const { return m_fabric; }
    const Layout& layout() const { return m_layout; }

private:
    const Cluster& m_cluster;
    const Fabric& m_fabric;
    const Layout& m_layout;
    const SwitchPlaces& m_switches;
};

namespace {

// Over racks a link rises by a fifth of its length. In a lattice only links that jump further than to a neighbour are arcs: they bulge away
// from the middle of the torus, so that wrap-around shows outside of it.
Eigen::Vector3f bulgeOf(const LinkBundle& bundle, const Layout& layout, bool toSwitch)
{
    const Eigen::Vector3f along = bundle.to - bundle.from;
    if (toSwitch)
        return Eigen::Vector3f::Zero();
    if (layout.solidBlocks)
        return {0, 0, 0.18f * along.norm()};
    const float step = layout.blocks.front().size.maxCoeff() * 1.6f;
    if (along.norm() <= step)
        return Eigen::Vector3f::Zero();
    Eigen::Vector3f outward = (bundle.from + bundle.to) / 2 - layout.bounds.center();
    int axis = 0;
    along.cwiseAbs().maxCoeff(&axis);
    outward[axis] = 0;
    if (outward.norm() < 1e-3f)
        outward = axis == 2 ? Eigen::Vector3f(1, -1, 0) : Eigen::Vector3f(0, 0, 1);
    return outward.normalized() * 0.16f * along.norm();
}

} // namespace

LinkBundles::LinkBundles(const Cluster& cluster, const Fabric& fabric, const Layout& layout, const SwitchPlaces& switches, IndexRange selected)
{
    if (layout.blocks.empty() || (!fabric.switches().empty() && switches.isEmpty()))
        return;
    const LinkEnds ends(cluster, fabric, layout, switches);
    addBundles(ends);
    if (selected.size() <= kSinglesAtMost)
        addSingles(ends, selected);
    m_firstLink.push_back(static_cast<std::uint32_t>(m_links.size()));
}

void LinkBundles::addBundles(const LinkEnds& ends)
{
    // Sorting (pair of ends, link) keeps memory flat and the order of bundles fixed.
    struct Entry { std::uint64_t pair; std::uint32_t link; };
    const Fabric& fabric = ends.fabric();
    std::vector<Entry> entries;
    entries.reserve(fabric.linkCount());
    for (std::uint32_t link = 0; link < fabric.linkCount(); ++link) {
        if (!ends.isDrawn(fabric.linkA()[link]) || !ends.isDrawn(fabric.linkB()[link]))
            continue;
        const std::uint32_t a = ends.of(fabric.linkA()[link]), b = ends.of(fabric.linkB()[link]);
        if (a != b)
            entries.push_back({std::uint64_t(std::min(a, b)) << 32 | std::max(a, b), link});
    }
    std::ranges::sort(entries, [](const Entry& l, const Entry& r) { return l.pair != r.pair ? l.pair < r.pair : l.link < r.link; });
    for (std::size_t i = 0; i < entries.size(); ++i) {
        if (i == 0 || entries[i].pair != entries[i - 1].pair) {
            const auto a = static_cast<std::uint32_t>(entries[i].pair >> 32), b = static_cast<std::uint32_t>(entries[i].pair);
            LinkBundle bundle;
            bundle.from = ends.centre(a);
            bundle.to = ends.centre(b);
            bundle.bulge = bulgeOf(bundle, ends.layout(), ends.isSwitch(a) || ends.isSwitch(b));
            bundle.first = {entries[i].link};
            m_bundles.push_back(bundle);
            m_firstLink.push_back(static_cast<std::uint32_t>(m_links.size()));
        }
        ++m_bundles.back().links;
        m_links.push_back(entries[i].link);
    }
}

void LinkBundles::addSingles(const LinkEnds& ends, IndexRange selected)
{
    const Fabric& fabric = ends.fabric();
    std::vector<std::uint32_t> singles;
    for (std::uint32_t chip = selected.begin; chip < selected.end; ++chip) {
        const UnitRef endpoint = ends.cluster().tree.unitOfChip(chip, fabric.endpointLevel());
        if (ends.firstChip(endpoint.index) == chip)
            singles.insert(singles.end(), fabric.linksOf(endpoint.index).begin(), fabric.linksOf(endpoint.index).end());
    }
    std::ranges::sort(singles);
    singles.erase(std::unique(singles.begin(), singles.end()), singles.end());
    for (const std::uint32_t link : singles) {
        const std::uint32_t a = fabric.linkA()[link], b = fabric.linkB()[link];
        if (!ends.isDrawn(a) || !ends.isDrawn(b))
            continue;
        LinkBundle single;
        single.from = ends.centreOfNode(a);
        single.to = ends.centreOfNode(b);
        single.bulge = bulgeOf(single, ends.layout(), fabric.isSwitch(a) || fabric.isSwitch(b));
        single.first = {link};
        single.links = 1;
        single.isSingle = true;
        m_bundles.push_back(single);
        m_firstLink.push_back(static_cast<std::uint32_t>(m_links.size()));
        m_links.push_back(link);
    }
}

void LinkBundles::setLoads(std::span<const float> loads)
{
    for (std::size_t b = 0; b < m_bundles.size(); ++b) {
        float sum = 0, most = kMissing;
        for (std::uint32_t i = m_firstLink[b]; i < m_firstLink[b + 1] && !loads.empty(); ++i)
            for (const float load : {loads[2 * m_links[i]], loads[2 * m_links[i] + 1]})
                if (!isMissing(load)) {
                    most = isMissing(most) ? load : std::max(most, load);
                    sum += load;
                }
        m_bundles[b].maxLoad = most;
        m_bundles[b].meanLoad = isMissing(most) ? kMissing : sum / (2.f * static_cast<float>(m_bundles[b].links));
    }
}

} // namespace podscape
