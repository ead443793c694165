#include "app/commands/SceneBench.h"

#include "widgets/scene/FrameBudget.h"
#include "widgets/scene/PodScene.h"
#include "widgets/vtk/OffscreenCanvas.h"

#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <fstream>
#include <span>

namespace podscape {

namespace {

using Clock = std::chrono::steady_clock;

constexpr double kOrbitPx = 1.4;   // half a degree a frame

double millisecondsSince(Clock::time_point start)
{
    return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

double processorMilliseconds()
{
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    const auto milliseconds = [](const timeval& t) { return double(t.tv_sec) * 1e3 + double(t.tv_usec) * 1e-3; };
    return milliseconds(usage.ru_utime) + milliseconds(usage.ru_stime);
}

SceneBench::Times timesOf(std::vector<double> times)
{
    std::ranges::sort(times);
    return {times.front(), times[times.size() / 2], times[std::min(times.size() - 1, times.size() * 95 / 100)]};
}

// One scene in one frame, zoom after zoom.
class Bench
{
public:
    Bench(const SceneBench& plan, std::shared_ptr<const Dataset> dataset, OffscreenCanvas& canvas) : m_plan(plan), m_canvas(canvas), m_values(initialValues(dataset))
    {
        m_values.arrangement = plan.arrangement;
        m_scene.setLinksVisible(plan.links);
        m_scene.setLabelsVisible(plan.links);
    }
    ~Bench() { m_canvas.close(); }

    [[nodiscard]] Status open()
    {
        m_start = Clock::now();
        return m_canvas.open(m_scene, m_plan.size);
    }

    [[nodiscard]] SceneBench::Zoom measure(const std::string& zoom)
    {
        SceneBench::Zoom result;
        result.name = zoom;
        goTo(zoom);
        m_canvas.renderFrame();
        result.first = millisecondsSince(m_start);
        FrameBudget budget;
        measureMoving(budget, result);
        m_scene.setDetail(1);
        m_scene.setHurried(false);
        std::vector<double> stills;
        for (int i = 0; i < std::max(3, m_plan.frames / 10); ++i)
            stills.push_back(frame());
        result.still = timesOf(std::move(stills)).median;
        showNext();
        result.counters = m_canvas.renderCountedFrame();
        result.counters += m_scene.counters();
        m_start = Clock::now();
        return result;
    }

    // So many frames at one zoom.
    void draw(const std::string& zoom, int frames)
    {
        goTo(zoom);
        for (int i = 0; i < frames; ++i)
            frame();
    }

    // The mean time of a pick over rays through a grid of pixels.
    [[nodiscard]] double pickMilliseconds() const
    {
        constexpr int kRays = 400;
        const auto start = Clock::now();
        int hits = 0;
        for (int i = 0; i < kRays; ++i)
            hits += m_scene.pick(m_plan.size.width * (i % 20 + 0.5) / 20, m_plan.size.height * (i / 20 + 0.5) / 20).has_value();
        return hits >= 0 ? millisecondsSince(start) / kRays : 0;
    }

private:
    void goTo(const std::string& zoom)
    {
        m_scene.show(m_values);
        const Cluster& cluster = *m_values.dataset->cluster;
        const int racks = cluster.floor.blockLevel;
        const int level = zoom == "campus" ? 1 : zoom == "pod" ? std::max(racks - 1, 1) : zoom == "rack" ? racks : cluster.tree.leafLevel();
        if (zoom == "all")
            m_scene.frameAll();
        else
            m_scene.flyTo(UnitRef{static_cast<std::uint16_t>(level), 0});
        m_scene.finishAnimations();
    }

    void showNext()
    {
        if (m_plan.replays)
            m_values.time = m_values.shownMetric()->times()[++m_sample % m_values.shownMetric()->sampleCount()];
        if (m_plan.orbits)
            m_scene.orbit(kOrbitPx, 0);
        m_scene.show(m_values);
    }

    double frame()
    {
        const auto start = Clock::now();
        showNext();
        m_canvas.renderFrame();
        return millisecondsSince(start);
    }

    void measureMoving(FrameBudget& budget, SceneBench::Zoom& result)
    {
        std::vector<double> times, scales;
        m_scene.setHurried(true);   // as the window is while it moves
        const double processor = processorMilliseconds();
        for (int i = 0; i < m_plan.frames; ++i) {
            budget.move();
            m_scene.setDetail(m_plan.everyPixel ? 1 : budget.scale());
            scales.push_back(m_scene.detail());
            times.push_back(frame());
            budget.addFrame(times.back(), m_scene.laterMs());
        }
        result.processor = (processorMilliseconds() - processor) / m_plan.frames;
        result.moving = timesOf(std::move(times));
        result.scale = timesOf(std::move(scales)).median;
    }

    const SceneBench& m_plan;
    OffscreenCanvas& m_canvas;
    PodScene m_scene;
    ViewValues m_values;
    std::size_t m_sample = 0;
    Clock::time_point m_start;
};

} // namespace

bool SceneBench::isZoom(const std::string& word)
{
    return word == "all" || word == "campus" || word == "pod" || word == "rack" || word == "chip";
}

Result<SceneBench::Report> SceneBench::run(std::shared_ptr<const Dataset> dataset) const
{
    const auto canvas = OffscreenCanvas::create();
    if (!canvas)
        return canvas.error();
    Bench bench(*this, dataset, **canvas);
    if (const Status opened = bench.open(); !opened)
        return opened.error();
    Report report;
    report.chips = dataset->cluster->tree.chipCount();
    report.renderer = (*canvas)->rendererName();
    for (const std::string& zoom : zooms)
        report.zooms.push_back(bench.measure(zoom));
    report.pick = bench.pickMilliseconds();
    report.residentBytes = podscape::residentBytes();
    return report;
}

Status SceneBench::soak(std::shared_ptr<const Dataset> dataset, double seconds, const std::function<void(const Standing&)>& tell) const
{
    constexpr double kTellSeconds = 5;
    constexpr int kFramesAtOnce = 20;
    const auto canvas = OffscreenCanvas::create();
    if (!canvas)
        return canvas.error();
    Bench bench(*this, dataset, **canvas);
    if (const Status opened = bench.open(); !opened)
        return opened.error();
    const auto start = Clock::now();
    Standing now;
    double next = 0;
    for (std::size_t turn = 0; now.seconds < seconds; ++turn) {
        bench.draw(zooms[turn % zooms.size()], kFramesAtOnce);
        now = {millisecondsSince(start) / 1e3, now.frames + kFramesAtOnce, podscape::residentBytes()};
        if (now.seconds >= next || now.seconds >= seconds) {
            tell(now);
            next = now.seconds + kTellSeconds;
        }
    }
    return Done{};
}

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

} // namespace podscape
