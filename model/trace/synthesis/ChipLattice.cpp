#include "model/trace/synthesis/ChipLattice.h"

#include <algorithm>

namespace podscape::synthesis {

namespace {

ChipLattice torusLattice(const Fabric& fabric, const UnitTree& tree)
{
    const TorusShape& torus = *fabric.torus();
    ChipLattice lattice;
    lattice.isTorus = true;
    lattice.size = torus.size;
    lattice.instances = torus.firstEndpoint.empty() ? fabric.endpointCount() / torus.endpointsEach() : static_cast<std::uint32_t>(torus.firstEndpoint.size());
    lattice.chipsPerCell = tree.chips({static_cast<std::uint16_t>(fabric.endpointLevel()), 0}).size();
    for (int axis = 0; axis < 3; ++axis)
        lattice.granule[axis] = lattice.size[axis] % 4 == 0 ? 4 : lattice.size[axis] % 2 == 0 ? 2 : 1;
    for (std::uint32_t instance = 0; instance < lattice.instances; ++instance)
        for (const std::uint32_t endpoint : torus.endpointAt) {
            const std::uint32_t unit = torus.firstOf(instance) + endpoint;
            lattice.firstChip.push_back(tree.chips({static_cast<std::uint16_t>(fabric.endpointLevel()), unit}).begin);
        }
    return lattice;
}

// Chips of a node when the leaf's parents are all alike; 1 when nodes are the leaves or differ.
std::uint32_t chipsPerNode(const UnitTree& tree)
{
    if (tree.levelCount() < 3)
        return 1;
    const auto level = static_cast<std::uint16_t>(tree.leafLevel() - 1);
    const std::uint32_t size = tree.chips({level, 0}).size();
    for (std::uint32_t node = 0; node < tree.unitCount(level); ++node)
        if (tree.chips({level, node}).size() != size)
            return 1;
    return size;
}

} // namespace

ChipLattice latticeOf(const Cluster& cluster)
{
    for (const Fabric& fabric : cluster.fabrics)
        if (fabric.torus())
            return torusLattice(fabric, cluster.tree);
    ChipLattice lattice;
    lattice.size = {cluster.tree.chipCount(), 1, 1};
    lattice.granule = {chipsPerNode(cluster.tree), 1, 1};
    lattice.firstChip.resize(cluster.tree.chipCount());
    for (std::uint32_t chip = 0; chip < lattice.firstChip.size(); ++chip)
        lattice.firstChip[chip] = chip;
    return lattice;
}

} // namespace podscape::synthesis
