// How a frame comes about: how many pixels a moving picture gets, and that what is written over it stays sharp.
#include "model/io/Dataset.h"
#include "tests/TestData.h"
#include "widgets/scene/FrameBudget.h"
#include "widgets/scene/Pace.h"
#include "widgets/scene/PodScene.h"
#include "widgets/vtk/OffscreenCanvas.h"

#include <QtTest>

using namespace podscape;

namespace {

// A machine that needs `fixed` milliseconds a frame and `pixels` more for all of its pixels.
double frameTime(double fixed, double pixels, double scale) { return fixed + pixels * scale * scale; }

// Scales of so many frames in a row while moving.
std::vector<double> scalesOf(FrameBudget& budget, double fixed, double pixels, int frames)
{
    std::vector<double> scales;
    for (int i = 0; i < frames; ++i) {
        budget.move();
        scales.push_back(budget.scale());
        budget.addFrame(frameTime(fixed, pixels, budget.scale()));
    }
    return scales;
}

int changesIn(const std::vector<double>& scales)
{
    int changes = 0;
    for (std::size_t i = 1; i < scales.size(); ++i)
        changes += scales[i] != scales[i - 1];
    return changes;
}

} // namespace

class TestFrames : public QObject
{
    Q_OBJECT

private slots:
    void fastMachineDrawsEveryPixel();
    void movingPictureHoldsItsTime_data();
    void movingPictureHoldsItsTime();
    void resolutionDoesNotPulse_data();
    void resolutionDoesNotPulse();
    void everyPixelIsDrawnAtRest();
    void firstMoveBeginsNearItsStep();
    void pixelsThatCostNothingAreKept();
    void aVerdictOfABusyMomentIsDoubted();
    void oneSlowFrameIsNoReason();
    void workOfSomeFramesCountsByItsMean();
    void resolutionComesBackWhenThereIsTime();
    void fewerPixelsShowTheSamePictureAndTheSameText();
    void workThatCanWaitTakesAShareOfTheTime();
    void linksOfAHurriedPictureCatchUpAtRest();
    void finerFramesComeCloserToManySamples_data();
    void finerFramesComeCloserToManySamples();
    void frameOverTheLastShowsTheSamePicture();
    void tinyAndOddFramesAreDrawnAtEveryScale_data();
    void tinyAndOddFramesAreDrawnAtEveryScale();
};

void TestFrames::fastMachineDrawsEveryPixel()
{
    FrameBudget budget;
    for (const double scale : scalesOf(budget, 2, 20, 200))
        QCOMPARE(scale, 1.0);
}

void TestFrames::movingPictureHoldsItsTime_data()
{
    QTest::addColumn<double>("fixed");
    QTest::addColumn<double>("pixels");
    QTest::newRow("a little too much") << 4.0 << 32.0;
    QTest::newRow("twice too much") << 6.0 << 60.0;
    QTest::newRow("three times too much") << 10.0 << 90.0;
}

void TestFrames::movingPictureHoldsItsTime()
{
    QFETCH(double, fixed);
    QFETCH(double, pixels);
    FrameBudget budget;
    const std::vector<double> scales = scalesOf(budget, fixed, pixels, 60);
    for (std::size_t i = 6; i < scales.size(); ++i)
        QVERIFY2(frameTime(fixed, pixels, scales[i]) <= FrameBudget::kFrameMs, qPrintable(QString("frame %1 at %2").arg(i).arg(scales[i])));
    QVERIFY(scales.back() < 1);
}

void TestFrames::resolutionDoesNotPulse_data()
{
    QTest::addColumn<double>("fixed");
    QTest::addColumn<double>("pixels");
    for (int fixed = 0; fixed <= 30; fixed += 5)
        for (int pixels = 20; pixels <= 200; pixels += 12)
            QTest::addRow("%d ms and %d ms of pixels", fixed, pixels) << double(fixed) << double(pixels);
}

void TestFrames::resolutionDoesNotPulse()
{
    QFETCH(double, fixed);
    QFETCH(double, pixels);
    FrameBudget budget;
    const auto first = scalesOf(budget, fixed, pixels, 60);
    const bool holds = frameTime(fixed, pixels, first.back()) <= FrameBudget::kFrameMs;
    QVERIFY(changesIn(first) <= (holds ? 7 : 10));
    QVERIFY(changesIn(scalesOf(budget, fixed, pixels, 600)) <= (holds ? 0 : 2 * 3));   // too slow for its time whatever is left out: tried again after 64 frames, 128 more, 256 more
}

void TestFrames::everyPixelIsDrawnAtRest()
{
    FrameBudget budget;
    scalesOf(budget, 5, 120, 30);
    QVERIFY(budget.scale() < 1);
    const double moving = budget.scale();
    budget.rest();
    QCOMPARE(budget.scale(), 1.0);
    budget.addFrame(125);
    budget.move();
    QCOMPARE(budget.scale(), moving);   // the next move goes on as the last one did
}

void TestFrames::firstMoveBeginsNearItsStep()
{
    FrameBudget budget;
    budget.addFrame(frameTime(3, 90, 1));
    budget.move();
    QVERIFY(budget.scale() < 0.7);
    QVERIFY(frameTime(3, 90, budget.scale()) < 1.2 * FrameBudget::kFrameMs);
}

void TestFrames::pixelsThatCostNothingAreKept()
{
    FrameBudget budget;
    QCOMPARE(scalesOf(budget, 60, 3, 30).back(), 1.0);
    const auto scales = scalesOf(budget, 60, 3, 2'000);   // it is tried again, three frames long, ever more seldom
    QVERIFY(changesIn(scales) <= 2 * 5);
    QVERIFY(std::ranges::count(scales, 1.0) > 0.99 * 2'000);
    budget.rest();
    QVERIFY(scalesOf(budget, 5, 100, 30).back() < 0.7);   // another place, another cost
}

void TestFrames::aVerdictOfABusyMomentIsDoubted()
{
    FrameBudget budget;
    QCOMPARE(scalesOf(budget, 40, 0, 40).back(), 1.0);   // something else took the time that fewer pixels saved
    QVERIFY(frameTime(18, 21, scalesOf(budget, 18, 21, 150).back()) <= FrameBudget::kFrameMs);
}

void TestFrames::oneSlowFrameIsNoReason()
{
    FrameBudget budget;
    scalesOf(budget, 2, 20, 20);
    budget.addFrame(60);
    QCOMPARE(budget.scale(), 1.0);
    QCOMPARE(changesIn(scalesOf(budget, 2, 20, 50)), 0);
}

void TestFrames::workOfSomeFramesCountsByItsMean()
{
    for (const double nowAndThen : {14., 49.}) {   // every seventh frame
        FrameBudget budget;
        for (int i = 0; i < 100; ++i) {
            budget.move();
            const double extra = i % 7 == 0 ? nowAndThen : 0;
            budget.addFrame(frameTime(5, 24, budget.scale()) + extra, extra);
        }
        QCOMPARE(budget.scale() < 1, nowAndThen > 4 * 7);   // 29 ms and 4 at the most hold 33
    }
}

void TestFrames::resolutionComesBackWhenThereIsTime()
{
    FrameBudget budget;
    QVERIFY(scalesOf(budget, 5, 100, 40).back() < 0.6);
    QCOMPARE(scalesOf(budget, 3, 10, 80).back(), 1.0);
}

void TestFrames::fewerPixelsShowTheSamePictureAndTheSameText()
{
    Progress progress;
    const auto dataset = openFiles({test::sourcePath("samples/clusters/tpu-v4-pod.cluster.json")}, progress);
    QVERIFY(dataset.ok());
    const auto canvas = OffscreenCanvas::create();
    QVERIFY(canvas.ok());
    PodScene scene;
    QVERIFY((*canvas)->open(scene, {640, 411}, 1.5F).ok());
    scene.show(initialValues(*dataset));
    const auto frame = [&](double scale) {
        scene.setDetail(scale);
        (*canvas)->renderFrame();
        return (*canvas)->grab();
    };
    const Image sharp = frame(1), half = frame(0.5), again = frame(1);
    (*canvas)->close();
    QCOMPARE(again.rgb, sharp.rgb);
    QCOMPARE(half.rgb.size(), sharp.rgb.size());
    double difference = 0;
    for (std::size_t i = 0; i < sharp.rgb.size(); ++i)
        difference += std::abs(half.rgb[i] - sharp.rgb[i]);
    difference /= double(sharp.rgb.size());
    QVERIFY2(difference > 0.1 && difference < 4, qPrintable(QString("%1 levels").arg(difference)));
    // The caption stands on the background alone: not one of its pixels changes by more than the gradient's rounding.
    for (int y = 20; y < 90; ++y)
        for (int i = 0; i < 400 * 3; ++i)
            QVERIFY(std::abs(half.rgb[std::size_t(y * sharp.width * 3 + i)] - sharp.rgb[std::size_t(y * sharp.width * 3 + i)]) <= 1);
}

void TestFrames::workThatCanWaitTakesAShareOfTheTime()
{
    Pace pace;
    QVERIFY(pace.isTime());
    {
        const Pace::Turn turn(pace);
        QTest::qSleep(60);
    }
    QVERIFY(!pace.isTime());   // for 360 ms
    QTRY_VERIFY(pace.isTime());
}

// While hurried the links may be those of an earlier moment; at rest the picture is that of one that was never in a hurry.
void TestFrames::linksOfAHurriedPictureCatchUpAtRest()
{
    Progress progress;
    const auto cluster = openFiles({test::sourcePath("samples/clusters/ironwood-superpod.cluster.json")}, progress);
    QVERIFY(cluster.ok());
    Trace trace;
    trace.duration = fromSeconds(100);
    trace.ranges = {{0, 9216}};
    trace.jobs.resize(1);
    trace.jobs[0].id = "1";
    trace.jobs[0].start = fromSeconds(50);
    trace.jobs[0].ranges = {0, 1};
    const auto dataset = makeDataset((*cluster)->cluster, std::move(trace), {});
    QVERIFY(dataset.ok());
    const auto canvas = OffscreenCanvas::create();
    QVERIFY(canvas.ok());
    const auto pictureAt = [&](PodScene& scene, double second) {
        ViewValues values = initialValues(*dataset);
        values.arrangement = Arrangement::Lattice;
        values.time = fromSeconds(second);
        scene.show(values);
        (*canvas)->renderFrame();
        return (*canvas)->grab().rgb;
    };
    PodScene calm;
    QVERIFY((*canvas)->open(calm, {400, 300}).ok());
    const auto idle = pictureAt(calm, 10), busy = pictureAt(calm, 60);
    (*canvas)->close();
    QVERIFY(idle != busy);   // the links of the job that has begun
    PodScene scene;
    QVERIFY((*canvas)->open(scene, {400, 300}).ok());
    (void)pictureAt(scene, 10);
    scene.setHurried(true);
    for (const double second : {20., 30., 40., 60.})
        (void)pictureAt(scene, second);
    scene.setHurried(false);
    QVERIFY(pictureAt(scene, 60) == busy);
    (*canvas)->close();
}

void TestFrames::finerFramesComeCloserToManySamples_data()
{
    QTest::addColumn<bool>("parallel");
    QTest::newRow("perspective") << false;
    QTest::newRow("orthographic") << true;
}

void TestFrames::finerFramesComeCloserToManySamples()
{
    QFETCH(bool, parallel);
    Progress progress;
    const auto dataset = openFiles({test::sourcePath("samples/clusters/tpu-v4-pod.cluster.json")}, progress);
    QVERIFY(dataset.ok());
    const auto canvas = OffscreenCanvas::create();
    QVERIFY(canvas.ok());
    const SizePx size{400, 300};
    const auto begin = [&](PodScene& scene, float ratio) {
        scene.setOverlayVisible(false);
        if (!(*canvas)->open(scene, size, ratio).ok())
            return;
        scene.show(initialValues(*dataset));
        scene.setParallel(parallel);
        scene.frameAll();
        (*canvas)->renderFrame();
    };
    PodScene reference;
    reference.setShaded(true);
    begin(reference, 4);
    const Image many = reduced((*canvas)->grab(), 4);
    (*canvas)->close();

    PodScene scene;
    begin(scene, 1);
    const Image plain = (*canvas)->grab();
    scene.setFrameKind(FrameKind::Finer);
    for (int i = 1; i <= PodScene::kFinest; ++i) {
        (*canvas)->renderFrame();
        QCOMPARE(scene.fineness(), i);
    }
    const Image fine = (*canvas)->grab();
    (*canvas)->renderFrame();   // nothing is left to do
    QCOMPARE(scene.fineness(), PodScene::kFinest);
    QCOMPARE((*canvas)->grab().rgb, fine.rgb);
    (*canvas)->close();
    const auto distance = [&](const Image& image) {
        double sum = 0;
        for (std::size_t i = 0; i < many.rgb.size(); ++i)
            sum += std::abs(image.rgb[i] - many.rgb[i]);
        return sum / double(many.rgb.size());
    };
    QVERIFY2(distance(fine) < 0.85 * distance(plain), qPrintable(QString("%1 and %2 levels").arg(distance(fine)).arg(distance(plain))));
}

void TestFrames::frameOverTheLastShowsTheSamePicture()
{
    Progress progress;
    const auto dataset = openFiles({test::sourcePath("samples/clusters/tpu-v4-pod.cluster.json")}, progress);
    QVERIFY(dataset.ok());
    const auto canvas = OffscreenCanvas::create();
    QVERIFY(canvas.ok());
    PodScene scene;
    QVERIFY((*canvas)->open(scene, {401, 300}).ok());
    ViewValues values = initialValues(*dataset);
    scene.show(values);
    const auto frame = [&](FrameKind kind) {
        scene.setFrameKind(kind);
        (*canvas)->renderFrame();
        return (*canvas)->grab().rgb;
    };
    const auto plain = frame(FrameKind::Whole);
    QCOMPARE(frame(FrameKind::Over), plain);          // nothing finer to keep: drawn whole
    const auto finer = frame(FrameKind::Finer);
    values.hover = UnitRef{2, 0};
    scene.show(values);
    const auto hovered = frame(FrameKind::Over);
    QVERIFY(hovered != finer);                        // with the outline of what is under the mouse
    values.hover.reset();
    scene.show(values);
    QCOMPARE(frame(FrameKind::Over), finer);
    QCOMPARE(frame(FrameKind::Whole), plain);
    (*canvas)->close();
}

void TestFrames::tinyAndOddFramesAreDrawnAtEveryScale_data()
{
    QTest::addColumn<float>("width");
    QTest::addColumn<float>("height");
    QTest::addColumn<float>("ratio");
    QTest::newRow("a pixel") << 1.F << 1.F << 1.F;
    QTest::newRow("a line") << 200.F << 1.F << 1.F;
    QTest::newRow("odd") << 201.F << 97.F << 1.F;
    QTest::newRow("odd, fractional density") << 201.F << 97.F << 1.25F;
    QTest::newRow("high density") << 200.F << 101.F << 2.F;
}

void TestFrames::tinyAndOddFramesAreDrawnAtEveryScale()
{
    QFETCH(float, width);
    QFETCH(float, height);
    QFETCH(float, ratio);
    const auto canvas = OffscreenCanvas::create();
    QVERIFY(canvas.ok());
    PodScene scene;   // nothing but its background
    QVERIFY((*canvas)->open(scene, {width, height}, ratio).ok());
    (*canvas)->renderFrame();
    const Image sharp = (*canvas)->grab();
    QVERIFY(sharp.rgb[0] + sharp.rgb[1] + sharp.rgb[2] > 20);
    for (const double scale : FrameBudget::kScales) {
        scene.setDetail(scale);
        (*canvas)->renderFrame();
        const Image image = (*canvas)->grab();
        QCOMPARE(image.width, sharp.width);
        for (std::size_t i = 0; i < sharp.rgb.size(); ++i)
            QVERIFY2(std::abs(image.rgb[i] - sharp.rgb[i]) <= 2, qPrintable(QString("at %1").arg(scale)));
    }
    (*canvas)->close();
}

QTEST_GUILESS_MAIN(TestFrames)
#include "tst_frames.moc"
