// Times what a user waits for in a trace, on the sample superpod: synthesis, writing, opening, a frame, rollups, link loads.
// bench_trace [CLUSTER] prints one line each; run it on an idle machine.
#include "model/io/Reader.h"
#include "model/io/Writers.h"
#include "model/trace/Rollup.h"
#include "model/trace/Synthesize.h"
#include "model/traffic/RingAllReduce.h"
#include "tests/bench/Measure.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <numeric>

using namespace podscape;
using bench::measure;
using bench::required;

int main(int argc, char** argv)
{
    Progress progress;
    const Document document = required(readDocument(argc > 1 ? argv[1] : "samples/clusters/ironwood-superpod.cluster.json", progress));
    const Cluster& cluster = std::get<Cluster>(document);
    Trace trace;
    measure("synthesise 24 h, a sample a minute", 3, [&] { trace = required(synthesizeTrace(cluster, {}, progress)); });

    const std::filesystem::path bundle = std::filesystem::temp_directory_path() / "bench_trace.podtrace";
    measure("write the bundle", 3, [&] { required(writeTraceBundle(trace, bundle.string(), progress)); });
    Trace opened;
    std::vector<float> row(cluster.tree.chipCount());
    measure("open the bundle, decode the first frame", 5, [&] {
        opened = std::get<Trace>(required(readDocument(bundle.string(), progress)));
        opened.metrics.at(0).frame(0, row);
    });
    const Metric& load = opened.metrics.at(0);
    std::size_t sample = 0;
    measure("decode a frame", 500, [&] { load.frame(sample = (sample + 7) % load.sampleCount(), row); });
    double sum = 0;
    measure("copy the codes of a frame", 500, [&] {
        const auto codes = load.rawFrame(sample = (sample + 7) % load.sampleCount());
        sum += static_cast<double>(std::accumulate(codes.begin(), codes.end(), 0u, [](unsigned a, std::byte b) { return a + static_cast<unsigned>(b); }));
    });
    for (int level = 0; level < cluster.tree.levelCount(); ++level)
        measure(("roll up per " + cluster.tree.levelName(level)).c_str(), 3, [&] { sum += Rollup::build(load, cluster.tree, level, progress).at(0, 0, 0).mean; });
    const Rollup racks = Rollup::build(load, cluster.tree, 1, progress);
    measure("band of a unit over half the day", 500, [&] { sum += racks.over({Nanoseconds{opened.duration.value / 5}, Nanoseconds{opened.duration.value * 7 / 10}}, 3).mean; });

    const Nanoseconds noon{opened.duration.value / 2};
    for (std::uint32_t f = 0; f < cluster.fabrics.size(); ++f) {
        measure(("link loads of " + cluster.fabrics[f].name()).c_str(), 20, [&] { sum += linkLoadsAt(cluster, {f}, opened, noon).share[0]; });
        measure(("traffic matrix, level 1, " + cluster.fabrics[f].name()).c_str(), 20, [&] { sum += trafficMatrixAt(cluster, {f}, opened, noon, 1).bytesPerSecond[0]; });
        measure(("capacity matrix, level 1, " + cluster.fabrics[f].name()).c_str(), 5, [&] { sum += capacityMatrix(cluster, {f}, 1).bytesPerSecond[0]; });
    }
    std::error_code ignored;
    std::filesystem::remove_all(bundle, ignored);
    return sum == -1 ? 2 : 0;
}
