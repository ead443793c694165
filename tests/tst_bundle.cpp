#include "TestData.h"
#include "model/io/Npy.h"
#include "model/io/Reader.h"
#include "model/io/Writers.h"
#include "model/trace/Trace.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <filesystem>

using namespace podscape;

namespace {

Result<Trace> readBundle(const std::string& path)
{
    Progress progress;
    Result<Document> document = readDocument(path, progress, "podtrace");
    if (!document)
        return document.error();
    return std::get<Trace>(std::move(document).value());
}

Metric wideMetric()
{
    const auto codes = std::make_shared<std::vector<std::uint16_t>>(std::vector<std::uint16_t>{1, 2, 3, 65535, 0, 9, 8, 7, 6, 5, 4, 3});
    Metric::Info info;
    info.name = "Link Traffic (tx)";
    info.unit = "B/s";
    info.subject = MetricSubject::Links;
    info.fabric = "ICI";
    return Metric(info, {{5}, {7}, {100}}, 4, SampleType::UInt16, 1e6, -2.5, std::as_bytes(std::span(*codes)), codes, std::pair(0.0f, 9e6f));
}

// Everything that a bundle can hold, bound to eight chips.
Trace fullTrace()
{
    Trace trace;
    trace.name = "a day, \"quoted\" ü";
    trace.origin = Origin::Synthetic;
    trace.start = {1'767'225'600'123'456'789};
    trace.duration = fromSeconds(100);
    trace.clusterName = "pod";
    trace.chipCount = 8;
    trace.metrics.push_back(Metric::fromCodes({.name = "utilisation", .unit = "%", .naturalMax = 100}, {fromSeconds(0), fromSeconds(60)}, 8, 0.5, 0,
                                              {0, 1, 2, 3, 4, 255, 200, 7, 8, 9, 10, 11, 12, 13, 14, 15}));
    trace.metrics.push_back(Metric::fromFloats({.name = "utilisation", .level = "rack"}, {fromSeconds(1)}, 2, {kMissing, 2.5f}));
    trace.metrics.push_back(wideMetric());
    trace.ranges = {{0, 2}, {4, 5}, {5, 8}};
    Job job;
    job.id = "4711_3";
    job.name = "train";
    job.owner = "research";
    job.queue = "batch";
    job.state = JobState::NodeFail;
    job.submit = fromSeconds(-5);
    job.start = fromSeconds(1);
    job.end = fromSeconds(9);
    job.ranges = {0, 2};
    job.chipCount = 3;
    job.nodeCount = 2;
    job.attributes = "shape=1x3\nrestart=1";
    job.placement = Origin::Modelled;
    trace.jobs = {job, {}};
    trace.jobs[1].id = "2";
    trace.jobs[1].placement = Origin::Synthetic;
    trace.jobs[1].start = fromSeconds(2);
    trace.jobs[1].ranges = {2, 3};
    trace.events.push_back({{fromSeconds(1), fromSeconds(1)}, Event::Level::Failure, IndexRange{4, 5}, JobId{0}, "chip-failure", "HBM fault"});
    trace.events.push_back({{fromSeconds(2), fromSeconds(4)}, Event::Level::Warning, IndexRange{0, 0}, std::nullopt, "straggler", ""});
    trace.events.push_back({{fromSeconds(3), fromSeconds(3)}, Event::Level::Info, std::nullopt, JobId{1}, "checkpoint", "x"});
    return trace;
}

void compare(const Trace& a, const Trace& b)
{
    QCOMPARE(a.name, b.name);
    QCOMPARE(a.origin, b.origin);
    QCOMPARE(a.hasDate, b.hasDate);
    QCOMPARE(a.start.value, b.start.value);
    QCOMPARE(a.duration.value, b.duration.value);
    QCOMPARE(a.unitNames, b.unitNames);
    QCOMPARE(a.clusterName, b.clusterName);
    QCOMPARE(a.chipCount, b.chipCount);
    QCOMPARE(a.metrics.size(), b.metrics.size());
    for (std::size_t i = 0; i < a.metrics.size(); ++i) {
        const Metric &m = a.metrics[i], &n = b.metrics[i];
        QCOMPARE(m.info().name, n.info().name);
        QCOMPARE(m.info().unit, n.info().unit);
        QCOMPARE(m.info().level, n.info().level);
        QCOMPARE(m.info().fabric, n.info().fabric);
        QCOMPARE(m.info().subject, n.info().subject);
        QCOMPARE(m.info().naturalMax, n.info().naturalMax);
        QCOMPARE(m.type(), n.type());
        QCOMPARE(m.scale(), n.scale());
        QCOMPARE(m.offset(), n.offset());
        QVERIFY(m.valueRange() == n.valueRange());
        QVERIFY(std::ranges::equal(m.times(), n.times()));
        for (std::size_t s = 0; s < m.sampleCount(); ++s)
            QVERIFY(std::ranges::equal(m.rawFrame(s), n.rawFrame(s)));
    }
    QCOMPARE(a.jobs.size(), b.jobs.size());
    for (std::size_t i = 0; i < a.jobs.size(); ++i) {
        const Job &j = a.jobs[i], &k = b.jobs[i];
        QVERIFY(std::tie(j.id, j.name, j.owner, j.queue, j.attributes) == std::tie(k.id, k.name, k.owner, k.queue, k.attributes));
        QVERIFY(std::tie(j.state, j.submit, j.start, j.end, j.chipCount, j.nodeCount, j.placement)
                == std::tie(k.state, k.submit, k.start, k.end, k.chipCount, k.nodeCount, k.placement));
        QVERIFY(std::ranges::equal(a.rangesOf(j), b.rangesOf(k)));
    }
    QCOMPARE(a.events.size(), b.events.size());
    for (std::size_t i = 0; i < a.events.size(); ++i) {
        const Event &e = a.events[i], &f = b.events[i];
        QVERIFY(e.span == f.span && e.level == f.level && e.units == f.units && e.job == f.job && e.kind == f.kind && e.text == f.text);
    }
}

QByteArray contentOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class TestBundle : public QObject
{
    Q_OBJECT

private slots:
    void whatIsWrittenIsReadBack();
    void theJsonFileIsAGoodPathToo();
    void namesAreKeptUntilBound();
    void jobsAreSortedAndEventsFollow();
    void replacesABundleAndNothingElse();
    void leavesTheOldBundleWhenItCannotWrite();
    void npyHeadersAreNumPys_data();
    void npyHeadersAreNumPys();
    void badArraysSayWhatIsWrong_data();
    void badArraysSayWhatIsWrong();
    void badBundlesSayWhatIsWrong_data();
    void badBundlesSayWhatIsWrong();
    void manyJobsRoundTrip();
};

void TestBundle::whatIsWrittenIsReadBack()
{
    const QTemporaryDir folder;
    const std::string path = folder.filePath("day.podtrace").toStdString();
    Progress progress;
    const Status written = writeTraceBundle(fullTrace(), path, progress);
    QVERIFY2(written.ok(), written.ok() ? "" : toText(written.error()).c_str());
    const Result<Trace> read = readBundle(path);
    QVERIFY2(read.ok(), read.ok() ? "" : toText(read.error()).c_str());
    QVERIFY(read->findings.isEmpty());
    compare(*read, fullTrace());
    // Two metrics of one name and one of a name that is no file name.
    for (const char* name : {"utilisation.npy", "utilisation-2.npy", "link-traffic-tx-.npy", "link-traffic-tx-.times.npy", "trace.json"})
        QVERIFY2(QFile::exists(folder.filePath("day.podtrace/") + name), name);
    QCOMPARE(QDir(folder.path()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot).size(), 1);   // nothing left beside it
}

void TestBundle::theJsonFileIsAGoodPathToo()
{
    const QTemporaryDir folder;
    const std::string path = folder.filePath("day.podtrace").toStdString();
    Progress progress;
    QVERIFY(writeTraceBundle(fullTrace(), path + '/', progress).ok());
    const Result<Trace> read = readBundle(path + "/trace.json");
    QVERIFY(read.ok());
    compare(*read, fullTrace());
}

void TestBundle::namesAreKeptUntilBound()
{
    Trace trace;
    trace.hasDate = false;
    trace.name = "names";
    trace.unitLevel = "node";
    trace.unitNames = {"n1", "bad \xff byte"};
    trace.ranges = {{1, 2}};
    trace.jobs.resize(1);
    trace.jobs[0].id = "1";
    trace.jobs[0].ranges = {0, 1};
    const QTemporaryDir folder;
    const std::string path = folder.filePath("n.podtrace").toStdString();
    Progress progress;
    QVERIFY(writeTraceBundle(trace, path, progress).ok());
    const Result<Trace> read = readBundle(path);
    QVERIFY(read.ok());
    QVERIFY(!read->isBound() && !read->hasDate);
    QCOMPARE(read->unitNames[0], std::string("n1"));
    QCOMPARE(read->unitLevel, std::string("node"));
}

void TestBundle::jobsAreSortedAndEventsFollow()
{
    const QTemporaryDir folder;
    QFile file(folder.filePath("trace.json"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(R"({"podtrace": 1, "duration": 10, "jobs": {"id": ["late", "early"], "start": [5, 2]}, "events": {"begin": [7, 1], "job": [0, 1], "kind": ["a", "b"]}})");
    file.close();
    const Result<Trace> trace = readBundle(folder.path().toStdString());
    QVERIFY(trace.ok());
    QCOMPARE(trace->jobs[0].id, std::string("early"));
    QCOMPARE(trace->events[0].kind, std::string("b"));
    QCOMPARE(trace->events[0].job->value, 0u);
    QCOMPARE(trace->events[1].job->value, 1u);
}

void TestBundle::replacesABundleAndNothingElse()
{
    const QTemporaryDir folder;
    const std::string path = folder.filePath("day.podtrace").toStdString();
    Progress progress;
    QVERIFY(writeTraceBundle(fullTrace(), path, progress).ok());
    // The trace that replaces the bundle may be mapped from it.
    Trace again = readBundle(path).value();
    again.name = "second";
    QVERIFY(writeTraceBundle(again, path, progress).ok());
    QCOMPARE(readBundle(path)->name, std::string("second"));
    QCOMPARE(readBundle(path)->metrics[0].value(1, 7), 7.5f);

    QFile notes(folder.filePath("day.podtrace/notes.txt"));
    QVERIFY(notes.open(QIODevice::WriteOnly));
    notes.write("mine");
    notes.close();
    const Status refused = writeTraceBundle(again, path, progress);
    QVERIFY(!refused.ok());
    QCOMPARE(refused.error().found, std::string("a folder with notes.txt"));
    QCOMPARE(contentOf(notes.fileName()), QByteArray("mine"));
    QVERIFY(!writeTraceBundle(again, notes.fileName().toStdString(), progress).ok());
}

void TestBundle::leavesTheOldBundleWhenItCannotWrite()
{
    const QTemporaryDir folder;
    const std::string path = folder.filePath("day.podtrace").toStdString();
    Progress progress;
    QVERIFY(writeTraceBundle(fullTrace(), path, progress).ok());
    Progress stopped([](double) {}, [] { return true; });
    const Status cancelled = writeTraceBundle(fullTrace(), path, stopped);
    QVERIFY(!cancelled.ok());
    QCOMPARE(cancelled.error().code, ErrorCode::Cancelled);
    QVERIFY(readBundle(path).ok());
    QCOMPARE(QDir(folder.path()).entryList(QDir::AllEntries | QDir::NoDotAndDotDot).size(), 1);
    QVERIFY(!writeTraceBundle(fullTrace(), folder.filePath("no/such/day.podtrace").toStdString(), progress).ok());
}

void TestBundle::npyHeadersAreNumPys_data()
{
    QTest::addColumn<QString>("shape");
    QTest::addColumn<int>("size");
    QTest::newRow("none") << "()" << 1;
    QTest::newRow("one") << "(3,)" << 3;
    QTest::newRow("two") << "(2, 3)" << 6;
    QTest::newRow("empty") << "(0, 3)" << 0;
}

void TestBundle::npyHeadersAreNumPys()
{
    QFETCH(QString, shape);
    QFETCH(int, size);
    std::vector<std::uint64_t> sizes;
    for (const QString& part : shape.mid(1, shape.size() - 2).split(',', Qt::SkipEmptyParts))
        sizes.push_back(part.trimmed().toULongLong());
    const std::string header = npyHeader(NpyType::Float32, sizes);
    QCOMPARE(header.size() % 64, std::size_t(0));
    QCOMPARE(header.back(), '\n');
    QVERIFY(header.find("{'descr': '<f4', 'fortran_order': False, 'shape': " + shape.toStdString() + ", }") != std::string::npos);
    const std::string file = header + std::string(static_cast<std::size_t>(size) * 4, 'x');
    const Result<NpyArray> read = parseNpy({std::as_bytes(std::span(file)), nullptr}, "a.npy");
    QVERIFY(read.ok());
    QVERIFY(read->shape == sizes);
    QCOMPARE(read->type, NpyType::Float32);
}

void TestBundle::badArraysSayWhatIsWrong_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("found");
    const auto file = [](const char* dictionary, int body) {
        QByteArray bytes("\x93NUMPY\x01\x00", 8);
        const auto length = static_cast<quint16>(strlen(dictionary));
        bytes.append(static_cast<char>(length & 0xFF)).append(static_cast<char>(length >> 8)).append(dictionary);
        return bytes.append(QByteArray(body, 'x'));
    };
    QTest::newRow("empty") << QByteArray() << "an empty file";
    QTest::newRow("text") << QByteArray("time,value\n1,2\n3,4\n") << "something else";
    QTest::newRow("cut in the header") << file("{'descr': '|u1', 'fortran_order': False, 'shape': (1,), }", 1).left(30) << "20";
    QTest::newRow("cut in the numbers") << file("{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }", 23) << "23 bytes";
    QTest::newRow("too long") << file("{'descr': '|u1', 'fortran_order': False, 'shape': (2,), }", 3) << "3 bytes";
    QTest::newRow("huge") << file("{'descr': '|u1', 'fortran_order': False, 'shape': (9223372036854775808, 2), }", 1) << "1 byte";
    QTest::newRow("huger") << file("{'descr': '|u1', 'fortran_order': False, 'shape': (99999999999999999999,), }", 1) << "one that cannot be read";
    QTest::newRow("negative") << file("{'descr': '|u1', 'fortran_order': False, 'shape': (-1,), }", 1) << "one that cannot be read";
    QTest::newRow("doubles") << file("{'descr': '<f8', 'fortran_order': False, 'shape': (1,), }", 8) << "<f8";
    QTest::newRow("big-endian") << file("{'descr': '>u2', 'fortran_order': False, 'shape': (1,), }", 2) << ">u2";
    QTest::newRow("record") << file("{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (1,), }", 4) << "a record of several fields";
    QTest::newRow("Fortran order") << file("{'descr': '|u1', 'fortran_order': True, 'shape': (1, 1), }", 1) << "one in Fortran order";
    QTest::newRow("no shape") << file("{'descr': '|u1', 'fortran_order': False, }", 1) << "one that cannot be read";
    QTest::newRow("never ends") << file("{'descr': '|u1", 1) << "a record of several fields";
    QTest::newRow("version 9") << QByteArray("\x93NUMPY\x09\x00\x00\x00\x00\x00", 12) << "version 9";
}

void TestBundle::badArraysSayWhatIsWrong()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, found);
    const Result<NpyArray> read = parseNpy({std::as_bytes(std::span(bytes.constData(), static_cast<std::size_t>(bytes.size()))), nullptr}, "a.npy");
    QVERIFY(!read.ok());
    QCOMPARE(QString::fromStdString(read.error().found), found);
}

void TestBundle::badBundlesSayWhatIsWrong_data()
{
    QTest::addColumn<QString>("name");
    QDir folder(QString::fromStdString(test::sourcePath("tests/bad/bundle")));
    for (const QString& name : folder.entryList(QDir::Dirs | QDir::NoDotAndDotDot))
        QTest::newRow(name.toUtf8()) << name;
}

void TestBundle::badBundlesSayWhatIsWrong()
{
    QFETCH(QString, name);
    const QString path = "tests/bad/bundle/" + name;
    const QString expected = QString::fromUtf8(contentOf(path + ".expected")).trimmed();
    QVERIFY(!expected.isEmpty());
    const Result<Trace> read = readBundle(path.toStdString());
    std::string text;
    if (read)
        for (const Finding& finding : read->findings.findings())
            text += (text.empty() ? "" : "\n") + toText(finding);
    else
        text = toText(read.error());
    QCOMPARE(QString::fromStdString(text), expected);
}

void TestBundle::manyJobsRoundTrip()
{
    Trace trace;
    trace.name = "many";
    trace.chipCount = 1000;
    trace.clusterName = "pod";
    trace.duration = fromSeconds(100'000);
    for (std::uint32_t i = 0; i < 20'000; ++i) {
        trace.ranges.push_back({i % 999, i % 999 + 1});
        Job job;
        job.id = std::to_string(i);
        job.start = fromSeconds(i);
        job.end = fromSeconds(i + 5);
        job.ranges = {i, i + 1};
        trace.jobs.push_back(job);
    }
    const QTemporaryDir folder;
    const std::string path = folder.filePath("many.podtrace").toStdString();
    Progress progress;
    QVERIFY(writeTraceBundle(trace, path, progress).ok());
    const Result<Trace> read = readBundle(path);
    QVERIFY(read.ok());
    compare(*read, trace);
}

QTEST_APPLESS_MAIN(TestBundle)
#include "tst_bundle.moc"
