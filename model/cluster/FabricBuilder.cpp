#include "model/cluster/FabricBuilder.h"

#include "model/base/Units.h"

namespace podscape {

FabricBuilder::FabricBuilder(std::string name, FabricKind kind, const UnitTree& tree, int endpointLevel)
{
    m_fabric.m_name = std::move(name);
    m_fabric.m_kind = kind;
    m_fabric.m_endpointLevel = endpointLevel;
    m_fabric.m_endpointCount = tree.unitCount(endpointLevel);
}

std::uint8_t FabricBuilder::addGroup(std::string name)
{
    m_fabric.m_groups.push_back({std::move(name)});
    return static_cast<std::uint8_t>(m_fabric.m_groups.size() - 1);
}

std::uint32_t FabricBuilder::addSwitch(FabricSwitch fabricSwitch)
{
    m_fabric.m_switches.push_back(std::move(fabricSwitch));
    return m_fabric.nodeCount() - 1;
}

void FabricBuilder::reserveLinks(std::size_t count)
{
    m_fabric.m_a.reserve(count);
    m_fabric.m_b.reserve(count);
    m_fabric.m_bandwidth.reserve(count);
    m_fabric.m_group.reserve(count);
    m_fabric.m_medium.reserve(count);
}

void FabricBuilder::addLink(std::uint32_t nodeA, std::uint32_t nodeB, BytesPerSecond perDirection, std::uint8_t group, Medium medium)
{
    m_fabric.m_a.push_back(nodeA);
    m_fabric.m_b.push_back(nodeB);
    m_fabric.m_bandwidth.push_back(static_cast<float>(perDirection.value));
    m_fabric.m_group.push_back(group);
    m_fabric.m_medium.push_back(medium);
}

Result<Fabric> FabricBuilder::build()
{
    Fabric& f = m_fabric;
    const std::uint32_t nodes = f.nodeCount();
    f.m_firstLinkOfNode.assign(nodes + 1, 0);
    for (std::uint32_t i = 0; i < f.linkCount(); ++i) {
        if (f.m_a[i] >= nodes || f.m_b[i] >= nodes)
            return Error{ErrorCode::Reference, {}, "link " + std::to_string(i), "a node below " + formatCount(nodes),
                         std::to_string(std::max(f.m_a[i], f.m_b[i])), "Links join endpoints and switches of the same fabric."};
        if (f.m_group[i] >= f.m_groups.size())
            return Error{ErrorCode::Reference, {}, "link " + std::to_string(i), "a group below " + formatCount(static_cast<long long>(f.m_groups.size())),
                         std::to_string(f.m_group[i]), "Every link belongs to one of the fabric's groups."};
        ++f.m_firstLinkOfNode[f.m_a[i] + 1];
        ++f.m_firstLinkOfNode[f.m_b[i] + 1];
    }
    for (std::uint32_t n = 0; n < nodes; ++n)
        f.m_firstLinkOfNode[n + 1] += f.m_firstLinkOfNode[n];

    std::vector<std::uint32_t> next(f.m_firstLinkOfNode.begin(), f.m_firstLinkOfNode.end() - 1);
    f.m_linkOfNode.resize(std::size_t(f.linkCount()) * 2);
    for (std::uint32_t i = 0; i < f.linkCount(); ++i) {
        f.m_linkOfNode[next[f.m_a[i]]++] = i;
        f.m_linkOfNode[next[f.m_b[i]]++] = i;
    }
    return std::move(f);
}

} // namespace podscape
