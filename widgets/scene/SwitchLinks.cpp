#include "widgets/scene/SwitchLinks.h"

namespace podscape {

std::vector<std::uint32_t> linksAtSwitch(const Fabric& fabric, std::uint32_t switchIndex)
{
    const auto links = fabric.linksOf(fabric.endpointCount() + switchIndex);
    return {links.begin(), links.end()};
}

std::optional<std::uint32_t> circuitOf(const Fabric&, std::uint32_t)
{
    return std::nullopt;
}

bool isCircuit(const FabricSwitch&)
{
    return false;
}

bool isDrawn(const FabricSwitch& fabricSwitch)
{
    return fabricSwitch.kind == FabricSwitch::Kind::Switch;
}

} // namespace podscape
