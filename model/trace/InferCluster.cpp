#include "model/base/Units.h"
#include "model/trace/BindTrace.h"

#include <algorithm>
#include <map>

namespace podscape {

namespace {

struct NaturalOrder
{
    bool operator()(const std::string& a, const std::string& b) const { return naturalLess(a, b); }
};

using Groups = std::map<std::string, std::vector<std::string>, NaturalOrder>;   // names by group, both in natural order

Groups groupedNames(const Trace& trace)
{
    Groups groups;
    for (const std::string& name : trace.unitNames)
        groups[std::string(groupOfName(name))].push_back(name);
    for (auto& [group, names] : groups) {
        std::ranges::sort(names, naturalLess);
        const auto repeated = std::ranges::unique(names);
        names.erase(repeated.begin(), repeated.end());
    }
    return groups;
}

// A level of one group, or of groups of one, says nothing that the names do not say.
bool isWorthALevel(const Groups& groups)
{
    return groups.size() > 1 && std::ranges::any_of(groups, [](const auto& group) { return group.second.size() > 1; });
}

} // namespace

Result<Cluster> inferCluster(const Trace& trace)
{
    if (trace.unitNames.empty())
        return Error{ErrorCode::Reference, trace.sourceFile, {}, "names of units to infer a cluster from", "none",
                     trace.clusterName.empty() ? "Open the trace together with its cluster."
                                               : "Open the trace together with the cluster " + trace.clusterName + "."};
    const Groups groups = groupedNames(trace);
    const std::string leaf = trace.unitLevel.empty() || trace.unitLevel == "cluster" || trace.unitLevel == "group" ? "node" : trace.unitLevel;
    const std::string name = trace.clusterName.empty() ? trace.name : trace.clusterName;

    std::vector<std::uint32_t> sizes;
    std::vector<std::string> groupNames, leafNames;
    for (const auto& [group, names] : groups) {
        groupNames.push_back(group.empty() ? "others" : group);
        sizes.push_back(static_cast<std::uint32_t>(names.size()));
        leafNames.insert(leafNames.end(), names.begin(), names.end());
    }
    const auto leafCount = static_cast<std::uint32_t>(leafNames.size());
    const bool hasGroups = isWorthALevel(groups);
    if (!hasGroups)
        std::ranges::sort(leafNames, naturalLess);

    UnitTreeBuilder builder("cluster", name.empty() ? "cluster" : name);
    if (hasGroups)
        builder.addExplicit("group", {static_cast<std::uint32_t>(groupNames.size())}, groupNames);
    builder.addExplicit(leaf, hasGroups ? sizes : std::vector{leafCount}, leafNames);
    Result<UnitTree> tree = builder.build();
    if (!tree) {
        Error error = tree.error();
        error.subject = trace.sourceFile;
        return error;
    }

    Cluster cluster;
    cluster.name = name.empty() ? "cluster" : name;
    cluster.description = "Inferred from the " + formatCount(leafCount) + " " + leaf + " names in the trace.";
    cluster.inferred = true;
    cluster.tree = std::move(tree).value();
    cluster.floor.blockLevel = hasGroups ? 1 : 0;
    cluster.floor.provenance = {FactStatus::Assumption, {}, "Where the " + leaf + "s stand is not in the trace."};
    return cluster;
}

} // namespace podscape
