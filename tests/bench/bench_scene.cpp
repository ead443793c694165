// The same number of boxes by vtkGlyph3DMapper and by the pod scene, 1920×1080, camera moving and every value new in each frame, in turns in one
// run, so that the ratio holds on a busy machine: bench_scene [CLUSTER]. Without an argument a small cluster, to keep it working.
#include "app/commands/SceneBench.h"
#include "model/io/Dataset.h"
#include "tests/bench/GlyphScene.h"
#include "tests/bench/Measure.h"
#include "widgets/vtk/OffscreenCanvas.h"

#include <sys/resource.h>

using namespace podscape;

namespace {

double processorMs()
{
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return double(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1e3 + double(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) * 1e-3;
}

struct Cost { double wall = 0, processor = 0; };

// Median wall time of a frame and mean time of all cores.
Cost glyphs(int boxes, int frames)
{
    const auto canvas = bench::required(OffscreenCanvas::create());
    bench::GlyphScene scene(boxes);
    if (!canvas->open(scene, {1920, 1080}).ok())
        return {};
    canvas->renderFrame();
    std::vector<double> times;
    const double before = processorMs();
    for (int frame = 1; frame <= frames; ++frame) {
        const auto start = std::chrono::steady_clock::now();
        scene.change(frame);
        scene.orbit(0.5);
        canvas->renderFrame();
        times.push_back(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count());
    }
    const double processor = (processorMs() - before) / frames;
    canvas->close();
    std::ranges::sort(times);
    return {times[times.size() / 2], processor};
}

} // namespace

int main(int argc, char** argv)
{
    Progress progress;
    auto dataset = bench::required(openFiles({argc > 1 ? argv[1] : "samples/clusters/tpu-v4-pod.cluster.json"}, progress));
    const std::uint32_t chips = dataset->cluster->tree.chipCount();
    dataset = bench::required(makeDataset(dataset->cluster, movingTrace(chips), dataset->files));
    const Cost peer = glyphs(static_cast<int>(chips), 5);
    std::printf("%u boxes by vtkGlyph3DMapper: %.1f ms a frame, %.1f ms of all cores\n", chips, peer.wall, peer.processor);
    for (const bool everyPixel : {true, false}) {
        SceneBench plan;
        plan.frames = 40;
        plan.everyPixel = everyPixel;
        for (const SceneBench::Zoom& zoom : bench::required(plan.run(dataset)).zooms)
            std::printf("%s, %s: %.1f ms, %.1f ms of all cores: %.0f and %.0f times as fast\n", zoom.name.c_str(), everyPixel ? "every pixel" : "as the window moves", zoom.moving.median,
                        zoom.processor, peer.wall / zoom.moving.median, peer.processor / zoom.processor);
    }
    return 0;
}
