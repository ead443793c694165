#include "model/cluster/FabricBuilder.h"

#include <algorithm>

namespace podscape {

Result<Fabric> buildSwitched(const SwitchedSpec& spec, const UnitTree& tree)
{
    FabricBuilder builder(spec.name, FabricKind::Switched, tree, spec.endpointLevel);
    builder.setProvenance(spec.provenance);
    builder.setSpec(spec);
    builder.setTierNames({spec.switchesPerDomain == 0 ? "cloud" : spec.switchName});
    const std::uint8_t group = builder.addGroup(tree.levelName(spec.endpointLevel) + "–" + (spec.switchesPerDomain == 0 ? "network" : spec.switchName));

    const std::uint32_t switches = std::max(spec.switchesPerDomain, 1u);
    const BytesPerSecond perLink{spec.perEndpoint.value / switches};
    for (std::uint32_t d = 0; d < tree.unitCount(spec.domainLevel); ++d) {
        const UnitRef domain{static_cast<std::uint16_t>(spec.domainLevel), d};
        std::vector<std::uint32_t> nodes;
        for (std::uint32_t s = 0; s < switches; ++s)
            nodes.push_back(builder.addSwitch({spec.switchesPerDomain == 0 ? spec.name + " network" : spec.switchName + '-' + std::to_string(s), 0, domain}));
        const IndexRange endpoints = tree.unitsWithin(domain, spec.endpointLevel);
        for (std::uint32_t e = endpoints.begin; e < endpoints.end; ++e)
            for (const std::uint32_t node : nodes)
                builder.addLink(e, node, perLink, group, spec.medium);
    }
    return builder.build();
}

} // namespace podscape
