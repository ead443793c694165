#include "model/io/readers/SlurmTree.h"

#include "model/cluster/FabricBuilder.h"
#include "model/io/TextInput.h"
#include "model/io/readers/IbTiers.h"

#include <algorithm>
#include <map>
#include <optional>

namespace podscape {
namespace {

constexpr std::uint32_t kNone = 0xFFFFFFFF;
constexpr std::uint32_t kMostHeights = 12;      // levels of a tree; Slurm sites have two or three

class TreeBuilder
{
public:
    TreeBuilder(const SlurmConf& conf, Report& findings) : m_conf(conf), m_findings(findings), m_switchCount(static_cast<std::uint32_t>(conf.entries.size())) {}

    Result<Cluster> build(const std::string& name)
    {
        if (auto error = measureHeights())
            return *error;
        chooseParents();
        auto tree = buildTree(name);
        if (!tree)
            return tree.error();
        Cluster cluster;
        cluster.tree = std::move(tree).value();
        cluster.floor.blockLevel = cluster.tree.leafLevel() - 1;
        cluster.description = "Slurm switch tree";
        auto fabric = buildFabric(cluster.tree);
        if (!fabric)
            return fabric.error();
        cluster.fabrics.push_back(std::move(fabric).value());
        return cluster;
    }

private:
    // From the leaves up: a switch is done when all its children are (Kahn, CACM 5(11), 1962). What is never done is in a cycle.
    std::optional<Error> measureHeights()
    {
        m_height.assign(m_switchCount, 0);
        std::vector<std::uint32_t> waitsFor(m_switchCount, 0), ready;
        std::vector<std::vector<std::uint32_t>> parents(m_switchCount);
        for (std::uint32_t i = 0; i < m_switchCount; ++i) {
            waitsFor[i] = static_cast<std::uint32_t>(m_conf.entries[i].children.size());
            for (const std::uint32_t child : m_conf.entries[i].children)
                parents[child].push_back(i);
            if (waitsFor[i] == 0)
                ready.push_back(i);
        }
        for (std::size_t done = 0; done < ready.size(); ++done) {
            m_order.push_back(ready[done]);
            for (const std::uint32_t parent : parents[ready[done]]) {
                m_height[parent] = std::max(m_height[parent], m_height[ready[done]] + 1);
                if (--waitsFor[parent] == 0)
                    ready.push_back(parent);
            }
        }
        if (m_order.size() < m_switchCount)
            return cycleError(waitsFor);
        const auto highest = std::ranges::max_element(m_height);
        if (*highest >= kMostHeights) {
            const SlurmEntry& entry = m_conf.entries[static_cast<std::size_t>(highest - m_height.begin())];
            return Error{ErrorCode::Limit, {}, lineColumn(entry.line, 1), "at most " + std::to_string(kMostHeights) + " tiers of switches",
                         std::to_string(*highest + 1) + " below " + quoteForMessage(entry.name), "Check the Switches= lists."};
        }
        m_tiers = *highest + 1;
        return std::nullopt;
    }

    Error cycleError(const std::vector<std::uint32_t>& waitsFor) const
    {
        const auto isStuck = [&](std::uint32_t i) { return waitsFor[i] > 0; };
        std::uint32_t at = 0;
        while (!isStuck(at))
            ++at;
        for (std::uint32_t step = 0; step < m_switchCount; ++step)   // what is stuck has a stuck child; so many steps end in the circle
            at = *std::ranges::find_if(m_conf.entries[at].children, isStuck);
        const SlurmEntry& entry = m_conf.entries[at];
        return {ErrorCode::Value, {}, lineColumn(entry.line, 1), "switches that form a tree", quoteForMessage(entry.name) + " below itself",
                "Follow its Switches= list and take out the way back."};
    }

    void chooseParents()
    {
        m_parent.assign(m_switchCount, kNone);
        m_nodeParent.assign(m_conf.nodeNames.size(), kNone);
        for (std::uint32_t i = 0; i < m_switchCount; ++i) {
            for (const std::uint32_t child : m_conf.entries[i].children)
                adopt(m_parent[child], i, m_conf.entries[child].name, "two-parents", "a switch is below more than one switch; the tree shows it under the first.");
            for (const std::uint32_t node : m_conf.entries[i].nodes)
                adopt(m_nodeParent[node], i, m_conf.nodeNames[node], "two-switches", "a node is on more than one switch; the tree shows it under the first.");
        }
        markSwitchesWithNodes();
    }

    void adopt(std::uint32_t& parent, std::uint32_t candidate, const std::string& name, std::string_view kind, std::string_view text)
    {
        if (parent == kNone)
            parent = candidate;
        else
            m_findings.add(Severity::Info, kind, text, name);
    }

    // A switch that owns no node in the tree is left out of it: levels have no empty units.
    void markSwitchesWithNodes()
    {
        m_hasNodes.assign(m_switchCount, false);
        for (const std::uint32_t parent : m_nodeParent)
            m_hasNodes[parent] = true;
        for (const std::uint32_t i : m_order)          // children come before parents
            if (m_hasNodes[i] && m_parent[i] != kNone)
                m_hasNodes[m_parent[i]] = true;
        for (std::uint32_t i = 0; i < m_switchCount; ++i)
            if (!m_hasNodes[i])
                m_findings.add(Severity::Info, "empty-switch", "no node is below a switch; it is in the fabric but not in the tree.", m_conf.entries[i].name);
    }

    Result<UnitTree> buildTree(const std::string& name)
    {
        UnitTreeBuilder builder("cluster", name);
        std::vector<std::uint32_t> above;              // the switches of the level above; none yet: the cluster itself
        for (std::uint32_t i = 0; i < m_switchCount; ++i)
            if (m_parent[i] == kNone && m_hasNodes[i])
                above.push_back(i);
        std::vector<std::uint32_t> counts{static_cast<std::uint32_t>(above.size())};
        for (std::uint32_t tier = m_tiers; tier-- > 0;) {
            builder.addExplicit(tierName(static_cast<std::uint8_t>(tier)) + " switch", std::move(counts), namesOf(above, tier));
            if (tier > 0)
                above = descend(above, tier, counts);
        }
        std::vector<std::string> nodes;
        counts.clear();
        for (const std::uint32_t i : above) {
            const std::size_t before = nodes.size();
            for (const std::uint32_t node : m_conf.entries[i].nodes)
                if (m_nodeParent[node] == i)
                    nodes.push_back(m_conf.nodeNames[node]);
            counts.push_back(static_cast<std::uint32_t>(nodes.size() - before));
        }
        builder.addExplicit("node", std::move(counts), std::move(nodes));
        return builder.build();
    }

    std::vector<std::string> namesOf(const std::vector<std::uint32_t>& switches, std::uint32_t tier)
    {
        std::vector<std::string> names;
        for (const std::uint32_t i : switches) {
            names.push_back(m_conf.entries[i].name);
            if (m_height[i] < tier)
                m_findings.add(Severity::Info, "shallow-branch", "a branch has fewer tiers than others; its switch stands on several levels of the tree.", names.back());
        }
        return names;
    }

    // The switches one level below, in order; one that is not as high as the level stays for itself.
    std::vector<std::uint32_t> descend(const std::vector<std::uint32_t>& above, std::uint32_t tier, std::vector<std::uint32_t>& counts) const
    {
        std::vector<std::uint32_t> below;
        counts.clear();
        for (const std::uint32_t i : above) {
            const std::size_t before = below.size();
            if (m_height[i] < tier)
                below.push_back(i);
            else
                for (const std::uint32_t child : m_conf.entries[i].children)
                    if (m_parent[child] == i && m_hasNodes[child])
                        below.push_back(child);
            counts.push_back(static_cast<std::uint32_t>(below.size() - before));
        }
        return below;
    }

    Result<Fabric> buildFabric(const UnitTree& tree)
    {
        FabricBuilder builder("network", FabricKind::FatTree, tree, tree.leafLevel());
        std::vector<std::string> tierNames;
        for (std::uint32_t tier = 0; tier < m_tiers; ++tier)
            tierNames.push_back(tierName(static_cast<std::uint8_t>(tier)));
        builder.setTierNames(std::move(tierNames));
        const std::uint32_t firstSwitch = tree.chipCount();
        for (std::uint32_t i = 0; i < m_switchCount; ++i)
            builder.addSwitch({m_conf.entries[i].name, static_cast<std::uint8_t>(m_height[i]), {}});

        const std::vector<std::uint32_t> leafOfNode = leafNumbers(tree);
        std::map<std::pair<std::uint32_t, std::uint32_t>, std::uint8_t> groups;   // (tier below, tier above); nodes are tier 0 here
        const auto group = [&](std::uint32_t below, std::uint32_t above) {
            const auto known = groups.find({below, above});
            if (known != groups.end())
                return known->second;
            const std::string low = below == 0 ? "node" : tierName(static_cast<std::uint8_t>(below - 1));
            return groups[{below, above}] = builder.addGroup(low + "–" + tierName(static_cast<std::uint8_t>(above - 1)));
        };
        for (std::uint32_t tier = 0; tier < m_tiers; ++tier)
            for (std::uint32_t i = 0; i < m_switchCount; ++i) {
                if (m_height[i] != tier)
                    continue;
                for (const std::uint32_t node : m_conf.entries[i].nodes)
                    builder.addLink(leafOfNode[node], firstSwitch + i, {}, group(0, tier + 1));
                for (const std::uint32_t child : m_conf.entries[i].children)
                    builder.addLink(firstSwitch + child, firstSwitch + i, {}, group(m_height[child] + 1, tier + 1));
            }
        return builder.build();
    }

    // The number that each node of the file got in the tree: nodes follow their switches there.
    std::vector<std::uint32_t> leafNumbers(const UnitTree& tree) const
    {
        std::map<std::string, std::uint32_t> number;
        for (std::uint32_t leaf = 0; leaf < tree.chipCount(); ++leaf)
            number.emplace(tree.name({static_cast<std::uint16_t>(tree.leafLevel()), leaf}), leaf);
        std::vector<std::uint32_t> result;
        for (const std::string& name : m_conf.nodeNames)
            result.push_back(number.at(name));
        return result;
    }

    const SlurmConf& m_conf;
    Report& m_findings;
    std::uint32_t m_switchCount, m_tiers = 0;
    std::vector<std::uint32_t> m_height, m_order;      // m_order: children before parents
    std::vector<std::uint32_t> m_parent, m_nodeParent; // kNone for roots
    std::vector<bool> m_hasNodes;
};

} // namespace

Result<Cluster> clusterOfSwitches(const SlurmConf& conf, const std::string& name, Report& findings)
{
    return TreeBuilder(conf, findings).build(name);
}

} // namespace podscape
