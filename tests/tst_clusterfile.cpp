#include "model/io/Reader.h"
#include "model/io/Writers.h"
#include "model/io/clusterfile/ClusterFileKeys.h"
#include "model/io/clusterfile/FabricText.h"
#include "tests/JsonSchema.h"
#include "tests/TestData.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <fstream>
#include <map>
#include <set>

using namespace podscape;

// Cluster files: the samples, what is written and read back, and the schema.
class ClusterFileTest : public QObject
{
    Q_OBJECT

private slots:
    void readsTheIronwoodSuperpod();
    void readsTheH100Superpod();
    void readsSmallFiles_data();
    void readsSmallFiles();
    void reportsUnknownKeysWithTheNearestKnownOne();
    void givesSamplesBackAsTheyWere_data();
    void givesSamplesBackAsTheyWere();
    void readsTheLongFormOfATorus();
    void writesSpecsAsShortAsTheyWereRead();
    void readsAndWritesAWholeFloorPlan();
    void givesARealFabricBackAsItWas();
    void keepsTheOldFileWhenItCannotWrite();
    void knowsTheSameKeysAsTheSchema();
    void samplesConformToTheSchema_data();
    void samplesConformToTheSchema();
    void whatIsWrittenConformsToTheSchema();
};

namespace {

nlohmann::json jsonFile(const std::string& path)
{
    std::ifstream in(path);
    return nlohmann::json::parse(in);
}

nlohmann::json schema() { return jsonFile(test::sourcePath("resources/schema/cluster.schema.json")); }

Result<Document> readText(std::string text)
{
    Progress progress;
    return readDocument(Source::fromMemory("memory.cluster.json", std::move(text)), progress);
}

Cluster clusterOf(const Result<Document>& document)
{
    if (!document)
        qFatal("%s", toText(document.error()).c_str());
    return std::get<Cluster>(*document);
}

Cluster readSample(const char* name)
{
    Progress progress;
    return clusterOf(readDocument(test::sourcePath("samples/clusters/") + name, progress));
}

std::uint32_t countMedium(const Fabric& fabric, Medium medium)
{
    return static_cast<std::uint32_t>(std::ranges::count(fabric.linkMedium(), medium));
}

bool sameTree(const UnitTree& a, const UnitTree& b)
{
    if (a.levelCount() != b.levelCount())
        return false;
    for (int level = 0; level < a.levelCount(); ++level) {
        if (a.levelName(level) != b.levelName(level) || a.unitCount(level) != b.unitCount(level))
            return false;
        for (std::uint32_t i = 0; i < a.unitCount(level); ++i) {
            const UnitRef unit{static_cast<std::uint16_t>(level), i};
            if (a.name(unit) != b.name(unit) || a.chips(unit) != b.chips(unit) || a.parent(unit) != b.parent(unit))
                return false;
        }
    }
    return true;
}

bool sameProvenance(const Provenance& a, const Provenance& b)
{
    return a.status == b.status && a.source == b.source && a.note == b.note;
}

bool sameSwitch(const FabricSwitch& a, const FabricSwitch& b)
{
    return a.name == b.name && a.tier == b.tier && a.unit == b.unit && a.kind == b.kind;
}

bool sameTorus(const std::optional<TorusShape>& a, const std::optional<TorusShape>& b)
{
    if (!a || !b)
        return !a && !b;
    return a->size == b->size && a->dimensions == b->dimensions && std::equal(a->wraps.begin(), a->wraps.begin() + a->dimensions, b->wraps.begin()) && a->twist == b->twist
           && a->instanceLevel == b->instanceLevel && a->firstEndpoint == b->firstEndpoint && a->coordinates == b->coordinates && a->endpointAt == b->endpointAt;
}

// Everything but the provenance.
bool sameFabric(const Fabric& a, const Fabric& b)
{
    return a.name() == b.name() && a.kind() == b.kind() && a.endpointLevel() == b.endpointLevel() && a.endpointCount() == b.endpointCount()
           && std::ranges::equal(a.switches(), b.switches(), sameSwitch) && std::ranges::equal(a.tierNames(), b.tierNames())
           && std::ranges::equal(a.groups(), b.groups(), {}, &LinkGroup::name, &LinkGroup::name) && std::ranges::equal(a.linkA(), b.linkA())
           && std::ranges::equal(a.linkB(), b.linkB()) && std::ranges::equal(a.linkBandwidth(), b.linkBandwidth()) && std::ranges::equal(a.linkGroup(), b.linkGroup())
           && std::ranges::equal(a.linkMedium(), b.linkMedium()) && sameTorus(a.torus(), b.torus());
}

void compareClusters(const Cluster& a, const Cluster& b)
{
    QCOMPARE(a.name, b.name);
    QCOMPARE(a.description, b.description);
    QCOMPARE(a.inferred, b.inferred);
    QVERIFY(sameTree(a.tree, b.tree));
    QCOMPARE(a.facts.size(), b.facts.size());
    for (std::size_t i = 0; i < a.facts.size(); ++i) {
        QCOMPARE(a.facts[i].key, b.facts[i].key);
        QCOMPARE(a.facts[i].level, b.facts[i].level);
        QVERIFY(a.facts[i].value == b.facts[i].value);
        QVERIFY(a.facts[i].dimension == b.facts[i].dimension);
        QVERIFY(sameProvenance(a.facts[i].provenance, b.facts[i].provenance));
    }
    QCOMPARE(a.fabrics.size(), b.fabrics.size());
    for (std::size_t i = 0; i < a.fabrics.size(); ++i) {
        QVERIFY2(sameFabric(a.fabrics[i], b.fabrics[i]), a.fabrics[i].name().c_str());
        QVERIFY(sameProvenance(a.fabrics[i].provenance(), b.fabrics[i].provenance()));
    }
    QCOMPARE(a.floor.blockLevel, b.floor.blockLevel);
    QCOMPARE(a.floor.stated, b.floor.stated);
    QVERIFY(a.floor.blockSizeMetres == b.floor.blockSizeMetres);
    QVERIFY(a.floor.slotGrid == b.floor.slotGrid);
    QCOMPARE(a.floor.blocksPerRow, b.floor.blocksPerRow);
    QCOMPARE(a.floor.pitchMetres, b.floor.pitchMetres);
    QCOMPARE(a.floor.coldAisleMetres, b.floor.coldAisleMetres);
    QCOMPARE(a.floor.hotAisleMetres, b.floor.hotAisleMetres);
    QVERIFY(sameProvenance(a.floor.provenance, b.floor.provenance));
    QVERIFY(a.floor.elevation == b.floor.elevation);
    QVERIFY(a.floor.levels == b.floor.levels);
    QVERIFY(a.floor.stack == b.floor.stack);
    QVERIFY(a.floor.places == b.floor.places);
    QCOMPARE(a.floor.service.size(), b.floor.service.size());
    for (std::size_t i = 0; i < a.floor.service.size(); ++i) {
        const ServiceRacks &p = a.floor.service[i], &q = b.floor.service[i];
        QCOMPARE(p.name, q.name);
        QVERIFY(p.holds == q.holds && p.level == q.level && p.count == q.count && p.every == q.every && p.sizeMetres == q.sizeMetres);
        QVERIFY(sameProvenance(p.provenance, q.provenance));
    }
}

} // namespace

void ClusterFileTest::readsTheIronwoodSuperpod()
{
    const Cluster cluster = readSample("ironwood-superpod.cluster.json");
    QVERIFY(cluster.findings.isEmpty());
    QCOMPARE(cluster.tree.chipCount(), 9'216u);
    QCOMPARE(cluster.tree.unitCount(1), 144u);
    QCOMPARE(cluster.tree.unitCount(2), 2'304u);
    QCOMPARE(cluster.tree.path({3, 9'215}), std::string("rack-143/tray-15/chip-3"));

    const Fabric& ici = *cluster.fabricNamed("ICI");
    QCOMPARE(ici.linkCount(), 27'648u);
    QCOMPARE(countMedium(ici, Medium::Board) + countMedium(ici, Medium::Copper), 20'736u);   // within racks
    QCOMPARE(countMedium(ici, Medium::Optical), 6'912u);
    QCOMPARE(ici.linkBandwidth()[0], 1e11f);
    const Fabric& dcn = *cluster.fabricNamed("DCN");
    QCOMPARE(dcn.endpointCount(), 2'304u);
    QCOMPARE(dcn.linkBandwidth()[0], 5e10f);

    // A rack is one 4×4×4 cube of the torus, a tray a 2×2×1 brick of it.
    for (const auto& [level, extent] : {std::pair(1, std::array{4, 4, 4}), std::pair(2, std::array{2, 2, 1})})
        for (const std::uint32_t unit : {0u, 7u, cluster.tree.unitCount(level) - 1}) {
            const IndexRange chips = cluster.tree.chips({static_cast<std::uint16_t>(level), unit});
            std::array<int, 3> low{99, 99, 99}, high{0, 0, 0};
            for (std::uint32_t chip = chips.begin; chip < chips.end; ++chip)
                for (int axis = 0; axis < 3; ++axis) {
                    low[axis] = std::min<int>(low[axis], ici.torus()->coordinates[chip][axis]);
                    high[axis] = std::max<int>(high[axis], ici.torus()->coordinates[chip][axis]);
                }
            for (int axis = 0; axis < 3; ++axis) {
                QCOMPARE(high[axis] - low[axis] + 1, extent[axis]);
                QCOMPARE(low[axis] % extent[axis], 0);
            }
        }
    const Fact* peak = cluster.fact("peak.fp8", 3);
    QVERIFY(peak != nullptr);
    QCOMPARE(peak->value, 4.614e15);
    QCOMPARE(peak->provenance.status, FactStatus::Published);
    for (const Fact& fact : cluster.facts)
        QVERIFY2(fact.provenance.status != FactStatus::Unstated, fact.key.c_str());
}

void ClusterFileTest::readsTheH100Superpod()
{
    const Cluster cluster = readSample("h100-superpod.cluster.json");
    QVERIFY(cluster.findings.isEmpty());
    QCOMPARE(cluster.tree.chipCount(), 1'024u);
    QCOMPARE(cluster.tree.unitCount(*cluster.tree.levelNamed("node")), 128u);

    const Fabric& infiniBand = *cluster.fabricNamed("InfiniBand");
    QCOMPARE(infiniBand.switches().size(), std::size_t(48));
    QCOMPARE(std::ranges::count(infiniBand.switches(), 0, &FabricSwitch::tier), 32);
    QCOMPARE(std::ranges::count(infiniBand.switches(), 1, &FabricSwitch::tier), 16);
    QCOMPARE(std::ranges::count(infiniBand.linkGroup(), 0), 1'024);
    QCOMPARE(std::ranges::count(infiniBand.linkGroup(), 1), 1'024);
    // Rail-optimised: GPU i of every node of a unit reaches leaf i of the unit; every leaf has two cables to every spine.
    for (std::uint32_t gpu = 0; gpu < 1'024; ++gpu)
        QCOMPARE(infiniBand.linkB()[infiniBand.linksOf(gpu)[0]], 1'024u + gpu / 256 * 8 + gpu % 8);
    std::map<std::pair<std::uint32_t, std::uint32_t>, int> cables;
    for (std::uint32_t link = 1'024; link < 2'048; ++link)
        ++cables[{infiniBand.linkA()[link], infiniBand.linkB()[link]}];
    QCOMPARE(cables.size(), std::size_t(512));
    for (const auto& [pair, count] : cables)
        QCOMPARE(count, 2);

    const Fabric& nvLink = *cluster.fabricNamed("NVLink");
    QCOMPARE(nvLink.switches().size(), std::size_t(512));
    QCOMPARE(nvLink.linkCount(), 4'096u);
    QCOMPARE(nvLink.linkBandwidth()[0], 112.5e9f);
}

void ClusterFileTest::readsSmallFiles_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<uint>("chips");
    QTest::addColumn<uint>("links");
    const auto row = [](const char* name, const char* rest, uint chips, uint links) {
        QTest::newRow(name) << QString(R"({"podscape": "cluster/1", "name": "x", %1})").arg(rest) << chips << links;
    };
    row("one chip", R"("levels": [{"name": "chip", "count": 1}])", 1, 0);
    row("counts", R"("levels": [{"name": "rack", "count": 3}, {"name": "chip", "counts": [1, 2, 3]}])", 6, 0);
    row("names", R"("levels": [{"name": "chip", "count": 2, "names": ["a", "b"]}])", 2, 0);
    row("uneven with a pattern", R"("levels": [{"name": "rack", "count": 2}, {"name": "chip", "counts": [1, 2], "pattern": "c%02d", "first": 1}])", 3, 0);
    row("null means absent", R"("levels": [{"name": "chip", "count": 2, "counts": null}], "facts": null, "floor": null)", 2, 0);
    row("ring", R"("levels": [{"name": "chip", "count": 8}], "fabrics": [{"name": "r", "kind": "torus", "shape": [8]}])", 8, 8);
    row("line", R"("levels": [{"name": "chip", "count": 8}], "fabrics": [{"name": "r", "kind": "torus", "shape": [8], "wraps": false}])", 8, 7);
    row("wraps on one axis", R"("levels": [{"name": "chip", "count": 12}], "fabrics": [{"name": "r", "kind": "torus", "shape": [3, 4], "wraps": [true, false]}])", 12, 12 + 9);
    row("two tori", R"("levels": [{"name": "pod", "count": 2}, {"name": "chip", "count": 8}], "fabrics": [{"name": "r", "kind": "torus", "instance": "pod", "shape": [2, 2, 2]}])", 16, 24);
    row("no link in a torus of one", R"("levels": [{"name": "chip", "count": 1}], "fabrics": [{"name": "r", "kind": "torus", "shape": [1, 1, 1]}])", 1, 0);
    row("fat tree with cores", R"("levels": [{"name": "chip", "count": 8}], "fabrics": [{"name": "r", "kind": "fat tree", "leavesPerGroup": 2, "spines": 2, "cores": 1}])", 8, 8 + 4 + 2);
    row("listed", R"("levels": [{"name": "chip", "count": 2}], "fabrics": [{"name": "r", "kind": "explicit", "links": {"a": [0], "b": [1]}}])", 2, 1);
    row("byte order mark inside is none", R"("levels": [{"name": "chip", "count": 2}], "description": "\ufeff")", 2, 0);
}

void ClusterFileTest::readsSmallFiles()
{
    QFETCH(QString, text);
    QFETCH(uint, chips);
    QFETCH(uint, links);
    const Cluster cluster = clusterOf(readText(text.toStdString()));
    QCOMPARE(cluster.tree.chipCount(), chips);
    QCOMPARE(cluster.fabrics.empty() ? 0u : cluster.fabrics[0].linkCount(), links);
    QVERIFY(cluster.findings.isEmpty());
    compareClusters(cluster, clusterOf(readText(clusterFileText(cluster))));
}

void ClusterFileTest::reportsUnknownKeysWithTheNearestKnownOne()
{
    const Cluster cluster = clusterOf(readText(R"({"podscape": "cluster/1", "name": "x", "levls": 1, "levels": [{"name": "chip", "count": 1, "colour": "red"}]})"));
    QCOMPARE(cluster.findings.findings().size(), std::size_t(2));
    QCOMPARE(toText(cluster.findings.findings()[0]), std::string("data loss: unknown-key (/levls): the key \"levls\" is not known here and was not read. Did you mean \"levels\"?"));
    QCOMPARE(cluster.findings.findings()[1].places.front(), std::string("/levels/0/colour"));
}

void ClusterFileTest::givesSamplesBackAsTheyWere_data()
{
    QTest::addColumn<QString>("name");
    for (const QString& name : QDir(QString::fromStdString(test::sourcePath("samples/clusters"))).entryList({"*.cluster.json"}))
        QTest::newRow(qPrintable(name)) << name;
}

void ClusterFileTest::givesSamplesBackAsTheyWere()
{
    QFETCH(QString, name);
    const Cluster cluster = readSample(qPrintable(name));
    const std::string text = clusterFileText(cluster);
    const Cluster back = clusterOf(readText(text));
    QVERIFY(back.findings.isEmpty());
    compareClusters(cluster, back);
    QCOMPARE(clusterFileText(back), text);
    QVERIFY2(text.size() < 10'000, "a sample is written as short as it is, not link by link");
}

void ClusterFileTest::readsTheLongFormOfATorus()
{
    Cluster cluster = clusterOf(readText(R"({"podscape": "cluster/1", "name": "x", "levels": [{"name": "chip", "count": 8}],
        "fabrics": [{"name": "r", "kind": "torus", "shape": [2, 4], "bandwidth": ["1 GB/s", "2 GB/s"], "cube": [2, 2]}]})"));
    // The same fabric, forced into its long form, reads back as the same fabric.
    nlohmann::ordered_json file = nlohmann::ordered_json::parse(clusterFileText(cluster));
    file["fabrics"][0] = clusterfile::explicitFabricText(cluster.fabrics[0], cluster.tree);
    compareClusters(cluster, clusterOf(readText(file.dump())));
}

void ClusterFileTest::writesSpecsAsShortAsTheyWereRead()
{
    const Cluster cluster = clusterOf(readText(R"({"podscape": "cluster/1", "name": "x", "levels": [
        {"name": "hall", "count": 2}, {"name": "kind", "count": 2, "names": ["old", "new", "old", "new"]}, {"name": "rack", "counts": [2, 1, [2, 2]]},
        {"name": "chip", "counts": [[2, 32], 64, [4, 32]], "status": "assumption", "note": "x"}],
        "facts": [{"key": "power", "level": "chip", "value": "200 W", "within": "*/old", "status": "published", "source": "s"},
                  {"key": "power", "level": "chip", "value": "300 W", "within": ["hall-*/n*w"]}],
        "fabrics": [{"name": "t", "kind": "torus", "instance": "kind", "within": "*/*", "shape": [4, 4, 4], "cube": [2, 2, 2], "bandwidth": "1 GB/s", "circuitSwitches": {"ports": 64, "per": "hall"}},
                    {"name": "c", "kind": "tiers", "endpoints": "rack", "tiers": [{"name": "leaf", "per": "hall", "switches": 2, "cables": 2, "bandwidth": "10 GB/s", "medium": "copper"},
                        {"name": "top", "per": "cluster", "oversubscription": 3, "status": "assumption"}]}]})"));
    QVERIFY(cluster.findings.isEmpty());
    QCOMPARE(cluster.tree.chipCount(), 256u);
    QCOMPARE(cluster.levelProvenance.back().status, FactStatus::Assumption);
    std::uint32_t held = 0;
    for (const IndexRange& chips : cluster.facts[0].chips)
        held += chips.size();
    QCOMPARE(held, 128u);
    QCOMPARE(cluster.fact("power", UnitRef{4, 0})->value, 200.0);
    QCOMPARE(cluster.fact("power", UnitRef{4, 64})->value, 300.0);
    QCOMPARE(cluster.facts.size(), std::size_t(2));
    // Three switches of ten cables: every rack has two to the leaves of its hall, every leaf one third of what it takes in upwards.
    const Fabric& tiers = cluster.fabrics[1];
    QCOMPARE(tiers.switchCount(), 5u);
    QCOMPARE(tiers.linkCount(), 7u * 2u + 4u);
    QCOMPARE(tiers.linkBandwidth().back(), float(4 * 10e9 / 3));
    const Cluster back = clusterOf(readText(clusterFileText(cluster)));
    compareClusters(cluster, back);
    QCOMPARE(clusterFileText(back), clusterFileText(cluster));
    QVERIFY(test::schemaComplaint(nlohmann::json::parse(clusterFileText(cluster)), schema()).empty());
}

void ClusterFileTest::readsAndWritesAWholeFloorPlan()
{
    const std::string text = R"({"podscape": "cluster/1", "name": "x", "root": "campus",
        "levels": [{"name": "building", "count": 2}, {"name": "floor", "count": 2}, {"name": "row", "count": 3}, {"name": "rack", "count": 8}, {"name": "tray", "count": 18}, {"name": "gpu", "count": 4}],
        "floor": {"block": "rack", "size": ["0.6 m", "1.07 m", "2.24 m"], "slots": [4, 1, 18],
            "elevation": [["power", 4], ["chips", 8], ["switch", 9], ["chips", 10], ["power", 4], ["network", 2], ["cooling", 1], ["blank", 1]], "pitch": "0.7 m",
            "service": [{"name": "leaf switches", "holds": "network", "per": "row", "count": 1, "status": "assumption", "note": "one"},
                        {"name": "coolant units", "holds": "cooling", "per": "floor", "every": 6, "size": ["0.9 m", "1.2 m", "2 m"]}],
            "spacing": {"building": "40 m", "row": "0.5 m"}, "columns": {"building": 1}, "margins": {"building": "6 m", "campus": "10.5 m"},
            "stack": {"level": "floor", "height": "6 m"},
            "places": [{"unit": "building-1", "at": ["120.5 m", "3 m"], "turn": 90}, {"unit": "building-0/floor-1/row-2/rack-3", "at": ["9 m", "0.25 m"]}]}})";
    const Cluster cluster = clusterOf(readText(text));
    QVERIFY(cluster.findings.isEmpty());
    const FloorPlan& floor = cluster.floor;
    QCOMPARE(floor.elevation.size(), std::size_t(8));
    QVERIFY(floor.elevation[2] == (RackLayers{RackContent::Switch, 9}));
    QVERIFY(floor.service[0].holds == RackContent::Network && floor.service[1].holds == RackContent::Cooling);
    QCOMPARE(floor.service[1].level, *cluster.tree.levelNamed("floor"));
    QCOMPARE(floor.service[1].every, 6u);
    QVERIFY(floor.service[1].sizeMetres == (std::array{0.9, 1.2, 2.0}));
    QCOMPARE(*floor.levelPlan(1).spacingMetres, 40.);
    QCOMPARE(floor.levelPlan(1).columns, 1u);
    QCOMPARE(*floor.levelPlan(0).marginMetres, 10.5);
    QVERIFY(!floor.levelPlan(5).marginMetres);
    QVERIFY(floor.stack == (StackPlan{2, 6}));
    QVERIFY(floor.places[0] == (GivenPlace{{1, 1}, {120.5, 3}, 1}));
    QVERIFY(floor.places[1] == (GivenPlace{{4, 8 * 5 + 3}, {9, 0.25}, 0}));

    const std::string written = clusterFileText(cluster);
    compareClusters(cluster, clusterOf(readText(written)));
    for (const std::string& file : {text, written}) {
        const std::string complaint = test::schemaComplaint(nlohmann::json::parse(file), schema());
        QVERIFY2(complaint.empty(), complaint.c_str());
    }
}

void ClusterFileTest::givesARealFabricBackAsItWas()
{
    const std::string path = test::sharedPath("ibnetdiscover/dgx-superpod-40sw.out");
    PODSCAPE_NEEDS_SHARED(path);
    Progress progress;
    const Cluster cluster = clusterOf(readDocument(path, progress));
    QVERIFY(cluster.fabrics.front().linkCount() > 1'000);
    QTemporaryDir folder;
    const std::string target = folder.filePath("real.cluster.json").toStdString();
    const Status written = writeClusterFile(cluster, target);
    QVERIFY2(written.ok(), written.ok() ? "" : toText(written.error()).c_str());
    const Cluster back = clusterOf(readDocument(target, progress));
    compareClusters(cluster, back);
    QVERIFY(std::ranges::none_of(back.findings.findings(), [](const Finding& f) { return f.kind == "unknown-key"; }));
}

void ClusterFileTest::keepsTheOldFileWhenItCannotWrite()
{
    QTemporaryDir folder;
    const Cluster cluster = readSample("h100-superpod.cluster.json");
    const std::string target = folder.filePath("no/such/folder.cluster.json").toStdString();
    const Status written = writeClusterFile(cluster, target);
    QVERIFY(!written.ok());
    QCOMPARE(written.error().subject, target);
    QVERIFY(!writeClusterFile(cluster, folder.path().toStdString()).ok());
    QVERIFY(QDir(folder.path()).exists());
    QVERIFY(!QFileInfo::exists(folder.path() + ".part"));
}

void ClusterFileTest::knowsTheSameKeysAsTheSchema()
{
    const nlohmann::json definitions = schema()["definitions"];
    for (const clusterfile::Part& part : clusterfile::kParts) {
        const std::set<std::string> known(part.keys.begin(), part.keys.end());
        std::set<std::string> described;
        for (const auto& [key, value] : definitions.at(std::string(part.name)).at("properties").items())
            described.insert(key);
        QVERIFY2(known == described, std::string(part.name).c_str());
        QVERIFY(definitions.at(std::string(part.name)).at("additionalProperties") == false);
    }
    const auto sameWords = [&](const char* definition, std::span<const std::string_view> words) {
        const std::vector<std::string> listed = definitions.at(definition).at("enum");
        return std::ranges::equal(listed, words);
    };
    QVERIFY(sameWords("status", clusterfile::kStatusWords));
    QVERIFY(sameWords("medium", clusterfile::kMediumWords));
    QVERIFY(sameWords("switchKind", clusterfile::kSwitchKindWords));
    const std::vector<std::string> serviceWords = definitions.at("service").at("properties").at("holds").at("enum");
    QVERIFY(std::ranges::equal(serviceWords, clusterfile::kServiceWords));
    const std::vector<std::string> layerWords = definitions.at("floor").at("properties").at("elevation").at("items").at("items").at("anyOf")[0].at("enum");
    QVERIFY(std::ranges::equal(layerWords, clusterfile::kLayerWords));
    // The words stand in the order of their enumerators.
    for (std::size_t i = 0; i < clusterfile::kKindWords.size(); ++i)
        QVERIFY(clusterfile::kKindWords[i] == toText(static_cast<FabricKind>(i)));
    for (std::size_t i = 0; i < clusterfile::kMediumWords.size(); ++i)
        QVERIFY(clusterfile::kMediumWords[i] == toText(static_cast<Medium>(i)));
    for (std::size_t i = 0; i < clusterfile::kRackContentWords.size(); ++i)
        QVERIFY(clusterfile::kRackContentWords[i] == toText(static_cast<RackContent>(i)));
    for (std::size_t i = 0; i < clusterfile::kStatusWords.size(); ++i)
        QVERIFY(clusterfile::kStatusWords[i] == toText(static_cast<FactStatus>(i)));
}

void ClusterFileTest::samplesConformToTheSchema_data()
{
    givesSamplesBackAsTheyWere_data();
}

void ClusterFileTest::samplesConformToTheSchema()
{
    QFETCH(QString, name);
    const nlohmann::json rules = schema();
    nlohmann::json sample = jsonFile(test::sourcePath("samples/clusters/") + name.toStdString());
    const std::string complaint = test::schemaComplaint(sample, rules);
    QVERIFY2(complaint.empty(), complaint.c_str());
    // The checker itself must be able to say no.
    sample["levels"][0]["cuont"] = 3;
    QVERIFY(!test::schemaComplaint(sample, rules).empty());
}

void ClusterFileTest::whatIsWrittenConformsToTheSchema()
{
    const Cluster cluster = readSample("h100-superpod.cluster.json");
    nlohmann::json written = nlohmann::json::parse(clusterFileText(cluster));
    for (std::size_t i = 0; i < cluster.fabrics.size(); ++i)
        written["fabrics"][i] = nlohmann::json::parse(clusterfile::explicitFabricText(cluster.fabrics[i], cluster.tree).dump());
    const std::string complaint = test::schemaComplaint(written, schema());
    QVERIFY2(complaint.empty(), complaint.c_str());
}

QTEST_APPLESS_MAIN(ClusterFileTest)
#include "tst_clusterfile.moc"
