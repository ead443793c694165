// How long the largest sample takes from its file to a model that is laid out and linked, and how much memory that holds: bench_cluster [FILE].
#include "model/analysis/ClusterFigures.h"
#include "model/io/Reader.h"
#include "model/layout/RayPicker.h"
#include "tests/bench/Measure.h"

#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <fstream>
#include <memory>
#include <string>

using namespace podscape;

namespace {

double residentMegabytes()
{
    std::ifstream statm("/proc/self/statm");
    long whole = 0, resident = 0;
    statm >> whole >> resident;
    return double(resident) * double(sysconf(_SC_PAGESIZE)) / 1e6;
}

class Stopwatch
{
public:
    void lap(const char* what)
    {
        const auto now = std::chrono::steady_clock::now();
        const double ms = std::chrono::duration<double, std::milli>(now - m_last).count();
        std::printf("%-28s %8.1f ms   %6.1f MB resident\n", what, ms, residentMegabytes());
        m_total += ms;
        m_last = std::chrono::steady_clock::now();
    }
    double total() const { return m_total; }

private:
    std::chrono::steady_clock::time_point m_last = std::chrono::steady_clock::now();
    double m_total = 0;
};

} // namespace

int main(int argc, char** argv)
{
    const std::string file = argc > 1 ? argv[1] : PODSCAPE_SOURCE_DIR "/samples/clusters/million-tpu.cluster.json";
    const double before = residentMegabytes();
    Stopwatch watch;
    Progress progress;
    const Document document = bench::required(readDocument(file, progress));
    const Cluster& cluster = std::get<Cluster>(document);
    watch.lap("read, expanded and linked");
    const auto physical = std::make_shared<const Layout>(buildLayout(cluster, Arrangement::Physical));
    watch.lap("physical layout");
    const Layout lattice = buildLayout(cluster, Arrangement::Lattice);
    watch.lap("lattice layout");
    const Layout fabric = buildLayout(cluster, Arrangement::Fabric);
    watch.lap("fabric layout");
    const RayPicker picker(physical);
    watch.lap("picker");
    const double model = residentMegabytes() - before;
    std::printf("%-28s %8.1f ms   %6.1f MB for the model\n", "together", watch.total(), model);
    const ClusterFigures figures = ClusterFigures::of(cluster, *physical);
    watch.lap("derived figures");
    std::uint64_t links = 0;
    for (const Fabric& f : cluster.fabrics)
        links += f.linkCount();
    std::printf("%u leaves, %llu links, %zu blocks, %zu figures\n", cluster.tree.chipCount(), static_cast<unsigned long long>(links), physical->blocks.size(), figures.all.size());
    return 0;
}
