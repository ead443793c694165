// How a frame comes about: how many pixels a moving picture gets.
#include "widgets/scene/FrameBudget.h"

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
    void oneSlowFrameIsNoReason();
    void resolutionComesBackWhenThereIsTime();
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
    QVERIFY(changesIn(scalesOf(budget, fixed, pixels, 60)) <= 4);
    QCOMPARE(changesIn(scalesOf(budget, fixed, pixels, 600)), 0);
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

void TestFrames::oneSlowFrameIsNoReason()
{
    FrameBudget budget;
    scalesOf(budget, 2, 20, 20);
    budget.addFrame(60);
    QCOMPARE(budget.scale(), 1.0);
    QCOMPARE(changesIn(scalesOf(budget, 2, 20, 50)), 0);
}

void TestFrames::resolutionComesBackWhenThereIsTime()
{
    FrameBudget budget;
    QVERIFY(scalesOf(budget, 5, 100, 40).back() < 0.6);
    QCOMPARE(scalesOf(budget, 3, 10, 80).back(), 1.0);
}

QTEST_GUILESS_MAIN(TestFrames)
#include "tst_frames.moc"
