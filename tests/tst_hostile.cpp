#include "TestData.h"

#include "model/io/Reader.h"

#include <QTest>

#include <random>

using namespace podscape;

// Real files cut anywhere and with bytes changed: whatever comes back, it comes back. Meant to be run with sanitizers.
class HostileTest : public QObject
{
    Q_OBJECT

private slots:
    void survivesCutFiles_data() { realFiles(); }
    void survivesCutFiles();
    void survivesChangedBytes_data() { realFiles(); }
    void survivesChangedBytes();
    void survivesEveryReaderOnEveryFile();

private:
    static void realFiles();
};

namespace {

struct Sample { const char* path; const char* reader; };
constexpr Sample kSamples[] = {{"ibnetdiscover/dgx-superpod-40sw.out", "ibnetdiscover"}, {"ibnetdiscover/gb200-single-ca.out", "ibnetdiscover"},
                               {"ibnetdiscover/edr-ports-report.out", "ibnetdiscover"}, {"slurm-topology/tree.conf", "slurm-topology"},
                               {"slurm-topology/block.conf", "slurm-topology"}, {"slurm-topology/from-superpod.conf", "slurm-topology"},
                               {"sacct/accounting-logs.log", "sacct"}, {"sacct/accounting-logs-with-job-arrays.log", "sacct"}, {"sacct/phillips.log", "sacct"},
                               {"acme/NODE_CPU_UTILIZATION.readme-rows.csv", "metric-csv"}};

// What is read must hold together; an Error must be a sentence.
void check(const std::string& bytes, std::string_view reader)
{
    Progress progress;
    const auto document = readDocument(Source::fromMemory("hostile", bytes), progress, reader);
    if (!document) {
        QVERIFY(!document.error().expected.empty() && !document.error().found.empty());
        QCOMPARE(document.error().subject, std::string("hostile"));
        return;
    }
    if (const auto* trace = std::get_if<Trace>(&*document)) {
        for (const Job& job : trace->jobs) {
            QVERIFY(job.ranges.end <= trace->ranges.size());
            QVERIFY(!job.start || (job.start->value >= 0 && *job.start <= trace->duration));
        }
        for (const IndexRange& range : trace->ranges)
            QVERIFY(range.begin < range.end && range.end <= trace->unitNames.size());
    } else {
        const Cluster& cluster = std::get<Cluster>(*document);
        for (const Fabric& fabric : cluster.fabrics)
            for (std::uint32_t i = 0; i < fabric.linkCount(); ++i)
                QVERIFY(fabric.linkA()[i] < fabric.nodeCount() && fabric.linkB()[i] < fabric.nodeCount());
    }
}

// The first 20 kB say as much about a reader as a megabyte and take a fiftieth of the time.
std::string headOf(const Source& source) { return std::string(source.bytes().substr(0, 20'000)); }

} // namespace

void HostileTest::realFiles()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("reader");
    for (const Sample& sample : kSamples)
        QTest::newRow(sample.path) << sample.path << sample.reader;
}

void HostileTest::survivesCutFiles()
{
    QFETCH(QString, path);
    QFETCH(QString, reader);
    const std::string file = test::sharedPath(qPrintable(path));
    PODSCAPE_NEEDS_SHARED(file);
    const auto source = Source::open(file);
    QVERIFY(source);
    const std::string bytes = headOf(*source);
    constexpr std::size_t kCuts = 200;
    for (std::size_t i = 0; i <= kCuts; ++i)
        check(bytes.substr(0, bytes.size() * i / kCuts), reader.toStdString());
}

void HostileTest::survivesChangedBytes()
{
    QFETCH(QString, path);
    QFETCH(QString, reader);
    const std::string file = test::sharedPath(qPrintable(path));
    PODSCAPE_NEEDS_SHARED(file);
    const auto source = Source::open(file);
    QVERIFY(source);
    const std::string bytes = headOf(*source);
    const unsigned seed = qEnvironmentVariableIsSet("PODSCAPE_SEED") ? qEnvironmentVariableIntValue("PODSCAPE_SEED") : std::random_device{}();
    qInfo("PODSCAPE_SEED=%u", seed);
    std::mt19937 random(seed);
    constexpr std::string_view kNasty = "[],-|\"=\n\r\t\\#:;.0923xHS\0\xFF\xC3";
    for (int round = 0; round < 200; ++round) {
        std::string changed = bytes;
        for (unsigned i = 0, count = 1 + random() % 8; i < count; ++i)
            changed[random() % changed.size()] = random() % 2 ? kNasty[random() % kNasty.size()] : static_cast<char>(random());
        check(changed, reader.toStdString());
    }
}

void HostileTest::survivesEveryReaderOnEveryFile()
{
    for (const Sample& sample : kSamples) {
        const auto source = Source::open(test::sharedPath(sample.path));
        if (!source)
            continue;
        for (const auto& reader : allReaders())
            check(headOf(*source), reader->info().id);
    }
    for (const auto& reader : allReaders())
        for (const char* text : {"", "\n", "\xEF\xBB\xBF", "|", ",", "[", "\"", "a=b", "JobID|Start|End", "time,unit,value", "SwitchName=", "Switch", "[1]", "Ca\t"})
            check(text, reader->info().id);
}

QTEST_APPLESS_MAIN(HostileTest)
#include "tst_hostile.moc"
