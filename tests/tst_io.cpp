#include "TestData.h"

#include "model/io/BracketList.h"
#include "model/io/Csv.h"
#include "model/io/Gzip.h"
#include "model/io/Reader.h"
#include "model/io/Source.h"
#include "model/io/TextInput.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

using namespace podscape;

namespace {

QStringList expanded(const QString& text)
{
    const auto names = expandBracketList(text.toStdString());
    QStringList list;
    if (names)
        for (const std::string& name : *names)
            list << QString::fromStdString(name);
    return list;
}

std::string gzip(const std::string& text)
{
    z_stream stream{};
    deflateInit2(&stream, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
    std::string out(compressBound(static_cast<uLong>(text.size())) + 64, '\0');
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
    stream.avail_in = static_cast<uInt>(text.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    deflate(&stream, Z_FINISH);
    out.resize(stream.total_out);
    deflateEnd(&stream);
    return out;
}

std::string write(const QTemporaryDir& folder, const char* name, const std::string& bytes)
{
    const QString path = folder.filePath(name);
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes.data(), static_cast<qint64>(bytes.size())) < 0)
        qFatal("cannot write %s", qPrintable(path));
    return path.toStdString();
}

} // namespace

class IoTest : public QObject
{
    Q_OBJECT

private slots:
    void expandsBracketLists_data();
    void expandsBracketLists();
    void refusesBrokenBracketLists_data();
    void refusesBrokenBracketLists();
    void countsColumnsFromWhereTheListStands();
    void cutsRowsByRfc4180_data();
    void cutsRowsByRfc4180();
    void remembersWhereRowsBegan();
    void findsTheSeparatorOfAHeader();
    void keepsTextThatIsUtf8AndRepairsTheRest();
    void showsForeignBytesInMessagesSafely();
    void inflatesByContentAndSeveralMembers();
    void tellsDamagedGzipFromGood();
    void stopsInflatingAtTheLimit();
    void readsPlainAndMappedFilesAlike();
    void saysWhyAPathCannotBeRead();
    void knowsTheFileNameOfAPath();
    void namesAllFormatsWhenNoneFits();
    void refusesAReaderThatDoesNotExist();
};

void IoTest::expandsBracketLists_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("names");
    QTest::newRow("nothing") << "" << QStringList{};
    QTest::newRow("one name") << "x7" << QStringList{"x7"};
    QTest::newRow("names") << "a,b" << QStringList{"a", "b"};
    QTest::newRow("commas inside do not split") << "cpn-f13-[01-02,05],x7" << QStringList{"cpn-f13-01", "cpn-f13-02", "cpn-f13-05", "x7"};
    QTest::newRow("padding grows past its width") << "n[08-11]" << QStringList{"n08", "n09", "n10", "n11"};
    QTest::newRow("no padding without a zero") << "n[8-11]" << QStringList{"n8", "n9", "n10", "n11"};
    QTest::newRow("one more digit") << "n[98-101]" << QStringList{"n98", "n99", "n100", "n101"};
    QTest::newRow("several brackets, the last one fastest") << "r[1-2]n[1-2]" << QStringList{"r1n1", "r1n2", "r2n1", "r2n2"};
    QTest::newRow("text after a bracket") << "n[1-2]-ib" << QStringList{"n1-ib", "n2-ib"};
    QTest::newRow("bracket first") << "[1-2]" << QStringList{"1", "2"};
    QTest::newRow("zero itself") << "n[0-2]" << QStringList{"n0", "n1", "n2"};
    QTest::newRow("one to one") << "n[3-3]" << QStringList{"n3"};
    QTest::newRow("as topograph writes") << "a06-p1-dgx-02-c[01-02,07]" << QStringList{"a06-p1-dgx-02-c01", "a06-p1-dgx-02-c02", "a06-p1-dgx-02-c07"};
}

void IoTest::expandsBracketLists()
{
    QFETCH(QString, text);
    QFETCH(QStringList, names);
    QCOMPARE(expanded(text), names);
}

void IoTest::refusesBrokenBracketLists_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("message");
    QTest::newRow("not closed") << "n[1-2" << "6: expected \",\", \"-\" or \"]\" in the bracket that opens in column 2, found the end of the list.";
    QTest::newRow("not opened") << "n1-2]" << "5: expected a \"[\" before this bracket, found \"]\".";
    QTest::newRow("empty bracket") << "n[]" << "3: expected a number, found \"]\".";
    QTest::newRow("bracket in bracket") << "n[[1]]" << "3: expected a number, found \"[\".";
    QTest::newRow("backwards") << "n[5-2]" << "5: expected a number from 5 on, found 2.";
    QTest::newRow("no second number") << "n[5-]" << "5: expected a number, found \"]\".";
    QTest::newRow("letters") << "n[a-c]" << "3: expected a number, found \"a\".";
    QTest::newRow("empty name") << "a,,b" << "3: expected a name, found \",\".";
    QTest::newRow("comma at the end") << "a," << "3: expected a name after the comma, found the end of the list.";
    QTest::newRow("bomb") << "n[0-999999999]" << "2: expected at most 1048576 names in one list, found more than that. Check the numbers in the brackets.";
    QTest::newRow("bomb of small brackets") << "[0-999][0-999][0-999]" << "1: expected at most 1048576 names in one list, found more than that. Check the numbers in the brackets.";
    QTest::newRow("bomb of many names") << "n[1-600000],m[1-600000]" << "13: expected at most 1048576 names in one list, found more than that. Check the numbers in the brackets.";
    QTest::newRow("2^63") << "n[9223372036854775808]" << "3: expected a number of at most 18 digits, found 19 digits.";
    QTest::newRow("18 digits") << "n[0-999999999999999999]" << "2: expected at most 1048576 names in one list, found more than that. Check the numbers in the brackets.";
    QTest::newRow("long names") << QString(QString(400, 'n') + "[1-1000000]")
                                << "1: expected names of at most 268435456 bytes in all, found more than that. Shorten the names or split the list.";
    QTest::newRow("many brackets") << QString("[1]").repeated(100'000) << "1: expected at most 64 brackets in one name, found more than that.";
}

void IoTest::refusesBrokenBracketLists()
{
    QFETCH(QString, text);
    QFETCH(QString, message);
    const auto names = expandBracketList(text.toStdString());
    QVERIFY(!names);
    if (names.error().code == ErrorCode::Syntax)
        message += " Lists look like n[01-18,20],x7.";
    QCOMPARE(QString::fromStdString(toText(names.error())), message);
}

void IoTest::countsColumnsFromWhereTheListStands()
{
    QCOMPARE(expandBracketList("n[", {}, 30).error().place, std::string("32"));
}

void IoTest::cutsRowsByRfc4180_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("rows");      // cells joined by ·
    QTest::newRow("nothing") << "" << QStringList{};
    QTest::newRow("one cell") << "a" << QStringList{"a"};
    QTest::newRow("LF and CRLF, empty rows") << "a,b\r\n\n\r\nc,d" << QStringList{"a·b", "c·d"};
    QTest::newRow("empty cells") << ",\n,,\n" << QStringList{"·", "··"};
    QTest::newRow("blanks around") << " a , b\t\n" << QStringList{"a·b"};
    QTest::newRow("quoted separator") << "\"a,b\",c" << QStringList{"a,b·c"};
    QTest::newRow("doubled quotes") << "\"say \"\"hi\"\"\",\"\"\"\"\n" << QStringList{"say \"hi\"·\""};
    QTest::newRow("line end inside") << "\"a\nb\",c\nd,e" << QStringList{"a\nb·c", "d·e"};
    QTest::newRow("empty quoted") << "\"\",x" << QStringList{"·x"};
    QTest::newRow("quote inside a plain cell") << "a\"b,c\n" << QStringList{"a\"b·c"};
    QTest::newRow("never closed") << "\"a,b\nc" << QStringList{"a,b\nc"};
    QTest::newRow("quoted last cell before CRLF") << "a,\"b\"\r\nc,d\r\n" << QStringList{"a·b", "c·d"};
}

void IoTest::cutsRowsByRfc4180()
{
    QFETCH(QString, text);
    QFETCH(QStringList, rows);
    const std::string bytes = text.toStdString();
    CsvCursor cursor(bytes, ',');
    std::vector<std::string_view> cells;
    QStringList found;
    while (cursor.next(cells)) {
        QStringList row;
        for (const std::string_view cell : cells)
            row << QString::fromUtf8(cell.data(), static_cast<qsizetype>(cell.size()));
        found << row.join("·");
    }
    QCOMPARE(found, rows);
    QCOMPARE(cursor.hasOpenQuote(), text.startsWith("\"a,b\nc"));
}

void IoTest::remembersWhereRowsBegan()
{
    CsvCursor cursor("a\n\n\"b\nb\"\nc\n", ',');
    std::vector<std::string_view> cells;
    std::vector<std::size_t> rows;
    while (cursor.next(cells))
        rows.push_back(cursor.row());
    QCOMPARE(rows, (std::vector<std::size_t>{1, 3, 5}));
}

void IoTest::findsTheSeparatorOfAHeader()
{
    QCOMPARE(detectSeparator("time,unit,value"), ',');
    QCOMPARE(detectSeparator("time;unit;value"), ';');
    QCOMPARE(detectSeparator("time\tunit\tvalue"), '\t');
    QCOMPARE(detectSeparator("\"a;b;c\",d"), ',');
    QCOMPARE(detectSeparator("time"), ',');
}

void IoTest::keepsTextThatIsUtf8AndRepairsTheRest()
{
    Report none;
    const Source good = Source::fromMemory("x", "\xEF\xBB\xBFgr\xC3\xBC\xC3\x9F 12345678 \xF0\x9F\x98\x80\n");
    const TextInput kept(good, none);
    QCOMPARE(std::string(kept.text()), std::string("gr\xC3\xBC\xC3\x9F 12345678 \xF0\x9F\x98\x80\n"));
    QVERIFY(none.isEmpty());

    Report report;
    const Source latin = Source::fromMemory("x", "a\nM\xFCnchen \xC0\x80 \xED\xA0\x80 \xE2\x82");
    const TextInput repaired(latin, report);
    const QByteArray text(repaired.text().data(), static_cast<qsizetype>(repaired.text().size()));
    QCOMPARE(QString::fromUtf8(text), QString("a\nM\uFFFDnchen \uFFFD\uFFFD \uFFFD\uFFFD\uFFFD \uFFFD\uFFFD"));
    QCOMPARE(report.findings().size(), std::size_t(1));
    QCOMPARE(report.findings().front().places.front(), std::string("line 2"));
}

void IoTest::showsForeignBytesInMessagesSafely()
{
    QCOMPARE(quoteForMessage("plain"), std::string("\"plain\""));
    QCOMPARE(quoteForMessage(std::string_view("a\0b\x1B[31m\xFF", 9)), std::string("\"a\\x00b\\x1B[31m\\xFF\""));
    QCOMPARE(quoteForMessage(std::string(50, 'x')), '"' + std::string(40, 'x') + "…\"");
}

void IoTest::inflatesByContentAndSeveralMembers()
{
    const std::string text(300'000, 'a');
    QCOMPARE(*inflateGzip(gzip(text), 1u << 20), text);
    QCOMPARE(*inflateGzip(gzip("one ") + gzip("two"), 100), std::string("one two"));
    QCOMPARE(*inflateGzip(gzip("padded") + std::string(512, '\0'), 100), std::string("padded"));
    QCOMPARE(*inflateGzip(gzip(""), 100), std::string());

    const QTemporaryDir folder;
    const auto source = Source::open(write(folder, "named.txt", gzip("inside")));
    QVERIFY(source);
    QCOMPARE(std::string(source->bytes()), std::string("inside"));
}

void IoTest::tellsDamagedGzipFromGood()
{
    const std::string good = gzip("some text that is long enough to be cut anywhere, and then some more");
    for (std::size_t length = 0; length < good.size(); ++length)
        QVERIFY(!inflateGzip(std::string_view(good).substr(0, length), 1000));
    std::string wrong = good;
    wrong[wrong.size() - 6] ^= 1;      // in the check sum
    const auto result = inflateGzip(wrong, 1000);
    QVERIFY(!result);
    QCOMPARE(result.error().code, ErrorCode::Unreadable);
}

void IoTest::stopsInflatingAtTheLimit()
{
    const auto bomb = inflateGzip(gzip(std::string(10'000'000, '\0')), 1u << 20);
    QVERIFY(!bomb);
    QCOMPARE(QString::fromStdString(toText(bomb.error())), QString("expected at most 1 MiB after decompression, found more than that. Cut the file into parts."));
}

void IoTest::readsPlainAndMappedFilesAlike()
{
    const QTemporaryDir folder;
    const auto small = Source::open(write(folder, "small", "abc"));
    QVERIFY(small);
    QCOMPARE(std::string(small->bytes()), std::string("abc"));
    std::string large((64u << 20) + 3, 'x');
    large.back() = 'y';
    const auto mapped = Source::open(write(folder, "large", large));
    QVERIFY(mapped);
    QVERIFY(mapped->bytes() == large);
    const Source copy = *mapped;       // shares the bytes, so that it outlives the first
    QVERIFY(copy.bytes().data() == mapped->bytes().data());
}

void IoTest::saysWhyAPathCannotBeRead()
{
    const QTemporaryDir folder;
    const std::string root = folder.path().toStdString();
    const auto message = [](const std::string& path) {
        const auto source = Source::open(path);
        return source ? QString("opened") : QString::fromStdString(toText(source.error())).mid(static_cast<qsizetype>(path.size()));
    };
    QCOMPARE(message(root + "/absent"), QString(": expected a file or folder, found nothing of that name. Check the path."));
    QCOMPARE(message("/dev/null"), QString(": expected a file or folder, found a device. Write its output to a file first."));
    QCOMPARE(::mkfifo((root + "/pipe").c_str(), 0600), 0);
    QCOMPARE(message(root + "/pipe"), QString(": expected a file or folder, found a pipe. Write its output to a file first."));
    QVERIFY(Source::open(root)->isDirectory());
    QCOMPARE(message(write(folder, "lfs", "version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 12345\n")),
             QString(": expected the data itself, found a Git LFS pointer to it (12345 bytes). Run \"git lfs pull\" in its repository."));
    const std::string locked = write(folder, "locked", "x");
    QCOMPARE(::chmod(locked.c_str(), 0), 0);
    if (::geteuid() != 0)              // root may read anything
        QCOMPARE(message(locked), QString(": expected a file that may be read, found no permission to read it. Ask its owner for read permission."));
    QCOMPARE(::chmod(locked.c_str(), 0600), 0);
    QCOMPARE(message(locked + "/x"), QString(": expected a file or folder, found a path that goes through a file. Check the path."));
}

void IoTest::knowsTheFileNameOfAPath()
{
    QCOMPARE(Source::fromMemory("a/b/c.txt", "").fileName(), std::string("c.txt"));
    QCOMPARE(Source::fromMemory("c.txt", "").fileName(), std::string("c.txt"));
    QCOMPARE(Source::fromMemory("a/day.podtrace/", "").fileName(), std::string("day.podtrace"));
}

void IoTest::namesAllFormatsWhenNoneFits()
{
    Progress progress;
    const auto document = readDocument(Source::fromMemory("x", "hello world\n"), progress);
    QVERIFY(!document);
    const QString text = QString::fromStdString(toText(document.error()));
    for (const auto& reader : allReaders())
        QVERIFY2(text.contains(QString::fromUtf8(reader->info().title.data(), static_cast<qsizetype>(reader->info().title.size()))), qPrintable(text));
    QVERIFY(text.contains("found a file that begins with \"hello world\""));
}

void IoTest::refusesAReaderThatDoesNotExist()
{
    Progress progress;
    const auto document = readDocument(Source::fromMemory("x", ""), progress, "excel");
    QVERIFY(!document);
    QVERIFY(QString::fromStdString(document.error().expected).contains("ibnetdiscover"));
    QCOMPARE(document.error().found, std::string("\"excel\""));
}

QTEST_APPLESS_MAIN(IoTest)
#include "tst_io.moc"
