#pragma once

#include "model/cluster/FabricBuilder.h"
#include "model/io/Dataset.h"

#include <memory>

namespace podscape::test {

// 2 pods × 2 racks × 4 chips on a 4 × 4 torus; utilisation every second for 100 s; three jobs, two events. Small enough to check by hand:
// chip c has utilisation (10 · sample + c) mod 100; chip 15 never reports.
inline std::shared_ptr<const Cluster> smallCluster()
{
    auto cluster = std::make_shared<Cluster>();
    cluster->name = "small";
    cluster->tree = UnitTreeBuilder("cluster", "small").addUniform("pod", 2, "pod-%d").addUniform("rack", 2, "rack-%d").addUniform("chip", 4, "chip-%d").build().value();
    cluster->floor.blockLevel = 2;
    TorusSpec torus;
    torus.name = "ici";
    torus.shape = {4, 4, 1};
    torus.dimensions = 2;
    torus.wraps = {true, true, false};
    torus.bricks = {{2, {2, 2, 1}}};
    torus.bandwidth = {BytesPerSecond{100e9}, BytesPerSecond{100e9}, BytesPerSecond{100e9}};
    cluster->fabrics.push_back(buildTorus(torus, cluster->tree).value());
    cluster->facts.push_back({"power", 3, 1'000, Dimension::Power, {FactStatus::Published, "Data sheet", ""}});
    cluster->facts.push_back({"memory", 3, 192.0 * (1u << 30), Dimension::Data, {FactStatus::Assumption, "", "as its predecessor"}});
    cluster->findings.add(Severity::Info, "unknown-key", "the key is not known", "/colour", "Remove it.");
    return cluster;
}

inline std::shared_ptr<const Trace> smallTrace()
{
    constexpr std::uint32_t kChips = 16;
    constexpr int kSamples = 100;
    std::vector<Nanoseconds> times;
    std::vector<float> values;
    for (int sample = 0; sample < kSamples; ++sample) {
        times.push_back(fromSeconds(sample));
        for (std::uint32_t chip = 0; chip < kChips; ++chip)
            values.push_back(chip == 15 ? kMissing : static_cast<float>((10 * sample + static_cast<int>(chip)) % 100));
    }
    Metric::Info info;
    info.name = "utilisation";
    info.unit = "%";
    info.naturalMax = 100;
    auto trace = std::make_shared<Trace>();
    trace->name = "a hundred seconds";
    trace->start = {1'767'225'600'000'000'000};
    trace->duration = fromSeconds(100);
    trace->metrics.push_back(Metric::fromFloats(info, times, kChips, values));
    info.name = "power";
    info.unit = "W";
    trace->metrics.push_back(Metric::fromFloats(info, times, kChips, values));
    trace->ranges = {{0, 8}, {4, 6}, {8, 12}, {12, 16}};
    const auto job = [](const char* id, const char* name, int begin, int end, IndexRange ranges, std::uint32_t chips) {
        Job made;
        made.id = id;
        made.name = name;
        made.state = JobState::Completed;
        made.submit = fromSeconds(begin);
        made.start = fromSeconds(begin);
        made.end = fromSeconds(end);
        made.ranges = ranges;
        made.chipCount = chips;
        return made;
    };
    trace->jobs = {job("4711", "pretrain", 10, 60, {0, 1}, 8), job("4712", "probe", 62, 70, {1, 2}, 2), job("4713", "evaluate", 20, 90, {2, 4}, 8)};
    trace->events.push_back({{fromSeconds(30), fromSeconds(30)}, Event::Level::Warning, IndexRange{0, 4}, JobId{0}, "straggler", "rack-0 is slow"});
    trace->events.push_back({{fromSeconds(50), fromSeconds(55)}, Event::Level::Failure, IndexRange{12, 13}, std::nullopt, "chip-failure", "chip-0 is gone"});
    return trace;
}

// Without layouts: enough for state and panels.
inline std::shared_ptr<const Dataset> smallDataset(bool withTrace = true)
{
    auto dataset = std::make_shared<Dataset>();
    dataset->cluster = smallCluster();
    dataset->figures = std::make_shared<FigureCache>(dataset->cluster, std::make_shared<Layout>(buildPhysicalLayout(*dataset->cluster)));
    if (withTrace) {
        dataset->trace = smallTrace();
        dataset->rollups = std::make_shared<RollupCache>(dataset->trace, dataset->cluster);
    }
    dataset->files = {"small.cluster.json"};
    return dataset;
}

} // namespace podscape::test
