#include "SmallDataset.h"

#include "widgets/common/EntityText.h"
#include "widgets/common/Text.h"
#include "widgets/inspect/FactSheet.h"
#include "widgets/inspect/InspectPanel.h"
#include "widgets/outline/EventListModel.h"
#include "widgets/outline/JobListModel.h"
#include "widgets/outline/OutlinePanel.h"
#include "widgets/outline/UnitTreeModel.h"
#include "widgets/playback/PlaybackBar.h"
#include "widgets/search/EntitySearch.h"
#include "widgets/search/SearchBox.h"
#include "widgets/state/Playback.h"
#include "widgets/state/ViewState.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>
#include <QTreeView>

using namespace podscape;
using namespace podscape::test;

namespace {

constexpr UnitRef kRack1{2, 1};

QString valueOf(const FactSheet& sheet, const QString& section, const QString& label)
{
    for (const FactSection& s : sheet.sections) {
        for (const FactRow& row : s.rows) {
            if (s.title == section && row.label == label)
                return row.value;
        }
    }
    return QStringLiteral("(no such row)");
}

QStringList found(const Dataset& dataset, const char* text, std::size_t limit = 10)
{
    QStringList titles;
    for (const EntityRef& entity : findEntities(dataset, text, limit))
        titles << (std::holds_alternative<UnitRef>(entity) ? detailOf(entity, dataset) : titleOf(entity, dataset));
    return titles;
}

} // namespace

class PanelsTest : public QObject
{
    Q_OBJECT

private slots:
    void theUnitTreeObeysTheRulesOfItemModels();
    void everyUnitIsFoundWhereItsParentSays();
    void aMillionChipsCostNoItems();
    void jobAndEventListsObeyTheRulesOfItemModels();
    void choosingInTheTreeSelectsEverywhere();
    void selectingElsewhereMarksTheTree();
    void selectingAJobMarksTheSortedList();
    void activatingARowFliesThere();
    void aRackShowsItsOwnAndItsSummedFacts();
    void severalSelectedAreCountedByWhatTheyAre();
    void figuresFollowThePlayheadAndTheBrush();
    void aChipThatNeverReportsHasNoFigures();
    void nothingSelectedShowsTheCluster();
    void jobsEventsAndLinksHaveSheets();
    void namesInTheInspectorLeadToWhatTheyName();
    void everyFigureOfEverythingHasAnOrigin();
    void derivedFiguresSayWhatTheyRestOn();
    void aClickOnAFigureSpreadsOutItsOrigin();
    void theMouseFindsTheMarks();
    void aCircuitSwitchCountsItsFibres();
    void aClickCostsLittleAtAMillionChips();
    void factKeysReadAsWords_data();
    void factKeysReadAsWords();
    void entitiesSurviveTheirUrls();
    void searchPutsTheExactNameFirst_data();
    void searchPutsTheExactNameFirst();
    void enterInTheSearchBoxSelectsAndFlies();
    void searchFindsWhatABruteForceFinds();
    void theSearchBoxAnswersQuestions();
    void theSearchBoxSaysWhyThereIsNoAnswer();
    void theBarShowsAndDrivesPlayback();
};

void PanelsTest::theUnitTreeObeysTheRulesOfItemModels()
{
    UnitTreeModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setDataset(smallDataset());
    QCOMPARE(model.rowCount(), 1);
    model.setDataset(nullptr);
    QCOMPARE(model.rowCount(), 0);
}

void PanelsTest::everyUnitIsFoundWhereItsParentSays()
{
    const auto dataset = smallDataset();
    UnitTreeModel model;
    model.setDataset(dataset);
    const UnitTree& tree = dataset->cluster->tree;
    for (int level = 0; level < tree.levelCount(); ++level) {
        for (std::uint32_t i = 0; i < tree.unitCount(level); ++i) {
            const UnitRef unit{static_cast<std::uint16_t>(level), i};
            const QModelIndex index = model.indexOf(unit);
            QCOMPARE(index.data().toString(), toQString(tree.name(unit)));
            QVERIFY(model.unitAt(model.index(index.row(), 0, index.parent())) == unit);
        }
    }
    QCOMPARE(model.indexOf(kRack1, UnitTreeModel::Content).data().toString(), QStringLiteral("4\u00a0chips"));
    QVERIFY(!model.indexOf({2, 4}).isValid());
}

void PanelsTest::aMillionChipsCostNoItems()
{
    auto cluster = std::make_shared<Cluster>();
    cluster->tree = UnitTreeBuilder().addUniform("rack", 15'625, "rack-%05d").addUniform("chip", 64, "chip-%02d").build().value();
    auto dataset = std::make_shared<Dataset>();
    dataset->cluster = cluster;
    UnitTreeModel model;
    model.setDataset(dataset);
    const QModelIndex last = model.indexOf({2, 999'999});
    QCOMPARE(last.row(), 63);
    QCOMPARE(last.parent().row(), 15'624);
    QCOMPARE(last.data().toString(), "chip-63");
    QCOMPARE(model.rowCount(model.index(0, 0)), 15'625);
}

void PanelsTest::jobAndEventListsObeyTheRulesOfItemModels()
{
    JobListModel jobs;
    EventListModel events;
    QAbstractItemModelTester jobTester(&jobs, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QAbstractItemModelTester eventTester(&events, QAbstractItemModelTester::FailureReportingMode::QtTest);
    jobs.setTrace(smallTrace());
    events.setTrace(smallTrace());
    QCOMPARE(jobs.rowCount(), 3);
    QCOMPARE(events.rowCount(), 2);
    QCOMPARE(jobs.index(1, JobListModel::Name).data().toString(), "4712 probe");
    QCOMPARE(jobs.index(1, JobListModel::Start).data().toString(), "00:01:02");
    QCOMPARE(jobs.index(1, JobListModel::Size).data(JobListModel::kSortRole).toUInt(), 2u);
    QCOMPARE(events.index(1, EventListModel::Kind).data().toString(), "chip-failure");
}

void PanelsTest::choosingInTheTreeSelectsEverywhere()
{
    ViewState state;
    state.setDataset(smallDataset());
    OutlinePanel panel(state);
    auto* tree = panel.findChild<QTreeView*>(QStringLiteral("units"));
    const auto& model = static_cast<const UnitTreeModel&>(*tree->model());
    tree->selectionModel()->select(model.indexOf(kRack1), QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    QCOMPARE(state.values().selection, (std::vector<EntityRef>{kRack1}));
}

void PanelsTest::selectingElsewhereMarksTheTree()
{
    ViewState state;
    state.setDataset(smallDataset());
    OutlinePanel panel(state);
    QSignalSpy spy(&state, &ViewState::selectionChanged);
    state.select({kRack1, UnitRef{3, 9}});
    auto* tree = panel.findChild<QTreeView*>(QStringLiteral("units"));
    const auto& model = static_cast<const UnitTreeModel&>(*tree->model());
    QVERIFY(tree->selectionModel()->isRowSelected(model.indexOf(kRack1).row(), model.indexOf(kRack1).parent()));
    QCOMPARE(tree->selectionModel()->selectedRows().size(), 2);
    QVERIFY(tree->isExpanded(model.indexOf({2, 2})));   // opened down to the chip
    QCOMPARE(spy.count(), 1);                           // the list did not answer back
}

void PanelsTest::selectingAJobMarksTheSortedList()
{
    ViewState state;
    state.setDataset(smallDataset());
    OutlinePanel panel(state);
    auto* table = panel.findChild<QTableView*>(QStringLiteral("jobs"));
    table->sortByColumn(JobListModel::Name, Qt::DescendingOrder);
    state.select({JobId{0}});
    QCOMPARE(table->selectionModel()->selectedRows().size(), 1);
    QCOMPARE(table->selectionModel()->selectedRows().first().row(), 2);
    table->selectRow(0);
    QCOMPARE(state.values().selection, (std::vector<EntityRef>{JobId{2}}));
}

void PanelsTest::activatingARowFliesThere()
{
    ViewState state;
    state.setDataset(smallDataset());
    OutlinePanel panel(state);
    int flights = 0;
    connect(&state, &ViewState::flyToRequested, this, [&](const EntityRef& entity) { flights += entity == EntityRef(kRack1) ? 1 : 100; });
    auto* tree = panel.findChild<QTreeView*>(QStringLiteral("units"));
    emit tree->activated(static_cast<const UnitTreeModel&>(*tree->model()).indexOf(kRack1));
    QCOMPARE(flights, 1);
}

void PanelsTest::aRackShowsItsOwnAndItsSummedFacts()
{
    ViewState state;
    state.setDataset(smallDataset());
    state.select({kRack1});
    const FactSheet sheet = factSheetOf(state.values());
    QCOMPARE(sheet.kind, "rack");
    QCOMPARE(sheet.detail, "pod-0/rack-1");
    QCOMPARE(valueOf(sheet, "Facts", "Power"), "4 kW");
    QCOMPARE(valueOf(sheet, "Unit", "Chip"), "4");
    QCOMPARE(valueOf(sheet, "Fabric ici", "Links inside"), "4");
    QCOMPARE(valueOf(sheet, "Fabric ici", "Links to others"), "8");
    for (const FactSection& section : sheet.sections) {
        for (const FactRow& row : section.rows) {
            if (row.label == "Memory")
                QVERIFY(row.status == FactStatus::Assumption);   // a sum is no surer than its parts
            if (row.label == "Power")
                QCOMPARE(row.note, QStringLiteral("4 chips · 1 kW"));
        }
    }
}

void PanelsTest::severalSelectedAreCountedByWhatTheyAre()
{
    ViewState state;
    state.setDataset(smallDataset());
    state.select({UnitRef{2, 0}, UnitRef{2, 3}, kRack1});
    FactSheet sheet = factSheetOf(state.values());
    QCOMPARE(sheet.kind, QStringLiteral("rack, the last of 3\u00a0racks selected"));
    QCOMPARE(sheet.detail, "pod-0/rack-1");
    state.select({UnitRef{2, 0}, UnitRef{3, 9}});
    QCOMPARE(factSheetOf(state.values()).kind, QStringLiteral("chip, the last of 1\u00a0rack and 1\u00a0chip selected"));
    state.select({JobId{0}, kRack1});
    QCOMPARE(factSheetOf(state.values()).kind, "rack, the last of 2 selected");
}

void PanelsTest::figuresFollowThePlayheadAndTheBrush()
{
    ViewState state;
    state.setDataset(smallDataset());
    state.select({UnitRef{3, 5}});
    state.setTime(fromSeconds(3));
    QCOMPARE(valueOf(factSheetOf(state.values()), "Utilisation", "Now"), QStringLiteral("35\u00a0%"));
    state.setBrush(TimeRange{fromSeconds(2), fromSeconds(5)});   // samples 2, 3, 4: 25, 35, 45
    const FactSheet sheet = factSheetOf(state.values());
    QCOMPARE(valueOf(sheet, "Utilisation", "Least"), QStringLiteral("25\u00a0%"));
    QCOMPARE(valueOf(sheet, "Utilisation", "Mean"), QStringLiteral("35\u00a0%"));
    QCOMPARE(valueOf(sheet, "Utilisation", "Most"), QStringLiteral("45\u00a0%"));
    state.select({kRack1});   // chips 4…7
    QCOMPARE(valueOf(factSheetOf(state.values()), "Utilisation", "Most"), QStringLiteral("47\u00a0%"));
}

void PanelsTest::aChipThatNeverReportsHasNoFigures()
{
    ViewState state;
    state.setDataset(smallDataset());
    state.select({UnitRef{3, 15}});
    const FactSheet sheet = factSheetOf(state.values());
    QCOMPARE(valueOf(sheet, "Utilisation", "Now"), "no sample");
    QCOMPARE(valueOf(sheet, "Utilisation", "Mean"), "no sample");
}

void PanelsTest::nothingSelectedShowsTheCluster()
{
    ViewState state;
    QVERIFY(factSheetOf(state.values()).sections.empty());
    state.setDataset(smallDataset());
    const FactSheet sheet = factSheetOf(state.values());
    QCOMPARE(sheet.title, "small");
    QCOMPARE(valueOf(sheet, "Size", "Rack"), "4");
    QCOMPARE(valueOf(sheet, "Trace", "Jobs completed"), "3");
    QCOMPARE(valueOf(sheet, "Findings", "info"), "the key is not known");
}

void PanelsTest::jobsEventsAndLinksHaveSheets()
{
    ViewState state;
    state.setDataset(smallDataset());
    state.select({JobId{0}});
    FactSheet sheet = factSheetOf(state.values());
    QCOMPARE(sheet.title, "4711 pretrain");
    QCOMPARE(valueOf(sheet, "Job", "Ran"), "50 s");
    QCOMPARE(valueOf(sheet, "Where", "Pod"), "pod-0");
    state.select({EventId{1}});
    sheet = factSheetOf(state.values());
    QCOMPARE(valueOf(sheet, "Event", "Severity"), "failure");
    QCOMPARE(valueOf(sheet, "Where", "Chip"), "pod-1/rack-1/chip-0");
    state.select({LinkRef{{0}, {0}}});
    sheet = factSheetOf(state.values());
    QCOMPARE(sheet.kind, "link");
    QCOMPARE(valueOf(sheet, "Link", "Rate"), "100 GB/s");
}

void PanelsTest::namesInTheInspectorLeadToWhatTheyName()
{
    ViewState state;
    state.setDataset(smallDataset());
    state.select({JobId{0}});
    InspectPanel panel(state);
    QVERIFY(panel.toHtml().contains(toUrl(UnitRef{1, 0})));
    emit panel.anchorClicked(QUrl(toUrl(UnitRef{1, 0})));
    QCOMPARE(state.values().selection, (std::vector<EntityRef>{UnitRef{1, 0}}));
    emit panel.anchorClicked(QUrl(QStringLiteral("unit:9:9")));   // not there: nothing happens
    QCOMPARE(state.values().selection.size(), std::size_t(1));
}

void PanelsTest::everyFigureOfEverythingHasAnOrigin()
{
    ViewState state;
    state.setDataset(smallDataset());
    const std::vector<std::vector<EntityRef>> selections{{}, {UnitRef{1, 0}}, {kRack1}, {UnitRef{3, 5}}, {LinkRef{{0}, {0}}}, {JobId{0}}};
    for (const auto& selection : selections) {
        state.select(selection);
        const FactSheet sheet = factSheetOf(state.values());
        for (const FactSection& section : sheet.sections) {
            if (section.title == QStringLiteral("Findings") || section.title == QStringLiteral("As recorded"))
                continue;
            for (const FactRow& row : section.rows) {
                const bool isFigure = !row.target && std::any_of(row.value.begin(), row.value.end(), [](QChar c) { return c.isDigit(); });
                const bool isName = section.title == QStringLiteral("Job") && (row.label == QStringLiteral("Id") || row.label == QStringLiteral("Name"));
                QVERIFY2(!isFigure || isName || row.hasOrigin(), qPrintable(section.title + ": " + row.label + " = " + row.value));
            }
        }
    }
}

void PanelsTest::derivedFiguresSayWhatTheyRestOn()
{
    ViewState state;
    state.setDataset(smallDataset());
    const FactSheet sheet = factSheetOf(state.values());
    int derived = 0;
    for (const FactSection& section : sheet.sections)
        for (const FactRow& row : section.rows)
            if (row.label == QStringLiteral("IT power") || row.label == QStringLiteral("Bisection") || row.label == QStringLiteral("Total memory")) {
                ++derived;
                QVERIFY2(!row.note.isEmpty() && !row.basis.empty(), qPrintable(row.label));
                if (row.label == QStringLiteral("IT power")) {
                    QCOMPARE(row.note, QStringLiteral("16 chips · 1 kW"));
                    QCOMPARE(row.basis.front().origin, QStringLiteral("Data sheet"));
                }
                if (row.label == QStringLiteral("Total memory"))
                    QCOMPARE(row.status, FactStatus::Assumption);
            }
    QCOMPARE(derived, 3);
}

void PanelsTest::aClickOnAFigureSpreadsOutItsOrigin()
{
    ViewState state;
    state.setDataset(smallDataset());
    InspectPanel panel(state);
    QVERIFY(!panel.toPlainText().contains(QStringLiteral("Data sheet")));
    const QString key = QStringLiteral("figure:") + QString::fromLatin1(QUrl::toPercentEncoding(QStringLiteral("Power/IT power/0")));
    QVERIFY2(panel.toHtml().contains(key), qPrintable(panel.toHtml()));
    emit panel.anchorClicked(QUrl(key));
    QVERIFY(panel.toPlainText().contains(QStringLiteral("Data sheet")));
    QVERIFY(panel.toPlainText().contains(QStringLiteral("= 16 chips · 1 kW")));
    emit panel.anchorClicked(QUrl(key));
    QVERIFY(!panel.toPlainText().contains(QStringLiteral("Data sheet")));
    emit panel.anchorClicked(QUrl(QStringLiteral("figures:all")));
    QVERIFY(panel.toPlainText().contains(QStringLiteral("Data sheet")));
    QCOMPARE(state.values().emphasis, Emphasis::None);
    emit panel.anchorClicked(QUrl(QStringLiteral("figures:assumed")));
    QCOMPARE(state.values().emphasis, Emphasis::Assumptions);
}

void PanelsTest::theMouseFindsTheMarks()
{
    ViewState state;
    state.setDataset(smallDataset());
    InspectPanel panel(state);
    panel.resize(340, 900);
    panel.show();
    QVERIFY(QTest::qWaitForWindowExposed(&panel));
    const QString wanted = QStringLiteral("figure:") + QString::fromLatin1(QUrl::toPercentEncoding(QStringLiteral("Power/IT power/0")));
    std::optional<QPoint> at;
    for (int y = 0; y < panel.viewport()->height() && !at; y += 3)
        for (int x = 0; x < panel.viewport()->width() && !at; x += 3)
            if (panel.anchorAt({x, y}) == wanted)
                at = QPoint(x, y);
    QVERIFY(at.has_value());
    QTest::mouseClick(panel.viewport(), Qt::LeftButton, {}, *at);
    QVERIFY(panel.toPlainText().contains(QStringLiteral("Data sheet")));
    QTest::keyClick(&panel, Qt::Key_S);
    QVERIFY(panel.toPlainText().contains(QStringLiteral("Hide where figures come from")));
}

void PanelsTest::aCircuitSwitchCountsItsFibres()
{
    auto cluster = std::make_shared<Cluster>();
    cluster->tree = UnitTreeBuilder("pod", "pod").addUniform("rack", 64, "rack-%d").addUniform("chip", 64, "chip-%d").build().value();
    TorusSpec torus;
    torus.name = "ICI";
    torus.shape = {16, 16, 16};
    torus.cube = {4, 4, 4};
    torus.bricks = {{1, {4, 4, 4}}};
    torus.bandwidth = {BytesPerSecond{45e9}, BytesPerSecond{45e9}, BytesPerSecond{45e9}};
    torus.circuits = TorusSpec::Circuits{136, 0, "ocs"};
    cluster->fabrics.push_back(buildTorus(torus, cluster->tree).value());
    auto dataset = std::make_shared<Dataset>();
    dataset->cluster = cluster;
    ViewState state;
    state.setDataset(dataset);
    state.select({SwitchRef{{0}, 5}});
    const FactSheet sheet = factSheetOf(state.values());
    QCOMPARE(valueOf(sheet, "Switch", "Kind"), "optical circuit switch");
    QCOMPARE(valueOf(sheet, "Switch", "Fibres"), "128");
    QCOMPARE(valueOf(sheet, "Switch", "Ports"), "136");
    state.select({LinkRef{{0}, LinkId{cluster->fabrics[0].linksThrough(5).front()}}});
    QCOMPARE(valueOf(factSheetOf(state.values()), "Link", "Through"), toQString(cluster->fabrics[0].switches()[5].name));
}

void PanelsTest::aClickCostsLittleAtAMillionChips()
{
    auto cluster = std::make_shared<Cluster>();
    cluster->tree = UnitTreeBuilder().addUniform("pod", 109, "pod-%d").addUniform("rack", 144, "rack-%d").addUniform("chip", 64, "chip-%d").build().value();
    cluster->floor.blockLevel = 2;
    cluster->floor.stated = true;
    cluster->facts.push_back({"power", 3, 1'085, Dimension::Power, {FactStatus::Derived, "", ""}});
    TorusSpec torus;
    torus.name = "ICI";
    torus.shape = {16, 24, 24};
    torus.instanceLevel = 1;
    torus.bricks = {{2, {4, 4, 4}}};
    torus.bandwidth = {BytesPerSecond{100e9}, BytesPerSecond{100e9}, BytesPerSecond{100e9}};
    cluster->fabrics.push_back(buildTorus(torus, cluster->tree).value());
    auto dataset = std::make_shared<Dataset>();
    dataset->cluster = cluster;
    dataset->layouts[0] = std::make_shared<Layout>(buildPhysicalLayout(*cluster));
    dataset->figures = std::make_shared<FigureCache>(cluster, dataset->layouts[0]);
    static_cast<void>(dataset->figures->figures());   // as the loading thread does
    ViewState state;
    state.setDataset(dataset);
    const std::vector<std::vector<EntityRef>> selections{{}, {UnitRef{1, 50}}, {UnitRef{2, 9'000}}, {UnitRef{3, 500'000}}, {LinkRef{{0}, {1'000'000}}}};
    for (const auto& selection : selections) {
        state.select(selection);
        QElapsedTimer timer;
        timer.start();
        const FactSheet sheet = factSheetOf(state.values());
        const auto milliseconds = timer.elapsed();
        qInfo("%s: %lld ms", qPrintable(sheet.kind), static_cast<long long>(milliseconds));   // told, not judged: a busy machine is no fault
        QVERIFY(!sheet.sections.empty());
    }
}

void PanelsTest::factKeysReadAsWords_data()
{
    QTest::addColumn<QString>("label");
    QTest::newRow("power") << "Power";
    QTest::newRow("memoryBandwidth") << "Memory bandwidth";
    QTest::newRow("peak.fp8") << "Peak FP8";
    QTest::newRow("") << "";
}

void PanelsTest::factKeysReadAsWords()
{
    QTEST(factLabel(QTest::currentDataTag()), "label");
}

void PanelsTest::entitiesSurviveTheirUrls()
{
    for (const EntityRef& entity : {EntityRef(UnitRef{3, 7}), EntityRef(JobId{2}), EntityRef(EventId{1}), EntityRef(LinkRef{{1}, {9}}), EntityRef(SwitchRef{{0}, 4})})
        QVERIFY(entityFromUrl(toUrl(entity)) == entity);
    for (const char* bad : {"", "unit", "unit:x:1", "unit:1:", "horse:1"})
        QVERIFY2(!entityFromUrl(QLatin1String(bad)), bad);
}

void PanelsTest::searchPutsTheExactNameFirst_data()
{
    QTest::addColumn<QString>("first");
    QTest::newRow("pod-1") << "pod-1";
    QTest::newRow("pod-1/rack-0") << "pod-1/rack-0";
    QTest::newRow("pod-1/ra") << "pod-1/rack-0";
    QTest::newRow("  POD-1  ") << "pod-1";
    QTest::newRow("pod-1/rack-0/chip-2") << "pod-1/rack-0/chip-2";
    QTest::newRow("Rack-1/chip-2") << "pod-0/rack-1/chip-2";
    QTest::newRow("rack-1/ch") << "pod-0/rack-1/chip-0";
    QTest::newRow("POD-1/RACK-1/3") << "pod-1/rack-1/chip-3";
    QTest::newRow("4712") << "4712 probe";
    QTest::newRow("471") << "4711 pretrain";
    QTest::newRow("train") << "4711 pretrain";
    QTest::newRow("chip-3") << "pod-0/rack-0/chip-3";
}

void PanelsTest::searchPutsTheExactNameFirst()
{
    QTEST(found(*smallDataset(), QTest::currentDataTag()).value(0), "first");
    QVERIFY(found(*smallDataset(), "").isEmpty());
    for (const char* nothing : {"no such thing", "//", "rack/chip-2", "chip-2/x", "pod-0/rack-7/chip-2"})
        QVERIFY2(found(*smallDataset(), nothing).isEmpty(), nothing);
    QCOMPARE(found(*smallDataset(), "chip", 5).size(), 5);
    QCOMPARE(found(*smallDataset(), "rack-1/chip-2"), (QStringList{"pod-0/rack-1/chip-2", "pod-1/rack-1/chip-2"}));   // from the middle of the tree: in every pod
}

void PanelsTest::enterInTheSearchBoxSelectsAndFlies()
{
    ViewState state;
    state.setDataset(smallDataset());
    SearchBox box(state);
    int flights = 0;
    connect(&state, &ViewState::flyToRequested, this, [&] { ++flights; });
    box.setText("pod-0/rack-1");
    QTest::keyClick(&box, Qt::Key_Return);
    QCOMPARE(state.values().selection, (std::vector<EntityRef>{kRack1}));
    QCOMPARE(flights, 1);
    QTRY_VERIFY(box.text().isEmpty());
}

// By the name of every unit, as one would write it down: exact names, then beginnings, then parts, each from the top of the tree on.
void PanelsTest::searchFindsWhatABruteForceFinds()
{
    auto cluster = std::make_shared<Cluster>();
    cluster->tree = UnitTreeBuilder("fleet", "Fleet").addExplicit("pod", {3}, {"North", "South", "north-2"}).addExplicit("rack", {2, 30, 1}, {}, "Rack-%03d", 1).addUniform("chip", 7'000, "c%d").build().value();
    Dataset dataset;
    dataset.cluster = cluster;
    const UnitTree& tree = cluster->tree;
    for (const char* wanted : {"north", "nor", "th", "rack-001", "rack-0", "ack-03", "RACK", "c1", "c12", "c4095", "c6999", "c7000", "c0", "fleet", "1", "c699", "x"}) {
        const QString low = QString(wanted).toLower();
        QStringList exact, beginning, part;
        for (int level = 0; level < tree.levelCount(); ++level)
            for (std::uint32_t i = 0; i < tree.unitCount(level); ++i) {
                const UnitRef unit{static_cast<std::uint16_t>(level), i};
                const QString name = QString::fromStdString(tree.name(unit)).toLower();
                QStringList& list = name == low ? exact : name.startsWith(low) ? beginning : part;
                if (name.contains(low) && list.size() < 12)
                    list << QString::fromStdString(tree.path(unit));
            }
        QCOMPARE(found(dataset, wanted, 12), (exact + beginning + part).mid(0, 12));
    }
}

void PanelsTest::theSearchBoxAnswersQuestions()
{
    ViewState state;
    state.setDataset(smallDataset());
    state.setTime(fromSeconds(3));
    SearchBox box(state);
    box.setText("chips > 43");
    QTest::keyClick(&box, Qt::Key_Return);
    QCOMPARE(state.values().selection, (std::vector<EntityRef>{UnitRef{3, 14}}));
    QCOMPARE(box.message(), QStringLiteral("Selected 1\u00a0chip."));
    box.setText("same position in every pod");
    QTest::keyClick(&box, Qt::Key_Return);
    QCOMPARE(state.values().selection, (std::vector<EntityRef>{UnitRef{3, 6}, UnitRef{3, 14}}));
}

void PanelsTest::theSearchBoxSaysWhyThereIsNoAnswer()
{
    ViewState state;
    state.setDataset(smallDataset());
    SearchBox box(state);
    box.setText("job 99");
    QTest::keyClick(&box, Qt::Key_Return);
    QVERIFY(state.values().selection.empty());
    QCOMPARE(box.message(), QStringLiteral("Expected the id of a job of this trace, found \"99\". The outline lists all jobs."));
    QCOMPARE(box.text(), QStringLiteral("job 99"));   // to be put right
    box.setText("racks > 99");
    QTest::keyClick(&box, Qt::Key_Return);
    QCOMPARE(box.message(), QStringLiteral("Nothing answers to \"racks > 99\" now."));
    box.setText("rock-1");
    QTest::keyClick(&box, Qt::Key_Return);
    QCOMPARE(box.message(), QStringLiteral("Nothing here is called \"rock-1\"."));
    QCOMPARE(box.text(), QStringLiteral("rock-1"));
}

void PanelsTest::theBarShowsAndDrivesPlayback()
{
    ViewState state;
    Playback playback(state);
    PlaybackBar bar(state, playback);
    QAction* play = bar.playbackActions().first();
    QVERIFY(!play->isEnabled());   // nothing to play
    state.setDataset(smallDataset());
    QVERIFY(play->isEnabled());
    play->trigger();
    QVERIFY(playback.isPlaying());
    QCOMPARE(play->text(), "Pause");
    play->trigger();
    QVERIFY(!playback.isPlaying());
    QCOMPARE(PlaybackBar::speedText(1), QStringLiteral("1×"));
    QCOMPARE(PlaybackBar::speedText(600), "10 min/s");
    QCOMPARE(PlaybackBar::speedText(3'600), "1 h/s");
    QCOMPARE(PlaybackBar::speedText(86'400), "1 d/s");
}

QTEST_MAIN(PanelsTest)
#include "tst_panels.moc"
