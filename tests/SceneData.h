#pragma once

#include "TestData.h"

#include "model/cluster/FabricBuilder.h"
#include "model/io/Dataset.h"
#include "model/io/Reader.h"

// Clusters that pictures are drawn of.
namespace podscape::test {

inline std::shared_ptr<const Dataset> superpod(bool withTrace)
{
    Progress progress;
    auto document = readDocument(sourcePath("samples/clusters/ironwood-superpod.cluster.json"), progress);
    auto cluster = std::make_shared<Cluster>(std::get<Cluster>(std::move(document).value()));
    if (!withTrace)
        return makeDataset(cluster, std::nullopt, {}).value();
    Trace trace;
    trace.duration = fromSeconds(60);
    std::vector<std::uint8_t> codes(cluster->tree.chipCount());
    for (std::size_t chip = 0; chip < codes.size(); ++chip)
        codes[chip] = chip % 97 == 5 ? kMissingCode8 : static_cast<std::uint8_t>(chip * 7 % 250);
    Metric::Info info;
    info.name = "utilisation";
    info.unit = "%";
    info.naturalMax = 100;
    trace.metrics.push_back(Metric::fromCodes(info, {Nanoseconds{0}}, cluster->tree.chipCount(), 0.4, 0, codes));
    return makeDataset(cluster, std::move(trace), {}).value();
}

inline std::shared_ptr<const Dataset> sample(const char* file)
{
    Progress progress;
    return openFiles({sourcePath(file)}, progress).value();
}

inline std::shared_ptr<const Dataset> h100()
{
    static const std::shared_ptr<const Dataset> kept = sample("samples/clusters/h100-superpod.cluster.json");   // NVLink, InfiniBand
    return kept;
}

// 40 groups of 50 nodes with 4 gpus; 4 leaves a group, 120 spines: 19,200 pairs of leaf and spine.
inline Cluster wideTree()
{
    Cluster cluster;
    cluster.tree = UnitTreeBuilder().addUniform("group", 40).addUniform("node", 50).addUniform("gpu", 4).build().value();
    cluster.floor.blockLevel = 2;
    FatTreeSpec spec;
    spec.endpointLevel = 3;
    spec.groupLevel = 1;
    spec.nodeLevel = 2;
    spec.leavesPerGroup = 4;
    spec.spines = 120;
    spec.uplinksPerLeaf = 120;
    spec.railOptimised = true;
    cluster.fabrics.push_back(buildFatTree(spec, cluster.tree).value());
    return cluster;
}

// A TPU v4 pod: 64 cubes of 4×4×4 chips, 48 circuit switches with 64 links each.
inline Cluster v4Pod()
{
    Cluster cluster;
    cluster.tree = UnitTreeBuilder().addUniform("rack", 64).addUniform("tray", 16).addUniform("chip", 4).build().value();
    cluster.floor.blockLevel = 1;
    TorusSpec spec;
    spec.shape = {16, 16, 16};
    spec.bricks = {{1, {4, 4, 4}}, {2, {2, 2, 1}}};
    spec.cube = {{4, 4, 4}};
    spec.circuits = TorusSpec::Circuits{};
    cluster.fabrics.push_back(buildTorus(spec, cluster.tree).value());
    return cluster;
}

} // namespace podscape::test
