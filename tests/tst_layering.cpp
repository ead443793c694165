// Reads every include of the project and holds it against the table of the house: model ← widgets ← app, Qt and VTK only where they belong.
#include <QDirIterator>
#include <QFile>
#include <QRegularExpression>
#include <QtTest>

namespace {

// What files under `folder` may include. The first row whose folder is a prefix of the file applies.
struct Rule
{
    QString folder;
    QStringList project;      // prefixes of includes with quotes
    bool qt = false;
    bool vtk = false;
    bool json = false;
};

const QList<Rule> kRules{
    {"model/io/", {"model/"}, false, false, true},
    {"model/", {"model/"}, false, false, false},
    {"widgets/draw/", {"model/", "widgets/draw/"}, false, false, false},
    {"widgets/vtk/", {"model/", "widgets/draw/", "widgets/vtk/"}, true, true, false},
    {"widgets/state/", {"model/", "widgets/draw/", "widgets/state/"}, true, false, false},
    {"widgets/", {"model/", "widgets/"}, true, true, false},
    {"app/", {"model/", "widgets/", "app/"}, true, false, true},
};

// Picture rooms know shared rooms and themselves, never another picture.
const QStringList kPictures{"scene", "heatmap", "timeline", "inspect", "outline", "playback", "search"};

struct Include
{
    QString file;
    QString target;
    bool quoted;
};

QList<Include> includesOf(const QString& top)
{
    static const QRegularExpression form(R"(^\s*#\s*include\s*([<"])([^">]+)[">])");
    QList<Include> includes;
    for (const QString& folder : QStringList{"model", "widgets", "app"}) {
        QDirIterator files(top + '/' + folder, {"*.h", "*.cpp"}, QDir::Files, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile file(files.next());
            if (!file.open(QIODevice::ReadOnly))
                continue;
            const QString name = QDir(top).relativeFilePath(file.fileName());
            for (const QString& line : QString::fromUtf8(file.readAll()).split('\n'))
                if (const auto match = form.match(line); match.hasMatch())
                    includes.append({name, match.captured(2), match.captured(1) == "\""});
        }
    }
    return includes;
}

bool isVtk(const QString& target) { return target.startsWith("vtk"); }
bool isQt(const QString& target) { return target.size() > 1 && target[0] == 'Q' && target[1].isUpper(); }

const Rule& ruleFor(const QString& file)
{
    return *std::find_if(kRules.begin(), kRules.end(), [&](const Rule& rule) { return file.startsWith(rule.folder); });
}

QString pictureOf(const QString& path)
{
    for (const QString& picture : kPictures)
        if (path.startsWith("widgets/" + picture + '/'))
            return picture;
    return {};
}

} // namespace

class TestLayering : public QObject
{
    Q_OBJECT

private slots:
    void includesRunDownwardsOnly();
    void picturesDoNotKnowEachOther();
    void toolkitsStayWhereTheyBelong();
    void topLevelIsTheDesignCard();
};

void TestLayering::includesRunDownwardsOnly()
{
    const auto includes = includesOf(PODSCAPE_SOURCE_DIR);
    QVERIFY2(includes.size() > 500, "the project's sources were not found");
    for (const Include& include : includes)
        if (include.quoted && include.target.contains('/')) {
            const Rule& rule = ruleFor(include.file);
            const bool allowed = std::any_of(rule.project.begin(), rule.project.end(), [&](const QString& prefix) { return include.target.startsWith(prefix); });
            QVERIFY2(allowed, qPrintable(QString("%1 includes %2; files under %3 may include %4").arg(include.file, include.target, rule.folder, rule.project.join(", "))));
        }
}

void TestLayering::picturesDoNotKnowEachOther()
{
    for (const Include& include : includesOf(PODSCAPE_SOURCE_DIR)) {
        const QString from = pictureOf(include.file), to = pictureOf(include.target);
        QVERIFY2(from.isEmpty() || to.isEmpty() || from == to, qPrintable(QString("%1 includes %2; views meet in widgets/state only").arg(include.file, include.target)));
    }
}

void TestLayering::toolkitsStayWhereTheyBelong()
{
    for (const Include& include : includesOf(PODSCAPE_SOURCE_DIR)) {
        if (include.quoted)
            continue;
        const Rule& rule = ruleFor(include.file);
        QVERIFY2(rule.qt || !isQt(include.target), qPrintable(QString("%1 includes <%2>; %3 does without Qt").arg(include.file, include.target, rule.folder)));
        QVERIFY2(rule.vtk || !isVtk(include.target), qPrintable(QString("%1 includes <%2>; %3 does without VTK").arg(include.file, include.target, rule.folder)));
        QVERIFY2(rule.json || !include.target.startsWith("nlohmann"), qPrintable(QString("%1 includes <%2>; JSON is read in model/io").arg(include.file, include.target)));
    }
}

void TestLayering::topLevelIsTheDesignCard()
{
    const QStringList allowed{"CMakeLists.txt", "app", "widgets", "model", "resources", "samples", "tests", "README.md", "LICENSE", "CHANGELOG.md"};
    for (const QString& name : QDir(PODSCAPE_SOURCE_DIR).entryList(QDir::AllEntries | QDir::NoDotAndDotDot))
        QVERIFY2(allowed.contains(name) || name.startsWith("build"), qPrintable(name + " is not on the design card"));
}

QTEST_APPLESS_MAIN(TestLayering)
#include "tst_layering.moc"
