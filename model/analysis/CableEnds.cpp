#include "model/analysis/CableEnds.h"

#include <array>
#include <map>
#include <tuple>

namespace podscape {

namespace {

// Middle of the cell that each chip of a block is in, from the block's corner.
std::vector<Eigen::Vector3f> slotsOf(const Layout& layout, const LatticeBlock& block)
{
    std::vector<Eigen::Vector3f> slots(block.chipCount, block.size / 2);
    const Eigen::Vector3f cell = block.size.cwiseQuotient(Eigen::Vector3f(block.grid[0], block.grid[1], block.grid[2]));
    const std::uint32_t cells = std::uint32_t(block.grid[0]) * block.grid[1] * block.grid[2];
    for (std::uint32_t i = 0; i < cells; ++i) {
        const std::int32_t chip = layout.cells[block.table + i];
        if (chip < 0 || static_cast<std::uint32_t>(chip) >= block.chipCount)
            continue;
        const Eigen::Vector3f at(float(i % block.grid[0]) + 0.5f, float(i / block.grid[0] % block.grid[1]) + 0.5f, float(i / block.grid[0] / block.grid[1]) + 0.5f);
        slots[static_cast<std::size_t>(chip)] = at.cwiseProduct(cell);
    }
    return slots;
}

} // namespace

CableEnds::CableEnds(const Cluster& cluster, const Fabric& fabric, const Layout& physical, const SwitchPositions& switches, const CableRule& rule)
    : m_cluster(cluster), m_fabric(fabric), m_layout(physical), m_given(switches), m_rule(rule), m_rows(FloorRows::of(physical, cluster.tree))
{
    measureTables();
    m_switches.reserve(fabric.switches().size());
    for (std::uint32_t s = 0; s < fabric.switches().size(); ++s)
        m_switches.push_back(endOfSwitch(s));
    for (std::uint32_t s = 0; s < switches.size() && s < m_switches.size(); ++s)
        m_knowsCircuits = m_knowsCircuits || (switches[s] && fabric.switches()[s].kind == FabricSwitch::Kind::Circuit);
}

// Equal racks share a table of cells, so there are few kinds of blocks however many racks.
void CableEnds::measureTables()
{
    std::map<std::tuple<std::uint32_t, std::array<std::uint16_t, 3>, std::uint32_t, float, float, float>, std::uint32_t> kinds;
    m_kindOfBlock.reserve(m_layout.blocks.size());
    for (const LatticeBlock& block : m_layout.blocks) {
        const auto [kind, isNew] = kinds.try_emplace({block.table, block.grid, block.chipCount, block.size.x(), block.size.y(), block.size.z()}, static_cast<std::uint32_t>(m_slots.size()));
        if (isNew)
            m_slots.push_back(slotsOf(m_layout, block));
        m_kindOfBlock.push_back(kind->second);
    }
}

CableEnd CableEnds::inRack(std::uint32_t block, const Eigen::Vector3f& at) const
{
    const LatticeBlock& b = m_layout.blocks[block];
    return {at, &m_rows.rows[m_rows.rowOfBlock[block]], block, b.min.z() + b.size.z() + float(m_rule.trayAboveRack)};
}

// A tray's cables are plugged in at its first chip; a rack or more, at the middle of its first rack.
CableEnd CableEnds::endOfEndpoint(std::uint32_t endpoint) const
{
    const UnitTree& tree = m_cluster.tree;
    const int level = m_fabric.endpointLevel();
    const std::uint32_t chip = level == tree.leafLevel() ? endpoint : tree.chips({static_cast<std::uint16_t>(level), endpoint}).begin;
    const std::uint32_t block = tree.unitOfChip(chip, m_layout.blockLevel).index;
    const LatticeBlock& b = m_layout.blocks[block];
    const Eigen::Vector3f slot = level < m_layout.blockLevel ? Eigen::Vector3f(b.size / 2) : m_slots[m_kindOfBlock[block]][chip - b.firstChip];
    return inRack(block, b.min + slot);
}

CableEnd CableEnds::endOfSwitch(std::uint32_t index)
{
    if (index < m_given.size() && m_given[index])
        return outside(*m_given[index]);
    const auto& unit = m_fabric.switches()[index].unit;
    if (unit && unit->level >= m_layout.blockLevel) {
        const std::uint32_t block = m_cluster.tree.ancestor(*unit, m_layout.blockLevel).index;
        const LatticeBlock& b = m_layout.blocks[block];
        const std::uint32_t chip = m_cluster.tree.chips(*unit).begin - b.firstChip;
        return inRack(block, b.min + (unit->level > m_layout.blockLevel ? m_slots[m_kindOfBlock[block]][chip] : Eigen::Vector3f(b.size / 2)));
    }
    m_hasPlacedSwitches = m_hasPlacedSwitches || !m_fabric.linksOf(m_fabric.endpointCount() + index).empty();
    const Box box = unit ? m_layout.boxOf(*unit, m_cluster.tree) : m_layout.bounds;
    return outside(box.center());
}

CableEnd CableEnds::endOf(std::uint32_t node) const
{
    return m_fabric.isSwitch(node) ? m_switches[node - m_fabric.endpointCount()] : endOfEndpoint(node);
}

const CableEnd* CableEnds::circuitOf(std::uint32_t link) const
{
    if (!m_knowsCircuits || m_fabric.linkMedium()[link] != Medium::Optical)
        return nullptr;
    const auto circuit = m_fabric.circuitSwitchOf(link);
    return circuit && *circuit < m_given.size() && m_given[*circuit] ? &m_switches[*circuit] : nullptr;
}

double CableEnds::metresOf(std::uint32_t link)
{
    // The links of one chip follow each other.
    if (const std::uint32_t node = m_fabric.linkA()[link]; node != m_lastNode) {
        m_lastNode = node;
        m_lastEnd = endOf(node);
    }
    const CableEnd &a = m_lastEnd, b = endOf(m_fabric.linkB()[link]);
    if (const CableEnd* circuit = circuitOf(link))   // two fibres meet there
        return cableMetres(a, *circuit, m_rule) + cableMetres(*circuit, b, m_rule);
    return cableMetres(a, b, m_rule);
}

} // namespace podscape
