// How much the picture flickers: the mean absolute change of a pixel's channel (0…255) between two frames 0.1° apart, of the picture as it is
// and of one with 16 samples a pixel, whose change is the motion alone. 1.0 would be no more restless than the reference.
// bench_flicker [CLUSTER]: 1920×1080; without an argument a small cluster and a quarter of the pixels, to keep it working.
#include "app/commands/SceneBench.h"
#include "model/io/Dataset.h"
#include "tests/bench/Measure.h"
#include "widgets/scene/PodScene.h"
#include "widgets/vtk/OffscreenCanvas.h"

using namespace podscape;

namespace {

constexpr double kTenthOfADegreePx = 0.1 / 0.35;   // PodScene::orbit turns 0.35° a pixel
constexpr int kPairs = 4;

double meanChange(const Image& a, const Image& b)
{
    double sum = 0;
    for (std::size_t i = 0; i < a.rgb.size(); ++i)
        sum += std::abs(a.rgb[i] - b.rgb[i]);
    return sum / double(a.rgb.size());
}

double flicker(OffscreenCanvas& canvas, const ViewValues& values, const std::string& zoom, SizePx size, int samples)
{
    PodScene scene;
    scene.setOverlayVisible(false);
    if (!canvas.open(scene, size, float(samples)).ok())
        return 0;
    scene.show(values);
    const Cluster& cluster = *values.dataset->cluster;
    scene.frameAll();
    if (zoom != "all") {
        const int racks = cluster.floor.blockLevel, level = zoom == "pod" ? std::max(racks - 1, 1) : zoom == "rack" ? racks : cluster.tree.leafLevel();
        scene.flyTo(UnitRef{static_cast<std::uint16_t>(level), 0});
    }
    scene.finishAnimations();
    const auto frame = [&] {
        canvas.renderFrame();
        return reduced(canvas.grab(), samples);
    };
    double sum = 0;
    Image before = frame();
    for (int pair = 0; pair < kPairs; ++pair) {
        scene.orbit(kTenthOfADegreePx, 0);
        Image after = frame();
        sum += meanChange(before, after);
        before = std::move(after);
    }
    canvas.close();
    return sum / kPairs;
}

} // namespace

int main(int argc, char** argv)
{
    Progress progress;
    auto dataset = bench::required(openFiles({argc > 1 ? argv[1] : "samples/clusters/tpu-v4-pod.cluster.json"}, progress));
    dataset = bench::required(makeDataset(dataset->cluster, movingTrace(dataset->cluster->tree.chipCount()), dataset->files));
    const auto canvas = bench::required(OffscreenCanvas::create());
    ViewValues values = initialValues(dataset);
    const SizePx size = argc > 1 ? SizePx{1920, 1080} : SizePx{960, 540};
    for (const Arrangement arrangement : {Arrangement::Physical, Arrangement::Lattice})
        for (const std::string zoom : {"all", "pod", "rack", "chip"}) {
            values.arrangement = arrangement;
            const double ours = flicker(*canvas, values, zoom, size, 1), reference = flicker(*canvas, values, zoom, size, 4);
            std::printf("%-9s %-5s %6.3f, 16 samples %6.3f, ratio %.2f\n", std::string(toText(arrangement)).c_str(), zoom.c_str(), ours, reference, reference > 0 ? ours / reference : 1);
        }
    return 0;
}
