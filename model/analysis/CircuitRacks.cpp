#include "model/analysis/CircuitRacks.h"

#include <algorithm>
#include <map>

namespace podscape {

namespace {

// Racks that serve a unit itself, parts of it, or what it is part of.
std::vector<std::uint32_t> racksFor(UnitRef unit, const UnitTree& tree, const Layout& layout)
{
    const IndexRange chips = tree.chips(unit);
    std::vector<std::uint32_t> blocks;
    for (const ServiceRack& rack : layout.serviceRacks) {
        const IndexRange served = tree.chips(rack.serves);
        const bool overlaps = served.begin < chips.end && chips.begin < served.end;
        if (rack.holds == kCellCircuit && overlaps)
            blocks.push_back(rack.block);
    }
    return blocks;
}

Eigen::Vector3f shelf(const LatticeBlock& rack, std::size_t number, std::size_t inRack)
{
    const float height = (float(number) + 0.5f) / float(inRack);
    return rack.min + rack.size.cwiseProduct(Eigen::Vector3f(0.5f, 0.5f, height));
}

} // namespace

SwitchPositions circuitPositions(const Cluster& cluster, const Fabric& fabric, const Layout& physical)
{
    std::map<UnitRef, std::vector<std::uint32_t>> switchesOfUnit;
    for (std::uint32_t s = 0; s < fabric.switches().size(); ++s)
        if (fabric.switches()[s].kind == FabricSwitch::Kind::Circuit)
            switchesOfUnit[fabric.switches()[s].unit.value_or(UnitTree::root())].push_back(s);
    SwitchPositions positions;
    for (const auto& [unit, switches] : switchesOfUnit) {
        const std::vector<std::uint32_t> racks = racksFor(unit, cluster.tree, physical);
        if (racks.empty())
            continue;
        positions.resize(fabric.switches().size());
        const std::size_t inRack = (switches.size() + racks.size() - 1) / racks.size();
        for (std::size_t i = 0; i < switches.size(); ++i)
            positions[switches[i]] = shelf(physical.blocks[racks[i / inRack]], i % inRack, inRack);
    }
    return positions;
}

} // namespace podscape
