#include "model/io/readers/IbCluster.h"

#include "model/base/Units.h"
#include "model/cluster/FabricBuilder.h"
#include "model/io/readers/IbTiers.h"
#include "model/trace/BindTrace.h"

#include <algorithm>
#include <map>
#include <unordered_map>
#include <unordered_set>

namespace podscape {
namespace {

struct NaturalOrder
{
    bool operator()(std::string_view a, std::string_view b) const { return naturalLess(a, b); }
};

class IbClusterBuilder
{
public:
    IbClusterBuilder(const IbScan& scan, std::string name, Report& findings) : m_scan(scan), m_name(std::move(name)), m_findings(findings) {}

    Result<Cluster> build()
    {
        collectHosts();
        if (m_hostNames.empty())
            return Error{ErrorCode::Unsupported, {}, {}, "at least one adapter with a host name",
                         formatCount(static_cast<long long>(m_scan.devices.size())) + " devices and none of them",
                         "Set the adapters' node descriptions on the hosts (rdma-ndd does it), then scan again."};
        auto tree = buildTree();
        if (!tree)
            return tree.error();
        m_cluster.tree = std::move(tree).value();
        auto fabric = buildFabric();
        if (!fabric)
            return fabric.error();
        m_cluster.fabrics.push_back(std::move(fabric).value());
        describe();
        return std::move(m_cluster);
    }

private:
    using GroupKey = std::pair<int, std::string>;       // rank from below, name

    void collectHosts()
    {
        std::map<std::string_view, std::vector<std::string_view>, NaturalOrder> groups;
        std::unordered_set<std::string_view> seen;
        for (const IbDevice& device : m_scan.devices)
            if (roleOf(device) == IbRole::NamedAdapter && seen.insert(hostOf(device)).second)
                groups[groupOfName(hostOf(device))].push_back(hostOf(device));
        // Hosts whose name tells no group come last; "" sorts first.
        if (auto others = groups.extract(std::string_view{}); !others.empty()) {
            for (auto& [group, hosts] : groups)
                addGroup(group, hosts);
            addGroup("others", others.mapped());
        } else {
            for (auto& [group, hosts] : groups)
                addGroup(group, hosts);
        }
    }

    void addGroup(std::string_view group, std::vector<std::string_view>& hosts)
    {
        std::ranges::sort(hosts, naturalLess);
        m_groupNames.emplace_back(group);
        m_groupSizes.push_back(static_cast<std::uint32_t>(hosts.size()));
        for (const std::string_view host : hosts) {
            m_hostNumber.emplace(host, static_cast<std::uint32_t>(m_hostNames.size()));
            m_hostNames.emplace_back(host);
        }
    }

    Result<UnitTree> buildTree()
    {
        UnitTreeBuilder builder("cluster", m_name);
        const bool hasGroups = m_groupNames.size() > 1;    // a level of one unit would say nothing
        if (hasGroups)
            builder.addExplicit("group", {static_cast<std::uint32_t>(m_groupNames.size())}, m_groupNames);
        builder.addExplicit("node", hasGroups ? m_groupSizes : std::vector{static_cast<std::uint32_t>(m_hostNames.size())}, m_hostNames);
        m_cluster.floor.blockLevel = hasGroups ? 1 : 0;
        return builder.build();
    }

    Result<Fabric> buildFabric()
    {
        const std::vector<std::uint8_t> tiers = deriveTiers(m_scan, m_findings);
        for (std::size_t i = 0; i < tiers.size(); ++i)
            if (roleOf(m_scan.devices[i]) == IbRole::Switch)
                m_topTier = std::max(m_topTier, tiers[i]);
        FabricBuilder builder("InfiniBand", kindOf(tiers), m_cluster.tree, m_cluster.tree.leafLevel());
        addNodes(builder, tiers);
        addCables(builder, tiers);
        return builder.build();
    }

    // A fat tree has cables between neighbouring tiers only.
    FabricKind kindOf(const std::vector<std::uint8_t>& tiers) const
    {
        bool hasSwitches = false;
        for (const IbCable& cable : m_scan.cables) {
            const bool joinsSwitches = roleOf(m_scan.devices[cable.a.device]) == IbRole::Switch && roleOf(m_scan.devices[cable.b.device]) == IbRole::Switch;
            const int step = int(tiers[cable.a.device]) - int(tiers[cable.b.device]);
            if (joinsSwitches && step != 1 && step != -1)
                return FabricKind::Explicit;
            hasSwitches = true;
        }
        return hasSwitches ? FabricKind::FatTree : FabricKind::Explicit;
    }

    std::uint8_t extraTier(IbRole role) const { return static_cast<std::uint8_t>(m_topTier + (role == IbRole::UnnamedAdapter ? 1 : 2)); }

    void addNodes(FabricBuilder& builder, const std::vector<std::uint8_t>& tiers)
    {
        std::vector<std::string> names;
        for (std::uint8_t tier = 0; tier <= m_topTier; ++tier)
            names.push_back(tierName(tier));
        names.insert(names.end(), {"unnamed HCA", "SHARP aggregation node"});
        builder.setTierNames(std::move(names));

        countSwitchNames();
        m_node.resize(m_scan.devices.size());
        for (std::size_t i = 0; i < m_scan.devices.size(); ++i) {
            const IbDevice& device = m_scan.devices[i];
            switch (const IbRole role = roleOf(device)) {
            case IbRole::NamedAdapter: m_node[i] = m_hostNumber.at(hostOf(device)); break;
            case IbRole::Switch: m_node[i] = builder.addSwitch({uniqueName(device), tiers[i], {}, FabricSwitch::Kind::Switch}); break;
            case IbRole::UnnamedAdapter:
                m_node[i] = builder.addSwitch({std::string(device.guid), extraTier(role), {}, FabricSwitch::Kind::Adapter});
                m_findings.add(Severity::Info, "unnamed-hca", "an adapter has no host name; its cable is kept, but it stands for no host.", device.guid,
                               "Set its node description on the host and scan again.");
                break;
            case IbRole::Aggregation:
                m_node[i] = builder.addSwitch({std::string(device.guid), extraTier(role), {}, FabricSwitch::Kind::Aggregation});
                m_findings.add(Severity::Info, "sharp", "a SHARP aggregation node inside a switch; it is no host.", device.guid);
                break;
            }
        }
    }

    void countSwitchNames()
    {
        for (const IbDevice& device : m_scan.devices)
            if (roleOf(device) == IbRole::Switch)
                ++m_bearers[switchNameOf(device)];
    }

    // The chips of a modular switch share a name: "MF0;dir1:MCS7500/L01/U1", "…/L02/U1".
    std::string uniqueName(const IbDevice& device) const
    {
        const std::string name(switchNameOf(device));
        return m_bearers.at(switchNameOf(device)) == 1 || name == device.guid ? name : name + ' ' + std::string(device.guid);
    }

    void addCables(FabricBuilder& builder, const std::vector<std::uint8_t>& tiers)
    {
        std::map<GroupKey, std::uint8_t> groups;           // in order of rank, so that legends read upwards
        for (const IbCable& cable : m_scan.cables)
            groups.try_emplace(groupOf(cable, tiers), 0);
        for (auto& [key, number] : groups)
            number = builder.addGroup(key.second);
        builder.reserveLinks(m_scan.cables.size());
        for (const IbCable& cable : m_scan.cables) {
            const std::uint32_t a = m_node[cable.a.device], b = m_node[cable.b.device];
            if (a == b)
                m_findings.add(Severity::Info, "loop", "a cable leads back to the same device.", "line " + std::to_string(cable.line));
            builder.addLink(std::min(a, b), std::max(a, b), cable.perDirection, groups.at(groupOf(cable, tiers)));
        }
    }

    // "node–leaf", "leaf–spine", …; those of adapters and aggregation nodes come last.
    GroupKey groupOf(const IbCable& cable, const std::vector<std::uint8_t>& tiers) const
    {
        constexpr int kLast = 10'000;
        auto low = rankOf(cable.a.device, tiers), high = rankOf(cable.b.device, tiers);
        if (high < low)
            std::swap(low, high);
        return {low.first * 64 + high.first + (low.first < 0 ? kLast : 0), low.second + "–" + high.second};
    }

    GroupKey rankOf(std::uint32_t device, const std::vector<std::uint8_t>& tiers) const
    {
        switch (roleOf(m_scan.devices[device])) {
        case IbRole::NamedAdapter: return {0, "node"};
        case IbRole::UnnamedAdapter: return {-1, "unnamed HCA"};
        case IbRole::Aggregation: return {-2, "SHARP"};
        case IbRole::Switch: break;
        }
        return {1 + tiers[device], tierName(tiers[device])};
    }

    void describe()
    {
        m_cluster.name = m_name;
        m_cluster.description = "InfiniBand fabric found by ibnetdiscover";
        if (!m_scan.generated.empty())
            m_cluster.description += " on " + std::string(m_scan.generated);
        m_cluster.floor.provenance = {FactStatus::Assumption, {}, "Where the hosts stand is not in the scan; hosts are grouped by the first part of their names."};
        if (m_scan.cables.empty())
            m_findings.add(Severity::Info, "no-cables", "the scan holds no cable.", {}, "It may be that of a single adapter; scan from a host with an active port.");
    }

    const IbScan& m_scan;
    std::string m_name;
    Report& m_findings;
    Cluster m_cluster;
    std::vector<std::string> m_groupNames, m_hostNames;
    std::vector<std::uint32_t> m_groupSizes;
    std::unordered_map<std::string_view, std::uint32_t> m_hostNumber, m_bearers;
    std::vector<std::uint32_t> m_node;          // of the fabric, by device
    std::uint8_t m_topTier = 0;
};

} // namespace

Result<Cluster> buildIbCluster(const IbScan& scan, std::string name, Report& findings)
{
    return IbClusterBuilder(scan, std::move(name), findings).build();
}

} // namespace podscape
