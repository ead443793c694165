#pragma once

#include "model/base/Result.h"
#include "model/cluster/Fabric.h"

namespace podscape {

// Collects switches and links of any fabric, then freezes it. Errors come without subject; `place` names the part.
class FabricBuilder
{
public:
    FabricBuilder(std::string name, FabricKind kind, const UnitTree& tree, int endpointLevel);

    void setProvenance(Provenance provenance) { m_fabric.m_provenance = std::move(provenance); }
    void setTierNames(std::vector<std::string> names) { m_fabric.m_tierNames = std::move(names); }
    std::uint8_t addGroup(std::string name);                       // returns the group's number
    std::uint32_t addSwitch(FabricSwitch fabricSwitch);            // returns its node number
    void reserveLinks(std::size_t count);
    void addLink(std::uint32_t nodeA, std::uint32_t nodeB, BytesPerSecond perDirection, std::uint8_t group, Medium medium = Medium::Unknown);
    void setTorus(TorusShape shape) { m_fabric.m_torus = std::move(shape); }
    void setCircuits(CircuitSwitches circuits) { m_fabric.m_circuits = std::move(circuits); }   // after its switches, which come first of all
    void setSpec(FabricSpec spec) { m_fabric.m_spec = std::move(spec); }

    // Checks every node number, then sorts out which links touch which node.
    [[nodiscard]] Result<Fabric> build();

private:
    Fabric m_fabric;
};

// Errors name the part of the spec that does not fit.
[[nodiscard]] Result<Fabric> buildTorus(const TorusSpec& spec, const UnitTree& tree);
[[nodiscard]] Result<Fabric> buildFatTree(const FatTreeSpec& spec, const UnitTree& tree);
[[nodiscard]] Result<Fabric> buildSwitched(const SwitchedSpec& spec, const UnitTree& tree);
[[nodiscard]] Result<Fabric> buildTiered(const TieredSpec& spec, const UnitTree& tree);

} // namespace podscape
