#include "model/cluster/FabricBuilder.h"
#include "model/cluster/UnitTree.h"

#include <QtTest>

#include <random>
#include <set>

using namespace podscape;

namespace {

UnitTree superpodTree()
{
    return UnitTreeBuilder("superpod", "ironwood").addUniform("rack", 144, "rack-%03d").addUniform("tray", 16, "tray-%02d").addUniform("chip", 4, "chip-%d").build().value();
}

TorusSpec superpodTorus()
{
    TorusSpec spec;
    spec.name = "ICI";
    spec.shape = {16, 24, 24};
    spec.bricks = {{1, {4, 4, 4}}, {2, {2, 2, 1}}};
    spec.cube = {{4, 4, 4}};
    spec.bandwidth.fill({100e9});
    return spec;
}

// Cluster of nodes with 8 chips each; groups of 32 nodes.
UnitTree dgxTree(std::uint32_t groups)
{
    return UnitTreeBuilder("cluster", "dgx").addUniform("su", groups).addUniform("node", 32).addUniform("gpu", 8).build().value();
}

} // namespace

class TestCluster : public QObject
{
    Q_OBJECT

private slots:
    void unitsAreContiguousChipRanges();
    void unevenTreesKeepTheirRanges();
    void findsUnitsByPathAndByUniqueName();
    void refusesTreesThatCannotBe_data();
    void refusesTreesThatCannotBe();
    void superpodTorusHasPublishedCounts();
    void everyChipOfATorusHasTwoNeighboursPerAxis();
    void torusCoordinatesAreABijection();
    void shortAxesGetNoDoubleLinks_data();
    void shortAxesGetNoDoubleLinks();
    void torusThatDoesNotFitIsRefused();
    void fatTreeHasReferenceCounts_data();
    void fatTreeHasReferenceCounts();
    void railsGoToTheirLeaf();
    void switchedDomainSharesItsRateOverItsSwitches();
    void linksOfANodeAreExactlyThoseThatTouchIt();
};

void TestCluster::unitsAreContiguousChipRanges()
{
    const UnitTree tree = superpodTree();
    QCOMPARE(tree.chipCount(), 9216u);
    QCOMPARE(tree.chips({1, 3}), (IndexRange{192, 256}));
    QCOMPARE(tree.children({1, 3}), (IndexRange{48, 64}));
    QCOMPARE(tree.parent({2, 63}), (UnitRef{1, 3}));
    QCOMPARE(tree.unitOfChip(255, 2), (UnitRef{2, 63}));
    QCOMPARE(tree.unitsWithin({0, 0}, 1), (IndexRange{0, 144}));
    QVERIFY(tree.children({3, 7}).isEmpty());
}

void TestCluster::unevenTreesKeepTheirRanges()
{
    std::mt19937 random(20260101);
    for (int round = 0; round < 50; ++round) {
        const std::uint32_t racks = 1 + random() % 6;
        std::vector<std::uint32_t> nodes(racks);
        std::vector<std::string> names;
        for (std::uint32_t& n : nodes) {
            n = 1 + random() % 5;
            for (std::uint32_t i = 0; i < n; ++i)
                names.push_back("n" + std::to_string(names.size()));
        }
        const UnitTree tree = UnitTreeBuilder().addUniform("rack", racks).addExplicit("node", nodes, names).addUniform("chip", 3).build().value();
        std::uint32_t node = 0;
        for (std::uint32_t r = 0; r < racks; ++r) {
            QCOMPARE(tree.chips({1, r}), (IndexRange{3 * node, 3 * (node + nodes[r])}));
            for (std::uint32_t i = 0; i < nodes[r]; ++i, ++node) {
                QCOMPARE(tree.parent({2, node}), (UnitRef{1, r}));
                QCOMPARE(tree.unitOfChip(3 * node + 2, 1), (UnitRef{1, r}));
                QCOMPARE(tree.name({2, node}), "n" + std::to_string(node));
            }
        }
        QCOMPARE(tree.chipCount(), 3 * node);
    }
}

void TestCluster::findsUnitsByPathAndByUniqueName()
{
    const UnitTree tree = superpodTree();
    for (const UnitRef unit : {UnitRef{1, 17}, UnitRef{2, 300}, UnitRef{3, 9215}})
        QCOMPARE(tree.find(tree.path(unit)), unit);
    QCOMPARE(tree.path({3, 9215}), std::string("rack-143/tray-15/chip-3"));
    QCOMPARE(tree.find("rack-007"), (UnitRef{1, 7}));
    QVERIFY(!tree.find("chip-0"));            // 2,304 of them
    QVERIFY(!tree.find("rack-007/tray-99"));
    QVERIFY(!tree.find(""));
    QCOMPARE(tree.find("ironwood"), UnitTree::root());
}

void TestCluster::refusesTreesThatCannotBe_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<QString>("message");
    QTest::newRow("no levels") << 0 << "expected at least one level below the cluster, found none.";
    QTest::newRow("same name twice") << 1 << "1: expected a level name that is used once, found \"rack\" again.";
    QTest::newRow("zero count") << 2 << "0: expected at least one \"rack\" in every \"cluster\", found none.";
    QTest::newRow("too many") << 3 << "1: expected at most 67,108,864 units in a level, found 4,000,000,000.";
    QTest::newRow("counts do not fit") << 4 << "1: expected one count for each of the 2 units of level \"rack\", found 3 counts.";
}

void TestCluster::refusesTreesThatCannotBe()
{
    QFETCH(int, kind);
    QFETCH(QString, message);
    UnitTreeBuilder builder;
    switch (kind) {
    case 1: builder.addUniform("rack", 2).addUniform("rack", 2); break;
    case 2: builder.addUniform("rack", 0); break;
    case 3: builder.addUniform("rack", 4'000'000).addUniform("chip", 1'000); break;
    case 4: builder.addUniform("rack", 2).addExplicit("chip", {1, 1, 1}, {}); break;
    }
    const auto tree = builder.build();
    QVERIFY(!tree);
    QVERIFY2(QString::fromStdString(toText(tree.error())).startsWith(message), toText(tree.error()).c_str());
}

// facts: 3 · 9,216 = 27,648 links, 144 · 144 = 20,736 of them inside cubes, 6,912 through optics.
void TestCluster::superpodTorusHasPublishedCounts()
{
    const Fabric fabric = buildTorus(superpodTorus(), superpodTree()).value();
    QCOMPARE(fabric.linkCount(), 27'648u);
    QCOMPARE(std::ranges::count(fabric.linkMedium(), Medium::Copper), 20'736);
    QCOMPARE(std::ranges::count(fabric.linkMedium(), Medium::Optical), 6'912);
    QCOMPARE(fabric.groups().size(), 3u);
    QCOMPARE(std::ranges::count(fabric.linkGroup(), 2), 9'216);
}

void TestCluster::everyChipOfATorusHasTwoNeighboursPerAxis()
{
    const Fabric fabric = buildTorus(superpodTorus(), superpodTree()).value();
    for (std::uint32_t chip = 0; chip < fabric.endpointCount(); ++chip) {
        std::array<int, 3> perAxis{};
        std::set<std::uint32_t> neighbours;
        for (const std::uint32_t link : fabric.linksOf(chip)) {
            const std::uint32_t other = fabric.linkA()[link] == chip ? fabric.linkB()[link] : fabric.linkA()[link];
            neighbours.insert(other);
            ++perAxis[fabric.linkGroup()[link]];
            const auto &a = fabric.torus()->coordinates[chip], &b = fabric.torus()->coordinates[other];
            for (int axis = 0; axis < 3; ++axis) {
                const int length = int(fabric.torus()->size[axis]), step = (b[axis] - a[axis] + length) % length;
                if (axis == fabric.linkGroup()[link])
                    QVERIFY(step == 1 || step == length - 1);
                else
                    QCOMPARE(step, 0);
            }
        }
        QCOMPARE(perAxis, (std::array{2, 2, 2}));
        QCOMPARE(neighbours.size(), 6u);
    }
}

void TestCluster::torusCoordinatesAreABijection()
{
    const Fabric fabric = buildTorus(superpodTorus(), superpodTree()).value();
    const TorusShape& torus = *fabric.torus();
    std::set<std::array<std::uint16_t, 3>> seen(torus.coordinates.begin(), torus.coordinates.end());
    QCOMPARE(seen.size(), 9'216u);
    for (std::uint32_t chip = 0; chip < 9'216; ++chip) {
        const auto& at = torus.coordinates[chip];
        QCOMPARE(torus.endpointAt[at[0] + 16u * (at[1] + 24u * at[2])], chip);
    }
    // Rack 1 is the next 4×4×4 cube along x; tray 1 the next 2×2×1 plate.
    QCOMPARE(torus.coordinates[64], (std::array<std::uint16_t, 3>{4, 0, 0}));
    QCOMPARE(torus.coordinates[4], (std::array<std::uint16_t, 3>{2, 0, 0}));
    QCOMPARE(torus.coordinates[3], (std::array<std::uint16_t, 3>{1, 1, 0}));
    QCOMPARE(torus.coordinates[16], (std::array<std::uint16_t, 3>{0, 0, 1}));
}

void TestCluster::shortAxesGetNoDoubleLinks_data()
{
    QTest::addColumn<int>("x");
    QTest::addColumn<int>("y");
    QTest::addColumn<bool>("wraps");
    QTest::addColumn<int>("links");
    QTest::newRow("1×1") << 1 << 1 << true << 0;
    QTest::newRow("2×1 wrapped is one link") << 2 << 1 << true << 1;
    QTest::newRow("2×2 wrapped is a square") << 2 << 2 << true << 4;
    QTest::newRow("3×1 wrapped is a triangle") << 3 << 1 << true << 3;
    QTest::newRow("4×4 torus is a 4-cube") << 4 << 4 << true << 32;
    QTest::newRow("4×4 mesh") << 4 << 4 << false << 24;
}

void TestCluster::shortAxesGetNoDoubleLinks()
{
    QFETCH(int, x);
    QFETCH(int, y);
    QFETCH(bool, wraps);
    QFETCH(int, links);
    TorusSpec spec;
    spec.shape = {std::uint32_t(x), std::uint32_t(y), 1};
    spec.dimensions = 2;
    spec.wraps = {wraps, wraps, false};
    const UnitTree tree = UnitTreeBuilder().addUniform("chip", std::uint32_t(x * y)).build().value();
    QCOMPARE(buildTorus(spec, tree).value().linkCount(), std::uint32_t(links));
}

void TestCluster::torusThatDoesNotFitIsRefused()
{
    TorusSpec spec = superpodTorus();
    spec.shape = {16, 24, 23};
    QCOMPARE(toText(buildTorus(spec, superpodTree()).error()),
             std::string("shape: expected lengths that multiply to the 9,216 chips of ironwood, found 16×24×23 = 8,832. Change the shape or the counts of the levels."));
    spec = superpodTorus();
    spec.bricks = {{1, {8, 8, 1}}};
    QVERIFY(buildTorus(spec, superpodTree()).ok());
    spec.bricks = {{1, {64, 1, 1}}};
    QCOMPARE(buildTorus(spec, superpodTree()).error().place, std::string("bricks/rack"));
    spec = superpodTorus();
    spec.cube = {{5, 4, 4}};
    QCOMPARE(buildTorus(spec, superpodTree()).error().place, std::string("cube"));
}

// NVIDIA DGX SuperPOD H100 reference architecture, compute fabric: leaf and spine counts and cables per number of scalable units
// (all 32 node slots counted here, one of them goes to the fabric manager there).
void TestCluster::fatTreeHasReferenceCounts_data()
{
    QTest::addColumn<int>("units");
    QTest::addColumn<int>("spines");
    QTest::addColumn<int>("nodeCables");
    QTest::addColumn<int>("spineCables");
    QTest::newRow("1 SU") << 1 << 4 << 256 << 256;
    QTest::newRow("2 SU") << 2 << 8 << 512 << 512;
    QTest::newRow("3 SU") << 3 << 16 << 768 << 768;
    QTest::newRow("4 SU") << 4 << 16 << 1024 << 1024;
}

void TestCluster::fatTreeHasReferenceCounts()
{
    QFETCH(int, units);
    QFETCH(int, spines);
    QFETCH(int, nodeCables);
    QFETCH(int, spineCables);
    FatTreeSpec spec;
    spec.endpointLevel = 3;
    spec.groupLevel = 1;
    spec.nodeLevel = 2;
    spec.leavesPerGroup = 8;
    spec.spines = std::uint32_t(spines);
    spec.uplinksPerLeaf = 32;
    spec.railOptimised = true;
    spec.bandwidth = {50e9};
    const Fabric fabric = buildFatTree(spec, dgxTree(std::uint32_t(units))).value();
    QCOMPARE(fabric.switches().size(), std::size_t(8 * units + spines));
    QCOMPARE(std::ranges::count(fabric.linkGroup(), 0), nodeCables);
    QCOMPARE(std::ranges::count(fabric.linkGroup(), 1), spineCables);
    for (int s = 0; s < spines; ++s)   // every spine gets the same number of cables, give or take one
        QVERIFY(std::abs(int(fabric.linksOf(fabric.endpointCount() + std::uint32_t(8 * units + s)).size()) - spineCables / spines) <= 1);
}

void TestCluster::railsGoToTheirLeaf()
{
    FatTreeSpec spec;
    spec.endpointLevel = 3;
    spec.groupLevel = 1;
    spec.nodeLevel = 2;
    spec.leavesPerGroup = 8;
    spec.spines = 4;
    spec.uplinksPerLeaf = 32;
    const UnitTree tree = dgxTree(2);
    const auto leafOf = [](const Fabric& fabric, std::uint32_t gpu) { return fabric.linkB()[fabric.linksOf(gpu)[0]] - fabric.endpointCount(); };
    spec.railOptimised = true;
    const Fabric rails = buildFatTree(spec, tree).value();
    QCOMPARE(leafOf(rails, 0), 0u);
    QCOMPARE(leafOf(rails, 11), 3u);            // node 1, GPU 3
    QCOMPARE(leafOf(rails, 256 + 7), 15u);      // second unit
    spec.railOptimised = false;
    const Fabric packed = buildFatTree(spec, tree).value();
    QCOMPARE(leafOf(packed, 11), 0u);           // the first 32 GPUs fill leaf 0
    QCOMPARE(leafOf(packed, 32), 1u);
}

void TestCluster::switchedDomainSharesItsRateOverItsSwitches()
{
    SwitchedSpec spec;
    spec.name = "NVLink";
    spec.endpointLevel = 3;
    spec.domainLevel = 2;
    spec.switchesPerDomain = 4;
    spec.perEndpoint = {450e9};
    const Fabric fabric = buildSwitched(spec, dgxTree(1)).value();
    QCOMPARE(fabric.switches().size(), 128u);
    QCOMPARE(fabric.linkCount(), 32u * 8 * 4);
    QCOMPARE(fabric.linkBandwidth()[0], 112.5e9f);
    QCOMPARE(fabric.switches()[5].unit, (UnitRef{2, 1}));
}

void TestCluster::linksOfANodeAreExactlyThoseThatTouchIt()
{
    const UnitTree tree = UnitTreeBuilder().addUniform("node", 5).build().value();
    FabricBuilder builder("net", FabricKind::Explicit, tree, 1);
    const std::uint8_t group = builder.addGroup("any");
    const std::uint32_t fabricSwitch = builder.addSwitch({"s", 0, std::nullopt});
    QCOMPARE(fabricSwitch, 5u);
    builder.addLink(0, 5, {1e9}, group);
    builder.addLink(0, 5, {1e9}, group);
    builder.addLink(3, 1, {1e9}, group);
    const Fabric fabric = builder.build().value();
    QCOMPARE(fabric.linksOf(0).size(), 2u);
    QCOMPARE(fabric.linksOf(5).size(), 2u);
    QCOMPARE(fabric.linksOf(2).size(), 0u);
    QCOMPARE(fabric.linksOf(1)[0], 2u);

    FabricBuilder wrong("net", FabricKind::Explicit, tree, 1);
    wrong.addGroup("any");
    wrong.addLink(0, 9, {1e9}, 0);
    QCOMPARE(wrong.build().error().place, std::string("link 0"));
}

QTEST_APPLESS_MAIN(TestCluster)
#include "tst_cluster.moc"
