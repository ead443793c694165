#include "model/layout/Layout.h"

#include "model/layout/ServiceNumbers.h"

namespace podscape {

namespace {

Box cellBox(const LatticeBlock& block, const std::array<std::uint16_t, 3>& cell)
{
    const Eigen::Vector3f grid(block.grid[0], block.grid[1], block.grid[2]);
    const Eigen::Vector3f size = block.size.cwiseQuotient(grid);
    const Eigen::Vector3f min = block.min + Eigen::Vector3f(cell[0], cell[1], cell[2]).cwiseProduct(size);
    return {min, min + size};
}

} // namespace

std::string_view toText(Arrangement arrangement)
{
    switch (arrangement) {
    case Arrangement::Physical: return "physical";
    case Arrangement::Lattice: return "lattice";
    case Arrangement::Fabric: return "fabric";
    }
    return {};
}

std::optional<Arrangement> parseArrangement(std::string_view text)
{
    for (const Arrangement arrangement : kArrangements)
        if (text == toText(arrangement))
            return arrangement;
    return std::nullopt;
}

std::optional<std::array<std::uint16_t, 3>> Layout::cellOfChip(std::uint32_t chip, const UnitTree& tree) const
{
    const LatticeBlock& block = blocks[tree.unitOfChip(chip, blockLevel).index];
    const std::uint32_t local = chip - block.firstChip;
    const std::uint32_t count = std::uint32_t(block.grid[0]) * block.grid[1] * block.grid[2];
    if (local >= count || chipCells[block.table + local] < 0)
        return std::nullopt;
    const auto i = static_cast<std::uint32_t>(chipCells[block.table + local]);
    return std::array{static_cast<std::uint16_t>(i % block.grid[0]), static_cast<std::uint16_t>(i / block.grid[0] % block.grid[1]),
                      static_cast<std::uint16_t>(i / block.grid[0] / block.grid[1])};
}

Eigen::Vector3f Layout::centreOfChip(std::uint32_t chip, const UnitTree& tree) const
{
    const LatticeBlock& block = blocks[tree.unitOfChip(chip, blockLevel).index];
    const auto cell = cellOfChip(chip, tree);
    return cell ? cellBox(block, *cell).center() : Eigen::Vector3f(block.min + block.size / 2);
}

Box Layout::boxOf(UnitRef unit, const UnitTree& tree) const
{
    Box box;
    if (unit.level <= blockLevel) {
        const IndexRange within = tree.unitsWithin(unit, blockLevel);
        for (std::uint32_t i = within.begin; i < within.end; ++i) {
            box.extend(blocks[i].min);
            box.extend(blocks[i].min + blocks[i].size);
        }
        return box;
    }
    const IndexRange chips = tree.chips(unit);
    const LatticeBlock& block = blocks[tree.unitOfChip(chips.begin, blockLevel).index];
    for (std::uint32_t chip = chips.begin; chip < chips.end; ++chip)
        if (const auto cell = cellOfChip(chip, tree))
            box.extend(cellBox(block, *cell));
    return box;
}

const ServiceRack* Layout::serviceRackAt(std::uint32_t block) const
{
    if (serviceRacks.empty() || block < serviceRacks.front().block)
        return nullptr;
    return &serviceRacks[block - serviceRacks.front().block];
}

CellContent cellContentOf(RackContent content)
{
    switch (content) {
    case RackContent::Chips:
    case RackContent::Blank: return kCellBlank;
    case RackContent::Switch: return kCellSwitch;
    case RackContent::Power: return kCellPower;
    case RackContent::Cooling: return kCellCooling;
    case RackContent::Network: return kCellNetwork;
    case RackContent::Circuit: return kCellCircuit;
    case RackContent::Storage: return kCellStorage;
    }
    return kCellBlank;
}

Layout buildLayout(const Cluster& cluster, Arrangement arrangement)
{
    if (arrangement == Arrangement::Physical)
        return buildPhysicalLayout(cluster);
    Layout layout = arrangement == Arrangement::Lattice ? buildLatticeLayout(cluster) : buildFabricLayout(cluster);
    addHiddenServiceRacks(layout, cluster);
    return layout;
}

} // namespace podscape
