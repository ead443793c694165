#include "TestData.h"
#include "model/cluster/FabricBuilder.h"
#include "model/io/Reader.h"
#include "model/traffic/JobRings.h"
#include "model/traffic/LinkLoadModel.h"
#include "model/traffic/TrafficCache.h"
#include "model/traffic/RingAllReduce.h"

#include <QTest>

#include <map>
#include <numeric>

using namespace podscape;

namespace {

// Chips in a torus, one unit each, numbered x fastest.
Cluster torusCluster(std::array<std::uint32_t, 3> shape, bool wraps, double bandwidth = 100)
{
    Cluster cluster;
    cluster.name = "torus";
    cluster.tree = UnitTreeBuilder("cluster", "torus").addUniform("chip", shape[0] * shape[1] * shape[2], "c%d").build().value();
    TorusSpec spec;
    spec.name = "ICI";
    spec.shape = shape;
    spec.wraps = {wraps, wraps, wraps};
    spec.bandwidth = {BytesPerSecond{bandwidth}, BytesPerSecond{bandwidth}, BytesPerSecond{bandwidth}};
    cluster.fabrics.push_back(buildTorus(spec, cluster.tree).value());
    return cluster;
}

// Two leaves of two nodes below one spine: node 0 1 | 2 3; links 0–3 node–leaf, 4 and 5 leaf–spine.
Cluster treeCluster()
{
    Cluster cluster;
    cluster.tree = UnitTreeBuilder("cluster", "tree").addUniform("rack", 2, "r%d").addUniform("node", 2, "n%d").build().value();
    FabricBuilder builder("IB", FabricKind::FatTree, cluster.tree, 2);
    builder.setTierNames({"leaf", "spine"});
    const std::uint8_t host = builder.addGroup("host–leaf"), up = builder.addGroup("leaf–spine");
    const std::uint32_t left = builder.addSwitch({"left", 0, {}}), right = builder.addSwitch({"right", 0, {}}), spine = builder.addSwitch({"spine", 1, {}});
    for (const auto& [node, leaf] : {std::pair(0u, left), {1u, left}, {2u, right}, {3u, right}})
        builder.addLink(node, leaf, {100}, host);
    builder.addLink(left, spine, {50}, up);
    builder.addLink(right, spine, {50}, up);
    cluster.fabrics.push_back(builder.build().value());
    return cluster;
}

Trace jobOn(std::vector<IndexRange> ranges)
{
    Trace trace;
    trace.duration = fromSeconds(100);
    trace.ranges = std::move(ranges);
    trace.jobs.resize(1);
    trace.jobs[0].id = "1";
    trace.jobs[0].start = fromSeconds(0);
    trace.jobs[0].ranges = {0, static_cast<std::uint32_t>(trace.ranges.size())};
    return trace;
}

// By way: "0>1" → share. Idle ways are left out.
std::map<std::string, float> busyWays(const Fabric& fabric, const LinkLoads& loads)
{
    std::map<std::string, float> ways;
    for (std::uint32_t link = 0; link < fabric.linkCount(); ++link) {
        const std::string a = std::to_string(fabric.linkA()[link]), b = std::to_string(fabric.linkB()[link]);
        if (loads.share[2 * link] != 0)
            ways[a + '>' + b] = loads.share[2 * link];
        if (loads.share[2 * link + 1] != 0)
            ways[b + '>' + a] = loads.share[2 * link + 1];
    }
    return ways;
}

using Ways = std::map<std::string, float>;

} // namespace

class TestTraffic : public QObject
{
    Q_OBJECT

private slots:
    void aRingOfFourUsesTheWrap();
    void aLineOfFourComesBackTheSameWay();
    void aCubeOfEightGoesRoundOnce();
    void aBoxIsWalkedFromNeighbourToNeighbour_data();
    void aBoxIsWalkedFromNeighbourToNeighbour();
    void aTreeIsAsSlowAsItsUplinks();
    void jobsBelowOneLeafLeaveTheSpineAlone();
    void parallelPathsShareEqually();
    void domainsHaveARingEach();
    void loadsAreWhatAllRingsPutOnALink();
    void adaptersPassNothingOn();
    void loadFollowsUtilisation();
    void momentsInARowSayWhatEachSaysAlone();
    void picturesShareWhatWasFound();
    void jobsThatMeetFillALinkAtMost();
    void recordedLinksWin_data();
    void recordedLinksWin();
    void unknownBandwidthIsMissing();
    void aJobOfOneChipTalksToNobody();
    void theMatrixAddsUpToTheRing();
    void capacityOfATorusCountsLinks();
    void capacityOfATreeIsLimitedByUplinks();
    void fineLevelsAreAnsweredOneUp();
    void everyFlowOnARealMachineIsPlausible();
};

void TestTraffic::aRingOfFourUsesTheWrap()
{
    const Cluster cluster = torusCluster({4, 1, 1}, true);
    const LinkLoads loads = linkLoadsAt(cluster, {0}, jobOn({{0, 4}}), fromSeconds(1));
    QCOMPARE(loads.origin, Origin::Modelled);
    QVERIFY((busyWays(cluster.fabrics[0], loads) == Ways{{"0>1", 1.0f}, {"1>2", 1.0f}, {"2>3", 1.0f}, {"3>0", 1.0f}}));
    QVERIFY(busyWays(cluster.fabrics[0], linkLoadsAt(cluster, {0}, jobOn({{0, 4}}), fromSeconds(-1))).empty());
}

void TestTraffic::aLineOfFourComesBackTheSameWay()
{
    const Cluster cluster = torusCluster({4, 1, 1}, false);
    const LinkLoads loads = linkLoadsAt(cluster, {0}, jobOn({{0, 4}}), fromSeconds(1));
    QVERIFY((busyWays(cluster.fabrics[0], loads) == Ways{{"0>1", 1.0f}, {"1>2", 1.0f}, {"2>3", 1.0f}, {"3>2", 1.0f}, {"2>1", 1.0f}, {"1>0", 1.0f}}));
}

void TestTraffic::aCubeOfEightGoesRoundOnce()
{
    // Plane z=0: 0 1 3 2, plane z=1 backwards from above the last: 6 7 5 4, then down to 0.
    const Cluster cluster = torusCluster({2, 2, 2}, true);
    const LinkLoads loads = linkLoadsAt(cluster, {0}, jobOn({{0, 8}}), fromSeconds(1));
    QVERIFY((busyWays(cluster.fabrics[0], loads)
             == Ways{{"0>1", 1.0f}, {"1>3", 1.0f}, {"3>2", 1.0f}, {"2>6", 1.0f}, {"6>7", 1.0f}, {"7>5", 1.0f}, {"5>4", 1.0f}, {"4>0", 1.0f}}));
}

void TestTraffic::aBoxIsWalkedFromNeighbourToNeighbour_data()
{
    QTest::addColumn<int>("x");
    QTest::addColumn<int>("y");
    QTest::addColumn<int>("z");
    for (const auto& [x, y, z] : {std::tuple(4, 4, 4), {4, 3, 5}, {3, 3, 3}, {4, 2, 3}, {5, 5, 1}, {2, 3, 2}})
        QTest::addRow("%d×%d×%d", x, y, z) << x << y << z;
}

void TestTraffic::aBoxIsWalkedFromNeighbourToNeighbour()
{
    QFETCH(int, x);
    QFETCH(int, y);
    QFETCH(int, z);
    const auto size = std::array{static_cast<std::uint32_t>(x), static_cast<std::uint32_t>(y), static_cast<std::uint32_t>(z)};
    const Cluster cluster = torusCluster(size, false);
    const std::uint32_t chips = size[0] * size[1] * size[2];
    const std::vector<JobRing> rings = ringsAt(cluster, cluster.fabrics[0], jobOn({{0, chips}}), fromSeconds(1));
    QCOMPARE(rings.size(), std::size_t(1));
    QCOMPARE(rings[0].endpoints.size(), std::size_t(chips));
    const TorusShape& torus = *cluster.fabrics[0].torus();
    for (std::size_t i = 0; i + 1 < rings[0].endpoints.size(); ++i) {   // the last hop closes the ring from afar
        const auto &a = torus.coordinates[rings[0].endpoints[i]], &b = torus.coordinates[rings[0].endpoints[i + 1]];
        QCOMPARE(std::abs(a[0] - b[0]) + std::abs(a[1] - b[1]) + std::abs(a[2] - b[2]), 1);
    }
}

void TestTraffic::aTreeIsAsSlowAsItsUplinks()
{
    // 0 → 1 → 2 → 3 → 0: two hops cross the spine, once each way; 50 B/s there make half of 100 B/s below.
    const Cluster cluster = treeCluster();
    const LinkLoads loads = linkLoadsAt(cluster, {0}, jobOn({{0, 4}}), fromSeconds(1));
    const Ways ways = busyWays(cluster.fabrics[0], loads);
    QCOMPARE(ways.size(), std::size_t(12));
    QCOMPARE(ways.at("4>6"), 1.0f);
    QCOMPARE(ways.at("6>4"), 1.0f);
    QCOMPARE(ways.at("0>4"), 0.5f);
    QCOMPARE(ways.at("4>0"), 0.5f);
}

void TestTraffic::jobsBelowOneLeafLeaveTheSpineAlone()
{
    const Cluster cluster = treeCluster();
    const Ways ways = busyWays(cluster.fabrics[0], linkLoadsAt(cluster, {0}, jobOn({{2, 4}}), fromSeconds(1)));
    QVERIFY((ways == Ways{{"2>5", 1.0f}, {"5>2", 1.0f}, {"3>5", 1.0f}, {"5>3", 1.0f}}));
}

void TestTraffic::parallelPathsShareEqually()
{
    // Two chips behind three switches: a third each way each.
    Cluster cluster;
    cluster.tree = UnitTreeBuilder().addUniform("chip", 2).build().value();
    SwitchedSpec spec;
    spec.name = "NVLink";
    spec.endpointLevel = 1;
    spec.switchesPerDomain = 3;
    spec.perEndpoint = {300};
    cluster.fabrics.push_back(buildSwitched(spec, cluster.tree).value());
    const std::vector<JobRing> rings = ringsAt(cluster, cluster.fabrics[0], jobOn({{0, 2}}), fromSeconds(1));
    QCOMPARE(rings.at(0).flows.size(), std::size_t(12));
    for (const Router::Flow& flow : rings[0].flows)
        QVERIFY(qFuzzyCompare(flow.share, 1.0f / 3));
    QCOMPARE(*rings[0].bytesPerSecond, 300.0);
}

void TestTraffic::domainsHaveARingEach()
{
    Cluster cluster;
    cluster.tree = UnitTreeBuilder().addUniform("node", 3).addUniform("gpu", 4).build().value();
    SwitchedSpec spec;
    spec.name = "NVLink";
    spec.endpointLevel = 2;
    spec.domainLevel = 1;
    spec.perEndpoint = {450};
    cluster.fabrics.push_back(buildSwitched(spec, cluster.tree).value());
    const std::vector<JobRing> rings = ringsAt(cluster, cluster.fabrics[0], jobOn({{2, 9}}), fromSeconds(1));
    QCOMPARE(rings.size(), std::size_t(2));   // two of node 0, four of node 1; one of node 2 is alone
    std::size_t members = 0;
    for (const JobRing& ring : rings)
        members += ring.endpoints.size();
    QCOMPARE(members, std::size_t(6));
}

void TestTraffic::adaptersPassNothingOn()
{
    Cluster cluster;
    cluster.tree = UnitTreeBuilder().addUniform("node", 2).build().value();
    FabricBuilder builder("IB", FabricKind::Explicit, cluster.tree, 1);
    const std::uint8_t group = builder.addGroup("link");
    const std::uint32_t adapter = builder.addSwitch({"hca", 0, {}, FabricSwitch::Kind::Adapter});
    builder.addLink(0, adapter, {100}, group);
    builder.addLink(1, adapter, {100}, group);
    cluster.fabrics.push_back(builder.build().value());
    QVERIFY(busyWays(cluster.fabrics[0], linkLoadsAt(cluster, {0}, jobOn({{0, 2}}), fromSeconds(1))).empty());
}

void TestTraffic::loadFollowsUtilisation()
{
    const Cluster cluster = torusCluster({4, 1, 1}, true);
    Trace trace = jobOn({{0, 4}});
    trace.metrics.push_back(Metric::fromFloats({.name = "utilisation", .unit = "%"}, {fromSeconds(0), fromSeconds(10)}, 4, {20, 40, 60, kMissing, 0, 0, 0, 0}));
    const Ways ways = busyWays(cluster.fabrics[0], linkLoadsAt(cluster, {0}, trace, fromSeconds(5)));
    QCOMPARE(ways.at("0>1"), 0.4f);
    QVERIFY(busyWays(cluster.fabrics[0], linkLoadsAt(cluster, {0}, trace, fromSeconds(10))).empty());
}

// Forwards, backwards and in place: what is kept from one moment to the next must not be seen.
void TestTraffic::momentsInARowSayWhatEachSaysAlone()
{
    const Cluster cluster = torusCluster({4, 2, 1}, true);
    Trace trace = jobOn({{0, 4}, {4, 8}});
    trace.jobs.resize(2);
    trace.jobs[0].ranges = {0, 1};
    trace.jobs[0].end = fromSeconds(60);
    trace.jobs[1] = trace.jobs[0];
    trace.jobs[1].id = "2";
    trace.jobs[1].start = fromSeconds(20);
    trace.jobs[1].end = fromSeconds(90);
    trace.jobs[1].ranges = {1, 2};
    LinkLoadModel model(cluster, {0}, trace);
    int same = 0;
    for (const int second : {5, 10, 25, 30, 65, 95, 99, 25, 25, 5}) {
        same += !model.goTo(fromSeconds(second));
        QVERIFY2(model.loads().share == linkLoadsAt(cluster, {0}, trace, fromSeconds(second)).share, qPrintable(QString::number(second)));
        QVERIFY2(model.matrix(1).bytesPerSecond == trafficMatrixAt(cluster, {0}, trace, fromSeconds(second), 1).bytesPerSecond, qPrintable(QString::number(second)));
    }
    QCOMPARE(same, 4);   // 10, 30, 99 and the second 25
}

// Two pictures that ask about one moment get one answer; another version says that it is another.
void TestTraffic::picturesShareWhatWasFound()
{
    Cluster cluster = torusCluster({4, 2, 1}, true);
    cluster.fabrics.push_back(cluster.fabrics[0]);
    const Trace trace = jobOn({{0, 4}});
    const TrafficCache cache;
    LinkLoadModel& first = cache.at(cluster, trace, {0}, fromSeconds(5));
    const std::uint64_t version = first.version();
    QCOMPARE(&cache.at(cluster, trace, {0}, fromSeconds(5)), &first);
    QCOMPARE(cache.at(cluster, trace, {0}, fromSeconds(6)).version(), version);   // the job does what it did
    QVERIFY(cache.at(cluster, trace, {0}, fromSeconds(-5)).version() > version);
    const std::uint64_t idle = first.version();
    QVERIFY(cache.at(cluster, trace, {1}, fromSeconds(-5)).version() > idle);     // another fabric
    QCOMPARE(cache.at(cluster, trace, {1}, fromSeconds(5)).fabric(), FabricId{1});
}

void TestTraffic::jobsThatMeetFillALinkAtMost()
{
    const Cluster cluster = treeCluster();
    Trace trace = jobOn({{0, 1}, {2, 3}});
    trace.ranges.insert(trace.ranges.end(), {{1, 2}, {3, 4}});
    trace.jobs.push_back(trace.jobs[0]);
    trace.jobs[1].ranges = {2, 4};
    for (const auto& [way, share] : busyWays(cluster.fabrics[0], linkLoadsAt(cluster, {0}, trace, fromSeconds(1))))
        QVERIFY(share > 0 && share <= 1);
}

void TestTraffic::recordedLinksWin_data()
{
    QTest::addColumn<QString>("unit");
    QTest::addColumn<float>("factor");
    QTest::newRow("percent") << "%" << 100.0f;
    QTest::newRow("bytes") << "B/s" << 200.0f;
}

void TestTraffic::recordedLinksWin()
{
    QFETCH(QString, unit);
    QFETCH(float, factor);
    const Cluster cluster = torusCluster({4, 1, 1}, true, 200);
    Trace trace = jobOn({{0, 4}});
    std::vector<float> values(8, 0.25f * factor);
    values[3] = kMissing;
    trace.metrics.push_back(Metric::fromFloats({.name = "tx", .unit = unit.toStdString(), .subject = MetricSubject::Links, .fabric = "ICI"}, {fromSeconds(1)}, 8, values));
    const LinkLoads loads = linkLoadsAt(cluster, {0}, trace, fromSeconds(2));
    QCOMPARE(loads.origin, Origin::Recorded);
    QCOMPARE(loads.share[0], 0.25f);
    QVERIFY(isMissing(loads.share[3]));
    QVERIFY(isMissing(linkLoadsAt(cluster, {0}, trace, fromSeconds(0)).share[0]));   // before the first sample
    const TrafficMatrix matrix = trafficMatrixAt(cluster, {0}, trace, fromSeconds(2), 1);
    QCOMPARE(matrix.origin, Origin::Recorded);
    QCOMPARE(matrix.bytesPerSecond[0 * 4 + 1], 50.0f);
}

void TestTraffic::unknownBandwidthIsMissing()
{
    const Cluster cluster = torusCluster({4, 1, 1}, true, 0);
    for (const float share : linkLoadsAt(cluster, {0}, jobOn({{0, 4}}), fromSeconds(1)).share)
        QVERIFY(isMissing(share));
    QVERIFY(isMissing(trafficMatrixAt(cluster, {0}, jobOn({{0, 4}}), fromSeconds(1), 1).bytesPerSecond[1]));
}

void TestTraffic::aJobOfOneChipTalksToNobody()
{
    const Cluster cluster = torusCluster({4, 1, 1}, true);
    QVERIFY(busyWays(cluster.fabrics[0], linkLoadsAt(cluster, {0}, jobOn({{2, 3}}), fromSeconds(1))).empty());
}

void TestTraffic::theMatrixAddsUpToTheRing()
{
    const Cluster cluster = treeCluster();
    const TrafficMatrix racks = trafficMatrixAt(cluster, {0}, jobOn({{0, 4}}), fromSeconds(1), 1);
    QCOMPARE(racks.units, 2u);
    QVERIFY((racks.bytesPerSecond == std::vector<float>{50, 50, 50, 50}));   // one hop inside each rack, one each way between
}

void TestTraffic::capacityOfATorusCountsLinks()
{
    const Cluster cluster = torusCluster({4, 1, 1}, true);
    const TrafficMatrix matrix = capacityMatrix(cluster, {0}, 1);
    QVERIFY((matrix.bytesPerSecond == std::vector<float>{0, 100, 0, 100, 100, 0, 100, 0, 0, 100, 0, 100, 100, 0, 100, 0}));
    QCOMPARE(capacityMatrix(cluster, {0}, 0).bytesPerSecond.at(0), 400.0f);
}

void TestTraffic::capacityOfATreeIsLimitedByUplinks()
{
    const TrafficMatrix nodes = capacityMatrix(treeCluster(), {0}, 2);
    QCOMPARE(nodes.bytesPerSecond[0 * 4 + 1], 100.0f);   // below one leaf
    QCOMPARE(nodes.bytesPerSecond[0 * 4 + 2], 50.0f);    // over the spine
    QCOMPARE(nodes.bytesPerSecond[2 * 4 + 0], 50.0f);
}

void TestTraffic::fineLevelsAreAnsweredOneUp()
{
    Cluster cluster;
    cluster.tree = UnitTreeBuilder().addUniform("rack", 10).addUniform("chip", 1000).build().value();
    SwitchedSpec spec;
    spec.name = "net";
    spec.endpointLevel = 2;
    spec.perEndpoint = {1};
    cluster.fabrics.push_back(buildSwitched(spec, cluster.tree).value());
    const TrafficMatrix matrix = capacityMatrix(cluster, {0}, 2);
    QCOMPARE(matrix.level, 1);
    QCOMPARE(matrix.units, 10u);
    QCOMPARE(matrix.bytesPerSecond[1], 1000.0f);
}

void TestTraffic::everyFlowOnARealMachineIsPlausible()
{
    Progress progress;
    const Cluster cluster = std::get<Cluster>(readDocument(test::sourcePath("samples/clusters/h100-superpod.cluster.json"), progress).value());
    const Trace trace = jobOn({{0, 512}, {640, 700}});
    for (std::uint32_t f = 0; f < cluster.fabrics.size(); ++f) {
        const Fabric& fabric = cluster.fabrics[f];
        std::vector<double> in(fabric.nodeCount()), out(fabric.nodeCount());
        for (const JobRing& ring : ringsAt(cluster, fabric, trace, fromSeconds(1)))
            for (const Router::Flow& flow : ring.flows) {
                const std::uint32_t a = fabric.linkA()[flow.directedLink / 2], b = fabric.linkB()[flow.directedLink / 2];
                out[flow.directedLink % 2 ? b : a] += flow.share;
                in[flow.directedLink % 2 ? a : b] += flow.share;
            }
        // What goes into a node comes out of it; a member of a ring sends one unit and receives one.
        for (std::uint32_t node = 0; node < fabric.nodeCount(); ++node) {
            QVERIFY(std::abs(in[node] - out[node]) < 1e-3);
            if (!fabric.isSwitch(node))
                QVERIFY(std::abs(out[node]) < 1e-3 || std::abs(out[node] - 1) < 1e-3);
        }
        QVERIFY(std::abs(std::accumulate(out.begin(), out.begin() + fabric.endpointCount(), 0.0) - 572) < 0.1);
    }
}

// 98,304 links, more than one slice of them; the two jobs share 5,000 chips.
void TestTraffic::loadsAreWhatAllRingsPutOnALink()
{
    const Cluster cluster = torusCluster({32, 32, 32}, true);
    Trace trace = jobOn({{0, 20'000}});
    trace.ranges.push_back({15'000, 32'700});
    trace.ranges.push_back({32'750, 32'768});
    trace.jobs.push_back(trace.jobs[0]);
    trace.jobs[1].id = "2";
    trace.jobs[1].ranges = {1, 3};
    std::vector<double> wanted(2 * cluster.fabrics[0].linkCount(), 0.0);
    int meetings = 0;
    for (const JobRing& ring : ringsAt(cluster, cluster.fabrics[0], trace, fromSeconds(1)))
        for (const Router::Flow& flow : ring.flows) {
            meetings += wanted[flow.directedLink] > 0;
            wanted[flow.directedLink] = std::min(1.0, wanted[flow.directedLink] + *ring.bytesPerSecond * flow.share / cluster.fabrics[0].linkBandwidth()[flow.directedLink / 2]);
        }
    QVERIFY(meetings > 0);
    LinkLoadModel model(cluster, {0}, trace);
    for (const double second : {1., -1., 2.}) {   // between the two moments no job runs, and nothing of the first may be left
        model.goTo(fromSeconds(second));
        const std::vector<float>& shares = model.loads().share;
        QCOMPARE(shares.size(), wanted.size());
        for (std::size_t i = 0; i < wanted.size(); ++i)
            QVERIFY(std::abs(shares[i] - (second < 0 ? 0. : wanted[i])) < 1e-5);
    }
}

QTEST_APPLESS_MAIN(TestTraffic)
#include "tst_traffic.moc"
