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
    return static_cast<std::uint32_t>(std::ranges::count(m_switches, FabricSwitch::Kind::Switch, &FabricSwitch::kind));
}

std::span<const std::uint32_t> Fabric::linksOf(std::uint32_t node) const
{
    return std::span(m_linkOfNode).subspan(m_firstLinkOfNode[node], m_firstLinkOfNode[node + 1] - m_firstLinkOfNode[node]);
}

} // namespace podscape
