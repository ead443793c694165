#pragma once

#include "model/analysis/Cables.h"

namespace podscape {

// Where both ends of every link of a fabric are plugged in, on a physical layout in metres.
class CableEnds
{
public:
    CableEnds(const Cluster& cluster, const Fabric& fabric, const Layout& physical, const SwitchPositions& switches, const CableRule& rule);

    [[nodiscard]] double metresOf(std::uint32_t link);
    [[nodiscard]] bool hasPlacedSwitches() const { return m_hasPlacedSwitches; }

private:
    [[nodiscard]] const CableEnd* circuitOf(std::uint32_t link) const;
    [[nodiscard]] CableEnd endOf(std::uint32_t node) const;
    [[nodiscard]] CableEnd endOfEndpoint(std::uint32_t endpoint) const;
    [[nodiscard]] CableEnd endOfSwitch(std::uint32_t index);
    [[nodiscard]] static CableEnd outside(const Eigen::Vector3f& at) { return {at, nullptr, CableEnd::kNoRack, at.z()}; }
    [[nodiscard]] CableEnd inRack(std::uint32_t block, const Eigen::Vector3f& at) const;
    void measureTables();

    const Cluster& m_cluster;
    const Fabric& m_fabric;
    const Layout& m_layout;
    const SwitchPositions& m_given;
    CableRule m_rule;
    FloorRows m_rows;
    std::vector<CableEnd> m_switches;
    std::uint32_t m_lastNode = ~0u;
    CableEnd m_lastEnd;
    bool m_knowsCircuits = false;          // some circuit switch has a given place
    bool m_hasPlacedSwitches = false;
    std::vector<std::vector<Eigen::Vector3f>> m_slots;   // middles of the chips within a block, by kind of block
    std::vector<std::uint32_t> m_kindOfBlock;
};

} // namespace podscape
