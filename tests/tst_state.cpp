#include "SmallDataset.h"

#include "widgets/state/LoadJob.h"
#include "widgets/state/Playback.h"
#include "widgets/state/ViewState.h"

#include <QSignalSpy>
#include <QTest>

#include <atomic>
#include <thread>

using namespace podscape;
using namespace podscape::test;

namespace {

constexpr UnitRef kRack1{2, 1};

} // namespace

class StateTest : public QObject
{
    Q_OBJECT

private slots:
    void aRangeIsCoveredByTheFewestUnits_data();
    void aRangeIsCoveredByTheFewestUnits();
    void openingShowsTheWholeTraceFromItsFirstMoment();
    void anEmphasisIsSaidOnceAndOutlivesTheDataset();
    void fadingIsSaidOnceAndOutlivesTheDataset();
    void aSelectionKeepsItsOrderWithoutRepeats();
    void openingEmitsTheDatasetLast();
    void aSetterEmitsOnceAndOnlyOnChange();
    void whatDoesNotExistIsNotSelected();
    void selectionSurvivesANewTraceOnTheSameClusterButItsJobsDoNot();
    void selectedJobsAndEventsCountAsTheirUnits();
    void timesAreClampedToTheTrace();
    void theVisibleRangeKeepsItsLengthAtTheEdges();
    void aMetricBringsItsOwnScaleAndKeepsTheColourMap();
    void playingFollowsTheWallClockWhateverTheFrames();
    void playingGoesOnFromWhereTheUserPutsThePlayhead();
    void playingLoopsOverTheBrushOrStopsAtItsEnd();
    void speedsAreStepsAndFitTheTrace();
    void aLoadDeliversItsResultOnThisThread();
    void aFailedLoadSaysWhy();
    void aSecondLoadOvertakesTheFirst();
    void aCancelledLoadNeverArrives();
    void progressOfAShortLoadIsNotShown();
    void progressOfALongLoadIsShownAndHidden();
};

void StateTest::aRangeIsCoveredByTheFewestUnits_data()
{
    QTest::addColumn<unsigned>("begin");
    QTest::addColumn<unsigned>("end");
    QTest::addColumn<QStringList>("paths");
    QTest::newRow("nothing") << 3u << 3u << QStringList{};
    QTest::newRow("one chip") << 5u << 6u << QStringList{"pod-0/rack-1/chip-1"};
    QTest::newRow("one rack") << 4u << 8u << QStringList{"pod-0/rack-1"};
    QTest::newRow("one pod") << 0u << 8u << QStringList{"pod-0"};
    QTest::newRow("everything") << 0u << 16u << QStringList{"small"};
    QTest::newRow("ragged") << 3u << 9u << QStringList{"pod-0/rack-0/chip-3", "pod-0/rack-1", "pod-1/rack-0/chip-0"};
    QTest::newRow("past the end") << 14u << 99u << QStringList{"pod-1/rack-1/chip-2", "pod-1/rack-1/chip-3"};
}

void StateTest::aRangeIsCoveredByTheFewestUnits()
{
    QFETCH(unsigned, begin);
    QFETCH(unsigned, end);
    const auto cluster = smallCluster();
    QStringList paths;
    for (const UnitRef unit : coveringUnits(cluster->tree, {begin, end}))
        paths << QString::fromStdString(cluster->tree.path(unit));
    QTEST(paths, "paths");
}

void StateTest::openingShowsTheWholeTraceFromItsFirstMoment()
{
    ViewState state;
    state.setTheme(ThemeName::Light);
    state.setColorMap("inferno");
    state.setDataset(smallDataset());
    QCOMPARE(state.values().visible.end.value, fromSeconds(100).value);
    QCOMPARE(state.values().time.value, 0);
    QVERIFY(state.values().shownMetric());
    QCOMPARE(state.values().scale.high, 100.0);
    QCOMPARE(QString::fromStdString(state.values().scale.map), "inferno");
    QVERIFY(state.values().theme == ThemeName::Light);
}

void StateTest::anEmphasisIsSaidOnceAndOutlivesTheDataset()
{
    ViewState state;
    QSignalSpy spy(&state, &ViewState::emphasisChanged);
    state.setEmphasis(Emphasis::Assumptions);
    state.setEmphasis(Emphasis::Assumptions);
    QCOMPARE(spy.count(), 1);
    state.setDataset(smallDataset());
    QVERIFY(state.values().emphasis == Emphasis::Assumptions);
}

void StateTest::fadingIsSaidOnceAndOutlivesTheDataset()
{
    ViewState state;
    QSignalSpy spy(&state, &ViewState::fadeUnselectedChanged);
    state.setFadeUnselected(true);
    state.setFadeUnselected(true);
    state.setDataset(smallDataset());
    QCOMPARE(spy.count(), 1);
    QVERIFY(state.values().fadeUnselected);
}

void StateTest::aSelectionKeepsItsOrderWithoutRepeats()
{
    ViewState state;
    state.setDataset(smallDataset());
    state.select({UnitRef{3, 7}, JobId{1}, UnitRef{3, 2}, UnitRef{3, 7}, JobId{1}, UnitRef{3, 0}});
    QCOMPARE(state.values().selection, (std::vector<EntityRef>{UnitRef{3, 7}, JobId{1}, UnitRef{3, 2}, UnitRef{3, 0}}));
}

void StateTest::openingEmitsTheDatasetLast()
{
    ViewState state;
    QStringList order;
    connect(&state, &ViewState::visibleChanged, this, [&] { order << "visible"; });
    connect(&state, &ViewState::scaleChanged, this, [&] { order << "scale"; });
    connect(&state, &ViewState::datasetChanged, this, [&] { order << "dataset"; });
    connect(&state, &ViewState::selectionChanged, this, [&] { order << "selection"; });
    state.setDataset(smallDataset());
    QCOMPARE(order, (QStringList{"visible", "scale", "dataset"}));
}

void StateTest::aSetterEmitsOnceAndOnlyOnChange()
{
    ViewState state;
    state.setDataset(smallDataset());
    QSignalSpy selected(&state, &ViewState::selectionChanged);
    QSignalSpy arranged(&state, &ViewState::arrangementChanged);
    QSignalSpy timed(&state, &ViewState::timeChanged);
    state.select({kRack1});
    state.select({kRack1, kRack1});
    state.setArrangement(Arrangement::Lattice);
    state.setArrangement(Arrangement::Lattice);
    state.setTime(fromSeconds(5));
    state.setTime(fromSeconds(5));
    QCOMPARE(selected.count(), 1);
    QCOMPARE(arranged.count(), 1);
    QCOMPARE(timed.count(), 1);
    state.toggleSelected(kRack1);
    QVERIFY(state.values().selection.empty());
    QCOMPARE(selected.count(), 2);
}

void StateTest::whatDoesNotExistIsNotSelected()
{
    ViewState state;
    state.select({kRack1});
    QVERIFY(state.values().selection.empty());
    state.setDataset(smallDataset());
    state.select({UnitRef{2, 4}, UnitRef{9, 0}, JobId{3}, EventId{2}, LinkRef{{0}, {999}}, LinkRef{{7}, {0}}, SwitchRef{{0}, 0}, JobId{2}});
    QCOMPARE(state.values().selection.size(), std::size_t(1));
    QVERIFY(state.values().selection.front() == EntityRef(JobId{2}));
    state.setHover(UnitRef{2, 4});
    QVERIFY(!state.values().hover);
}

void StateTest::selectionSurvivesANewTraceOnTheSameClusterButItsJobsDoNot()
{
    ViewState state;
    const auto first = smallDataset();
    auto second = std::make_shared<Dataset>(*first);
    second->trace = smallTrace();
    state.setDataset(first);
    state.select({kRack1, JobId{0}});
    state.setDataset(second);
    QCOMPARE(state.values().selection, (std::vector<EntityRef>{kRack1}));
    state.setDataset(smallDataset());
    QVERIFY(state.values().selection.empty());
}

void StateTest::selectedJobsAndEventsCountAsTheirUnits()
{
    ViewState state;
    state.setDataset(smallDataset());
    state.select({JobId{0}, EventId{0}, UnitRef{1, 0}, LinkRef{{0}, {0}}});
    QCOMPARE(state.values().selectedUnits(), (std::vector<UnitRef>{{1, 0}, {2, 0}}));
}

void StateTest::timesAreClampedToTheTrace()
{
    ViewState state;
    state.setDataset(smallDataset());
    state.setTime(fromSeconds(1'000));
    QCOMPARE(state.values().time.value, fromSeconds(100).value);
    state.setTime(fromSeconds(-1));
    QCOMPARE(state.values().time.value, 0);
    state.setBrush(TimeRange{fromSeconds(-5), fromSeconds(5)});
    QCOMPARE(state.values().brush->begin.value, 0);
    state.setBrush(TimeRange{fromSeconds(200), fromSeconds(300)});
    QVERIFY(!state.values().brush);
}

void StateTest::theVisibleRangeKeepsItsLengthAtTheEdges()
{
    ViewState state;
    state.setDataset(smallDataset());
    state.setVisible({fromSeconds(95), fromSeconds(105)});
    QCOMPARE(state.values().visible.begin.value, fromSeconds(90).value);
    QCOMPARE(state.values().visible.length().value, fromSeconds(10).value);
    state.setVisible({fromSeconds(50), fromSeconds(50)});
    QCOMPARE(state.values().visible.length().value, ViewState::kShortestVisible.value);
    state.setVisible({fromSeconds(-500), fromSeconds(500)});
    QCOMPARE(state.values().visible.length().value, fromSeconds(100).value);
}

void StateTest::aMetricBringsItsOwnScaleAndKeepsTheColourMap()
{
    ViewState state;
    state.setDataset(smallDataset());
    state.setColorMap("cividis");
    state.setScaleLimits(80, 20);
    QCOMPARE(state.values().scale.low, 20.0);
    state.setMetric(MetricId{1});
    QCOMPARE(state.values().scale.low, 0.0);
    QCOMPARE(QString::fromStdString(state.values().scale.unit), "W");
    QCOMPARE(QString::fromStdString(state.values().scale.map), "cividis");
    state.setMetric(MetricId{9});
    QVERIFY(!state.values().metric);
}

void StateTest::playingFollowsTheWallClockWhateverTheFrames()
{
    ViewState state;
    state.setDataset(smallDataset());
    Nanoseconds wall{0};
    Playback playback(state, [&wall] { return wall; });
    playback.setSpeed(10);
    QSignalSpy playing(&playback, &Playback::playingChanged);
    playback.play();
    wall = {100'000'000};
    playback.tick();
    QCOMPARE(state.values().time.value, fromSeconds(1).value);
    wall = {7'300'000'000};   // a frame that took seven seconds
    playback.tick();
    QCOMPARE(state.values().time.value, fromSeconds(73).value);
    playback.pause();
    QCOMPARE(playing.count(), 2);
}

void StateTest::playingGoesOnFromWhereTheUserPutsThePlayhead()
{
    ViewState state;
    state.setDataset(smallDataset());
    Nanoseconds wall{0};
    Playback playback(state, [&wall] { return wall; });
    playback.setSpeed(1);
    playback.play();
    wall = fromSeconds(5);
    playback.tick();
    state.setTime(fromSeconds(50));
    wall = fromSeconds(6);
    playback.tick();
    QCOMPARE(state.values().time.value, fromSeconds(51).value);
    playback.setSpeed(10);   // a new speed counts from now on
    wall = fromSeconds(7);
    playback.tick();
    QCOMPARE(state.values().time.value, fromSeconds(61).value);
}

void StateTest::playingLoopsOverTheBrushOrStopsAtItsEnd()
{
    ViewState state;
    state.setDataset(smallDataset());
    state.setBrush(TimeRange{fromSeconds(20), fromSeconds(30)});
    Nanoseconds wall{0};
    Playback playback(state, [&wall] { return wall; });
    playback.setSpeed(1);
    playback.play();
    QCOMPARE(state.values().time.value, fromSeconds(20).value);
    wall = fromSeconds(13);
    playback.tick();
    QCOMPARE(state.values().time.value, fromSeconds(23).value);
    playback.setLoops(false);
    wall = fromSeconds(99);
    playback.tick();
    QCOMPARE(state.values().time.value, fromSeconds(30).value);
    QVERIFY(!playback.isPlaying());
}

void StateTest::speedsAreStepsAndFitTheTrace()
{
    QCOMPARE(Playback::fittingSpeed(fromSeconds(0)), 1.0);
    QCOMPARE(Playback::fittingSpeed(fromSeconds(600)), 10.0);
    QCOMPARE(Playback::fittingSpeed(fromSeconds(86'400)), 1'800.0);
    ViewState state;
    Playback playback(state);
    playback.setSpeed(60);
    playback.faster();
    QCOMPARE(playback.speed(), 300.0);
    playback.slower();
    playback.slower();
    QCOMPARE(playback.speed(), 10.0);
    playback.play();
    QVERIFY(!playback.isPlaying());   // there is nothing to play
}

void StateTest::aLoadDeliversItsResultOnThisThread()
{
    LoadJob job;
    QThread* deliveredOn = nullptr;
    std::shared_ptr<const Dataset> delivered;
    connect(&job, &LoadJob::loaded, this, [&](const auto& dataset) {
        deliveredOn = QThread::currentThread();
        delivered = dataset;
    });
    std::atomic<QThread*> workedOn = nullptr;
    job.start([&workedOn](Progress&) -> LoadJob::Loaded {
        workedOn = QThread::currentThread();
        return smallDataset();
    });
    QVERIFY(job.isRunning());
    QTRY_VERIFY(delivered);
    QCOMPARE(deliveredOn, thread());
    QVERIFY(workedOn != thread());
    QVERIFY(!job.isRunning());
}

void StateTest::aFailedLoadSaysWhy()
{
    LoadJob job;
    QString text;
    connect(&job, &LoadJob::failed, this, [&](const Error& error) { text = QString::fromStdString(toText(error)); });
    job.start([](Progress&) -> LoadJob::Loaded { return Error{ErrorCode::Value, "pod.json", "/racks/3", "8 chips", "7", "Add the chip."}; });
    QTRY_VERIFY(!text.isEmpty());
    QCOMPARE(text, "pod.json: /racks/3: expected 8 chips, found 7. Add the chip.");
}

void StateTest::aSecondLoadOvertakesTheFirst()
{
    LoadJob job;
    int deliveries = 0;
    QString name;
    connect(&job, &LoadJob::loaded, this, [&](const auto& dataset) {
        ++deliveries;
        name = QString::fromStdString(dataset->files.front());
    });
    std::atomic<bool> firstStarted = false, firstStopped = false;
    job.start([&](Progress& progress) -> LoadJob::Loaded {
        firstStarted = true;
        while (!progress.stopRequested())
            std::this_thread::yield();
        firstStopped = true;
        return smallDataset();
    });
    QTRY_VERIFY(firstStarted);
    job.start([](Progress&) -> LoadJob::Loaded {
        auto second = std::make_shared<Dataset>(*smallDataset());
        second->files = {"second"};
        return std::shared_ptr<const Dataset>(second);
    });
    QTRY_COMPARE(deliveries, 1);
    QTRY_VERIFY(firstStopped);
    QTest::qWait(20);
    QCOMPARE(deliveries, 1);
    QCOMPARE(name, "second");
}

void StateTest::aCancelledLoadNeverArrives()
{
    LoadJob job;
    QSignalSpy loaded(&job, &LoadJob::loaded);
    QSignalSpy cancelled(&job, &LoadJob::cancelled);
    std::atomic<bool> started = false, stopped = false;
    job.start([&](Progress& progress) -> LoadJob::Loaded {
        started = true;
        while (!progress.stopRequested())
            std::this_thread::yield();
        stopped = true;
        return smallDataset();
    });
    QTRY_VERIFY(started);
    job.cancel();
    QTRY_VERIFY(stopped);
    QTest::qWait(20);
    QCOMPARE(loaded.count(), 0);
    QCOMPARE(cancelled.count(), 1);
    QVERIFY(!job.isRunning());
}

void StateTest::progressOfAShortLoadIsNotShown()
{
    constexpr int kShowAfterMs = 1'000;   // longer than a busy machine takes to start a thread
    LoadJob job(nullptr, kShowAfterMs);
    QSignalSpy shown(&job, &LoadJob::progressShown);
    QSignalSpy loaded(&job, &LoadJob::loaded);
    job.start([](Progress& progress) -> LoadJob::Loaded {
        progress.report(0.5);
        return smallDataset();
    });
    QTRY_COMPARE(loaded.count(), 1);
    QTest::qWait(kShowAfterMs + 50);   // not even late
    QCOMPARE(shown.count(), 0);
}

void StateTest::progressOfALongLoadIsShownAndHidden()
{
    LoadJob job;
    QSignalSpy shown(&job, &LoadJob::progressShown);
    QSignalSpy fraction(&job, &LoadJob::progressChanged);
    std::atomic<bool> mayEnd = false;
    job.start([&mayEnd](Progress& progress) -> LoadJob::Loaded {
        progress.report(0.25);
        while (!mayEnd)
            std::this_thread::yield();
        return smallDataset();
    });
    QTRY_COMPARE(shown.count(), 1);
    QCOMPARE(shown.takeFirst().first().toBool(), true);
    QTRY_VERIFY(fraction.count() > 0);
    QCOMPARE(fraction.takeFirst().first().toDouble(), 0.25);
    mayEnd = true;
    QTRY_COMPARE(shown.count(), 1);
    QCOMPARE(shown.takeFirst().first().toBool(), false);
}

QTEST_GUILESS_MAIN(StateTest)
#include "tst_state.moc"
