#pragma once

#include "model/layout/Layout.h"

namespace podscape {

// Which block each service rack of a cluster is: after the blocks of the units, kind by kind, unit by unit. The same in every
// arrangement, because it depends on the floor plan alone.
class ServiceNumbers
{
public:
    explicit ServiceNumbers(const Cluster& cluster);

    [[nodiscard]] std::uint32_t blockCount() const { return m_end; }   // with those of the units

    // First block of the racks of kind `service` (index in FloorPlan::service) that serve unit `unit` of its level.
    [[nodiscard]] std::uint32_t firstBlock(std::size_t service, std::uint32_t unit) const;

    [[nodiscard]] std::vector<ServiceRack> racks() const;              // in the order of their blocks

private:
    const Cluster& m_cluster;
    std::vector<std::vector<std::uint32_t>> m_first;   // by kind: unit count + 1 blocks
    std::uint32_t m_end = 0;
};

// Gives a layout that has no floor the service racks as blocks without size, in the middle of the unit they serve.
void addHiddenServiceRacks(Layout& layout, const Cluster& cluster);

} // namespace podscape
