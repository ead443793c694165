// Writes cluster files. A fabric that was built from a few numbers is written as those; any other is listed link by link. A column whose entries are all equal is written once.
#include "model/io/Writers.h"
#include "model/io/clusterfile/ClusterFileKeys.h"
#include "model/io/clusterfile/FabricText.h"
#include "model/io/clusterfile/FloorText.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>

namespace podscape {

namespace {

using nlohmann::ordered_json;
using namespace clusterfile;

// Runs of equal counts as [times, each].
ordered_json countsText(const std::vector<std::uint32_t>& counts)
{
    ordered_json text = ordered_json::array();
    for (std::size_t i = 0; i < counts.size();) {
        std::size_t end = i;
        while (end < counts.size() && counts[end] == counts[i])
            ++end;
        if (end - i > 2)
            text.push_back({end - i, counts[i]});
        else
            text.insert(text.end(), end - i, counts[i]);
        i = end;
    }
    return text;
}

ordered_json levelText(const UnitTree& tree, int level)
{
    ordered_json text{{"name", tree.levelName(level)}};
    std::vector<std::uint32_t> counts;
    const std::uint32_t parents = tree.unitCount(level - 1);
    const auto childrenOf = [&](std::uint32_t parent) { return tree.children({static_cast<std::uint16_t>(level - 1), parent}).size(); };
    bool even = true;
    for (std::uint32_t i = 1; i < parents && even; ++i)
        even = childrenOf(i) == childrenOf(0);
    if (even) {
        text["count"] = childrenOf(0);
    } else {
        for (std::uint32_t i = 0; i < parents; ++i)
            counts.push_back(childrenOf(i));
        text["counts"] = countsText(counts);
    }
    if (!tree.hasNames(level)) {
        text["pattern"] = tree.pattern(level);
        if (tree.firstNumber(level) != 0)
            text["first"] = tree.firstNumber(level);
        return text;
    }
    std::vector<std::string> names;
    for (std::uint32_t i = 0; i < tree.unitCount(level); ++i)
        names.push_back(tree.name({static_cast<std::uint16_t>(level), i}));
    text["names"] = names;
    return text;
}

ordered_json factText(const Fact& fact, const UnitTree& tree)
{
    ordered_json text{{"key", fact.key}, {"level", tree.levelName(fact.level)}, {"value", exactQuantity(fact.value, fact.dimension)}};
    if (!fact.within.empty())
        text["within"] = fact.within;
    addProvenance(text, fact.provenance);
    return text;
}

// One line for each element of the top-level lists and one for everything else: a person can read and compare it, and a
// list of a thousand links does not take a thousand lines.
std::string layOut(const ordered_json& file)
{
    constexpr auto kReplace = ordered_json::error_handler_t::replace;   // names from imports need not be UTF-8
    std::string text = "{\n";
    for (auto entry = file.begin(); entry != file.end(); ++entry) {
        text += "  " + ordered_json(entry.key()).dump(-1, ' ', false, kReplace) + ": ";
        if (!entry->is_array()) {
            text += entry->dump(-1, ' ', false, kReplace);
        } else {
            text += "[";
            for (std::size_t i = 0; i < entry->size(); ++i)
                text += (i ? ",\n    " : "\n    ") + (*entry)[i].dump(-1, ' ', false, kReplace);
            text += "\n  ]";
        }
        text += std::next(entry) == file.end() ? "\n" : ",\n";
    }
    return text + "}\n";
}

Error writeError(const std::string& path, const std::string& found)
{
    return {ErrorCode::Unreadable, path, {}, "a place to write to", found, "Check the folder, its rights and the space that is left."};
}

} // namespace

std::string clusterFileText(const Cluster& cluster)
{
    ordered_json file{{"podscape", kFormat}, {"name", cluster.name}};
    if (!cluster.description.empty())
        file["description"] = cluster.description;
    if (cluster.inferred)
        file["inferred"] = true;
    file["root"] = cluster.tree.levelName(0);
    if (const std::string rootName = cluster.tree.name(UnitTree::root()); rootName != cluster.tree.levelName(0))
        file["rootName"] = rootName;
    for (int level = 1; level < cluster.tree.levelCount(); ++level) {
        ordered_json text = levelText(cluster.tree, level);
        if (static_cast<std::size_t>(level) < cluster.levelProvenance.size())
            addProvenance(text, cluster.levelProvenance[static_cast<std::size_t>(level)]);
        file["levels"].push_back(std::move(text));
    }
    for (const Fact& fact : cluster.facts)
        file["facts"].push_back(factText(fact, cluster.tree));
    for (const Fabric& fabric : cluster.fabrics)
        file["fabrics"].push_back(fabricText(fabric, cluster.tree));
    file["floor"] = floorText(cluster.floor, cluster.tree);
    return layOut(file);
}

Status writeClusterFile(const Cluster& cluster, const std::string& path)
{
    const std::string beside = path + ".part";
    {
        std::ofstream out(beside, std::ios::binary | std::ios::trunc);
        if (!out)
            return writeError(path, "a file that cannot be made there");
        out << clusterFileText(cluster);
        out.close();
        if (!out) {
            std::remove(beside.c_str());
            return writeError(path, "a write that failed");
        }
    }
    std::error_code failure;
    std::filesystem::rename(beside, path, failure);
    if (failure) {
        std::remove(beside.c_str());
        return writeError(path, "a file that cannot be put there (" + failure.message() + ')');
    }
    return Done{};
}

} // namespace podscape
