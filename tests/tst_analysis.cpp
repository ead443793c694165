#include "model/analysis/Bisection.h"
#include "model/analysis/Capacity.h"
#include "model/base/Units.h"
#include "model/cluster/FabricBuilder.h"
#include "model/io/Reader.h"
#include "tests/TestData.h"

#include <QTest>

using namespace podscape;

// What the numbers of a cluster add up to.
class AnalysisTest : public QObject
{
    Q_OBJECT

private slots:
    void addsUpTheIronwoodSuperpod();
    void addsUpTheH100Superpod();
    void bisectsTori_data();
    void bisectsTori();
    void takesTheWeakestAxis();
    void narrowsWhereATreeIsOversubscribed();
    void saysNothingOfUnknownBandwidth();
    void takesPowerFromTheTopmostLevelThatHasIt();
};

namespace {

Cluster sample(const char* path)
{
    Progress progress;
    const auto document = readDocument(test::sourcePath(path), progress);
    if (!document)
        qFatal("%s", toText(document.error()).c_str());
    return std::get<Cluster>(*document);
}

Cluster chips(std::uint32_t count)
{
    Cluster cluster;
    cluster.tree = UnitTreeBuilder("pod", "pod").addUniform("chip", count).build().value();
    return cluster;
}

} // namespace

void AnalysisTest::addsUpTheIronwoodSuperpod()
{
    const Cluster cluster = sample("samples/clusters/ironwood-superpod.cluster.json");
    QCOMPARE(cluster.tree.chipCount(), 9'216u);

    const auto power = totalPower(cluster);
    QVERIFY(power.has_value());
    QCOMPARE(power->value, 1e7);
    QCOMPARE(power->weakest, FactStatus::Secondary);

    const auto ici = bisection(cluster, *cluster.fabricNamed("ICI"));
    QVERIFY(ici.has_value());
    QCOMPARE(formatQuantity(ici->value, ici->dimension), std::string("76.8 TB/s"));
    QCOMPARE(ici->formula, std::string("2 · 16 · 24 links · 100 GB/s"));
    QVERIFY(!bisection(cluster, *cluster.fabricNamed("DCN")).has_value());

    const auto peak = totalOfChipFact(cluster, "peak.fp8");
    QVERIFY(peak.has_value());
    QCOMPARE(formatQuantity(peak->value, peak->dimension), std::string("42.5 EFLOP/s"));
    QCOMPARE(peak->formula, std::string("9,216 chips · 4.61 PFLOP/s"));
    QCOMPARE(formatQuantity(totalOfChipFact(cluster, "memory")->value, Dimension::Data), std::string("1.9 PB"));
    QCOMPARE(formatQuantity(cluster.fact("memory", 0)->value, Dimension::Data), std::string("1.77 PB"));
    QVERIFY(!totalOfChipFact(cluster, "peak.fp4").has_value());
}

void AnalysisTest::addsUpTheH100Superpod()
{
    const Cluster cluster = sample("samples/clusters/h100-superpod.cluster.json");
    QCOMPARE(cluster.tree.chipCount(), 1'024u);
    const auto power = totalPower(cluster);
    QVERIFY(power.has_value());
    QCOMPARE(formatQuantity(power->value, power->dimension), std::string("1.31 MW"));
    QCOMPARE(power->formula, std::string("32 racks · 40.8 kW"));

    const auto infiniBand = bisection(cluster, *cluster.fabricNamed("InfiniBand"));
    QVERIFY(infiniBand.has_value());
    QCOMPARE(formatQuantity(infiniBand->value, infiniBand->dimension), std::string("25.6 TB/s"));
    const auto nvLink = bisection(cluster, *cluster.fabricNamed("NVLink"));
    QVERIFY(nvLink.has_value());
    QCOMPARE(nvLink->value, 1.8e12);
    QCOMPARE(nvLink->formula, std::string("½ · 8 gpus · 450 GB/s in each node"));
}

void AnalysisTest::bisectsTori_data()
{
    QTest::addColumn<QList<int>>("shape");
    QTest::addColumn<bool>("wraps");
    QTest::addColumn<int>("links");   // that the weakest plane cuts
    QTest::newRow("cube that wraps") << QList<int>{4, 4, 4} << true << 32;
    QTest::newRow("cube that does not") << QList<int>{4, 4, 4} << false << 16;
    QTest::newRow("TPU v4 pod") << QList<int>{16, 16, 16} << true << 512;
    QTest::newRow("TPU v5p pod") << QList<int>{16, 20, 28} << true << 640;
    QTest::newRow("plane") << QList<int>{16, 16} << true << 32;
    QTest::newRow("ring") << QList<int>{8} << true << 2;
    QTest::newRow("ring of two has one link") << QList<int>{2} << true << 1;
    QTest::newRow("line") << QList<int>{8} << false << 1;
    QTest::newRow("flat torus") << QList<int>{4, 4, 1} << true << 8;
}

void AnalysisTest::bisectsTori()
{
    QFETCH(QList<int>, shape);
    QFETCH(bool, wraps);
    QFETCH(int, links);
    TorusSpec spec;
    spec.name = "torus";
    spec.dimensions = static_cast<int>(shape.size());
    std::uint32_t count = 1;
    for (int axis = 0; axis < spec.dimensions; ++axis)
        count *= spec.shape[axis] = static_cast<std::uint32_t>(shape[axis]);
    spec.wraps = {wraps, wraps, wraps};
    spec.bandwidth = {BytesPerSecond{1}, BytesPerSecond{1}, BytesPerSecond{1}};
    const Cluster cluster = chips(count);
    const auto cut = bisection(cluster, buildTorus(spec, cluster.tree).value());
    QVERIFY(cut.has_value());
    QCOMPARE(cut->value, double(links));
}

void AnalysisTest::takesTheWeakestAxis()
{
    TorusSpec spec;
    spec.name = "torus";
    spec.shape = {4, 4, 4};
    spec.bandwidth = {BytesPerSecond{128e9}, BytesPerSecond{128e9}, BytesPerSecond{64e9}};
    const Cluster cluster = chips(64);
    QCOMPARE(bisection(cluster, buildTorus(spec, cluster.tree).value())->value, 32 * 64e9);
}

void AnalysisTest::narrowsWhereATreeIsOversubscribed()
{
    FatTreeSpec spec;
    spec.name = "tree";
    spec.endpointLevel = 1;
    spec.leavesPerGroup = 4;
    spec.spines = 2;
    spec.uplinksPerLeaf = 4;   // 16 uplinks above 64 endpoints: 4 to 1
    spec.bandwidth = {50e9};
    const Cluster cluster = chips(64);
    const auto cut = bisection(cluster, buildFatTree(spec, cluster.tree).value());
    QVERIFY(cut.has_value());
    QCOMPARE(cut->value, 8 * 50e9);
    QCOMPARE(cut->formula, std::string("½ · 16 leaf–spine links · 50 GB/s"));
}

void AnalysisTest::saysNothingOfUnknownBandwidth()
{
    TorusSpec spec;
    spec.name = "torus";
    spec.shape = {4, 4, 4};
    const Cluster cluster = chips(64);
    QVERIFY(!bisection(cluster, buildTorus(spec, cluster.tree).value()).has_value());

    FabricBuilder builder("links", FabricKind::Explicit, cluster.tree, 1);
    const auto group = builder.addGroup("all");
    builder.addLink(0, 1, {1e9}, group);
    QVERIFY(!bisection(cluster, builder.build().value()).has_value());   // endpoints joined directly: no tier to cut
    QVERIFY(!totalPower(cluster).has_value());
}

void AnalysisTest::takesPowerFromTheTopmostLevelThatHasIt()
{
    Cluster cluster;
    cluster.tree = UnitTreeBuilder("pod", "pod").addUniform("rack", 3).addUniform("chip", 4).build().value();
    cluster.facts.push_back({"power", 2, 700, Dimension::Power, {FactStatus::Assumption, {}, {}}});
    QCOMPARE(totalPower(cluster)->value, 8'400.0);
    QCOMPARE(totalPower(cluster)->weakest, FactStatus::Assumption);
    cluster.facts.push_back({"power", 1, 4'000, Dimension::Power, {FactStatus::Published, {}, {}}});
    QCOMPARE(totalPower(cluster)->value, 12'000.0);
    QCOMPARE(totalPower(cluster)->weakest, FactStatus::Derived);
    QCOMPARE(totalPower(cluster)->formula, std::string("3 racks · 4 kW"));
}

QTEST_APPLESS_MAIN(AnalysisTest)
#include "tst_analysis.moc"
