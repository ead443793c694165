#include "model/layout/ServiceNumbers.h"

#include "model/layout/BlockCells.h"

namespace podscape {

ServiceNumbers::ServiceNumbers(const Cluster& cluster) : m_cluster(cluster), m_end(cluster.tree.unitCount(cluster.floor.blockLevel))
{
    for (const ServiceRacks& kind : cluster.floor.service) {
        std::vector<std::uint32_t>& first = m_first.emplace_back();
        for (std::uint32_t unit = 0; unit < cluster.tree.unitCount(kind.level); ++unit) {
            first.push_back(m_end);
            m_end += kind.count > 0 ? kind.count : cluster.tree.unitsWithin({static_cast<std::uint16_t>(kind.level), unit}, cluster.floor.blockLevel).size() / kind.every;
        }
        first.push_back(m_end);
    }
}

std::uint32_t ServiceNumbers::firstBlock(std::size_t service, std::uint32_t unit) const
{
    return m_first[service][unit];
}

std::vector<ServiceRack> ServiceNumbers::racks() const
{
    std::vector<ServiceRack> list;
    for (std::size_t service = 0; service < m_first.size(); ++service) {
        const ServiceRacks& kind = m_cluster.floor.service[service];
        for (std::uint32_t unit = 0; unit + 1 < m_first[service].size(); ++unit)
            for (std::uint32_t block = m_first[service][unit]; block < m_first[service][unit + 1]; ++block)
                list.push_back({kind.name, cellContentOf(kind.holds), {static_cast<std::uint16_t>(kind.level), unit}, block});
    }
    return list;
}

void addHiddenServiceRacks(Layout& layout, const Cluster& cluster)
{
    layout.serviceRacks = ServiceNumbers(cluster).racks();
    if (layout.serviceRacks.empty())
        return;
    const std::uint32_t table = BlockCells(layout).add({kCellBlank});
    for (const ServiceRack& rack : layout.serviceRacks) {
        LatticeBlock block;
        block.min = layout.boxOf(rack.serves, cluster.tree).center();
        block.size = Eigen::Vector3f::Zero();
        block.table = table;
        block.firstChip = cluster.tree.chips(rack.serves).begin;
        block.unit = rack.serves;
        layout.blocks.push_back(block);
    }
}

} // namespace podscape
