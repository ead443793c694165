#include "widgets/scene/SwitchLinks.h"

namespace podscape {

std::vector<std::uint32_t> linksAtSwitch(const Fabric& fabric, std::uint32_t switchIndex)
{
    if (isCircuit(fabric.switches()[switchIndex]))
        return fabric.linksThrough(switchIndex);
    const auto links = fabric.linksOf(fabric.endpointCount() + switchIndex);
    return {links.begin(), links.end()};
}

bool isCircuit(const FabricSwitch& fabricSwitch)
{
    return fabricSwitch.kind == FabricSwitch::Kind::Circuit;
}

bool isDrawn(const FabricSwitch& fabricSwitch)
{
    return fabricSwitch.kind == FabricSwitch::Kind::Switch || isCircuit(fabricSwitch);
}

} // namespace podscape
