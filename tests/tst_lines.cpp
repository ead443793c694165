// Lines and arcs in space: what becomes of them on screen, and that they are drawn where they are.
#include "PlainScene.h"

#include "widgets/lines/LineActor.h"
#include "widgets/lines/LineQuads.h"
#include "widgets/vtk/OffscreenCanvas.h"

#include <QtTest>

#include <vtkActor.h>
#include <vtkCamera.h>
#include <vtkMapper.h>
#include <vtkPlane.h>

#include <numbers>

using namespace podscape;
using namespace podscape::test;

namespace {

constexpr int kSide = 200;

// One unit is one pixel, 0 is the middle of a frame of 200 × 200, depth is −z / 100.
LineView flatView()
{
    LineView view;
    view.toClip = Eigen::Vector4d(2. / kSide, 2. / kSide, -0.01, 1).asDiagonal();
    view.widthPx = view.heightPx = kSide;
    return view;
}

// An eye at 0 that looks along −z, 90° high, near plane at 1.
LineView perspectiveView()
{
    LineView view = flatView();
    view.toClip = Eigen::Matrix4d::Zero();
    view.toClip(0, 0) = view.toClip(1, 1) = 1;
    view.toClip(2, 2) = -1;
    view.toClip(2, 3) = -2;
    view.toClip(3, 2) = -1;
    return view;
}

Eigen::Vector2d pixelOf(const LineVertex& vertex)
{
    return Eigen::Vector2d(vertex.place[0], vertex.place[1]) * kSide / 2.;
}

float asideOf(const LineVertex& piece, const Eigen::Vector2d& pixel)
{
    return piece.edge[0] * float(pixel.x()) + piece.edge[1] * float(pixel.y()) + piece.edge[2];
}

class LinesScene : public PlainScene
{
public:
    LinesScene()
    {
        m_renderer->AddActor(lines.actor());
    }
    void prepareFrame() override
    {
        vtkCamera* camera = m_renderer->GetActiveCamera();
        camera->ParallelProjectionOn();
        camera->SetParallelScale(kSide / 2.);
        camera->SetPosition(0, 0, 100);
        camera->SetFocalPoint(0, 0, 0);
        camera->SetClippingRange(1, 200);
    }

    LineActor lines;
};

Image drawn(LinesScene& scene)
{
    auto canvas = OffscreenCanvas::create();
    if (!canvas.ok() || !(*canvas)->open(scene, {kSide, kSide}).ok())
        return {};
    (*canvas)->renderFrame();
    Image image = (*canvas)->grab();
    (*canvas)->close();
    return image;
}

double sumOfRed(const Image& image)
{
    double sum = 0;
    for (std::size_t i = 0; i < image.rgb.size(); i += 3)
        sum += image.rgb[i] / 255.;
    return sum;
}

} // namespace

class TestLines : public QObject
{
    Q_OBJECT

private slots:
    void aLineIsAsWideAsItSaysAndHalfAPixelMore();
    void anArcFollowsItsParabola();
    void anArcHasThePiecesThatItsPixelsNeed();
    void piecesMeetWithoutGapOrOverlap();
    void whatIsBehindTheEyeIsCutAway();
    void whatIsOutsideTheFrameCostsNothing();
    void planesCut();
    void smallLinesFade();
    void ofManyLinesTheSmallerOnesFade();
    void aPointStaysADot();
    void piecesAreKeptWithinTheirNumber();
    void aStrokeIsTheMiddleOfItsPiece();
    void strokesLookLikePieces();
    void aLineCoversItsPixels_data();
    void aLineCoversItsPixels();
    void clippingPlanesOfTheMapperHold();
    void whatIsBehindShowsThrough();
};

void TestLines::aLineIsAsWideAsItSaysAndHalfAPixelMore()
{
    LineView view = flatView();
    view.lineWidthPx = 3;
    LineQuads quads;
    const auto& corners = quads.build(std::vector<Line>{{{-30, 10, 0}, {50, 10, 0}, {255, 0, 0}}}, view);
    QCOMPARE(corners.size(), 4u);
    for (const LineVertex& corner : corners) {
        QCOMPARE(std::abs(float(pixelOf(corner).y()) - 10), 2.f);
        QCOMPARE(asideOf(corner, pixelOf(corner)), float(pixelOf(corner).y()) - 10);
    }
    QCOMPARE(float(pixelOf(corners[0]).x()), -30.f);
    QCOMPARE(float(pixelOf(corners[2]).x()), 50.f);
}

void TestLines::anArcFollowsItsParabola()
{
    LineQuads quads;
    const auto& corners = quads.build(std::vector<Line>{{{-80, 0, 0}, {80, 0, 0}, {255, 0, 0}, {0, 60, 0}}}, flatView());
    QVERIFY(corners.size() > 16);
    for (std::size_t i = 0; i < corners.size(); i += 4) {
        const Eigen::Vector2d from = (pixelOf(corners[i]) + pixelOf(corners[i + 1])) / 2, to = (pixelOf(corners[i + 2]) + pixelOf(corners[i + 3])) / 2;
        for (const double share : {0., 0.5}) {
            const Eigen::Vector2d at = from + share * (to - from);
            const double t = (at.x() + 80) / 160;
            QVERIFY2(std::abs(at.y() - 4 * t * (1 - t) * 60) < (share == 0 ? 1e-3 : 1), qPrintable(QString("%1, %2").arg(at.x()).arg(at.y())));
        }
    }
}

void TestLines::anArcHasThePiecesThatItsPixelsNeed()
{
    LineQuads quads;
    std::size_t before = 0;
    for (const float size : {0.5f, 5.f, 50.f}) {
        const std::size_t now = quads.build(std::vector<Line>{{{-size, 0, 0}, {size, 0, 0}, {255, 0, 0}, {0, size / 2, 0}}}, flatView()).size() / 4;
        QVERIFY(now > before);
        before = now;
    }
    QVERIFY(before <= 24);
}

void TestLines::piecesMeetWithoutGapOrOverlap()
{
    LineQuads quads;
    const auto& corners = quads.build(std::vector<Line>{{{-80, 0, 0}, {80, 0, 0}, {255, 0, 0}, {0, 60, 0}}}, flatView());
    for (std::size_t i = 4; i < corners.size(); i += 4) {
        QCOMPARE(pixelOf(corners[i]), pixelOf(corners[i - 1]));
        QCOMPARE(pixelOf(corners[i + 1]), pixelOf(corners[i - 2]));
    }
}

void TestLines::whatIsBehindTheEyeIsCutAway()
{
    LineQuads quads;
    const auto& corners = quads.build(std::vector<Line>{{{0, 0, 50}, {0, -5, -10}, {255, 0, 0}}, {{0, 0, 3}, {1, 0, 2}, {255, 0, 0}}}, perspectiveView());
    QCOMPARE(corners.size(), 4u);
    for (const LineVertex& corner : corners)
        QVERIFY(corner.place[2] > -1.001f && corner.place[2] <= 1.f);
    // It meets the near plane, 1 before the eye, 51 sixtieths of its way along.
    QVERIFY(std::abs(pixelOf(corners[0]).y() - std::max(-4.25, -1.2) * kSide / 2) < 1);
}

void TestLines::whatIsOutsideTheFrameCostsNothing()
{
    LineQuads quads;
    QVERIFY(quads.build(std::vector<Line>{{{300, 0, 0}, {400, 50, 0}, {255, 0, 0}}, {{-300, 500, 0}, {300, 500, 0}, {255, 0, 0}, {0, 100, 0}}}, flatView()).empty());
    // An arc whose ends are below the frame reaches into it.
    QVERIFY(!quads.build(std::vector<Line>{{{-30, -150, 0}, {30, -150, 0}, {255, 0, 0}, {0, 200, 0}}}, flatView()).empty());
    // One that crosses from far outside is shortened.
    for (const LineVertex& corner : quads.build(std::vector<Line>{{{-1e6f, 0, 0}, {1e6f, 0, 0}, {255, 0, 0}}}, flatView()))
        QVERIFY(std::abs(corner.place[0]) < 1.3f);
}

void TestLines::planesCut()
{
    LineView view = flatView();
    view.planes = {{1, 0, 0, 20}, {0, -1, 0, 30}};   // x ≥ −20, y ≤ 30
    LineQuads quads;
    const auto& corners = quads.build(std::vector<Line>{{{-60, 10, 0}, {40, 10, 0}, {255, 0, 0}}, {{-10, 40, 0}, {10, 40, 0}, {255, 0, 0}}}, view);
    QCOMPARE(corners.size(), 4u);
    QVERIFY(std::abs(pixelOf(corners[0]).x() + 20) < 1e-3);
    QVERIFY(std::abs(pixelOf(corners[2]).x() - 40) < 1e-3);
}

void TestLines::smallLinesFade()
{
    LineView view = flatView();
    view.fadePx = 12;
    LineQuads quads;
    const auto alphaOf = [&](float length) {
        const auto& corners = quads.build(std::vector<Line>{{{0, 0, 0}, {length, 0, 0}, {255, 0, 0, 200}}}, view);
        return corners.empty() ? 0 : int(corners[0].color[3]);
    };
    QCOMPARE(alphaOf(3.9f), 0);
    QCOMPARE(alphaOf(8), 100);
    QCOMPARE(alphaOf(12), 200);
    QCOMPARE(alphaOf(100), 200);
}

void TestLines::ofManyLinesTheSmallerOnesFade()
{
    LineView view = flatView();
    view.fadePx = 12;
    view.fadedAtMost = 100;
    LineQuads quads;
    const auto linesOfUpTo = [](int count, float longest) {
        std::vector<Line> lines;
        for (int i = 0; i < count; ++i)
            lines.push_back({{-50, 0, 0}, {-50 + longest * float(i + 1) / float(count), 0, 0}, {255, 0, 0, 200}});
        return lines;
    };
    const auto strengthOf = [&](const std::vector<Line>& lines) {
        double sum = 0;
        for (const LineVertex& corner : quads.build(lines, view))
            sum += corner.color[3];
        return sum / double(lines.size());
    };
    // 300 lines of up to 15 pixels, which cost a quarter more than a piece: the 80 that are longer than 11 are left.
    const std::size_t left = quads.build(linesOfUpTo(300, 15), view).size() / 4;
    QVERIFY2(left >= 75 && left <= 85, qPrintable(QString::number(left)));
    // None is left out that is eight times as large as what fades where there are few.
    view.fadedAtMost = 10;
    QCOMPARE(quads.build(std::vector<Line>(300, {{-50, 0, 0}, {46, 0, 0}, {255, 0, 0, 200}}), view).size(), std::size_t(4 * 300));
    // One line more is no step: of 800, which is all four corners in full.
    view.fadedAtMost = 130;
    for (int count = 90; count < 400; ++count) {
        const double before = strengthOf(linesOfUpTo(count, 40)), after = strengthOf(linesOfUpTo(count + 1, 40));
        QVERIFY2(std::abs(after - before) < 40, qPrintable(QString("%1 lines: %2, one more: %3").arg(count).arg(before).arg(after)));
    }
}

void TestLines::aPointStaysADot()
{
    LineView view = flatView();
    view.lineWidthPx = 4;
    LineQuads quads;
    const auto& corners = quads.build(std::vector<Line>{{{5, 5, 0}, {5, 5, 0}, {255, 0, 0}}}, view);
    QCOMPARE(corners.size(), 4u);
    QCOMPARE(float((pixelOf(corners[2]) - pixelOf(corners[1])).norm()), 4.f);
}

void TestLines::piecesAreKeptWithinTheirNumber()
{
    LineView view = flatView();
    view.piecesAtMost = 1'000;
    const std::vector<Line> arcs(400, {{-80, 0, 0}, {80, 0, 0}, {255, 0, 0}, {0, 60, 0}});
    LineQuads quads;
    const std::size_t pieces = quads.build(arcs, view).size() / 4;
    QVERIFY(pieces >= 400 && pieces <= 1'400);   // a piece may be begun in each
}

void TestLines::aStrokeIsTheMiddleOfItsPiece()
{
    LineView view = flatView();
    view.fadePx = 1;
    const std::vector<Line> arc{{{-80, -20, 0}, {80, 10, 0}, {255, 0, 0}, {0, 60, 0}}};
    LineQuads quads;
    const std::vector<LineVertex> corners = quads.build(arc, view);
    view.strokes = true;
    const std::vector<LineVertex>& ends = quads.build(arc, view);
    QCOMPARE(ends.size(), corners.size() / 2);
    for (std::size_t i = 0; i < ends.size(); i += 2) {
        const Eigen::Vector2d from = (pixelOf(corners[2 * i]) + pixelOf(corners[2 * i + 1])) / 2, to = (pixelOf(corners[2 * i + 2]) + pixelOf(corners[2 * i + 3])) / 2;
        QVERIFY((pixelOf(ends[i]) - from).norm() < 1e-4 && (pixelOf(ends[i + 1]) - to).norm() < 1e-4);
        for (const Eigen::Vector2d& pixel : {from, to})
            QVERIFY(std::abs(asideOf(ends[i], pixel)) < 1e-3 && std::abs(asideOf(ends[i + 1], pixel)) < 1e-3);
    }
}

// What fades when it is small is strokes where the device can; in full it looks the same as what does not.
void TestLines::strokesLookLikePieces()
{
    std::vector<Line> star;
    for (int i = 0; i < 24; ++i) {
        const float angle = float(i * std::numbers::pi / 12);
        const Eigen::Vector3f ahead(std::cos(angle), std::sin(angle), 0);
        star.push_back({20 * ahead, 90 * ahead, {255, 0, 0}, Eigen::Vector3f(0, 0.4f * float(i), 0)});
    }
    Image images[2];
    for (const bool fades : {false, true}) {
        LinesScene scene;
        scene.lines.setLines(star);
        scene.lines.setWidth(1.6f);
        if (fades)
            scene.lines.setFade(1, std::numeric_limits<double>::infinity());
        images[fades] = drawn(scene);
    }
    QVERIFY(images[0].rgb.size() > 0 && images[0].rgb.size() == images[1].rgb.size());
    const double light = sumOfRed(images[0]);
    double difference = 0;
    for (std::size_t i = 0; i < images[0].rgb.size(); i += 3)
        difference += std::abs(images[0].rgb[i] - images[1].rgb[i]) / 255.;
    QVERIFY2(std::abs(sumOfRed(images[1]) - light) < 0.02 * light && difference < 0.04 * light, qPrintable(QString("%1 of light, %2 differs").arg(light).arg(difference)));
}

void TestLines::aLineCoversItsPixels_data()
{
    QTest::addColumn<double>("width");
    QTest::addColumn<double>("turn");
    for (const double width : {0.4, 1.0, 1.6, 2.5, 6.0})
        for (const double turn : {0.0, 17.0, 45.0, 90.0})
            QTest::addRow("%.1f px at %.0f°", width, turn) << width << turn;
}

// The light of all pixels together is the area of the line.
void TestLines::aLineCoversItsPixels()
{
    QFETCH(double, width);
    QFETCH(double, turn);
    LinesScene scene;
    const float angle = float(turn * std::numbers::pi / 180);
    const Eigen::Vector3f ahead(60 * std::cos(angle), 60 * std::sin(angle), 0), off(0.3f, 0.2f, 0);
    scene.lines.setLines({{off - ahead, off + ahead, {255, 0, 0}}});
    scene.lines.setWidth(float(width));
    const double area = sumOfRed(drawn(scene));
    QVERIFY2(std::abs(area - 120 * width) < 0.05 * 120 * width + 0.06 * 120, qPrintable(QString("%1 pixels of light, %2 expected").arg(area).arg(120 * width)));
}

void TestLines::clippingPlanesOfTheMapperHold()
{
    LinesScene scene;
    scene.lines.setLines({{{-60, 0.5f, 0}, {60, 0.5f, 0}, {255, 0, 0}}});
    vtkNew<vtkPlane> plane;
    plane->SetOrigin(20, 0, 0);
    plane->SetNormal(1, 0, 0);
    scene.lines.actor()->GetMapper()->AddClippingPlane(plane);
    QVERIFY(std::abs(sumOfRed(drawn(scene)) - 40) < 1);
}

// A faint line before another leaves it to be seen, in whichever order they come.
void TestLines::whatIsBehindShowsThrough()
{
    for (const bool isFirst : {true, false}) {
        LinesScene scene;
        const Line front{{0.5f, -50, 10}, {0.5f, 50, 10}, {0, 0, 255, 128}}, back{{-50, 0.5f, 0}, {50, 0.5f, 0}, {255, 0, 0}};
        scene.lines.setLines(isFirst ? std::vector{front, back} : std::vector{back, front});
        const Image image = drawn(scene);
        const std::size_t at = (std::size_t(kSide / 2 - 1) * kSide + kSide / 2) * 3;
        QVERIFY(image.rgb.size() > at && image.rgb[at] > 100);
    }
}

QTEST_GUILESS_MAIN(TestLines)
#include "tst_lines.moc"
