// Questions whose answer is a selection: by place, by value, by job, by link. Model only.
#include "SmallDataset.h"

#include "model/select/QueryText.h"
#include "model/select/UnitQueries.h"

#include <QTest>

#include <random>

using namespace podscape;
using namespace podscape::test;

namespace {

constexpr std::uint32_t kSeed = 20'260'917;

std::vector<bool> bits(const ChipSet& set, std::uint32_t count)
{
    std::vector<bool> in(count, false);
    for (const IndexRange range : set.ranges())
        std::fill(in.begin() + range.begin, in.begin() + range.end, true);
    return in;
}

ChipSet randomSet(std::mt19937& random, std::uint32_t count)
{
    std::vector<IndexRange> ranges;
    for (unsigned i = random() % 6; i > 0; --i) {
        const std::uint32_t begin = random() % count;
        ranges.push_back({begin, std::min<std::uint32_t>(count, begin + random() % 9)});
    }
    return ChipSet(std::move(ranges));
}

// Pods of 3, 1 and 2 racks of 4, 2, 3, 5, 1, 2 chips: nothing is uniform.
UnitTree crookedTree()
{
    return UnitTreeBuilder("fleet", "fleet").addExplicit("pod", {3}, {}).addExplicit("rack", {3, 1, 2}, {}).addExplicit("chip", {4, 2, 3, 5, 1, 2}, {}).build().value();
}

QueryContext contextOf(const Dataset& dataset, std::span<const UnitRef> selection, std::optional<std::size_t> sample = 3)
{
    const Trace* trace = dataset.trace.get();
    return {*dataset.cluster, trace, trace ? &trace->metrics[0] : nullptr, trace ? sample : std::nullopt, {0}, selection};
}

QStringList paths(const UnitTree& tree, const std::vector<UnitRef>& units)
{
    QStringList list;
    for (const UnitRef unit : units)
        list << QString::fromStdString(tree.path(unit));
    return list;
}

} // namespace

class QueriesTest : public QObject
{
    Q_OBJECT

private slots:
    void setsAreWhatTheirChipsSay();
    void theFewestUnitsCoverASetAndNothingElse();
    void unitsWithAChipAreThoseThatABruteForceFinds();
    void whatIsTooLongToListIsSaidByLargerUnits();
    void theSamePlaceIsFoundWhereItExists();
    void valuesAreTestedAtEveryLevel();
    void neighboursAreWhatLinksJoin();
    void questionsAreUnderstood_data();
    void questionsAreUnderstood();
    void whatAsksNothingIsNoQuestion();
    void questionsAreAnswered_data();
    void questionsAreAnswered();
    void whatCannotBeAnsweredSaysWhy_data();
    void whatCannotBeAnsweredSaysWhy();
    void everyCompletionIsAQuestion();
};

void QueriesTest::setsAreWhatTheirChipsSay()
{
    std::mt19937 random(kSeed);
    constexpr std::uint32_t kCount = 40;
    for (int round = 0; round < 500; ++round) {
        const ChipSet a = randomSet(random, kCount), b = randomSet(random, kCount);
        const auto inA = bits(a, kCount), inB = bits(b, kCount);
        const auto with = bits(a.with(b), kCount), without = bits(a.without(b), kCount), inverted = bits(a.inverted(kCount), kCount);
        for (std::uint32_t i = 0; i < kCount; ++i) {
            QCOMPARE(with[i], inA[i] || inB[i]);
            QCOMPARE(without[i], inA[i] && !inB[i]);
            QCOMPARE(inverted[i], !inA[i]);
            QCOMPARE(a.meets({i, i + 1}), bool(inA[i]));
        }
        QCOMPARE(a.without(b).with(b), a.with(b));   // one set has one form
        QCOMPARE(a.chipCount(), static_cast<std::uint32_t>(std::ranges::count(inA, true)));
    }
}

void QueriesTest::theFewestUnitsCoverASetAndNothingElse()
{
    std::mt19937 random(kSeed);
    const UnitTree tree = crookedTree();
    for (int round = 0; round < 300; ++round) {
        const ChipSet set = randomSet(random, tree.chipCount());
        const std::vector<UnitRef> units = fewestUnits(tree, set);
        QCOMPARE(ChipSet::of(tree, units), set);
        for (const UnitRef unit : units)   // none could be larger
            QVERIFY(unit.level == 0 || ChipSet::of(tree, std::vector{tree.parent(unit)}).without(set).chipCount() > 0);
    }
}

void QueriesTest::unitsWithAChipAreThoseThatABruteForceFinds()
{
    std::mt19937 random(kSeed + 1);
    const UnitTree tree = crookedTree();
    for (int round = 0; round < 300; ++round) {
        const ChipSet set = randomSet(random, tree.chipCount());
        for (int level = 0; level < tree.levelCount(); ++level) {
            std::vector<UnitRef> expected;
            for (std::uint32_t i = 0; i < tree.unitCount(level); ++i)
                if (const UnitRef unit{static_cast<std::uint16_t>(level), i}; set.meets(tree.chips(unit)))
                    expected.push_back(unit);
            QCOMPARE(unitsWith(tree, set, level), expected);
        }
    }
}

void QueriesTest::whatIsTooLongToListIsSaidByLargerUnits()
{
    const UnitTree tree = UnitTreeBuilder().addUniform("rack", 100).addUniform("chip", 10).build().value();
    ChipSet everyOther;
    for (std::uint32_t chip = 0; chip < 600; chip += 2)
        everyOther.append({chip, chip + 1});
    const UnitChoice exact = chosenUnits(tree, everyOther, 300);
    QVERIFY(!exact.coarsenedTo);
    QCOMPARE(exact.units.size(), std::size_t(300));
    const UnitChoice coarse = chosenUnits(tree, everyOther, 299);
    QCOMPARE(coarse.coarsenedTo, std::optional(1));
    QCOMPARE(coarse.units.size(), std::size_t(60));
    QCOMPARE(coarse.chipCount, 300u);
    const UnitChoice coarsest = chosenUnits(tree, everyOther, 59);   // racks 0…59 of 100 make no larger unit but all
    QCOMPARE(coarsest.units, std::vector{UnitTree::root()});
}

void QueriesTest::theSamePlaceIsFoundWhereItExists()
{
    const UnitTree tree = crookedTree();
    QCOMPARE(paths(tree, samePosition(tree, {2, 1}, 1)), (QStringList{"pod-0/rack-1", "pod-2/rack-1"}));   // pod-1 has one rack
    QCOMPARE(samePosition(tree, UnitRef{3, 3}, 2), (std::vector<UnitRef>{{3, 3}, {3, 12}}));              // chip 3 of racks of 4 and of 5
    QCOMPARE(samePosition(tree, UnitRef{2, 1}, 2), (std::vector<UnitRef>{{2, 1}}));
}

void QueriesTest::valuesAreTestedAtEveryLevel()
{
    const auto dataset = smallDataset();
    const UnitTree& tree = dataset->cluster->tree;
    const Metric& metric = dataset->trace->metrics[0];   // sample 3: chip c has 30 + c, chip 15 nothing
    QCOMPARE(chipsWhere(metric, 3, tree, 3, {ValueTest::Kind::Above, 40}), ChipSet({{11, 15}}));
    QCOMPARE(chipsWhere(metric, 3, tree, 3, {ValueTest::Kind::AtLeast, 40}), ChipSet({{10, 15}}));
    QCOMPARE(chipsWhere(metric, 3, tree, 3, {ValueTest::Kind::Missing, 0}), ChipSet({{15, 16}}));
    // Means of racks: 31.5, 35.5, 39.5 and 43 of the three known chips.
    QCOMPARE(unitsWhere(metric, 3, tree, 2, {ValueTest::Kind::AtLeast, 43}), (std::vector<UnitRef>{{2, 3}}));
    QCOMPARE(unitsWhere(metric, 3, tree, 2, {ValueTest::Kind::Below, 36}), (std::vector<UnitRef>{{2, 0}, {2, 1}}));
    QVERIFY(unitsWhere(metric, 3, tree, 2, {ValueTest::Kind::Missing, 0}).empty());
}

void QueriesTest::neighboursAreWhatLinksJoin()
{
    const auto cluster = smallCluster();
    const Fabric& fabric = cluster->fabrics[0];
    std::vector<bool> expected(16, false);
    for (std::uint32_t link = 0; link < fabric.linkCount(); ++link) {
        if (fabric.linkA()[link] == 5)
            expected[fabric.linkB()[link]] = true;
        if (fabric.linkB()[link] == 5)
            expected[fabric.linkA()[link]] = true;
    }
    QCOMPARE(bits(neighboursOf(cluster->tree, fabric, ChipSet({{5, 6}})), 16), expected);
    QCOMPARE(std::ranges::count(expected, true), 4);
}

void QueriesTest::questionsAreUnderstood_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("again");
    for (const auto& [text, again] : {std::pair{"job 4711", "job 4711"}, {"Racks of Job 4711_a", "racks of job 4711_a"}, {"racks job 7", "racks of job 7"}, {"> 90 %", "> 90 %"}, {">90%", "> 90 %"},
                                      {"  < 10  ", "< 10"}, {">= 1.5", ">= 1.5"}, {"above 90", "> 90"}, {"chips under 3 W", "chips < 3 W"}, {"missing", "missing"}, {"rack missing", "racks missing"},
                                      {"same position", "same position"}, {"Same position in every pod", "same position in every pod"}, {"siblings", "siblings"}, {"neighbors", "neighbours"}, {"parents", "parent"}})
        QTest::newRow(text) << QString(text) << QString(again);
}

void QueriesTest::questionsAreUnderstood()
{
    QFETCH(QString, text);
    QFETCH(QString, again);
    const UnitTree tree = smallCluster()->tree;
    const auto query = parseQuery(text.toStdString(), tree);
    QVERIFY(query && query->ok());
    QCOMPARE(QString::fromStdString(toText(**query, tree)), again);
    const auto second = parseQuery(again.toStdString(), tree);
    QVERIFY(second && second->ok() && **second == **query);
}

void QueriesTest::whatAsksNothingIsNoQuestion()
{
    const UnitTree tree = smallCluster()->tree;
    for (const char* text : {"", "  ", "rack-3", "pod-1/rack-0", "rack", "4711", "pretrain", "jobs", "missingno", "overview"})
        QVERIFY2(!parseQuery(text, tree), text);
}

void QueriesTest::questionsAreAnswered_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("answer");
    QTest::newRow("a job") << "job 4711" << QStringList{"pod-0"};
    QTest::newRow("racks of a job") << "racks of job 4712" << QStringList{"pod-0/rack-1"};
    QTest::newRow("racks by mean") << "> 39 %" << QStringList{"pod-1/rack-0", "pod-1/rack-1"};
    QTest::newRow("chips by value") << "chips > 43" << QStringList{"pod-1/rack-1/chip-2"};
    QTest::newRow("missing") << "missing" << QStringList{"pod-1/rack-1/chip-3"};
    QTest::newRow("the same place") << "same position" << QStringList{"pod-0/rack-1", "pod-1/rack-1"};
    QTest::newRow("siblings") << "siblings" << QStringList{"pod-0/rack-0", "pod-0/rack-1"};
    QTest::newRow("parent") << "parent" << QStringList{"pod-0"};
    QTest::newRow("children") << "children" << QStringList{"pod-0/rack-1/chip-0", "pod-0/rack-1/chip-1", "pod-0/rack-1/chip-2", "pod-0/rack-1/chip-3"};
    QTest::newRow("all others") << "invert" << QStringList{"pod-0/rack-0", "pod-1"};
}

void QueriesTest::questionsAreAnswered()
{
    QFETCH(QString, text);
    QFETCH(QStringList, answer);
    const auto dataset = smallDataset();
    const std::vector<UnitRef> selection{{2, 1}};
    const auto choice = podscape::answer(**parseQuery(text.toStdString(), dataset->cluster->tree), contextOf(*dataset, selection));
    QVERIFY(choice.ok());
    QCOMPARE(paths(dataset->cluster->tree, choice->units), answer);
}

void QueriesTest::whatCannotBeAnsweredSaysWhy_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("hasTrace");
    QTest::addColumn<QString>("message");
    QTest::newRow("no such job") << "job 99" << true << "expected the id of a job of this trace, found \"99\". The outline lists all jobs.";
    QTest::newRow("no trace") << "job 99" << false << "expected a trace with jobs, found none. Open a trace beside the cluster.";
    QTest::newRow("no metric") << "> 5" << false << "expected a metric with a sample at the shown moment, found none. Open a trace with metrics, or move the playhead.";
    QTest::newRow("another unit") << "> 5 W" << true << "expected a limit in %, found \"W\". Colours show utilisation.";
    QTest::newRow("nothing selected") << "siblings" << true << "expected something selected to start from, found nothing. Click a unit, or find one by its name.";
    QTest::newRow("no number") << "> high" << true << "expected a number behind the sign, found \"high\". For example > 90.";
    QTest::newRow("no level") << "same position in every hall" << true << "expected same position in every pod, found \"hall\". The levels are pod, rack, chip.";
}

void QueriesTest::whatCannotBeAnsweredSaysWhy()
{
    QFETCH(QString, text);
    QFETCH(bool, hasTrace);
    QFETCH(QString, message);
    const auto dataset = smallDataset(hasTrace);
    const auto query = parseQuery(text.toStdString(), dataset->cluster->tree);
    QVERIFY(query);
    if (!query->ok()) {
        QCOMPARE(QString::fromStdString(toText(query->error())), message);
        return;
    }
    const auto choice = answer(**query, contextOf(*dataset, {}));
    QVERIFY(!choice.ok());
    QCOMPARE(QString::fromStdString(toText(choice.error())), message);
}

void QueriesTest::everyCompletionIsAQuestion()
{
    const auto dataset = smallDataset();
    std::size_t found = 0;
    for (const char* typed : {"s", "same", "pos", "r", "chips", ">", "> 9", "m", "n", "i"})
        for (const std::string& text : queryCompletions(typed, *dataset->cluster, &dataset->trace->metrics[0], 12)) {
            const auto query = parseQuery(text, dataset->cluster->tree);
            QVERIFY2(query && query->ok(), text.c_str());
            ++found;
        }
    QVERIFY(found > 12);
}

QTEST_APPLESS_MAIN(QueriesTest)
#include "tst_queries.moc"
