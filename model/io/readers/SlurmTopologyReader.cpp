#include "model/cluster/FabricBuilder.h"
#include "model/io/Reader.h"
#include "model/io/TextInput.h"
#include "model/io/readers/SlurmConf.h"
#include "model/io/readers/SlurmTree.h"

namespace podscape {
namespace {

// The first line that says something.
std::string_view firstLine(std::string_view head)
{
    LineCursor lines(head);
    std::string_view line;
    while (lines.next(line))
        if (const std::string_view text = trimmed(line.substr(0, line.find('#'))); !text.empty())
            return text;
    return {};
}

bool startsWithKey(std::string_view line, std::string_view key)
{
    return line.size() > key.size() && equalsIgnoringCase(line.substr(0, key.size()), key) && line[key.size()] == '=';
}

bool isYaml(std::string_view head) { return firstLine(head).starts_with("- topology:"); }

// BlockName=rack11 Nodes=srv[1101-1108]
Result<Cluster> clusterOfBlocks(const SlurmConf& conf, const std::string& name, Report& findings)
{
    std::vector<bool> isPlaced(conf.nodeNames.size(), false);
    std::vector<std::uint32_t> sizes;
    std::vector<std::string> blocks, nodes;
    for (const SlurmEntry& entry : conf.entries) {
        const std::size_t before = nodes.size();
        for (const std::uint32_t node : entry.nodes) {
            if (isPlaced[node])
                findings.add(Severity::DataLoss, "two-blocks", "a node is in more than one block; the first one has it.", conf.nodeNames[node], "Take it out of the others.");
            else
                nodes.push_back(conf.nodeNames[node]);
            isPlaced[node] = true;
        }
        if (nodes.size() == before) {
            findings.add(Severity::Info, "empty-block", "a block has no nodes and is not shown.", entry.name);
            continue;
        }
        blocks.push_back(entry.name);
        sizes.push_back(static_cast<std::uint32_t>(nodes.size() - before));
    }
    UnitTreeBuilder builder("cluster", name);
    std::vector counts{static_cast<std::uint32_t>(blocks.size())};
    builder.addExplicit("block", std::move(counts), std::move(blocks));
    builder.addExplicit("node", std::move(sizes), std::move(nodes));
    auto tree = builder.build();
    if (!tree)
        return tree.error();
    Cluster cluster;
    cluster.tree = std::move(tree).value();
    cluster.floor.blockLevel = 1;
    cluster.description = "Slurm block topology";
    if (!conf.blockSizes.empty())
        cluster.description += "; block sizes " + conf.blockSizes;
    return cluster;
}

class SlurmTopologyReader : public Reader
{
public:
    Info info() const override { return {"slurm-topology", "Slurm topology (topology.conf)", ".conf"}; }

    int sniff(const Source& source) const override
    {
        const std::string_view line = firstLine(source.head());
        if (startsWithKey(line, "SwitchName") || startsWithKey(line, "BlockName") || startsWithKey(line, "BlockSizes"))
            return 95;
        return isYaml(source.head()) ? 80 : 0;
    }

    Result<Document> read(const Source& source, Progress&) const override
    {
        Report findings;
        const TextInput input(source, findings);
        if (auto error = input.errorAtNul(source))
            return *error;
        if (isYaml(input.text()))
            return Error{ErrorCode::Unsupported, source.path(), {}, "a topology.conf", "a topology.yaml", "Give the same topology as topology.conf; YAML is not read yet."};
        const auto conf = parseSlurmConf(input.text(), findings);
        if (!conf)
            return withSubject(conf.error(), source);
        const std::string file = source.fileName(), name = file.substr(0, file.find('.', 1));
        auto cluster = conf->kind == SlurmConf::Kind::Tree ? clusterOfSwitches(*conf, name, findings) : clusterOfBlocks(*conf, name, findings);
        if (!cluster)
            return withSubject(cluster.error(), source);
        Cluster result = std::move(cluster).value();
        result.name = name;
        result.sourceFile = source.path();
        result.floor.provenance = {FactStatus::Assumption, {}, "Where the nodes stand is not in a topology.conf."};
        result.findings = std::move(findings);
        return Document(std::move(result));
    }

private:
    static Error withSubject(Error error, const Source& source)
    {
        error.subject = source.path();
        return error;
    }
};

} // namespace

std::unique_ptr<Reader> createSlurmTopologyReader()
{
    return std::make_unique<SlurmTopologyReader>();
}

} // namespace podscape
