#include "TestData.h"
#include "model/io/Reader.h"
#include "model/io/Writers.h"
#include "model/trace/BindTrace.h"
#include "model/trace/Synthesize.h"
#include "model/trace/synthesis/Failures.h"
#include "model/trace/synthesis/SlicePlacer.h"

#include <QTest>

#include <algorithm>
#include <map>
#include <random>
#include <set>

using namespace podscape;

namespace {

Cluster sample(const char* name)
{
    Progress progress;
    return std::get<Cluster>(readDocument(test::sourcePath(name), progress).value());
}

constexpr const char* kIronwood = "samples/clusters/ironwood-superpod.cluster.json";
constexpr const char* kH100 = "samples/clusters/h100-superpod.cluster.json";

Trace synthesized(const Cluster& cluster, std::uint64_t seed, double hours = 24)
{
    SynthesisOptions options;
    options.seed = seed;
    options.hours = hours;
    Progress progress;
    return synthesizeTrace(cluster, options, progress).value();
}

// Chips × time that jobs hold, as a share of all there is.
double busyShare(const Trace& trace)
{
    double busy = 0;
    for (const Job& job : trace.jobs)
        if (job.start)
            for (const IndexRange& range : trace.rangesOf(job))
                busy += static_cast<double>((job.end.value_or(trace.duration) - *job.start).value) * range.size();
    return busy / static_cast<double>(trace.duration.value) / trace.chipCount;
}

Cluster fourChips()
{
    Cluster cluster;
    cluster.name = "small";
    cluster.tree = UnitTreeBuilder("cluster", "small").addUniform("node", 4, "n%d").build().value();
    return cluster;
}

} // namespace

class TestSynthesize : public QObject
{
    Q_OBJECT

private slots:
    void aDayIsFullAndVaried_data();
    void aDayIsFullAndVaried();
    void jobsNeverMeetOnAChip_data() { aDayIsFullAndVaried_data(); }
    void jobsNeverMeetOnAChip();
    void whatItMakesFitsTheCluster();
    void theSameSeedGivesTheSameDay();
    void aSeedIsADayOnEveryMachine();
    void slicesOfATorusAreBoxesOfWholeCubes();
    void failuresComeAtThePublishedRate();
    void causesComeAsOftenAsInTheTable();
    void checkpointsFollowYoungsFormula();
    void aPlacerNeverGivesACellTwice();
    void smallSlicesShareGranules();
    void refusesOptionsThatMakeNoDay_data();
    void refusesOptionsThatMakeNoDay();
    void stopsWhenAsked();
    void worksWithoutPowerAndWithoutChips();
};

void TestSynthesize::aDayIsFullAndVaried_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<int>("seed");
    for (const int seed : {1, 2, 3}) {
        QTest::addRow("ironwood, seed %d", seed) << kIronwood << seed;
        QTest::addRow("h100, seed %d", seed) << kH100 << seed;
    }
}

void TestSynthesize::aDayIsFullAndVaried()
{
    QFETCH(QString, file);
    QFETCH(int, seed);
    const Trace trace = synthesized(sample(file.toUtf8()), static_cast<std::uint64_t>(seed));
    std::map<std::string, int> kinds;
    for (const Event& event : trace.events)
        ++kinds[event.kind];
    std::set<std::uint32_t> sizes;
    for (const Job& job : trace.jobs)
        if (job.start)
            sizes.insert(job.chipCount);
    double mean = 0;
    const Metric& load = *trace.metricNamed("utilisation");
    for (std::size_t s = 0; s < load.sampleCount(); s += 10)
        for (std::uint32_t c = 0; c < load.columns(); c += 7)
            if (const float v = load.value(s, c); !isMissing(v))
                mean += v;
    mean /= static_cast<double>((load.sampleCount() / 10) * (load.columns() / 7 + 1));
    QString text;
    for (const auto& [kind, count] : kinds)
        text += QString(" %1 %2").arg(QString::fromStdString(kind)).arg(count);
    qInfo("%zu jobs of %zu sizes, %.1f %% busy, mean load %.1f %%, %zu events:%s", trace.jobs.size(), sizes.size(), 100 * busyShare(trace), mean, trace.events.size(), qPrintable(text));

    QVERIFY(busyShare(trace) > 0.75 && busyShare(trace) < 0.97);
    QVERIFY(sizes.size() >= 6);
    QVERIFY(trace.jobs.size() >= 60 && trace.jobs.size() <= 2000);
    QVERIFY(kinds["checkpoint"] >= 5 && trace.events.size() < 2000);
    QVERIFY(trace.jobsByState().size() >= 4);
    QCOMPARE(trace.origin, Origin::Synthetic);
    QCOMPARE(trace.metricNamed("utilisation")->info().origin, Origin::Synthetic);
    QVERIFY(trace.metricNamed("power")->valueRange().second > 600);
}

void TestSynthesize::jobsNeverMeetOnAChip()
{
    QFETCH(QString, file);
    QFETCH(int, seed);
    const Trace trace = synthesized(sample(file.toUtf8()), static_cast<std::uint64_t>(seed));
    std::vector<Nanoseconds> freeFrom(trace.chipCount);
    for (const Job& job : trace.jobs)   // ascending by start
        for (const IndexRange& range : trace.rangesOf(job))
            for (std::uint32_t chip = range.begin; chip < range.end; ++chip) {
                QVERIFY2(freeFrom[chip] <= *job.start, job.id.c_str());
                freeFrom[chip] = job.end.value_or(trace.duration);
            }
}

void TestSynthesize::whatItMakesFitsTheCluster()
{
    const Cluster cluster = sample(kIronwood);
    Trace trace = synthesized(cluster, 5, 3);
    QVERIFY(std::ranges::is_sorted(trace.events, {}, [](const Event& e) { return e.span.begin; }));
    for (const Event& event : trace.events)
        QVERIFY(!event.job || event.job->value < trace.jobs.size());
    for (const Job& job : trace.jobs) {
        QVERIFY(!job.start || (*job.submit <= *job.start && *job.start < trace.duration));
        QVERIFY(!job.end || *job.start <= *job.end);
        std::uint32_t chips = 0;
        for (const IndexRange& range : trace.rangesOf(job))
            chips += range.size();
        QVERIFY(!job.start || chips == job.chipCount);
    }
    const Result<Trace> bound = bindTrace(std::move(trace), cluster);
    QVERIFY(bound.ok());
    QVERIFY(bound->findings.isEmpty());
    QCOMPARE(bound->metrics.size(), std::size_t(2));
}

void TestSynthesize::theSameSeedGivesTheSameDay()
{
    const Cluster cluster = sample(kH100);
    const auto bytes = [&](std::uint64_t seed) {
        const Trace trace = synthesized(cluster, seed, 6);
        std::string all;
        for (const Metric& metric : trace.metrics)
            for (std::size_t s = 0; s < metric.sampleCount(); ++s)
                all.append(reinterpret_cast<const char*>(metric.rawFrame(s).data()), metric.rawFrame(s).size());
        for (const Job& job : trace.jobs)
            all += job.id + job.name + std::to_string(job.start.value_or(Nanoseconds{-1}).value) + job.attributes;
        for (const Event& event : trace.events)
            all += event.text + std::to_string(event.span.begin.value);
        return all;
    };
    const std::string first = bytes(7);
    QVERIFY(first == bytes(7));
    QVERIFY(first != bytes(8));
}

// The day of a seed must not depend on compiler, library or processor: FNV-1a over codes and start times, taken once and written here.
void TestSynthesize::aSeedIsADayOnEveryMachine()
{
    Cluster cluster;
    cluster.name = "pinned";
    cluster.tree = UnitTreeBuilder().addUniform("unit", 2).addUniform("node", 16).addUniform("gpu", 8).build().value();
    const Trace trace = synthesized(cluster, 7, 6);
    std::uint64_t hash = 14695981039346656037ull;
    const auto add = [&](std::uint64_t byte) { hash = (hash ^ byte) * 1099511628211ull; };
    for (std::size_t s = 0; s < trace.metrics[0].sampleCount(); ++s)
        for (const std::byte code : trace.metrics[0].rawFrame(s))
            add(static_cast<std::uint64_t>(code));
    for (const Job& job : trace.jobs)
        add(static_cast<std::uint64_t>(job.start.value_or(Nanoseconds{0}).value / 1'000'000'000));
    QCOMPARE(QString::number(hash, 16), QString("e9e41924b6aba217"));
}

void TestSynthesize::slicesOfATorusAreBoxesOfWholeCubes()
{
    const Cluster cluster = sample(kIronwood);
    const Trace trace = synthesized(cluster, 1, 8);
    const TorusShape& torus = *cluster.fabrics[0].torus();
    int large = 0;
    for (const Job& job : trace.jobs) {
        if (!job.start)
            continue;
        std::array<std::uint32_t, 3> low{99, 99, 99}, high{0, 0, 0};
        for (const IndexRange& range : trace.rangesOf(job))
            for (std::uint32_t chip = range.begin; chip < range.end; ++chip)
                for (int axis = 0; axis < 3; ++axis) {
                    low[axis] = std::min<std::uint32_t>(low[axis], torus.coordinates[chip][axis]);
                    high[axis] = std::max<std::uint32_t>(high[axis], torus.coordinates[chip][axis] + 1u);
                }
        QCOMPARE((high[0] - low[0]) * (high[1] - low[1]) * (high[2] - low[2]), job.chipCount);
        if (job.chipCount < 64)
            continue;
        ++large;
        for (int axis = 0; axis < 3; ++axis)
            QVERIFY(low[axis] % 4 == 0 && high[axis] % 4 == 0);
    }
    QVERIFY(large > 10);
}

void TestSynthesize::failuresComeAtThePublishedRate()
{
    // 16,384 chips for 54 days: 419 interruptions, so in 100 such runs 41,900 ± 3 standard deviations.
    synthesis::Random random(11);
    int failures = 0;
    for (int minute = 0; minute < 100 * 54 * 24 * 60; ++minute)
        failures += synthesis::failsWithin(16'384, 60'000'000'000, random);
    QVERIFY2(std::abs(failures - 41'880) < 3 * 205, qPrintable(QString::number(failures)));
}

void TestSynthesize::causesComeAsOftenAsInTheTable()
{
    synthesis::Random random(3);
    std::map<std::string_view, int> counts;
    for (int i = 0; i < 41'900; ++i)
        ++counts[synthesis::drawFailure(random).cause];
    QCOMPARE(counts.size(), std::size_t(18));
    QVERIFY(std::abs(counts["faulty accelerator"] - 14'800) < 400);
    QVERIFY(std::abs(counts["HBM fault"] - 7'200) < 300);
}

void TestSynthesize::checkpointsFollowYoungsFormula()
{
    // Cost 30 s, 16,384 chips: one interruption in 3.09 h, so 13.6 min.
    QVERIFY(std::abs(synthesis::checkpointIntervalSeconds(16'384) - 817) <= 2);
    QCOMPARE(synthesis::checkpointIntervalSeconds(1), std::int64_t(7200));
    QCOMPARE(synthesis::checkpointIntervalSeconds(1u << 30), std::int64_t(600));
}

void TestSynthesize::aPlacerNeverGivesACellTwice()
{
    using namespace synthesis;
    const unsigned seed = std::random_device{}();
    qInfo("seed %u", seed);
    std::mt19937 random(seed);
    ChipLattice lattice;
    lattice.size = {8, 12, 8};
    lattice.granule = {4, 4, 4};
    lattice.isTorus = true;
    lattice.firstChip.resize(volume(lattice.size));
    for (std::uint32_t i = 0; i < lattice.firstChip.size(); ++i)
        lattice.firstChip[i] = static_cast<std::uint32_t>(lattice.firstChip.size()) - 1 - i;   // any numbering
    SlicePlacer placer(lattice);
    std::vector<bool> taken(lattice.firstChip.size());
    std::vector<Slice> held;
    const std::vector<Cells> shapes{{2, 2, 1}, {2, 2, 2}, {2, 4, 4}, {4, 4, 4}, {4, 4, 8}, {8, 8, 4}};
    int placed = 0;
    for (int i = 0; i < 3000; ++i) {
        if (!held.empty() && random() % 5 < 2) {
            const std::size_t which = random() % held.size();
            for (const IndexRange& range : placer.chipsOf(held[which]))
                std::fill(taken.begin() + range.begin, taken.begin() + range.end, false);
            placer.release(held[which]);
            held.erase(held.begin() + static_cast<std::ptrdiff_t>(which));
        } else if (const auto slice = placer.place(shapes[random() % shapes.size()])) {
            ++placed;
            for (const IndexRange& range : placer.chipsOf(*slice))
                for (std::uint32_t chip = range.begin; chip < range.end; ++chip) {
                    QVERIFY(!taken[chip]);
                    taken[chip] = true;
                }
            held.push_back(*slice);
        }
    }
    QVERIFY(placed > 500);
}

void TestSynthesize::smallSlicesShareGranules()
{
    using namespace synthesis;
    ChipLattice lattice;
    lattice.size = {8, 4, 4};
    lattice.granule = {4, 4, 4};
    lattice.firstChip.resize(128);
    SlicePlacer placer(lattice);
    for (int i = 0; i < 16; ++i)
        QVERIFY(placer.place({2, 2, 1}));
    QVERIFY(placer.place({4, 4, 4}));     // sixteen trays filled one cube, the other stayed whole
    QVERIFY(!placer.place({2, 2, 1}));
}

void TestSynthesize::refusesOptionsThatMakeNoDay_data()
{
    QTest::addColumn<double>("hours");
    QTest::addColumn<double>("step");
    QTest::newRow("no hours") << 0.0 << 60.0;
    QTest::newRow("negative") << -1.0 << 60.0;
    QTest::newRow("not a number") << std::nan("") << 60.0;
    QTest::newRow("ten years") << 87'600.0 << 60.0;
    QTest::newRow("no step") << 1.0 << 0.0;
    QTest::newRow("step longer than the day") << 1.0 << 7200.0;
}

void TestSynthesize::refusesOptionsThatMakeNoDay()
{
    QFETCH(double, hours);
    QFETCH(double, step);
    SynthesisOptions options;
    options.hours = hours;
    options.stepSeconds = step;
    Progress progress;
    QVERIFY(!synthesizeTrace(fourChips(), options, progress).ok());
}

void TestSynthesize::stopsWhenAsked()
{
    Progress progress([](double) {}, [] { return true; });
    const Result<Trace> trace = synthesizeTrace(fourChips(), {}, progress);
    QVERIFY(!trace.ok());
    QCOMPARE(trace.error().code, ErrorCode::Cancelled);
}

void TestSynthesize::worksWithoutPowerAndWithoutChips()
{
    const Trace trace = synthesized(fourChips(), 1);
    QVERIFY(trace.metricNamed("power") == nullptr);
    QVERIFY(!trace.jobs.empty());
    Progress progress;
    QVERIFY(!synthesizeTrace(Cluster{}, {}, progress).ok());
}

QTEST_APPLESS_MAIN(TestSynthesize)
#include "tst_synthesize.moc"
