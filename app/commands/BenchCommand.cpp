// podscape bench CLUSTER [TRACE]: how fast this machine draws the pod scene when every chip has a new value in every frame.
#include "app/Command.h"
#include "app/commands/RenderRequest.h"

#include "model/base/Units.h"
#include "model/io/Dataset.h"
#include "widgets/scene/PodScene.h"
#include "widgets/vtk/OffscreenCanvas.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <fstream>
#include <iomanip>
#include <ostream>

namespace podscape {

namespace {

using Clock = std::chrono::steady_clock;

double millisecondsSince(Clock::time_point start)
{
    return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

// Resident memory as the kernel counts it; 0 where there is no /proc.
std::uint64_t residentBytes()
{
    std::ifstream status("/proc/self/status");
    for (std::string word; status >> word;)
        if (word == "VmRSS:") {
            std::uint64_t kib = 0;
            status >> kib;
            return kib * 1024;
        }
    return 0;
}

// A value for every chip in each of a few samples, all different from one sample to the next, so that nothing can be reused.
Trace movingTrace(std::uint32_t chips)
{
    constexpr std::size_t kSamples = 32;
    std::vector<Nanoseconds> times;
    std::vector<std::uint8_t> codes;
    codes.reserve(kSamples * chips);
    for (std::size_t sample = 0; sample < kSamples; ++sample) {
        times.push_back(fromSeconds(std::int64_t(sample)));
        for (std::uint32_t chip = 0; chip < chips; ++chip)
            codes.push_back(static_cast<std::uint8_t>((chip / 64 * 37 + chip * 5 + sample * 11) % 255));
    }
    Trace trace;
    trace.name = "bench";
    trace.origin = Origin::Synthetic;
    trace.hasDate = false;
    trace.duration = fromSeconds(kSamples);
    Metric::Info info;
    info.name = "bench";
    info.origin = Origin::Synthetic;
    info.naturalMax = 254;
    trace.metrics.push_back(Metric::fromCodes(info, std::move(times), chips, 1, 0, std::move(codes)));
    return trace;
}

struct Measurement
{
    std::uint32_t chips = 0;
    int width = 0, height = 0;
    std::string renderer;
    double firstMs = 0, medianMs = 0, p95Ms = 0, minMs = 0, pickMs = 0;
    std::uint64_t rssBytes = 0;
};

// The mean time of a pick over rays through a grid of pixels.
double pickMilliseconds(const PodScene& scene, SizePx size)
{
    constexpr int kRays = 400;
    const auto start = Clock::now();
    int hits = 0;
    for (int i = 0; i < kRays; ++i)
        hits += scene.pick(size.width * (i % 20 + 0.5) / 20, size.height * (i / 20 + 0.5) / 20).has_value();
    return hits >= 0 ? millisecondsSince(start) / kRays : 0;
}

class BenchCommand : public Command
{
public:
    const CommandSyntax& syntax() const override
    {
        static const CommandSyntax s{"bench",
                                     "CLUSTER [TRACE]",
                                     "measure frame times of the pod scene, camera moving and every value new in each frame",
                                     1,
                                     2,
                                     {{"--frames", "", "N", "frames to measure; 60"},
                                      {"--size", "", "WxH", "1920x1080"},
                                      {"--arrange", "", "HOW", "physical (default), lattice or fabric"},
                                      {"--zoom", "", "WHAT", "all (default), pod or rack: how near the camera is"},
                                      {"--links", "", "", "draw links and labels too"},
                                      {"--json", "", "", "machine-readable"}}};
        return s;
    }

    int run(const CommandLine& line, Console& console) const override
    {
        const auto result = measure(line);
        if (!result) {
            console.err << toText(result.error()) << '\n';
            return result.error().code == ErrorCode::Value ? kMisused : kFailed;
        }
        line.has("--json") ? printJson(*result, console.out) : printText(*result, console.out);
        return kFine;
    }

private:
    static Result<Measurement> measure(const CommandLine& line)
    {
        const auto frames = line.number("--frames", 1, 100'000, 60);
        if (!frames)
            return frames.error();
        const auto size = parsePictureSize(line.text("--size").value_or("1920x1080"));
        if (!size)
            return size.error();
        const auto arrangement = parseArrangement(line.text("--arrange").value_or("physical"));
        const std::string zoom = line.text("--zoom").value_or("all");
        if (!arrangement || (zoom != "all" && zoom != "pod" && zoom != "rack"))
            return Error{ErrorCode::Value, "podscape bench", {}, "--arrange " + std::string(kArrangementWords) + " and --zoom all, pod or rack", line.text("--arrange").value_or(zoom), ""};

        Progress progress;
        auto dataset = openFiles(line.files(), progress);
        if (!dataset)
            return dataset.error();
        if (!initialValues(*dataset).shownMetric()) {
            dataset = makeDataset((*dataset)->cluster, movingTrace((*dataset)->cluster->tree.chipCount()), (*dataset)->files);
            if (!dataset)
                return dataset.error();
        }
        auto canvas = OffscreenCanvas::create();
        if (!canvas)
            return canvas.error();

        PodScene scene;
        scene.setLinksVisible(line.has("--links"));
        scene.setLabelsVisible(line.has("--links"));
        if (const Status opened = (*canvas)->open(scene, *size); !opened)
            return opened.error();
        ViewValues values = initialValues(*dataset);
        values.arrangement = *arrangement;
        const auto first = Clock::now();
        scene.show(values);
        if (zoom != "all") {
            scene.flyTo(UnitRef{static_cast<std::uint16_t>(zoom == "rack" ? values.dataset->cluster->floor.blockLevel : 1), 0});
            scene.finishAnimations();
        }
        (*canvas)->renderFrame();

        Measurement m{values.dataset->cluster->tree.chipCount(), int(size->width), int(size->height), (*canvas)->rendererName(), millisecondsSince(first)};
        std::vector<double> times = frameTimes(scene, **canvas, values, static_cast<int>(*frames));
        std::ranges::sort(times);
        m.medianMs = times[times.size() / 2];
        m.p95Ms = times[std::min(times.size() - 1, times.size() * 95 / 100)];
        m.minMs = times.front();
        m.pickMs = pickMilliseconds(scene, *size);
        m.rssBytes = residentBytes();
        (*canvas)->close();
        return m;
    }

    // Every frame: the next sample of the trace, a camera that has turned by half a degree, and the pixels done.
    static std::vector<double> frameTimes(PodScene& scene, OffscreenCanvas& canvas, ViewValues values, int frames)
    {
        const Metric& metric = *values.shownMetric();
        std::vector<double> times;
        for (int frame = 0; frame < frames; ++frame) {
            const auto start = Clock::now();
            values.time = metric.times()[static_cast<std::size_t>(frame) % metric.sampleCount()];
            scene.orbit(1.4, 0);
            scene.show(values);
            canvas.renderFrame();
            times.push_back(millisecondsSince(start));
        }
        return times;
    }

    static void printJson(const Measurement& m, std::ostream& out)
    {
        const nlohmann::ordered_json json{{"chips", m.chips},       {"width", m.width},       {"height", m.height}, {"renderer", m.renderer}, {"firstMs", m.firstMs},
                                          {"medianMs", m.medianMs}, {"p95Ms", m.p95Ms}, {"minMs", m.minMs},   {"pickMs", m.pickMs},     {"rssBytes", m.rssBytes}};
        out << json.dump(2) << '\n';
    }

    static void printText(const Measurement& m, std::ostream& out)
    {
        out << formatCount(m.chips) << " chips, " << m.width << "×" << m.height << ", " << m.renderer << '\n'
            << std::fixed << std::setprecision(1) << "frame: median " << m.medianMs << " ms, 95 % under " << m.p95Ms << " ms, fastest " << m.minMs << " ms, first " << m.firstMs << " ms\n"
            << std::setprecision(4) << "pick: " << m.pickMs << " ms\n"
            << "memory: " << formatQuantity(static_cast<double>(m.rssBytes), Dimension::Data) << '\n';
    }
};

} // namespace

std::unique_ptr<Command> createBenchCommand()
{
    return std::make_unique<BenchCommand>();
}

} // namespace podscape
