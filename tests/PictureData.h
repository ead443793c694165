#pragma once

#include "model/cluster/FabricBuilder.h"
#include "widgets/state/ViewValues.h"

#include <algorithm>
#include <cmath>
#include <memory>
#include <random>
#include <string>
#include <utility>
#include <vector>

namespace podscape::test {

// A superpod with a day of made-up work, in memory: 144 racks × 16 trays × 4 chips on a 16 × 24 × 24 torus, a sample a minute,
// 3,000 jobs, a few hundred events. Sizes are those of the real thing, because pictures break at real sizes.
inline std::shared_ptr<const Cluster> superpod()
{
    auto cluster = std::make_shared<Cluster>();
    cluster->name = "superpod";
    cluster->tree = UnitTreeBuilder("superpod", "superpod").addUniform("rack", 144, "rack-%03d").addUniform("tray", 16, "tray-%02d").addUniform("chip", 4, "chip-%d").build().value();
    TorusSpec torus;
    torus.name = "ICI";
    torus.shape = {16, 24, 24};
    torus.bricks = {{1, {4, 4, 4}}, {2, {2, 2, 1}}};
    torus.bandwidth = {BytesPerSecond{1e11}, BytesPerSecond{1e11}, BytesPerSecond{1e11}};
    cluster->fabrics.push_back(buildTorus(torus, cluster->tree).value());
    return cluster;
}

inline constexpr std::int64_t kMinutes = 1440;
inline Nanoseconds minute(double m) { return {static_cast<std::int64_t>(m * 60e9)}; }

inline void addJobs(Trace& trace, const UnitTree& tree, std::mt19937& random)
{
    static constexpr std::array kNames{"pretrain-moe", "eval", "sft-chat", "rl-rollout", "ablation", "distill", "debug"};
    static constexpr std::array kStates{JobState::Completed, JobState::Completed, JobState::Completed, JobState::Failed, JobState::Cancelled, JobState::Timeout, JobState::NodeFail};
    std::vector<double> freeFrom(tree.unitCount(1), 0);
    double clock = 0;
    for (int i = 0; i < 3000; ++i) {
        clock += std::exponential_distribution<double>(2.1)(random);
        const double length = std::min(900.0, std::exp(std::normal_distribution<double>(2.6, 1.5)(random)));
        Job job;
        job.id = std::to_string(4711 + i);
        job.name = kNames[random() % kNames.size()];
        job.state = kStates[random() % kStates.size()];
        job.submit = minute(clock - std::exponential_distribution<double>(0.1)(random));
        job.start = minute(clock);
        job.end = minute(std::min<double>(kMinutes, clock + length));
        if (clock + length >= kMinutes) {
            job.state = JobState::Running;
            job.end.reset();
        }
        const auto rack = static_cast<std::uint32_t>(random() % tree.unitCount(1));
        const IndexRange chips = tree.chips({1, rack});
        job.ranges = {static_cast<std::uint32_t>(trace.ranges.size()), static_cast<std::uint32_t>(trace.ranges.size() + 1)};
        trace.ranges.push_back(chips);
        job.chipCount = chips.size();
        if (*job.start < minute(kMinutes))
            trace.jobs.push_back(std::move(job));
    }
}

inline void addEvents(Trace& trace, std::mt19937& random)
{
    std::vector<double> moments(240);
    for (double& moment : moments)
        moment = std::uniform_real_distribution<double>(0, kMinutes)(random);
    std::ranges::sort(moments);
    for (const double moment : moments) {
        Event event;
        event.span = {minute(moment), minute(moment)};
        const auto dice = random() % 12;
        event.level = dice == 0 ? Event::Level::Failure : dice < 4 ? Event::Level::Warning : Event::Level::Info;
        event.kind = dice == 0 ? "chip-failure" : dice < 4 ? "straggler" : "checkpoint";
        event.text = event.kind;
        trace.events.push_back(std::move(event));
    }
}

// Racks follow the jobs that run on them, with ramps, noise, some stragglers and one hour without samples in some racks.
inline Metric utilisation(const Trace& trace, const UnitTree& tree, std::mt19937& random)
{
    const std::uint32_t chips = tree.chipCount();
    std::vector<std::uint8_t> busy(static_cast<std::size_t>(kMinutes) * tree.unitCount(1), 0);
    for (const Job& job : trace.jobs) {
        const auto rack = trace.rangesOf(job).front().begin / 64;
        const auto begin = job.start->value / 60'000'000'000, end = job.end.value_or(minute(kMinutes)).value / 60'000'000'000;
        const auto level = static_cast<std::uint8_t>(55 + random() % 40);
        for (std::int64_t m = begin; m < std::min<std::int64_t>(end, kMinutes); ++m)
            busy[static_cast<std::size_t>(m) * 144 + rack] = static_cast<std::uint8_t>(std::min<std::int64_t>(level, 20 + 15 * (m - begin)));
    }
    std::vector<Nanoseconds> times;
    std::vector<std::uint8_t> codes(static_cast<std::size_t>(kMinutes) * chips);
    for (std::int64_t m = 0; m < kMinutes; ++m) {
        times.push_back(minute(static_cast<double>(m)));
        for (std::uint32_t chip = 0; chip < chips; ++chip) {
            const std::uint8_t base = busy[static_cast<std::size_t>(m) * 144 + chip / 64];
            const bool isHole = chip / 64 % 29 == 7 && m > 700 && m < 760;
            codes[static_cast<std::size_t>(m) * chips + chip] = isHole ? kMissingCode8 : static_cast<std::uint8_t>(2 * std::min<unsigned>(100, base + static_cast<unsigned>((chip * 2654435761U >> 24) + static_cast<unsigned>(m) * 13) % 8));
        }
    }
    Metric::Info info;
    info.name = "utilisation";
    info.unit = "%";
    info.origin = Origin::Synthetic;
    info.naturalMax = 100;
    return Metric::fromCodes(info, std::move(times), chips, 0.5, 0, std::move(codes));
}

inline std::shared_ptr<const Dataset> superpodDay()
{
    static const std::shared_ptr<const Dataset> kept = [] {
        std::mt19937 random(20260101);
        auto dataset = std::make_shared<Dataset>();
        dataset->cluster = superpod();
        auto trace = std::make_shared<Trace>();
        trace->name = "superpod, one day";
        trace->origin = Origin::Synthetic;
        trace->start = {1'767'225'600'000'000'000 - 3'600'000'000'000 * 9};
        trace->duration = minute(kMinutes);
        addJobs(*trace, dataset->cluster->tree, random);
        addEvents(*trace, random);
        trace->metrics.push_back(utilisation(*trace, dataset->cluster->tree, random));
        dataset->trace = trace;
        dataset->rollups = std::make_shared<RollupCache>(dataset->trace, dataset->cluster);
        return dataset;
    }();
    return kept;
}

inline ViewValues superpodValues(ThemeName theme)
{
    ViewValues values;
    values.dataset = superpodDay();
    values.theme = theme;
    values.visible = {{0}, minute(kMinutes)};
    values.time = minute(812.3);
    values.metric = MetricId{0};
    values.scale = defaultScale(values.dataset->trace->metrics[0]);
    return values;
}

} // namespace podscape::test
