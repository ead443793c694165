#include "TestData.h"

#include "model/io/Reader.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QTest>

using namespace podscape;

// Every file in tests/bad has beside it, in NAME.expected, what is to be said about it: the one sentence of the Error, or lines that are
// among the findings. A first line "# reader: ID" names the reader. A folder with an .expected beside it is one case.
class BadTest : public QObject
{
    Q_OBJECT

private slots:
    void saysWhatIsExpected_data();
    void saysWhatIsExpected();
    void hasAnExpectationForEveryFile();
};

namespace {

const char* const kFolder = "tests/bad";

QStringList findingsOf(const Document& document)
{
    QStringList lines;
    const Report& report = std::visit([](const auto& content) -> const Report& { return content.findings; }, document);
    for (const Finding& finding : report.findings())
        lines << QString::fromStdString(toText(finding));
    return lines;
}

} // namespace

void BadTest::saysWhatIsExpected_data()
{
    QVERIFY(QDir::setCurrent(QString::fromStdString(test::sourcePath(""))));   // messages name files relative to the project
    QTest::addColumn<QString>("path");
    QDirIterator files(kFolder, {"*.expected"}, QDir::Files, QDirIterator::Subdirectories);
    QStringList cases;
    while (files.hasNext())
        cases << files.next().chopped(qstrlen(".expected"));
    QVERIFY(cases.size() >= 28);
    cases.sort();
    for (const QString& path : cases)
        QTest::newRow(qPrintable(path)) << path;
}

void BadTest::saysWhatIsExpected()
{
    QFETCH(QString, path);
    QFile file(path + ".expected");
    QVERIFY(file.open(QIODevice::ReadOnly));
    QStringList expected = QString::fromUtf8(file.readAll()).split('\n', Qt::SkipEmptyParts);
    std::string reader;
    if (!expected.isEmpty() && expected.first().startsWith("# reader: "))
        reader = expected.takeFirst().mid(10).trimmed().toStdString();
    QVERIFY(!expected.isEmpty());

    Progress progress;
    const auto document = readDocument(path.toStdString(), progress, reader);
    const QStringList said = document ? findingsOf(*document) : QStringList{QString::fromStdString(toText(document.error()))};
    if (!document)
        QCOMPARE(said.join('\n'), expected.join('\n'));
    for (const QString& line : expected)
        QVERIFY2(said.contains(line), qPrintable("expected: " + line + "\nsaid:     " + said.join("\n          ")));
}

void BadTest::hasAnExpectationForEveryFile()
{
    QDirIterator files(kFolder, QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        const QString path = files.next();
        bool isCovered = path.endsWith(".expected");
        for (QString part = path; !isCovered && part.size() > static_cast<qsizetype>(qstrlen(kFolder)); part.truncate(part.lastIndexOf('/')))
            isCovered = QFile::exists(part + ".expected");
        QVERIFY2(isCovered, qPrintable(path + " has no .expected beside it"));
    }
}

QTEST_APPLESS_MAIN(BadTest)
#include "tst_bad.moc"
