#include "model/analysis/ClusterFigures.h"
#include "model/cluster/FabricBuilder.h"
#include "model/cluster/FatTreeSize.h"
#include "model/io/Reader.h"
#include "tests/TestData.h"

#include <QTest>

#include <cmath>
#include <map>

using namespace podscape;

// What Podscape computes of the samples against what is published about the systems. A row that does not fit is kept, with the reason why
// it does not, and fails as soon as it does: neither the sample nor the arithmetic is bent to a headline.
class TruthTest : public QObject
{
    Q_OBJECT

private slots:
    void computedAgreesWithPublished_data();
    void computedAgreesWithPublished();
    void chipsAreAsManyAsSaid_data();
    void chipsAreAsManyAsSaid();
    void levelsHaveTheirCounts_data();
    void levelsHaveTheirCounts();
    void linksAndSwitchesAreAsMany_data();
    void linksAndSwitchesAreAsMany();
    void modelsHaveTheirGpus();
    void superpodsHaveTheReferenceSwitches_data();
    void superpodsHaveTheReferenceSwitches();
};

namespace {

struct Loaded
{
    Cluster cluster;
    ClusterFigures figures;
};

const Loaded& sample(const QString& name)
{
    static std::map<QString, Loaded> kept;
    const auto [entry, isNew] = kept.try_emplace(name);
    if (isNew) {
        Progress progress;
        Result<Document> document = readDocument(test::sourcePath("samples/clusters/") + name.toStdString() + ".cluster.json", progress);
        if (!document)
            qFatal("%s", toText(document.error()).c_str());
        entry->second.cluster = std::get<Cluster>(std::move(document).value());
        entry->second.figures = ClusterFigures::of(entry->second.cluster, buildPhysicalLayout(entry->second.cluster));
    }
    return entry->second;
}

} // namespace

void TruthTest::computedAgreesWithPublished_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("fabric");
    QTest::addColumn<double>("published");
    QTest::addColumn<double>("percent");
    QTest::addColumn<QString>("misfit");   // why it does not fit; empty when it does
    const auto row = [](const char* file, const char* key, const char* fabric, double published, double percent, const char* misfit = "") {
        QTest::addRow("%s %s %s", file, key, fabric) << file << key << fabric << published << percent << misfit;
    };
    row("ironwood-superpod", "total.peak.fp8", "", 42.5e18, 0.1);
    row("ironwood-superpod", "total.memory", "", 1.77e15, 1, "counted as 192 GB a chip; the chip has 192 GiB, so 1.90 PB");
    row("ironwood-superpod", "power", "", 10e6, 1);
    row("ironwood-superpod", "bisection", "ICI", 76.8e12, 0.1);
    row("ironwood-superpod", "power.rack", "", 69e3, 1);
    row("tpu-v4-pod", "power.rack", "", 10.9e3, 0.5);
    row("tpu-v4-pod", "total.peak.bf16", "", 1.1e18, 3);
    row("tpu-v4-pod", "bisection", "ICI", 24e12, 0.2);
    row("tpu-v4-pod", "allReduce", "ICI", 1.1e15, 5);
    row("tpu-v4-pod", "power", "", 696e3, 0.1);
    row("apple-tpu-v4", "power", "", 1.39e6, 0.5);
    row("apple-tpu-v4", "injection", "DCN", 8 * 6.4e12, 0.1);
    row("tpu-v5e-pod", "bisection", "ICI", 1.6e12, 0.1);
    row("tpu-v5e-pod", "allReduce", "ICI", 51.2e12, 0.1);
    row("tpu-v5e-pod", "total.peak.bf16", "", 50.6e15, 1);
    row("tpu-v5e-pod", "total.memory", "", 4e12, 3);
    row("tpu-v6e-pod", "bisection", "ICI", 3.2e12, 0.1);
    row("tpu-v6e-pod", "allReduce", "ICI", 102.4e12, 0.1);
    row("tpu-v6e-pod", "total.peak.bf16", "", 235e15, 1);
    row("tpu-v6e-pod", "total.memory", "", 8e12, 3);
    row("tpu-v5p-pod", "bisection", "ICI", 64e12, 0.1);
    row("tpu-v5p-pod", "total.peak.bf16", "", 4.1e18, 1);
    row("tpu-v5p-pod", "total.memory", "", 851e12, 0.1);
    row("million-tpu", "power", "", 1.085e9, 1);
    row("million-tpu", "facilityPower", "", 1.183e9, 1);
    row("million-tpu", "total.peak.fp8", "", 4.6e21, 1);
    row("million-tpu", "total.memory", "", 192e15, 1, "counted as 192 GB a chip; the chip has 192 GiB, so 207 PB");
    row("million-tpu", "injection", "DCN", 100e15 / 8, 0.5);
    row("million-tpu", "oversubscription.superpod uplinks", "DCN", 20.3 / 13, 0.5);
    row("trn2-ultraserver", "total.peak.fp8", "", 83.2e15, 0.1);
    row("trn2-ultraserver", "total.memory", "", 6.0 * (1ll << 40), 0.1);
    row("trn2-ultraserver", "power", "", 55.7e3, 0.1);
    row("rainier-2025", "power", "", 398e6, 0.1);
    row("rainier-2025", "facilityPower", "", 478e6, 0.1);
    row("rainier-1m", "facilityPower", "", 1.09e9, 0.5);
    row("h100-superpod", "power", "", 1.3e6, 1);
    row("h100-superpod", "total.memory", "", 1'024 * 80e9, 0.1);
    row("gb200-superpod", "domainBandwidth", "NVLink", 130e12, 1);
    row("gb200-superpod", "total.peak.fp8", "", 8 * 720e15, 5, "720 PFLOP/s a rack is with 2:4 sparsity; dense FP8 of 4.5 PFLOP/s a GPU gives 324");
    row("gb200-superpod", "power", "", 1.2e6, 0.1);
    row("gb200-superpod", "injection", "InfiniBand", 8 * 3.6e12, 0.1);
    row("stargate-abilene", "power", "", 843e6, 0.1);
    row("stargate-abilene", "power.rack", "", 150.5e3, 0.1);
    row("stargate-abilene", "power.building", "", 105e6, 1);
    row("stargate-abilene", "facilityPower", "", 1'180e6, 0.1);
    row("hyperion", "facilityPower", "", 2'262e6, 0.1);
    row("fairwater", "power", "", 369e6, 0.1);
    row("fairwater", "facilityPower", "", 442e6, 0.1);
    row("coreweave-denton", "power", "", 262e6, 0.1);
    row("oracle-supercluster", "power", "", 273e6, 0.1);
    row("google-west-memphis", "power", "", 400e6, 0.1);
    row("google-council-bluffs", "power", "", 237e6, 0.1);
    row("google-council-bluffs", "facilityPower", "", 284e6, 0.1);
    row("anthropic-lake-mariner", "power", "", 378e6, 0.1);
    row("anthropic-abernathy", "facilityPower", "", 240e6, 0.1);
    row("microsoft-sweden", "power", "", 25.5e6, 0.1);
}

void TruthTest::computedAgreesWithPublished()
{
    QFETCH(QString, file);
    QFETCH(QString, key);
    QFETCH(QString, fabric);
    QFETCH(double, published);
    QFETCH(double, percent);
    QFETCH(QString, misfit);
    const NamedFigure* figure = sample(file).figures.find(key.toStdString(), fabric.toStdString());
    QVERIFY2(figure, "no such figure");
    const double off = 100 * std::abs(figure->figure.value / published - 1);
    const QString said = QStringLiteral("computed %1 = %2, published %3: %4 % off")
                             .arg(QString::fromStdString(figure->text()), QString::fromStdString(figure->figure.formula)).arg(published, 0, 'g', 5).arg(off, 0, 'f', 2);
    if (misfit.isEmpty())
        QVERIFY2(off <= percent, qPrintable(said));
    else
        QVERIFY2(off > percent, qPrintable(said + QStringLiteral(", so it fits now; before: ") + misfit));
}

// Counts of chips that were published or modelled for a site, against those of its sample.
void TruthTest::chipsAreAsManyAsSaid_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<double>("percent");
    const auto row = [](const char* file, double percent) { QTest::newRow(file) << file << percent; };
    row("million-tpu", 0.5);          // whole superpods
    row("rainier-2025", 0.1);
    row("rainier-1m", 0.1);
    row("stargate-abilene", 1);       // "about 400,000"
    row("coreweave-denton", 0.5);
    row("oracle-supercluster", 0.1);  // whole racks
    row("microsoft-sweden", 0.1);     // whole nodes
}

void TruthTest::chipsAreAsManyAsSaid()
{
    QFETCH(QString, file);
    QFETCH(double, percent);
    const Cluster& cluster = sample(file).cluster;
    const Fact* said = cluster.fact("chips", 0);
    QVERIFY(said);
    QVERIFY(100 * std::abs(cluster.tree.chipCount() / said->value - 1) <= percent);
}

void TruthTest::levelsHaveTheirCounts_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("levels");
    const auto row = [](const char* file, const char* levels) { QTest::newRow(file) << file << levels; };
    row("tpu-v4-pod", "64 rack 1024 tray 4096 chip");
    row("apple-tpu-v4", "2 pod 8 slice 128 rack 2048 tray 8192 chip");
    row("tpu-v5e-pod", "4 rack 32 tray 256 chip");
    row("tpu-v6e-pod", "4 rack 32 tray 256 chip");
    row("tpu-v5p-pod", "140 rack 2240 tray 8960 chip");
    row("tpu-v5p-multipod", "2 datacentre 4 pod 560 rack 8960 tray 35840 chip");
    row("ironwood-superpod", "144 rack 2304 tray 9216 chip");
    row("million-tpu", "5 campus 109 superpod 15696 rack 251136 tray 1004544 chip");
    row("trn2-ultraserver", "2 rack 4 instance 32 tray 64 chip");
    row("rainier-2025", "7 building 238 row 7140 ultraserver 14280 rack 28560 instance 228480 tray 456960 chip");
    row("rainier-1m", "16 building 544 row 16256 ultraserver 32512 rack 65024 instance 520192 tray 1040384 chip");
    row("h100-superpod", "4 unit 32 rack 128 node 1024 gpu");
    row("gb200-superpod", "8 rack 144 tray 576 gpu");
    row("stargate-abilene", "8 building 32 hall 224 row 5600 rack 100800 tray 403200 gpu");
    row("hyperion", "9 building 7281 rack 131058 tray 524232 gpu");
    row("fairwater", "2 floor 256 row 3072 rack 55296 tray 221184 gpu");
    row("coreweave-denton", "6 building 1392 rack 25056 tray 100224 gpu");
    row("oracle-supercluster", "10 hall 140 row 1820 rack 32760 tray 131040 gpu");
    row("google-west-memphis", "5 building 40 superpod 5760 rack 92160 tray 368640 chip");
    row("google-council-bluffs", "3 building 9 generation 1275 pod 6324 rack 60672 tray 404736 chip");
    row("anthropic-lake-mariner", "3 building 36 superpod 5184 rack 82944 tray 331776 chip");
    row("anthropic-abernathy", "16 superpod 2304 rack 36864 tray 147456 chip");
    row("microsoft-sweden", "3 site 627 rack 2499 node 19992 gpu");
    row("acme-seren", "72 rack 286 node 2288 gpu");
    row("acme-kalos", "76 rack 302 node 2416 gpu");
    row("alibaba-openb-2023", "7 model 154 rack 1213 node 6212 gpu");
    row("dgx-superpod-real", "8 rack 119 tray 476 gpu");
}

void TruthTest::levelsHaveTheirCounts()
{
    QFETCH(QString, file);
    QFETCH(QString, levels);
    const Cluster& cluster = sample(file).cluster;
    QStringList said;
    for (int level = 1; level < cluster.tree.levelCount(); ++level)
        said << QStringLiteral("%1 %2").arg(cluster.tree.unitCount(level)).arg(QString::fromStdString(cluster.tree.levelName(level)));
    QCOMPARE(said.join(QLatin1Char(' ')), levels);
    QVERIFY2(cluster.findings.isEmpty(), "a sample that its own reader complains about");
    for (const Fact& fact : cluster.facts) {
        QVERIFY2(fact.provenance.status != FactStatus::Unstated, fact.key.c_str());
        QVERIFY2(!fact.provenance.source.empty() || !fact.provenance.note.empty(), fact.key.c_str());
    }
}

void TruthTest::linksAndSwitchesAreAsMany_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("fabric");
    QTest::addColumn<int>("links");
    QTest::addColumn<int>("optical");
    QTest::addColumn<int>("switches");
    QTest::addColumn<int>("fibres");   // ends at the first circuit switch
    const auto row = [](const char* file, const char* fabric, int links, int optical, int switches, int fibres) {
        QTest::addRow("%s %s", file, fabric) << file << fabric << links << optical << switches << fibres;
    };
    row("tpu-v4-pod", "ICI", 12'288, 3'072, 48, 128);
    row("apple-tpu-v4", "ICI", 2 * 12'288, 2 * 3'072, 96, 128);
    row("ironwood-superpod", "ICI", 27'648, 6'912, 48, 288);
    row("tpu-v5p-pod", "ICI", 26'880, 6'720, 48, 280);
    row("million-tpu", "ICI", 109 * 27'648, 109 * 6'912, 109 * 48, 288);
    row("trn2-ultraserver", "NeuronLink", 192, 0, 0, 0);
    row("h100-superpod", "InfiniBand", 2'048, 2'048, 48, 0);
    row("gb200-superpod", "NVLink", 576 * 18, 0, 144, 0);
    row("gb200-superpod", "InfiniBand", 1'152, 1'152, 27, 0);
    row("google-council-bluffs", "ICI v5p", 9 * 26'880, 9 * 6'720, 9 * 48, 280);
}

void TruthTest::linksAndSwitchesAreAsMany()
{
    QFETCH(QString, file);
    QFETCH(QString, fabric);
    QFETCH(int, links);
    QFETCH(int, optical);
    QFETCH(int, switches);
    QFETCH(int, fibres);
    const Fabric* f = sample(file).cluster.fabricNamed(fabric.toStdString());
    QVERIFY(f);
    QCOMPARE(f->linkCount(), std::uint32_t(links));
    QCOMPARE(std::ranges::count(f->linkMedium(), Medium::Optical), optical);
    QCOMPARE(f->switchCount(), std::uint32_t(switches));
    if (fibres > 0)
        QCOMPARE(2 * f->linksThrough(0).size(), std::size_t(fibres));
}

// alibaba/clusterdata: GPUs of each model as counted in the node list.
void TruthTest::modelsHaveTheirGpus()
{
    const UnitTree& tree = sample(QStringLiteral("alibaba-openb-2023")).cluster.tree;
    const std::map<std::string, std::uint32_t> counted{{"G2", 4'392}, {"T4", 842}, {"G3", 312}, {"P100", 265}, {"V100M32", 204}, {"V100M16", 195}, {"A10", 2}};
    for (std::uint16_t i = 0; i < tree.unitCount(1); ++i)
        QCOMPARE(tree.chips({1, i}).size(), counted.at(tree.name({1, i})));
}

// NVIDIA DGX SuperPOD reference architectures, H100 (1 to 4 units of 32 nodes) and B200 (8 to 64).
void TruthTest::superpodsHaveTheReferenceSwitches_data()
{
    QTest::addColumn<int>("units");
    QTest::addColumn<int>("spines");
    QTest::addColumn<int>("cores");
    const auto row = [](int units, int spines, int cores) { QTest::addRow("%d SU", units) << units << spines << cores; };
    row(1, 4, 0);
    row(2, 8, 0);
    row(3, 16, 0);
    row(4, 16, 0);
    row(8, 32, 0);
    row(16, 128, 64);
    row(32, 256, 128);
    row(64, 512, 256);
}

void TruthTest::superpodsHaveTheReferenceSwitches()
{
    QFETCH(int, units);
    QFETCH(int, spines);
    QFETCH(int, cores);
    constexpr std::uint32_t kPorts = 64;
    const FatTreeSize size = fatTreeSize(8u * std::uint32_t(units), 32, kPorts);
    QCOMPARE(size.spines, std::uint32_t(spines));
    QCOMPARE(size.cores, std::uint32_t(cores));

    FatTreeSpec spec;
    spec.endpointLevel = 3;
    spec.groupLevel = 1;
    spec.nodeLevel = 2;
    spec.leavesPerGroup = 8;
    spec.uplinksPerLeaf = 32;
    spec.spines = size.spines;
    spec.cores = size.cores;
    spec.uplinksPerSpine = size.uplinksPerSpine;
    spec.railOptimised = true;
    const UnitTree tree = UnitTreeBuilder().addUniform("unit", std::uint32_t(units)).addUniform("node", 32).addUniform("gpu", 8).build().value();
    const Fabric fabric = buildFatTree(spec, tree).value();
    for (std::uint32_t s = 0; s < fabric.switches().size(); ++s)
        QVERIFY(fabric.linksOf(fabric.endpointCount() + s).size() <= kPorts);
    QCOMPARE(fabric.linkCount(), 256u * std::uint32_t(units) * (cores > 0 ? 3 : 2));
}

QTEST_APPLESS_MAIN(TruthTest)
#include "tst_truth.moc"
