#include "widgets/scene/SwitchReach.h"

#include "widgets/scene/SwitchLinks.h"

#include <algorithm>
#include <numeric>

namespace podscape {

namespace {

class ReachFinder
{
public:
    ReachFinder(const Cluster& cluster, const Fabric& fabric, const Layout& layout) : m_tree(cluster.tree), m_fabric(fabric), m_layout(layout)
    {
        m_reach.of.resize(fabric.switches().size());
        m_chips.resize(fabric.switches().size());
    }

    SwitchReach find()
    {
        std::vector<std::uint32_t> order(m_reach.of.size());   // from below, so that a spine finds what its leaves serve
        std::iota(order.begin(), order.end(), 0u);
        std::ranges::stable_sort(order, {}, [&](std::uint32_t s) { return m_fabric.switches()[s].tier; });
        for (const std::uint32_t s : order)
            visit(s);
        return std::move(m_reach);
    }

private:
    void visit(std::uint32_t s)
    {
        const FabricSwitch& self = m_fabric.switches()[s];
        IndexRange chips{std::numeric_limits<std::uint32_t>::max(), 0};
        Eigen::Vector2f sum = Eigen::Vector2f::Zero();
        std::uint32_t count = 0;
        const std::vector<std::uint32_t> links = linksAtSwitch(m_fabric, s);
        for (const std::uint32_t link : links)
            for (const std::uint32_t node : {m_fabric.linkA()[link], m_fabric.linkB()[link]}) {
                IndexRange below;
                if (!m_fabric.isSwitch(node)) {
                    below = m_tree.chips({static_cast<std::uint16_t>(m_fabric.endpointLevel()), node});
                    const LatticeBlock& block = m_layout.blocks[m_tree.unitOfChip(below.begin, m_layout.blockLevel).index];
                    sum += (block.min + block.size / 2).head<2>();
                } else if (const std::uint32_t other = node - m_fabric.endpointCount(); other != s && m_fabric.switches()[other].tier < self.tier && !m_chips[other].isEmpty()) {
                    below = m_chips[other];
                    sum += m_reach.of[other].middle;
                } else {
                    continue;
                }
                chips = {std::min(chips.begin, below.begin), std::max(chips.end, below.end)};
                ++count;
            }
        SwitchReach::Reach& reach = m_reach.of[s];
        if (count == 0) {
            reach.region = self.unit.value_or(UnitTree::root());
            reach.middle = m_layout.boxOf(reach.region, m_tree).center().head<2>();
            return;
        }
        m_chips[s] = chips;
        reach.middle = sum / static_cast<float>(count);
        int level = m_tree.leafLevel();
        while (level > 0 && m_tree.unitOfChip(chips.begin, level) != m_tree.unitOfChip(chips.end - 1, level))
            --level;
        reach.region = m_tree.unitOfChip(chips.begin, level);
    }

    const UnitTree& m_tree;
    const Fabric& m_fabric;
    const Layout& m_layout;
    SwitchReach m_reach;
    std::vector<IndexRange> m_chips;   // served by each switch; empty = none
};

} // namespace

SwitchReach SwitchReach::find(const Cluster& cluster, const Fabric& fabric, const Layout& layout)
{
    return ReachFinder(cluster, fabric, layout).find();
}

} // namespace podscape
