#include "model/trace/BindTrace.h"
#include "model/trace/FrameMeans.h"
#include "model/trace/Rollup.h"
#include "model/trace/RollupCache.h"
#include "model/trace/Trace.h"

#include <QTest>

#include <algorithm>
#include <numeric>
#include <random>

using namespace podscape;

namespace {

UnitTree smallTree()
{
    return UnitTreeBuilder("cluster", "small").addUniform("rack", 3, "r%d").addUniform("node", 4, "n%d").addUniform("chip", 2, "c%d").build().value();
}

Cluster namedCluster(std::vector<std::string> nodes)
{
    Cluster cluster;
    cluster.name = "named";
    const auto count = static_cast<std::uint32_t>(nodes.size());
    cluster.tree = UnitTreeBuilder("cluster", "named").addExplicit("node", {count}, std::move(nodes)).addUniform("chip", 2, "chip-%d").build().value();
    return cluster;
}

std::vector<Nanoseconds> secondsFrom(std::int64_t first, std::size_t count)
{
    std::vector<Nanoseconds> times;
    for (std::size_t i = 0; i < count; ++i)
        times.push_back(fromSeconds(first + static_cast<std::int64_t>(i)));
    return times;
}

// Nodes b, a and the unknown z, with one job each and one metric.
Trace namedTrace()
{
    Trace trace;
    trace.name = "named";
    trace.sourceFile = "jobs.log";
    trace.unitLevel = "node";
    trace.unitNames = {"b", "a", "z"};
    trace.duration = fromSeconds(10);
    trace.ranges = {{0, 2}, {2, 3}};
    trace.jobs.resize(2);
    trace.jobs[0].id = "1";
    trace.jobs[0].ranges = {0, 1};
    trace.jobs[1].id = "2";
    trace.jobs[1].ranges = {1, 2};
    trace.events.resize(2);
    trace.events[0].units = IndexRange{0, 2};
    trace.events[1].units = IndexRange{2, 3};
    trace.metrics.push_back(Metric::fromFloats({.name = "load"}, secondsFrom(0, 2), 3, {10, 20, 30, 11, 21, 31}));
    return trace;
}

bool same(float a, float b) { return (isMissing(a) && isMissing(b)) || std::abs(a - b) <= 1e-4f * std::max(1.0f, std::abs(b)); }

Band bruteBand(const Metric& metric, const UnitTree& tree, UnitRef unit, int metricLevel, std::size_t first, std::size_t last)
{
    Band band;
    double sum = 0;
    int count = 0;
    const IndexRange columns = tree.unitsWithin(unit, metricLevel);
    for (std::size_t sample = first; sample < last; ++sample)
        for (std::uint32_t column = columns.begin; column < columns.end; ++column) {
            const float value = metric.value(sample, column);
            if (isMissing(value))
                continue;
            band.min = count ? std::min(band.min, value) : value;
            band.max = count ? std::max(band.max, value) : value;
            sum += value;
            ++count;
        }
    if (count)
        band.mean = static_cast<float>(sum / count);
    return band;
}

} // namespace

class TestTrace : public QObject
{
    Q_OBJECT

private slots:
    void readsEveryWordForAJobState_data();
    void readsEveryWordForAJobState();
    void countsStatesMostFrequentFirst();
    void aJobRunsFromItsStartUntilJustBeforeItsEnd();
    void theMeanOfColumnsLeavesOutWhatIsMissing_data();
    void theMeanOfColumnsLeavesOutWhatIsMissing();
    void ordersNamesNaturally_data();
    void ordersNamesNaturally();
    void findsTheGroupInAName_data();
    void findsTheGroupInAName();
    void findsTheSampleThatIsValid();
    void decodesEveryTypeAndMarksHoles();
    void findsTheRangeOfValuesWithoutHoles();
    void bindsByExactNameThenCaseThenDomain_data();
    void bindsByExactNameThenCaseThenDomain();
    void putsJobsEventsAndColumnsInTheClustersOrder();
    void fallsBackToTheLevelThatKnowsTheNames();
    void refusesATraceOfAnotherCluster();
    void refusesABoundTraceThatDoesNotFit();
    void dropsAMetricThatDoesNotFit();
    void infersGroupsFromNames();
    void infersNoGroupLevelWithoutGroups();
    void rollupEqualsABruteForce_data();
    void rollupEqualsABruteForce();
    void rollupOfTheLeafLevelIsTheMetric();
    void rollupStopsWhenAsked();
    void rollupCacheKnowsWhatItCannotRollUp();
    void occupancyIsTheExactShareOfEachSpan();
    void occupancyCountsSharedNodesOnce();
};

void TestTrace::readsEveryWordForAJobState_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("word");
    for (const auto& [text, word] : {std::pair("COMPLETED", "COMPLETED"), {"CANCELLED by 1000", "CANCELLED"}, {"CANCELLED+", "CANCELLED"}, {"CD", "COMPLETED"},
                                     {"failed", "FAILED"}, {"NODE_FAIL", "NODE_FAIL"}, {"OUT_OF_MEMORY", "OUT_OF_MEMORY"}, {"OUT_OF_ME+", ""}, {"", ""}, {"DONE", ""}})
        QTest::newRow(text) << text << word;
}

void TestTrace::readsEveryWordForAJobState()
{
    QFETCH(QString, text);
    QFETCH(QString, word);
    const std::optional<JobState> state = parseJobState(text.toStdString());
    QCOMPARE(state.has_value(), !word.isEmpty());
    if (state)
        QCOMPARE(QString::fromStdString(std::string(toText(*state))), word);
}

void TestTrace::countsStatesMostFrequentFirst()
{
    Trace trace;
    trace.jobs.resize(4);
    trace.jobs[0].state = JobState::Failed;
    trace.jobs[1].state = trace.jobs[2].state = JobState::Timeout;
    const auto counts = trace.jobsByState();
    QCOMPARE(counts.size(), std::size_t(3));
    QVERIFY(counts[0] == std::pair(JobState::Timeout, std::size_t(2)));
}

void TestTrace::aJobRunsFromItsStartUntilJustBeforeItsEnd()
{
    Trace trace;
    trace.jobs.resize(3);
    trace.jobs[0].start = fromSeconds(1);
    trace.jobs[0].end = fromSeconds(2);
    trace.jobs[1].start = fromSeconds(2);   // no end: still running
    QCOMPARE(trace.jobsRunningAt(fromSeconds(1)).size(), std::size_t(1));
    QVERIFY(trace.jobsRunningAt(fromSeconds(2)) == std::vector{JobId{1}});
    QVERIFY(trace.jobsRunningAt(fromSeconds(0)).empty());
}

void TestTrace::theMeanOfColumnsLeavesOutWhatIsMissing_data()
{
    QTest::addColumn<int>("type");
    for (const SampleType type : {SampleType::UInt8, SampleType::UInt16, SampleType::Float32})
        QTest::addRow("type %d", int(type)) << int(type);
}

void TestTrace::theMeanOfColumnsLeavesOutWhatIsMissing()
{
    QFETCH(int, type);
    constexpr std::uint32_t kColumns = 100'000;   // more than one run of the sum
    std::mt19937 random(11);
    std::vector<float> values(kColumns);
    for (float& value : values)
        value = random() % 7 == 0 ? kMissing : static_cast<float>(random() % 250);
    std::vector<std::byte> raw;
    const auto store = [&](auto missing) {
        for (const float value : values) {
            const auto code = isMissing(value) ? missing : static_cast<decltype(missing)>(value);
            raw.insert(raw.end(), reinterpret_cast<const std::byte*>(&code), reinterpret_cast<const std::byte*>(&code) + sizeof code);
        }
    };
    switch (static_cast<SampleType>(type)) {
    case SampleType::UInt8: store(kMissingCode8); break;
    case SampleType::UInt16: store(kMissingCode16); break;
    case SampleType::Float32: store(kMissing); break;
    }
    const bool isCode = static_cast<SampleType>(type) != SampleType::Float32;
    const double scale = isCode ? 0.5 : 1, offset = isCode ? -3 : 0;
    const Metric metric({}, {fromSeconds(0)}, kColumns, static_cast<SampleType>(type), scale, offset, raw, nullptr);
    for (const IndexRange columns : {IndexRange{0, kColumns}, {5, 6}, {17, 80'123}, {9, 9}}) {
        double sum = 0;
        int known = 0;
        for (std::uint32_t column = columns.begin; column < columns.end; ++column)
            if (!isMissing(values[column])) {
                sum += offset + scale * double(values[column]);
                ++known;
            }
        const float mean = meanOf(metric, 0, columns);
        QVERIFY(known == 0 ? isMissing(mean) : std::abs(mean - sum / known) < 1e-3);
        QCOMPARE(sumOf(metric, 0, columns).known, std::uint64_t(known));
    }
}

void TestTrace::ordersNamesNaturally_data()
{
    QTest::addColumn<QString>("smaller");
    QTest::addColumn<QString>("larger");
    for (const auto& [smaller, larger] : {std::pair("n2", "n10"), {"n2", "n2a"}, {"", "n"}, {"n02", "n2"}, {"n9-1", "n10-0"}, {"a", "b"}, {"a1b2", "a1b10"},
                                          {"n99999999999999999998", "n99999999999999999999"}, {"n1", "na"}})
        QTest::newRow(larger) << smaller << larger;
}

void TestTrace::ordersNamesNaturally()
{
    QFETCH(QString, smaller);
    QFETCH(QString, larger);
    QVERIFY(naturalLess(smaller.toStdString(), larger.toStdString()));
    QVERIFY(!naturalLess(larger.toStdString(), smaller.toStdString()));
    QVERIFY(!naturalLess(smaller.toStdString(), smaller.toStdString()));
}

void TestTrace::findsTheGroupInAName_data()
{
    QTest::addColumn<QString>("group");
    for (const auto& [name, group] : {std::pair("cpn-f13-03-02", "cpn-f13"), {"a08-p1-dgx-04-c01", "a08"}, {"node7", ""}, {"login", ""}, {"", ""}, {"7-8", "7"}})
        QTest::newRow(name) << group;
}

void TestTrace::findsTheGroupInAName()
{
    QFETCH(QString, group);
    QCOMPARE(QString::fromStdString(std::string(groupOfName(QTest::currentDataTag()))), group);
}

void TestTrace::findsTheSampleThatIsValid()
{
    const Metric metric = Metric::fromFloats({}, secondsFrom(5, 3), 1, {1, 2, 3});
    QVERIFY(!metric.sampleAt(fromSeconds(4)));
    QCOMPARE(*metric.sampleAt(fromSeconds(5)), std::size_t(0));
    QCOMPARE(*metric.sampleAt(Nanoseconds{5'999'999'999}), std::size_t(0));
    QCOMPARE(*metric.sampleAt(fromSeconds(100)), std::size_t(2));
}

void TestTrace::decodesEveryTypeAndMarksHoles()
{
    const Metric codes = Metric::fromCodes({}, secondsFrom(0, 2), 2, 0.5, 10, {0, 254, 255, 3});
    QCOMPARE(codes.value(0, 0), 10.0f);
    QCOMPARE(codes.value(0, 1), 137.0f);
    QVERIFY(isMissing(codes.value(1, 0)));
    std::vector<float> row(2);
    codes.frame(1, row);
    QVERIFY(isMissing(row[0]));
    QCOMPARE(row[1], 11.5f);

    const auto words = std::make_shared<std::vector<std::uint16_t>>(std::vector<std::uint16_t>{7, 65535});
    const Metric wide({}, secondsFrom(0, 1), 2, SampleType::UInt16, 2, 1, std::as_bytes(std::span(*words)), words);
    QCOMPARE(wide.value(0, 0), 15.0f);
    QVERIFY(isMissing(wide.value(0, 1)));
}

void TestTrace::findsTheRangeOfValuesWithoutHoles()
{
    QVERIFY(Metric::fromCodes({}, secondsFrom(0, 1), 3, 2, 1, {255, 3, 9}).valueRange() == std::pair(7.0f, 19.0f));
    QVERIFY(Metric::fromFloats({}, secondsFrom(0, 1), 3, {kMissing, -3, 9}).valueRange() == std::pair(-3.0f, 9.0f));
    QVERIFY(Metric::fromCodes({}, secondsFrom(0, 1), 1, 2, 1, {255}).valueRange() == std::pair(0.0f, 0.0f));
    QVERIFY(Metric::fromFloats({}, {}, 3, {}).valueRange() == std::pair(0.0f, 0.0f));
}

void TestTrace::bindsByExactNameThenCaseThenDomain_data()
{
    QTest::addColumn<QString>("inTrace");
    QTest::addColumn<QString>("inCluster");
    QTest::addColumn<bool>("known");
    QTest::newRow("exact") << "n1" << "n1" << true;
    QTest::newRow("case") << "N1" << "n1" << true;
    QTest::newRow("domain in trace") << "n1.example.org" << "n1" << true;
    QTest::newRow("domain in cluster") << "N1" << "n1.example.org" << true;
    QTest::newRow("other") << "n2" << "n1" << false;
    QTest::newRow("prefix only") << "n1" << "n11" << false;
    QTest::newRow("addresses stay whole") << "10.0.0.1" << "10.0.0.2" << false;
}

void TestTrace::bindsByExactNameThenCaseThenDomain()
{
    QFETCH(QString, inTrace);
    QFETCH(QString, inCluster);
    QFETCH(bool, known);
    Trace trace;
    trace.unitLevel = "node";
    trace.unitNames = {inTrace.toStdString()};
    QCOMPARE(bindTrace(trace, namedCluster({"first", inCluster.toStdString()})).ok(), known);
}

void TestTrace::putsJobsEventsAndColumnsInTheClustersOrder()
{
    const Result<Trace> bound = bindTrace(namedTrace(), namedCluster({"a", "x", "b"}));
    QVERIFY(bound.ok());
    QVERIFY(bound->isBound());
    QCOMPARE(bound->chipCount, 6u);
    // b and a are two nodes of two chips that lie apart; z is unknown.
    const std::span<const IndexRange> first = bound->rangesOf(bound->jobs[0]);
    QCOMPARE(first.size(), std::size_t(2));
    QVERIFY((first[0] == IndexRange{0, 2} && first[1] == IndexRange{4, 6}));
    QVERIFY(bound->rangesOf(bound->jobs[1]).empty());
    QCOMPARE(bound->events.size(), std::size_t(3));
    QVERIFY(bound->events[2].units->isEmpty());

    const Metric& metric = bound->metrics.at(0);
    QCOMPARE(metric.info().level, std::string("node"));
    QCOMPARE(metric.value(1, 0), 21.0f);
    QVERIFY(isMissing(metric.value(1, 1)));
    QCOMPARE(metric.value(1, 2), 11.0f);
    QCOMPARE(bound->findings.findings().size(), std::size_t(1));
    QCOMPARE(bound->findings.findings()[0].places.at(0), std::string("z"));
}

void TestTrace::fallsBackToTheLevelThatKnowsTheNames()
{
    Cluster cluster;
    cluster.name = "small";
    cluster.tree = smallTree();
    Trace trace;
    trace.unitLevel = "node";
    trace.unitNames = {"r1", "r2"};
    trace.ranges = {{0, 2}};
    trace.jobs.resize(1);
    trace.jobs[0].ranges = {0, 1};
    const Result<Trace> racks = bindTrace(trace, cluster);
    QVERIFY(racks.ok());
    QVERIFY((racks->ranges.at(0) == IndexRange{8, 24}));

    trace.unitNames = {"r0/n1", "r2/n3"};   // n1 alone is borne by three units
    const Result<Trace> paths = bindTrace(trace, cluster);
    QVERIFY(paths.ok());
    QVERIFY((paths->ranges == std::vector<IndexRange>{{2, 4}, {22, 24}}));
    trace.unitNames = {"n1"};
    trace.ranges = {{0, 1}};
    QVERIFY(!bindTrace(trace, cluster).ok());
}

void TestTrace::refusesATraceOfAnotherCluster()
{
    const Result<Trace> bound = bindTrace(namedTrace(), namedCluster({"n1", "n2"}));
    QVERIFY(!bound.ok());
    QCOMPARE(toText(bound.error()), std::string("jobs.log: expected names of units of the cluster named, found none among 3 names. The trace says \"b\", the cluster "
                                                "\"n1\". Open the cluster that the trace was recorded on, or open the trace alone."));
}

void TestTrace::refusesABoundTraceThatDoesNotFit()
{
    Trace trace;
    trace.sourceFile = "day.podtrace";
    trace.clusterName = "pod";
    trace.ranges = {{3, 5}};
    trace.jobs.resize(1);
    trace.jobs[0].id = "7";
    trace.jobs[0].ranges = {0, 1};
    QVERIFY(bindTrace(trace, namedCluster({"a", "b", "c"})).ok());
    const Result<Trace> tooLarge = bindTrace(trace, namedCluster({"a", "b"}));
    QVERIFY(!tooLarge.ok());
    QCOMPARE(toText(tooLarge.error()), std::string("day.podtrace: expected a trace of a cluster with 4 chips, found job 7 on number 4. Open it together with the cluster pod."));
    trace.chipCount = 64;
    QVERIFY(!bindTrace(trace, namedCluster({"a", "b", "c"})).ok());
}

void TestTrace::dropsAMetricThatDoesNotFit()
{
    Trace trace;
    trace.metrics.push_back(Metric::fromFloats({.name = "fits"}, secondsFrom(0, 1), 4, {1, 2, 3, 4}));
    trace.metrics.push_back(Metric::fromFloats({.name = "short"}, secondsFrom(0, 1), 3, {1, 2, 3}));
    trace.metrics.push_back(Metric::fromFloats({.name = "links", .subject = MetricSubject::Links, .fabric = "none"}, secondsFrom(0, 1), 2, {1, 2}));
    const Result<Trace> bound = bindTrace(trace, namedCluster({"a", "b"}));
    QVERIFY(bound.ok());
    QCOMPARE(bound->metrics.size(), std::size_t(1));
    QCOMPARE(bound->findings.findings().size(), std::size_t(2));
}

void TestTrace::infersGroupsFromNames()
{
    Trace trace;
    trace.unitNames = {"f13-10", "f13-2", "f2-1", "f13-2", "login"};
    const Result<Cluster> cluster = inferCluster(trace);
    QVERIFY(cluster.ok());
    QVERIFY(cluster->inferred);
    const UnitTree& tree = cluster->tree;
    QCOMPARE(tree.levelCount(), 3);
    QCOMPARE(tree.unitCount(1), 3u);
    QCOMPARE(tree.path({2, 1}), std::string("f2/f2-1"));
    QCOMPARE(tree.path({2, 2}), std::string("f13/f13-2"));
    QCOMPARE(tree.path({2, 3}), std::string("f13/f13-10"));
    QCOMPARE(tree.chipCount(), 4u);
    QVERIFY(bindTrace(trace, *cluster).ok());
}

void TestTrace::infersNoGroupLevelWithoutGroups()
{
    Trace trace;
    trace.unitNames = {"n10", "n2"};
    const Result<Cluster> cluster = inferCluster(trace);
    QVERIFY(cluster.ok());
    QCOMPARE(cluster->tree.levelCount(), 2);
    QCOMPARE(cluster->tree.name({1, 0}), std::string("n2"));
    trace.unitNames.clear();
    QVERIFY(!inferCluster(trace).ok());
}

void TestTrace::rollupEqualsABruteForce_data()
{
    QTest::addColumn<int>("samples");
    QTest::addColumn<int>("holesPercent");
    QTest::addColumn<QString>("level");
    QTest::addColumn<QString>("type");
    for (const int samples : {1, 4, 5, 63, 64, 65, 130})
        for (const int holes : {0, 30})
            for (const char* level : {"chip", "node"})
                for (const char* type : {"codes", "floats"})
                    QTest::addRow("%d samples, %d %% holes, per %s, %s", samples, holes, level, type) << samples << holes << level << type;
}

void TestTrace::rollupEqualsABruteForce()
{
    QFETCH(int, samples);
    QFETCH(int, holesPercent);
    QFETCH(QString, level);
    QFETCH(QString, type);
    const unsigned seed = std::random_device{}();
    qInfo("seed %u", seed);
    std::mt19937 random(seed);

    const UnitTree tree = smallTree();
    const int metricLevel = *tree.levelNamed(level.toStdString());
    const std::uint32_t columns = tree.unitCount(metricLevel);
    std::vector<std::uint8_t> codes(columns * samples);
    for (std::uint8_t& code : codes)
        code = random() % 100 < static_cast<unsigned>(holesPercent) ? 255 : static_cast<std::uint8_t>(random() % 255);
    std::vector<Nanoseconds> times;
    for (int i = 0, t = 0; i < samples; ++i, t += 1 + static_cast<int>(random() % 5))
        times.push_back(fromSeconds(t));
    Metric metric = Metric::fromCodes({.level = level.toStdString()}, times, columns, -0.5, 100, codes);
    if (type == "floats") {
        std::vector<float> values;
        for (std::size_t i = 0; i < codes.size(); ++i)
            values.push_back(metric.value(i / columns, static_cast<std::uint32_t>(i % columns)));
        metric = Metric::fromFloats({.level = level.toStdString()}, times, columns, values);
    }

    for (int rollupLevel = 0; rollupLevel <= metricLevel; ++rollupLevel) {
        Progress progress;
        const Rollup rollup = Rollup::build(metric, tree, rollupLevel, progress);
        QVERIFY(rollup.isComplete());
        QCOMPARE(rollup.bucketCount(rollup.stepCount() - 1), std::size_t(1));
        for (int trial = 0; trial < 60; ++trial) {
            const std::uint32_t unit = static_cast<std::uint32_t>(random()) % rollup.columns();
            const int step = static_cast<int>(random() % static_cast<unsigned>(rollup.stepCount()));
            const std::size_t bucket = random() % rollup.bucketCount(step);
            const std::size_t width = std::size_t(1) << (2 * step);
            const UnitRef ref{static_cast<std::uint16_t>(rollupLevel), unit};
            const Band expected = bruteBand(metric, tree, ref, metricLevel, bucket * width, std::min<std::size_t>((bucket + 1) * width, samples));
            const Band found = rollup.at(step, bucket, unit);
            QVERIFY(same(found.min, expected.min) && same(found.mean, expected.mean) && same(found.max, expected.max));

            const std::int64_t end = times.back().value + 2'000'000'000;
            TimeRange range{Nanoseconds{static_cast<std::int64_t>(random()) % end}, Nanoseconds{static_cast<std::int64_t>(random()) % end}};
            if (range.end < range.begin)
                std::swap(range.begin, range.end);
            std::size_t last = metric.sampleAt(range.begin).value_or(0);
            const std::size_t first = last;
            while (last < times.size() && (times[last] < range.end || last == first))
                ++last;
            const Band wanted = bruteBand(metric, tree, ref, metricLevel, first, last);
            const Band over = rollup.over(range, unit);
            QVERIFY(same(over.min, wanted.min) && same(over.mean, wanted.mean) && same(over.max, wanted.max));
        }
    }
}

void TestTrace::rollupOfTheLeafLevelIsTheMetric()
{
    const UnitTree tree = smallTree();
    std::vector<float> values(24 * 3);
    std::iota(values.begin(), values.end(), 0.0f);
    Progress progress;
    const Rollup rollup = Rollup::build(Metric::fromFloats({}, secondsFrom(0, 3), 24, values), tree, 3, progress);
    QCOMPARE(rollup.at(0, 2, 5).mean, 53.0f);
    QCOMPARE(rollup.at(1, 0, 5).mean, 29.0f);
    QVERIFY(isMissing(rollup.over({fromSeconds(-5), fromSeconds(-1)}, 5).mean));
}

void TestTrace::rollupStopsWhenAsked()
{
    Progress progress([](double) {}, [] { return true; });
    const Rollup rollup = Rollup::build(Metric::fromFloats({}, secondsFrom(0, 3), 24, std::vector<float>(72)), smallTree(), 1, progress);
    QVERIFY(!rollup.isComplete());
}

void TestTrace::rollupCacheKnowsWhatItCannotRollUp()
{
    auto cluster = std::make_shared<Cluster>();
    cluster->tree = smallTree();
    auto trace = std::make_shared<Trace>();
    trace->metrics.push_back(Metric::fromFloats({.level = "node"}, secondsFrom(0, 2), 12, std::vector<float>(24)));
    trace->metrics.push_back(Metric::fromFloats({.level = "shelf"}, secondsFrom(0, 2), 12, std::vector<float>(24)));
    const RollupCache cache(trace, cluster);
    QVERIFY(cache.rollup({0}, 1) != nullptr);
    QCOMPARE(cache.rollup({0}, 1), cache.rollup({0}, 1));
    QVERIFY(cache.rollup({0}, 3) == nullptr);   // nodes do not say what a chip did
    QVERIFY(cache.rollup({1}, 1) == nullptr);
}

void TestTrace::occupancyIsTheExactShareOfEachSpan()
{
    Trace trace;
    trace.duration = fromSeconds(40);
    trace.ranges = {{1, 3}};
    trace.jobs.resize(1);
    trace.jobs[0].start = fromSeconds(5);
    trace.jobs[0].end = fromSeconds(22);
    trace.jobs[0].ranges = {0, 1};
    const Metric metric = occupancyMetric(trace, 4, 4);
    QCOMPARE(metric.sampleCount(), std::size_t(4));
    QCOMPARE(metric.value(0, 1), 50.0f);
    QCOMPARE(metric.value(1, 2), 100.0f);
    QCOMPARE(metric.value(2, 1), 20.0f);
    QCOMPARE(metric.value(3, 1), 0.0f);
    QCOMPARE(metric.value(1, 0), 0.0f);
    QCOMPARE(metric.info().origin, Origin::Modelled);
}

void TestTrace::occupancyCountsSharedNodesOnce()
{
    Trace trace;
    trace.duration = fromSeconds(10);
    trace.ranges = {{0, 2}, {1, 2}, {1, 3}};
    trace.jobs.resize(3);
    for (std::uint32_t i = 0; i < 3; ++i)
        trace.jobs[i].ranges = {i, i + 1};
    trace.jobs[0].start = fromSeconds(0);
    trace.jobs[0].end = fromSeconds(4);
    trace.jobs[1].start = fromSeconds(2);
    trace.jobs[1].end = fromSeconds(3);
    trace.jobs[2].start = fromSeconds(3);   // still running at the end
    const Metric metric = occupancyMetric(trace, 3, 1);
    QCOMPARE(metric.value(0, 0), 40.0f);
    QCOMPARE(metric.value(0, 1), 100.0f);
    QCOMPARE(std::round(metric.value(0, 2)), 70.0f);
}

QTEST_APPLESS_MAIN(TestTrace)
#include "tst_trace.moc"
