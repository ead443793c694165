#include "app/RunCommand.h"
#include "app/TextTable.h"
#include "model/io/Reader.h"
#include "tests/TestData.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <nlohmann/json.hpp>

#include <array>
#include <sstream>

using namespace podscape;

// The command line, as a script would use it.
class CommandsTest : public QObject
{
    Q_OBJECT

private slots:
    void saysWhatIsInACluster();
    void saysWhatIsInTheRealFabric();
    void saysWhatIsInARealJobLog();
    void saysItForPeopleToo();
    void listsEveryFigureWithItsOrigin();
    void saysWhereFiguresDisagree();
    void putsTwoClustersSideBySide();
    void comparesForPeopleToo();
    void takesSeveralFiles();
    void goesOnAfterAFileThatCannotBeRead();
    void validatesGoodAndBadFiles();
    void convertsAndReadsBack();
    void convertsJobsToABundle();
    void synthesizesTheSameTraceFromTheSameSeed();
    void refusesMisuse_data();
    void refusesMisuse();
    void explainsItself();
    void tellsCommandsFromFiles();
    void leavesQtItsOptions();
    void alignsTablesByWhatIsSeen();
};

namespace {

struct Outcome
{
    int code = 0;
    std::string out, err;
    [[nodiscard]] nlohmann::json json() const { return nlohmann::json::parse(out); }
};

Outcome run(const std::vector<std::string>& arguments)
{
    std::ostringstream out, err;
    Console console{out, err};
    const std::array tables{modelCommands()};
    const int code = runCommand(tables, arguments, console);
    return {code, out.str(), err.str()};
}

const std::string kSuperpod = test::sourcePath("samples/clusters/ironwood-superpod.cluster.json");
const std::string kH100 = test::sourcePath("samples/clusters/h100-superpod.cluster.json");

QByteArray bytesOf(const std::string& path)
{
    QFile file(QString::fromStdString(path));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

void CommandsTest::saysWhatIsInACluster()
{
    const Outcome outcome = run({"info", "--json", kSuperpod});
    QCOMPARE(outcome.code, int(kFine));
    QVERIFY(outcome.err.empty());
    const nlohmann::json info = outcome.json();
    QVERIFY(info["kind"] == "cluster");
    QVERIFY(info["name"] == "Ironwood superpod");
    QVERIFY(info["chips"] == 9216);
    QVERIFY(info["levels"] == nlohmann::json::parse(R"([{"name":"superpod","count":1},{"name":"rack","count":144},{"name":"tray","count":2304},{"name":"chip","count":9216}])"));
    const nlohmann::json ici = info["fabrics"][0];
    QVERIFY(ici["name"] == "ICI" && ici["kind"] == "torus" && ici["links"] == 27648 && ici["switches"] == 48);
    QVERIFY(ici["media"] == nlohmann::json::parse(R"({"board":9216,"copper":11520,"optical":6912})"));
    QCOMPARE(ici["bisectionBytesPerSecond"].get<double>(), 76.8e12);
    QVERIFY(info["fabrics"][1]["bisectionBytesPerSecond"].is_null());
    QVERIFY(info["fabrics"][1]["switches"] == 0);
    QCOMPARE(info["powerWatts"].get<double>(), 1e7);
    QVERIFY(info["findings"].is_array() && info["findings"].empty());
}

void CommandsTest::saysWhatIsInTheRealFabric()
{
    const std::string path = test::sharedPath("ibnetdiscover/dgx-superpod-40sw.out");
    PODSCAPE_NEEDS_SHARED(path);
    const nlohmann::json info = run({"info", path, "--json"}).json();
    QVERIFY(info["kind"] == "cluster");
    const nlohmann::json fabric = info["fabrics"][0];
    QCOMPARE(fabric["switches"].get<int>(), 40);
    QCOMPARE(fabric["links"].get<int>(), 1'114);
    std::map<std::string, int> tiers;
    for (const auto& tier : fabric["tiers"])
        tiers[tier["name"]] = tier["switches"];
    QCOMPARE(tiers, (std::map<std::string, int>{{"leaf", 31}, {"spine", 9}}));
    QVERIFY(info["leaf"] == nlohmann::json::parse(R"({"name":"node","count":122})"));
    QVERIFY(info["chips"].is_null());
}

void CommandsTest::saysWhatIsInARealJobLog()
{
    const std::string path = test::sharedPath("sacct/phillips.log");
    PODSCAPE_NEEDS_SHARED(path);
    const nlohmann::json info = run({"info", "--json", path}).json();
    QVERIFY(info["kind"] == "trace");
    QCOMPARE(info["jobs"].get<int>(), 4'285);
    QVERIFY(info["jobsByState"] == nlohmann::json::parse(R"({"COMPLETED":2324,"FAILED":1717,"CANCELLED":243,"TIMEOUT":1})"));
    QCOMPARE(info["units"].get<int>(), 46);
    QVERIFY(info["start"] == "2016-12-22T07:15:12Z");
    QVERIFY(info["end"] == "2017-01-01T23:55:05Z");
    QVERIFY(info["metrics"].is_array() && info["findings"].is_array() && info["events"].is_number());
}

void CommandsTest::saysItForPeopleToo()
{
    const Outcome outcome = run({"info", kSuperpod});
    QCOMPARE(outcome.code, int(kFine));
    for (const char* part : {"Ironwood superpod  (cluster)", "9,216", "torus 16×24×24 over 9,216 chips", "27,648 links", "76.8 TB/s  derived     = 2 · 16 · 24 links · 100 GB/s", "10 MW", "42.5 EFLOP/s",
                             "Findings: none"})
        QVERIFY2(outcome.out.find(part) != std::string::npos, part);
    std::istringstream lines(outcome.out);
    for (std::string line; std::getline(lines, line);)
        QVERIFY2(!line.ends_with(' '), line.c_str());
}

void CommandsTest::listsEveryFigureWithItsOrigin()
{
    const nlohmann::json figures = run({"info", "--json", kSuperpod}).json()["figures"];
    std::map<std::string, nlohmann::json> byKey;
    for (const auto& figure : figures) {
        byKey[figure["key"].get<std::string>() + '@' + figure.value("fabric", "")] = figure;
        QVERIFY2(!figure["formula"].get<std::string>().empty() && !figure["restsOn"].empty(), figure.dump().c_str());
        QVERIFY2(parseFactStatus(figure["status"].get<std::string>()).has_value(), figure.dump().c_str());
    }
    const auto is = [&](const char* key, double value, const char* unit, const char* formula, const char* status) {
        const nlohmann::json& figure = byKey[key];
        QCOMPARE(figure["value"].get<double>(), value);
        QCOMPARE(figure["unit"].get<std::string>(), std::string(unit));
        QCOMPARE(figure["formula"].get<std::string>(), std::string(formula));
        QCOMPARE(figure["status"].get<std::string>(), std::string(status));
    };
    is("total.peak.fp8@", 9'216 * 4.614e15, "FLOP/s", "9,216 chips · 4.61 PFLOP/s", "derived");
    is("power@", 1e7, "W", "10 MW (superpod)", "secondary");
    is("power.rack@", 69'400, "W", "69.4 kW (rack)", "derived");
    is("power.tray@", 4 * 1'085, "W", "4 chips · 1.09 kW", "derived");
    is("power.row@", 18 * 69'400, "W", "18 racks · 69.4 kW", "assumption");
    is("links.optical@ICI", 6'912, "", "X 2,304 + Y 2,304 + Z 2,304", "derived");
    is("allReduce@ICI", 9'216 * 6 * 100e9, "B/s", "9,216 chips · 6 links · 100 GB/s", "derived");
    is("diameter@ICI", 32, "", "⌊16/2⌋ + ⌊24/2⌋ + ⌊24/2⌋", "derived");
    is("injection@DCN", 2'304 * 50e9, "B/s", "2,304 trays · 50 GB/s", "derived");
    QVERIFY(!byKey.contains("bisection@DCN"));   // nobody knows
    QCOMPARE(byKey["cable.optical@ICI"]["status"].get<std::string>(), std::string("assumption"));   // the floor plan is one
    const nlohmann::json restsOn = byKey["cable.optical@ICI"]["restsOn"];
    QVERIFY(std::ranges::any_of(restsOn, [](const nlohmann::json& r) { return r["what"].get<std::string>().starts_with("floor plan") && r["status"] == "assumption"; }));
}

void CommandsTest::saysWhereFiguresDisagree()
{
    const nlohmann::json figures = run({"info", "--json", kSuperpod}).json()["figures"];
    const auto memory = std::ranges::find_if(figures, [](const nlohmann::json& f) { return f["key"] == "total.memory"; });
    QVERIFY(memory != figures.end());
    QCOMPARE((*memory)["disagrees"].size(), std::size_t(1));
    QCOMPARE((*memory)["disagrees"][0]["value"].get<double>(), 1.77e15);   // published; 9,216 · 192 GiB are 1.9 PB
    const Outcome text = run({"info", kSuperpod});
    QVERIFY(text.out.find("1.77 PB = 1.77 PB (superpod), 6.84 % less") != std::string::npos);
}

void CommandsTest::putsTwoClustersSideBySide()
{
    const Outcome outcome = run({"info", "--compare", "--json", kH100, kSuperpod});
    QCOMPARE(outcome.code, int(kFine));
    const nlohmann::json comparison = outcome.json();
    QVERIFY(comparison["kind"] == "comparison" && comparison["a"]["name"] == "H100 superpod" && comparison["b"]["name"] == "Ironwood superpod");
    const auto rowOf = [&](const std::string& title, const std::string& label) {
        for (const auto& section : comparison["sections"])
            for (const auto& row : section["rows"])
                if (section["title"] == title && row["label"] == label)
                    return row;
        return nlohmann::json();
    };
    QVERIFY(rowOf("units", "gpu | chip") == nlohmann::json::parse(R"({"label":"gpu | chip","a":"1,024","b":"9,216","ratio":9.0,"differs":true})"));
    QVERIFY(rowOf("units", "node")["b"].is_null());
    QVERIFY(rowOf("units", "superpod")["differs"] == false);
    QCOMPARE(rowOf("compute", "total peak BF16")["ratio"].get<double>(), 9 * 2307.0 / 989.0);
    QCOMPARE(rowOf("power", "power of a rack")["ratio"].get<double>(), 69.4 / 40.8);
    QVERIFY(rowOf("compute", "total peak FP8")["a"].is_null());
    QVERIFY(rowOf("fabric NVLink | ICI", "kind")["b"] == "torus 16×24×24");
    QCOMPARE(rowOf("fabric NVLink | ICI", "bisection")["ratio"].get<double>(), 76.8 / 1.8);
}

void CommandsTest::comparesForPeopleToo()
{
    const Outcome outcome = run({"info", "--compare", kH100, kSuperpod});
    for (const char* part : {"H100 superpod", "Ironwood superpod", "B / A", "gpu | chip", "× 9\n", "Fabric InfiniBand | DCN", "torus 16×24×24  differs"})
        QVERIFY2(outcome.out.find(part) != std::string::npos, part);
    const Outcome same = run({"info", "--compare", kH100, kH100});
    QVERIFY(same.out.find("differs") == std::string::npos);
    QVERIFY(same.out.find("× 1\n") != std::string::npos);
}

void CommandsTest::takesSeveralFiles()
{
    const nlohmann::json info = run({"info", "--json", kSuperpod, kH100}).json();
    QCOMPARE(info.size(), std::size_t(2));
    QVERIFY(info[1]["chips"] == 1024);
}

void CommandsTest::goesOnAfterAFileThatCannotBeRead()
{
    const Outcome outcome = run({"info", "no-such-file", kH100});
    QCOMPARE(outcome.code, int(kFailed));
    QVERIFY(outcome.err.starts_with("no-such-file: "));
    QVERIFY(outcome.out.find("H100 superpod") != std::string::npos);
    QVERIFY(run({"info", "--json", "no-such-file"}).out.empty());
}

void CommandsTest::validatesGoodAndBadFiles()
{
    const Outcome good = run({"validate", kSuperpod, kH100});
    QCOMPARE(good.code, int(kFine));
    QVERIFY(good.out.empty() && good.err.empty());
    const std::string bad = test::sourcePath("tests/bad/cluster/torus-shape.cluster.json");
    const std::string noticed = test::sourcePath("tests/bad/cluster/unknown-key.cluster.json");
    const Outcome outcome = run({"validate", bad, noticed});
    QCOMPARE(outcome.code, int(kFailed));
    QCOMPARE(std::ranges::count(outcome.out, '\n'), 2);
    QVERIFY(outcome.out.starts_with(bad + ": /fabrics/0/shape: expected "));
    QVERIFY(outcome.out.find(noticed + ": data loss: unknown-key") != std::string::npos);
    QCOMPARE(run({"validate", noticed}).code, int(kFine));   // what is only noticed does not fail
}

void CommandsTest::convertsAndReadsBack()
{
    QTemporaryDir folder;
    const std::string target = folder.filePath("copy.cluster.json").toStdString();
    const Outcome outcome = run({"convert", kSuperpod, "-o", target});
    QCOMPARE(outcome.code, int(kFine));
    QCOMPARE(outcome.out, target + '\n');
    nlohmann::json before = run({"info", "--json", kSuperpod}).json(), after = run({"info", "--json", target}).json();
    before.erase("file");
    after.erase("file");
    QVERIFY(before == after);
    QCOMPARE(run({"convert", kSuperpod, "-o", folder.filePath("x.podtrace").toStdString()}).code, int(kFailed));
    QCOMPARE(run({"convert", kSuperpod, kH100, "-o", target}).code, int(kFailed));
    QCOMPARE(run({"convert", kSuperpod, "-o", folder.filePath("x.txt").toStdString()}).code, int(kMisused));
}

void CommandsTest::convertsJobsToABundle()
{
    const std::string path = test::sharedPath("sacct/phillips.log");
    PODSCAPE_NEEDS_SHARED(path);
    QTemporaryDir folder;
    const std::string target = folder.filePath("phillips.podtrace").toStdString();
    const Outcome outcome = run({"convert", path, "-o", target + '/'});
    QVERIFY2(outcome.code == kFine, outcome.err.c_str());
    const nlohmann::json before = run({"info", "--json", path}).json(), after = run({"info", "--json", target}).json();
    for (const char* key : {"jobs", "jobsByState", "units", "start", "end", "durationSeconds"})
        QVERIFY2(before[key] == after[key], key);
}

void CommandsTest::synthesizesTheSameTraceFromTheSameSeed()
{
    QTemporaryDir folder;
    const auto make = [&](const char* name, const char* seed) {
        const std::string target = folder.filePath(name).toStdString();
        const Outcome outcome = run({"synthesize", kH100, "--hours", "1", "--seed", seed, "-o", target});
        if (outcome.code != kFine)
            qFatal("%s", outcome.err.c_str());
        return target;
    };
    const std::string a = make("a.podtrace", "7"), b = make("b.podtrace", "7"), c = make("c.podtrace", "8");
    const nlohmann::json info = run({"info", "--json", a}).json();
    QVERIFY(info["kind"] == "trace" && info["origin"] == "synthetic");
    QVERIFY(info["jobs"] > 0);
    QCOMPARE(info["durationSeconds"].get<double>(), 3'600.0);
    QVERIFY(bytesOf(a + "/trace.json").size() > 100);
    const auto withoutNames = [](nlohmann::json text) {
        text.erase("file");
        text.erase("name");
        return text;
    };
    QVERIFY(withoutNames(info) == withoutNames(run({"info", "--json", b}).json()));
    QVERIFY(withoutNames(info) != withoutNames(run({"info", "--json", c}).json()));
}

void CommandsTest::refusesMisuse_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("said");
    const auto row = [](const char* name, const QStringList& arguments, const char* said) { QTest::newRow(name) << arguments << QString::fromUtf8(said); };
    row("unknown option", {"info", "--jsn", "x"}, "podscape info: expected an option that this command has, found \"--jsn\". Did you mean \"--json\"?\n");
    row("no file", {"info"}, "podscape info: expected FILE…, found nothing. Usage: podscape info FILE….\n");
    row("option without its value", {"convert", "x", "-o"}, "podscape convert: expected OUT after -o, found nothing. Where to write: NAME.cluster.json or NAME.podtrace.\n");
    row("required option", {"convert", "x"}, "podscape convert: expected --output OUT, found no such option. Where to write: NAME.cluster.json or NAME.podtrace.\n");
    row("switch with a value", {"info", "--json=yes", "x"}, "podscape info: expected --json without a value, found \"--json=yes\".\n");
    row("option twice", {"info", "--json", "--json", "x"}, "podscape info: expected --json once, found it twice.\n");
    row("too many arguments", {"synthesize", "a", "b", "-o", "c"}, "podscape synthesize: expected at most 1 argument, found \"b\" as well. Usage: podscape synthesize CLUSTER.\n");
    row("no number", {"synthesize", "a", "-o", "b", "--hours", "long"}, "podscape synthesize: expected a number from 0.01 to 8,780 for --hours, found \"long\".\n");
    row("negative seed", {"synthesize", "a", "-o", "b", "--seed", "-1"}, "podscape synthesize: expected a whole number for --seed, found \"-1\".\n");
    row("one file to compare", {"info", "--compare", "x"}, "podscape info: --compare: expected two clusters, found 1 file. For example podscape info --compare A B.\n");
    row("three files to compare", {"info", "--compare", "x", "y", "z"}, "podscape info: --compare: expected two clusters, found 3 files. For example podscape info --compare A B.\n");
    row("mistyped command", {"inof", "x"}, "podscape: expected a command or a file, found \"inof\". Did you mean \"info\"?\n");
}

void CommandsTest::refusesMisuse()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, said);
    std::vector<std::string> words;
    for (const QString& argument : arguments)
        words.push_back(argument.toStdString());
    const Outcome outcome = run(words);
    QCOMPARE(outcome.code, int(kMisused));
    QCOMPARE(QString::fromStdString(outcome.err), said);
    QVERIFY(outcome.out.empty());
}

void CommandsTest::explainsItself()
{
    const Outcome overview = run({"--help"});
    QCOMPARE(overview.code, int(kFine));
    for (const auto& command : modelCommands()) {
        const std::string name(command->syntax().name);
        QVERIFY2(overview.out.find("  " + name) != std::string::npos, name.c_str());
        const Outcome help = run({name, "--help"});
        QCOMPARE(help.code, int(kFine));
        QVERIFY(help.out.find("Usage: podscape " + name) != std::string::npos);
        for (const CommandOption& option : command->syntax().options)
            QVERIFY2(help.out.find(option.name) != std::string::npos, std::string(option.name).c_str());
        QCOMPARE(run({"help", name}).out, help.out);
    }
    QVERIFY(run({"--version"}).out.starts_with("podscape "));
}

void CommandsTest::tellsCommandsFromFiles()
{
    const std::array tables{modelCommands()};
    QVERIFY(!isCommand(tables, {}));
    QVERIFY(isCommand(tables, {"info"}));
    QVERIFY(isCommand(tables, {"--help"}));
    QVERIFY(isCommand(tables, {"valdate"}));                  // nearly one, and no file of that name
    QVERIFY(!isCommand(tables, {kSuperpod}));
    QVERIFY(!isCommand(tables, {"something.cluster.json"}));   // for the window, which says that it does not exist
}

void CommandsTest::leavesQtItsOptions()
{
    const auto files = filesForWindow({"-platform", "offscreen", "a", "--style", "fusion", "b"});
    QVERIFY(files.ok());
    QCOMPARE(*files, (std::vector<std::string>{"a", "b"}));
    QVERIFY(filesForWindow({}).ok());
    QCOMPARE(toText(filesForWindow({"--fullscren"}).error()), std::string("podscape: expected files to open, found \"--fullscren\". \"podscape --help\" says what there is."));
}

void CommandsTest::alignsTablesByWhatIsSeen()
{
    TextTable table({TextTable::Align::Left, TextTable::Align::Right});
    table.add({"µs", "1"});
    table.add({"ms", "1,000"});
    QCOMPARE(table.text(), std::string("  µs      1\n  ms  1,000\n"));
    QCOMPARE(TextTable({TextTable::Align::Left}).text(), std::string());
}

QTEST_APPLESS_MAIN(CommandsTest)
#include "tst_commands.moc"
