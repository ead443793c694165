#include "model/cluster/Fabric.h"

#include <algorithm>

namespace podscape {

std::string_view toText(FabricKind kind)
{
    switch (kind) {
    case FabricKind::Torus: return "torus";
    case FabricKind::FatTree: return "fat tree";
    case FabricKind::Switched: return "switched";
    case FabricKind::Explicit: return "explicit";
    case FabricKind::Tiered: return "tiers";
    }
    return {};
}

std::string_view toText(Medium medium)
{
    switch (medium) {
    case Medium::Unknown: return "unknown";
    case Medium::Board: return "board";
    case Medium::Copper: return "copper";
    case Medium::Optical: return "optical";
    }
    return {};
}

std::uint32_t Fabric::switchCount() const
{
    return static_cast<std::uint32_t>(std::ranges::count(m_switches, FabricSwitch::Kind::Switch, &FabricSwitch::kind)) + circuitSwitchCount();
}

std::uint32_t Fabric::circuitSwitchCount() const
{
    return static_cast<std::uint32_t>(std::ranges::count(m_switches, FabricSwitch::Kind::Circuit, &FabricSwitch::kind));
}

std::optional<std::uint32_t> Fabric::circuitSwitchOf(std::uint32_t link) const
{
    if (!m_circuits || m_medium[link] != Medium::Optical)
        return std::nullopt;
    const auto place = m_torus->placeOf(m_a[link]);
    const int axis = m_group[link];
    return m_circuits->setOfInstance[place->instance] * m_circuits->perSet + m_circuits->firstOfAxis[axis]
           + m_circuits->positionOf(m_torus->coordinates[place->local], axis);
}

std::vector<std::uint32_t> Fabric::linksThrough(std::uint32_t switchIndex) const
{
    std::vector<std::uint32_t> links;
    if (!m_circuits || m_switches[switchIndex].kind != FabricSwitch::Kind::Circuit)
        return links;
    const CircuitSwitches& circuits = *m_circuits;
    const std::uint32_t set = switchIndex / circuits.perSet, within = switchIndex % circuits.perSet;
    int axis = m_torus->dimensions - 1;
    while (within < circuits.firstOfAxis[axis])
        --axis;
    const std::uint32_t position = within - circuits.firstOfAxis[axis];
    for (std::uint32_t instance = 0; instance < circuits.setOfInstance.size(); ++instance) {
        if (circuits.setOfInstance[instance] != set)
            continue;
        // Only chips on the face that their cube's links leave through, at this position of it.
        for (std::uint32_t local = 0; local < m_torus->endpointsEach(); ++local) {
            const auto& at = m_torus->coordinates[local];
            if ((at[axis] + 1u) % circuits.cube[axis] != 0 || circuits.positionOf(at, axis) != position)
                continue;
            const std::uint32_t endpoint = m_torus->firstOf(instance) + local;
            for (const std::uint32_t link : linksOf(endpoint))
                if (m_a[link] == endpoint && m_group[link] == axis && m_medium[link] == Medium::Optical)
                    links.push_back(link);
        }
    }
    return links;
}

std::span<const std::uint32_t> Fabric::linksOf(std::uint32_t node) const
{
    return std::span(m_linkOfNode).subspan(m_firstLinkOfNode[node], m_firstLinkOfNode[node + 1] - m_firstLinkOfNode[node]);
}

} // namespace podscape
