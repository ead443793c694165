#include "widgets/scene/SwitchReach.h"

#include <algorithm>
#include <limits>
#include <numeric>

namespace podscape {

namespace {

class ReachFinder
{
public:
    ReachFinder(const Cluster& cluster, const Fabric& fabric, const Layout& layout) : m_tree(cluster.tree), m_fabric(fabric), m_layout(layout), m_served(fabric.switches().size())
    {
        m_reach.of.resize(fabric.switches().size());
    }

    SwitchReach find()
    {
        // One pass over the links: asking each of a million chips' 5,000 circuit switches for its own would go through the tori 5,000 times.
        for (std::uint32_t link = 0; m_fabric.circuits() && link < m_fabric.linkCount(); ++link)
            if (const auto circuit = m_fabric.circuitSwitchOf(link)) {
                m_served[*circuit].add(below(m_fabric.linkA()[link]));
                m_served[*circuit].add(below(m_fabric.linkB()[link]));
                m_reach.of[*circuit].axis = m_fabric.linkGroup()[link];
            }
        std::vector<std::uint32_t> order(m_reach.of.size());   // from below, so that a spine finds what its leaves serve
        std::iota(order.begin(), order.end(), 0u);
        std::ranges::stable_sort(order, {}, [&](std::uint32_t s) { return m_fabric.switches()[s].tier; });
        for (const std::uint32_t s : order)
            visit(s);
        return std::move(m_reach);
    }

private:
    struct Served
    {
        IndexRange chips{std::numeric_limits<std::uint32_t>::max(), 0};
        Eigen::Vector2f sum{0, 0};        // of the middles of what was added
        std::uint32_t count = 0;

        void add(const Served& other)
        {
            chips = {std::min(chips.begin, other.chips.begin), std::max(chips.end, other.chips.end)};
            sum += other.sum / static_cast<float>(other.count);
            ++count;
        }
    };

    Served below(std::uint32_t endpoint) const
    {
        const IndexRange chips = m_tree.chips({static_cast<std::uint16_t>(m_fabric.endpointLevel()), endpoint});
        const LatticeBlock& block = m_layout.blocks[m_tree.unitOfChip(chips.begin, m_layout.blockLevel).index];
        return {chips, (block.min + block.size / 2).head<2>(), 1};
    }

    void visit(std::uint32_t s)
    {
        const FabricSwitch& self = m_fabric.switches()[s];
        Served& served = m_served[s];
        const std::uint32_t node = m_fabric.endpointCount() + s;
        for (const std::uint32_t link : m_fabric.linksOf(node)) {
            const std::uint32_t other = m_fabric.linkA()[link] == node ? m_fabric.linkB()[link] : m_fabric.linkA()[link];
            if (!m_fabric.isSwitch(other))
                served.add(below(other));
            else if (const std::uint32_t lower = other - m_fabric.endpointCount(); m_fabric.switches()[lower].tier < self.tier && m_served[lower].count > 0)
                served.add(m_served[lower]);
        }
        SwitchReach::Reach& reach = m_reach.of[s];
        if (served.count == 0) {
            reach.region = self.unit.value_or(UnitTree::root());
            reach.middle = m_layout.boxOf(reach.region, m_tree).center().head<2>();
            return;
        }
        reach.middle = served.sum / static_cast<float>(served.count);
        int level = m_tree.leafLevel();
        while (level > 0 && m_tree.unitOfChip(served.chips.begin, level) != m_tree.unitOfChip(served.chips.end - 1, level))
            --level;
        reach.region = m_tree.unitOfChip(served.chips.begin, level);
    }

    const UnitTree& m_tree;
    const Fabric& m_fabric;
    const Layout& m_layout;
    SwitchReach m_reach;
    std::vector<Served> m_served;   // by each switch
};

} // namespace

SwitchReach SwitchReach::find(const Cluster& cluster, const Fabric& fabric, const Layout& layout)
{
    return ReachFinder(cluster, fabric, layout).find();
}

} // namespace podscape
