#include "widgets/timeline/JobLanes.h"
#include "widgets/timeline/TimelineGeometry.h"

#include <QTest>

#include <random>

using namespace podscape;

namespace {

TimeRange range(std::int64_t begin, std::int64_t end) { return {{begin}, {end}}; }

Job job(std::optional<std::int64_t> start, std::optional<std::int64_t> end)
{
    Job result;
    if (start)
        result.start = Nanoseconds{*start};
    if (end)
        result.end = Nanoseconds{*end};
    return result;
}

} // namespace

// The arithmetic under the timeline: where times are, how zooming and panning move, how jobs share lanes.
class TestTimeline : public QObject
{
    Q_OBJECT

private slots:
    void timeAndPlaceAreInverse();
    void timeIsClampedToWhatIsVisible();
    void sectionsFillTheHeightWithoutOverlap_data();
    void sectionsFillTheHeightWithoutOverlap();
    void zoomKeepsTheTimeUnderTheCursor();
    void zoomStaysInside_data();
    void zoomStaysInside();
    void panStopsAtTheEnds();
    void jobsInALaneNeverOverlap();
    void lanesAreAsManyAsJobsAtOnce();
    void jobsThatNeverRanHaveNoLane();
};

void TestTimeline::timeAndPlaceAreInverse()
{
    const TimelineGeometry g = TimelineGeometry::of({1920, 820}, range(0, 86'400'000'000'000), range(3'600'000'000'000, 7'200'000'000'000), {});
    for (float x = g.left; x <= g.right; x += 37)
        QVERIFY(std::abs(g.xAt(g.timeAt(x)) - x) < 0.01F);
    QCOMPARE(g.xAt(g.visible.begin), g.left);
    QCOMPARE(g.xAt(g.visible.end), g.right);
    QCOMPARE(g.overviewTimeAt(g.left).value, std::int64_t{0});
    QCOMPARE(g.overviewTimeAt(g.right).value, std::int64_t{86'400'000'000'000});
}

void TestTimeline::timeIsClampedToWhatIsVisible()
{
    const TimelineGeometry g = TimelineGeometry::of({800, 300}, range(0, 1000), range(200, 400), {});
    QCOMPARE(g.timeAt(-500).value, std::int64_t{200});
    QCOMPARE(g.timeAt(5000).value, std::int64_t{400});
    QCOMPARE(g.perPixel().value, std::int64_t{1});
}

void TestTimeline::sectionsFillTheHeightWithoutOverlap_data()
{
    QTest::addColumn<float>("height");
    QTest::addColumn<bool>("metric");
    QTest::addColumn<bool>("jobs");
    QTest::addColumn<bool>("events");
    for (const float height : {120.0F, 200.0F, 260.0F, 329.0F, 330.0F, 500.0F, 820.0F, 1080.0F})
        for (int parts = 1; parts < 8; ++parts)
            QTest::addRow("%.0f, %s%s%s", static_cast<double>(height), parts & 1 ? "metric " : "", parts & 2 ? "jobs " : "", parts & 4 ? "events" : "") << height << ((parts & 1) != 0) << ((parts & 2) != 0) << ((parts & 4) != 0);
}

void TestTimeline::sectionsFillTheHeightWithoutOverlap()
{
    QFETCH(float, height);
    QFETCH(bool, metric);
    QFETCH(bool, jobs);
    QFETCH(bool, events);
    const TimelineGeometry g = TimelineGeometry::of({1280, height}, range(0, 1000), range(0, 1000), {metric, jobs, events, 144, 60});
    std::vector<RectPx> shown;
    for (const RectPx& rect : {g.overview, g.axis, g.band, g.strips, g.jobs, g.events})
        if (rect.height > 0)
            shown.push_back(rect);
    for (std::size_t i = 1; i < shown.size(); ++i)
        QVERIFY(shown[i].y >= shown[i - 1].bottom());
    if (height >= 200)
        QVERIFY2(shown.back().bottom() <= height, qPrintable(QString::number(shown.back().bottom())));
    QCOMPARE(g.band.height > 0, metric);
    QCOMPARE(g.events.height > 0, events);
    if (height >= 500 && metric && jobs)
        QVERIFY(height - shown.back().bottom() < 20);      // nothing is wasted
}

void TestTimeline::zoomKeepsTheTimeUnderTheCursor()
{
    const TimeRange whole = range(0, 1'000'000), visible = range(200'000, 600'000);
    const TimeRange nearer = zoomed(visible, whole, {300'000}, 2, {10});
    QCOMPARE(nearer.begin.value, std::int64_t{250'000});
    QCOMPARE(nearer.end.value, std::int64_t{450'000});
    QCOMPARE(zoomed(nearer, whole, {300'000}, 0.5, {10}), visible);
}

void TestTimeline::zoomStaysInside_data()
{
    QTest::addColumn<qint64>("anchor");
    QTest::addColumn<double>("factor");
    QTest::addColumn<qint64>("begin");
    QTest::addColumn<qint64>("end");
    QTest::newRow("out over the left edge") << qint64{110} << 0.5 << qint64{90} << qint64{290};
    QTest::newRow("out of everything") << qint64{150} << 0.001 << qint64{0} << qint64{1000};
    QTest::newRow("in beyond the shortest") << qint64{150} << 1e9 << qint64{145} << qint64{155};
    QTest::newRow("a cursor outside") << qint64{0} << 2.0 << qint64{0} << qint64{50};
    QTest::newRow("no factor") << qint64{150} << 0.0 << qint64{100} << qint64{200};
    QTest::newRow("not a number") << qint64{150} << std::numeric_limits<double>::quiet_NaN() << qint64{100} << qint64{200};
}

void TestTimeline::zoomStaysInside()
{
    QFETCH(qint64, anchor);
    QFETCH(double, factor);
    const TimeRange result = zoomed(range(100, 200), range(0, 1000), {anchor}, factor, {10});
    QTEST(qint64{result.begin.value}, "begin");
    QTEST(qint64{result.end.value}, "end");
}

void TestTimeline::panStopsAtTheEnds()
{
    QCOMPARE(panned(range(100, 200), range(0, 1000), {50}), range(150, 250));
    QCOMPARE(panned(range(100, 200), range(0, 1000), {-500}), range(0, 100));
    QCOMPARE(panned(range(100, 200), range(0, 1000), {5000}), range(900, 1000));
    QCOMPARE(panned(range(-100, 2000), range(0, 1000), {0}), range(0, 1000));
}

void TestTimeline::jobsInALaneNeverOverlap()
{
    constexpr unsigned kSeed = 11;
    std::mt19937 random(kSeed);
    std::vector<Job> jobs;
    std::int64_t clock = 0;
    for (int i = 0; i < 4000; ++i) {
        clock += static_cast<std::int64_t>(random() % 20);
        jobs.push_back(job(clock, random() % 9 ? std::optional<std::int64_t>(clock + static_cast<std::int64_t>(random() % 500)) : std::nullopt));
    }
    const Nanoseconds traceEnd{clock + 100};
    const JobLanes lanes = JobLanes::of(jobs, traceEnd);
    std::vector<Nanoseconds> freeFrom(lanes.laneCount, Nanoseconds{-1});
    for (std::size_t i = 0; i < jobs.size(); ++i) {
        const TimeRange run = runOf(jobs[i], traceEnd);
        Nanoseconds& lane = freeFrom[lanes.laneOfJob[i]];
        QVERIFY2(lane <= run.begin, qPrintable(QString("job %1, seed %2").arg(i).arg(kSeed)));
        lane = run.end;
    }
}

void TestTimeline::lanesAreAsManyAsJobsAtOnce()
{
    const std::vector<Job> jobs{job(0, 10), job(2, 4), job(4, 6), job(5, 7), job(10, 12)};
    const JobLanes lanes = JobLanes::of(jobs, {12});
    QCOMPARE(lanes.laneCount, 3U);
    QCOMPARE(lanes.laneOfJob, (std::vector<std::uint32_t>{0, 1, 1, 2, 0}));
    QCOMPARE(JobLanes::of({}, {0}).laneCount, 0U);
}

void TestTimeline::jobsThatNeverRanHaveNoLane()
{
    const std::vector<Job> jobs{job(0, 10), job(std::nullopt, std::nullopt)};
    const JobLanes lanes = JobLanes::of(jobs, {12});
    QCOMPARE(lanes.laneOfJob[1], JobLanes::kNoLane);
    QCOMPARE(runOf(job(5, 2), {12}), range(5, 5));            // an end before the start is no time travel
}

QTEST_GUILESS_MAIN(TestTimeline)
#include "tst_timeline.moc"
