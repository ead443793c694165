#include "model/io/Dataset.h"
#include "tests/TestData.h"

#include <QTest>

using namespace podscape;

// Opening files together: which cluster a trace lands on.
class DatasetTest : public QObject
{
    Q_OBJECT

private slots:
    void opensAClusterAlone();
    void refusesTwoClusters();
    void refusesNothing();
    void passesTheReadersErrorOn();
    void infersAClusterForATraceAlone();
    void putsATraceOnTheOpenClusterWhenItsNamesAreKnown();
    void leavesTheOpenClusterWhenNoNameIsKnown();
    void keepsTheTraceWhenTheSameClusterIsOpenedAgain();
    void fillsInOccupancyWhereATraceHasNoMetric();
    void tellsProgressOverAllFiles();
};

namespace {

std::shared_ptr<const Dataset> opened(const std::vector<std::string>& paths, const Dataset* current = nullptr)
{
    Progress progress;
    auto dataset = openFiles(paths, progress, current);
    if (!dataset)
        qFatal("%s", toText(dataset.error()).c_str());
    return *dataset;
}

const std::string kSuperpod = test::sourcePath("samples/clusters/ironwood-superpod.cluster.json");
const std::string kH100 = test::sourcePath("samples/clusters/h100-superpod.cluster.json");

std::shared_ptr<const Cluster> threeNodes(std::string sourceFile = {})
{
    Cluster cluster;
    cluster.name = "three";
    cluster.sourceFile = std::move(sourceFile);
    cluster.tree = UnitTreeBuilder().addExplicit("node", {3}, {"n1", "n2", "n10"}).build().value();
    cluster.floor.blockLevel = 1;
    return std::make_shared<const Cluster>(std::move(cluster));
}

// One job on the first of the names.
Trace traceOf(std::vector<std::string> names)
{
    Trace trace;
    trace.name = "jobs";
    trace.unitLevel = "node";
    trace.unitNames = std::move(names);
    trace.duration = fromSeconds(100);
    trace.ranges = {{0, 1}};
    Job job;
    job.id = "1";
    job.state = JobState::Completed;
    job.start = fromSeconds(0);
    job.end = fromSeconds(50);
    job.ranges = {0, 1};
    trace.jobs.push_back(job);
    return trace;
}

} // namespace

void DatasetTest::opensAClusterAlone()
{
    const auto dataset = opened({kSuperpod});
    QCOMPARE(dataset->cluster->tree.chipCount(), 9'216u);
    QCOMPARE(dataset->cluster->sourceFile, kSuperpod);
    QVERIFY(!dataset->trace && !dataset->rollups);
    QCOMPARE(dataset->files, std::vector<std::string>{kSuperpod});
    for (const Arrangement a : kArrangements) {
        QCOMPARE(dataset->layout(a).blocks.size(), std::size_t(144 + 4 + 12));   // racks; of optical switches; of coolant
        QCOMPARE(dataset->layout(a).serviceRacks.size(), std::size_t(4 + 12));
    }
}

void DatasetTest::refusesTwoClusters()
{
    Progress progress;
    const auto dataset = openFiles({kSuperpod, kH100}, progress);
    QVERIFY(!dataset.ok());
    QCOMPARE(toText(dataset.error()), kH100 + ": expected at most one cluster, found a second one beside " + kSuperpod + ". Open one cluster at a time.");
}

void DatasetTest::refusesNothing()
{
    Progress progress;
    QCOMPARE(toText(openFiles({}, progress).error()), std::string("expected a cluster or a trace, found neither. Name a file to open."));
}

void DatasetTest::passesTheReadersErrorOn()
{
    Progress progress;
    const auto dataset = openFiles({"no/such/file"}, progress);
    QVERIFY(!dataset.ok());
    QCOMPARE(dataset.error().subject, std::string("no/such/file"));
}

void DatasetTest::infersAClusterForATraceAlone()
{
    const auto dataset = makeDataset(nullptr, traceOf({"n2", "n1"}), {"jobs.log"});
    QVERIFY2(dataset.ok(), dataset.ok() ? "" : toText(dataset.error()).c_str());
    const Dataset& data = **dataset;
    QVERIFY(data.cluster->inferred);
    QCOMPARE(data.cluster->tree.chipCount(), 2u);
    QVERIFY(data.trace->isBound());
    QVERIFY(data.rollups != nullptr);
    // The job ran on n2, which stands second in natural order.
    const IndexRange range = data.trace->rangesOf(data.trace->jobs[0])[0];
    QCOMPARE(data.cluster->tree.name({static_cast<std::uint16_t>(data.cluster->tree.leafLevel()), range.begin}), std::string("n2"));
}

void DatasetTest::putsATraceOnTheOpenClusterWhenItsNamesAreKnown()
{
    const std::string path = test::sharedPath("sacct/phillips.log");
    PODSCAPE_NEEDS_SHARED(path);
    const auto alone = opened({path});
    QCOMPARE(alone->cluster->tree.chipCount(), 46u);
    // The same jobs again, with that cluster open: it stays the very same object.
    const auto again = opened({path}, alone.get());
    QCOMPARE(again->cluster.get(), alone->cluster.get());
    QCOMPARE(again->trace->jobs.size(), std::size_t(4'285));
}

void DatasetTest::leavesTheOpenClusterWhenNoNameIsKnown()
{
    const std::string path = test::sharedPath("sacct/phillips.log");
    PODSCAPE_NEEDS_SHARED(path);
    const auto superpod = opened({kSuperpod});
    const auto jobs = opened({path}, superpod.get());
    QVERIFY(jobs->cluster->inferred);
    QCOMPARE(jobs->files, std::vector<std::string>{path});
}

void DatasetTest::keepsTheTraceWhenTheSameClusterIsOpenedAgain()
{
    const auto plain = opened({kH100});
    Trace trace = traceOf({"unit-1/rack-1/node-1"});
    trace.unitNames.clear();   // bound: leaf 0 of the cluster
    const auto both = makeDataset(plain->cluster, trace, {kH100, "jobs.log"});
    QVERIFY2(both.ok(), both.ok() ? "" : toText(both.error()).c_str());
    const auto again = opened({kH100}, both->get());
    QVERIFY(again->trace != nullptr);
    QCOMPARE(again->files, (std::vector<std::string>{kH100, "jobs.log"}));
    const auto other = opened({kSuperpod}, both->get());
    QVERIFY(other->trace == nullptr);
    QCOMPARE(other->files, std::vector<std::string>{kSuperpod});
}

void DatasetTest::fillsInOccupancyWhereATraceHasNoMetric()
{
    const auto dataset = makeDataset(threeNodes(), traceOf({"n10"}), {});
    QVERIFY2(dataset.ok(), dataset.ok() ? "" : toText(dataset.error()).c_str());
    const auto& metrics = (*dataset)->trace->metrics;
    QCOMPARE(metrics.size(), std::size_t(1));
    QCOMPARE(metrics[0].columns(), 3u);
    QCOMPARE(metrics[0].info().origin, Origin::Modelled);
    QCOMPARE(metrics[0].value(0, 2), 100.f);
    QCOMPARE(metrics[0].value(0, 0), 0.f);
    QCOMPARE(metrics[0].value(metrics[0].sampleCount() - 1, 2), 0.f);
}

void DatasetTest::tellsProgressOverAllFiles()
{
    std::vector<double> told;
    Progress progress([&](double fraction) { told.push_back(fraction); }, {});
    QVERIFY(openFiles({kSuperpod}, progress).ok());
    QVERIFY(!told.empty());
    QVERIFY(std::ranges::is_sorted(told));
    QCOMPARE(told.back(), 1.0);

    Progress stopped({}, [] { return true; });
    const auto dataset = openFiles({kSuperpod}, stopped);
    QVERIFY(!dataset.ok());
    QCOMPARE(dataset.error().code, ErrorCode::Cancelled);
}

QTEST_APPLESS_MAIN(DatasetTest)
#include "tst_dataset.moc"
