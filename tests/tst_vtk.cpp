#include "widgets/draw/Theme.h"
#include "widgets/vtk/FlatScene.h"
#include "widgets/vtk/FontMeasure.h"
#include "widgets/vtk/OffscreenCanvas.h"

#include <QTest>

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

using namespace podscape;

namespace {

constexpr Rgba kBackground{10, 20, 30};
constexpr Rgba kRed{255, 0, 0}, kGreen{0, 255, 0}, kBlue{0, 0, 255};

Rgba pixel(const Image& image, int x, int y)
{
    const std::uint8_t* p = image.rgb.data() + (static_cast<std::size_t>(y) * static_cast<std::size_t>(image.width) + static_cast<std::size_t>(x)) * 3;
    return {p[0], p[1], p[2]};
}

QString toHex(Rgba c) { return QString::asprintf("#%02x%02x%02x", c.r, c.g, c.b); }

} // namespace

// The off-screen canvas and the painter, pixel by pixel: where a shape lands must not depend on the size of the frame.
class TestVtk : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void backgroundFillsTheFrame();
    void barsLandOnTheirPixels_data();
    void barsLandOnTheirPixels();
    void imagesAreNotSmoothedAndTopRowIsOnTop();
    void clipHidesWhatIsOutside();
    void laterShapesCoverEarlierOnes();
    void textIsCentredOnItsPoint_data();
    void textIsCentredOnItsPoint();
    void moreTextsThanAnyCacheHoldsAreDrawn();
    void measureAgreesWithWhatIsDrawn();
    void hostileTextIsHarmless();
    void framesInARowKeepUpWithTheList();
    void sizesBeyondTheDeviceAreRefused();
    void pngIsWrittenWholeOrNotAtAll();

private:
    Image drawn(const DrawList& list, SizePx size = {100, 60}, float ratio = 1)
    {
        FlatScene scene([&](SizePx, const TextMeasure&) { return list; }, kBackground);
        Result<Image> image = m_canvas->render(scene, size, ratio);
        return image ? *image : Image{};
    }
    RectPx inkBox(const Image& image, Rgba background = kBackground) const;

    std::unique_ptr<OffscreenCanvas> m_canvas;
};

void TestVtk::initTestCase()
{
    Result<std::unique_ptr<OffscreenCanvas>> canvas = OffscreenCanvas::create();
    QVERIFY2(canvas.ok(), canvas.ok() ? "" : toText(canvas.error()).c_str());
    m_canvas = std::move(canvas).value();
    qInfo("%s", m_canvas->rendererName().c_str());
}

RectPx TestVtk::inkBox(const Image& image, Rgba background) const
{
    int x0 = image.width, y0 = image.height, x1 = 0, y1 = 0;
    for (int y = 0; y < image.height; ++y)
        for (int x = 0; x < image.width; ++x)
            if (!(pixel(image, x, y) == background)) {
                x0 = std::min(x0, x);
                y0 = std::min(y0, y);
                x1 = std::max(x1, x + 1);
                y1 = std::max(y1, y + 1);
            }
    return {static_cast<float>(x0), static_cast<float>(y0), static_cast<float>(x1 - x0), static_cast<float>(y1 - y0)};
}

void TestVtk::backgroundFillsTheFrame()
{
    const Image image = drawn({});
    QCOMPARE(image.width, 100);
    QCOMPARE(image.height, 60);
    QCOMPARE(toHex(pixel(image, 0, 0)), toHex(kBackground));
    QCOMPARE(toHex(pixel(image, 99, 59)), toHex(kBackground));
}

void TestVtk::barsLandOnTheirPixels_data()
{
    QTest::addColumn<float>("width");
    QTest::addColumn<float>("ratio");
    QTest::newRow("small") << 100.0F << 1.0F;
    QTest::newRow("wide") << 1920.0F << 1.0F;
    QTest::newRow("high density") << 640.0F << 2.0F;
    QTest::newRow("fractional density") << 640.0F << 1.5F;
}

void TestVtk::barsLandOnTheirPixels()
{
    QFETCH(float, width);
    QFETCH(float, ratio);
    DrawList list;
    for (float x = 10; x < width; x += 20)
        list.fill({x, 4, 2, 2}, kRed);
    const Image image = drawn(list, {width, 20}, ratio);
    for (float x = 10; x < width; x += 20) {
        const int first = static_cast<int>(std::lround(x * ratio)), last = static_cast<int>(std::lround((x + 2) * ratio)) - 1;
        const int top = static_cast<int>(std::lround(4 * ratio));
        QCOMPARE(toHex(pixel(image, first - 1, top)), toHex(kBackground));
        QCOMPARE(toHex(pixel(image, first, top)), toHex(kRed));
        QCOMPARE(toHex(pixel(image, last, top)), toHex(kRed));
        QCOMPARE(toHex(pixel(image, last + 1, top)), toHex(kBackground));
        QCOMPARE(toHex(pixel(image, first, top - 1)), toHex(kBackground));
    }
}

void TestVtk::imagesAreNotSmoothedAndTopRowIsOnTop()
{
    DrawList list;
    list.add(DrawList::Image{{10, 10, 40, 20}, 2, 2, std::make_shared<const std::vector<Rgba>>(std::vector<Rgba>{kRed, kGreen, kBlue, {255, 255, 0}})});
    const Image image = drawn(list);
    QCOMPARE(toHex(pixel(image, 10, 10)), toHex(kRed));
    QCOMPARE(toHex(pixel(image, 29, 19)), toHex(kRed));
    QCOMPARE(toHex(pixel(image, 30, 19)), toHex(kGreen));
    QCOMPARE(toHex(pixel(image, 49, 10)), toHex(kGreen));
    QCOMPARE(toHex(pixel(image, 29, 20)), toHex(kBlue));
    QCOMPARE(toHex(pixel(image, 49, 29)), QString("#ffff00"));
    QCOMPARE(toHex(pixel(image, 50, 29)), toHex(kBackground));
}

void TestVtk::clipHidesWhatIsOutside()
{
    DrawList list;
    list.add(DrawList::Clip{{20, 10, 30, 20}});
    list.fill({0, 0, 100, 60}, kGreen);
    list.add(DrawList::Clip{{}, true});
    list.fill({90, 50, 10, 10}, kRed);
    const Image image = drawn(list);
    QCOMPARE(toHex(pixel(image, 20, 10)), toHex(kGreen));
    QCOMPARE(toHex(pixel(image, 49, 29)), toHex(kGreen));
    QCOMPARE(toHex(pixel(image, 19, 10)), toHex(kBackground));
    QCOMPARE(toHex(pixel(image, 50, 29)), toHex(kBackground));
    QCOMPARE(toHex(pixel(image, 20, 30)), toHex(kBackground));
    QCOMPARE(toHex(pixel(image, 95, 55)), toHex(kRed));
}

void TestVtk::laterShapesCoverEarlierOnes()
{
    DrawList list;
    list.text({{50, 30}, "MMMM", 20, kRed, AlignX::Centre});
    list.fill({0, 0, 100, 60}, kBlue);
    list.add(DrawList::Polygon{{{40, 20}, {60, 20}, {60, 40}, {40, 40}}, kGreen});
    const Image image = drawn(list);
    QCOMPARE(toHex(pixel(image, 10, 30)), toHex(kBlue));
    QCOMPARE(toHex(pixel(image, 50, 30)), toHex(kGreen));
}

void TestVtk::textIsCentredOnItsPoint_data()
{
    QTest::addColumn<float>("fontPx");
    QTest::addColumn<float>("ratio");
    QTest::addColumn<float>("angle");
    QTest::newRow("small") << 11.0F << 1.0F << 0.0F;
    QTest::newRow("large") << 24.0F << 1.0F << 0.0F;
    QTest::newRow("high density") << 12.0F << 2.0F << 0.0F;
    QTest::newRow("upright") << 14.0F << 1.0F << 90.0F;
}

void TestVtk::textIsCentredOnItsPoint()
{
    QFETCH(float, fontPx);
    QFETCH(float, ratio);
    QFETCH(float, angle);
    DrawList list;
    list.text({{100, 50}, "HEH", fontPx, kRed, AlignX::Centre, AlignY::Middle, TextWeight::Regular, angle});
    const RectPx box = inkBox(drawn(list, {200, 100}, ratio));
    QVERIFY2(std::abs(box.x + box.width / 2 - 100 * ratio) <= 1.5F, qPrintable(QString("x %1 + %2").arg(box.x).arg(box.width)));
    QVERIFY2(std::abs(box.y + box.height / 2 - 50 * ratio) <= 1.5F, qPrintable(QString("y %1 + %2").arg(box.y).arg(box.height)));
    QCOMPARE(box.width > box.height, angle == 0);
}

void TestVtk::moreTextsThanAnyCacheHoldsAreDrawn()
{
    DrawList list;
    for (int row = 0; row < 30; ++row)
        for (int column = 0; column < 20; ++column)
            list.text({{static_cast<float>(column) * 40 + 5, static_cast<float>(row) * 16 + 8}, std::to_string(row * 1000 + column), 10, kRed});
    const Image image = drawn(list, {800, 480});
    for (int row = 0; row < 30; ++row)
        for (int column = 0; column < 20; ++column) {
            bool hasInk = false;
            for (int y = row * 16; y < row * 16 + 16; ++y)
                for (int x = column * 40; x < column * 40 + 40; ++x)
                    hasInk = hasInk || !(pixel(image, x, y) == kBackground);
            QVERIFY2(hasInk, qPrintable(QString("row %1 column %2").arg(row).arg(column)));
        }
}

void TestVtk::measureAgreesWithWhatIsDrawn()
{
    for (const float ratio : {1.0F, 2.0F}) {
        const TextMeasure measure = fontMeasure(ratio);
        DrawList list;
        list.text({{10, 30}, "HutilisationH", 13, kRed});
        const RectPx box = inkBox(drawn(list, {200, 60}, ratio));
        const SizePx size = measure("HutilisationH", 13, TextWeight::Regular);
        QVERIFY2(std::abs(size.width * ratio - box.width) <= 4, qPrintable(QString("%1 and %2").arg(size.width * ratio).arg(box.width)));
        QCOMPARE(measure("", 13, TextWeight::Regular).width, 0.0F);
        QVERIFY(measure("MM", 13, TextWeight::Regular).width > measure("M", 13, TextWeight::Regular).width);
        QCOMPARE(measure("HutilisationH", 13, TextWeight::Regular).width, size.width);
    }
}

void TestVtk::hostileTextIsHarmless()
{
    DrawList list;
    for (const std::string& text : {std::string(), std::string("\n\t\x01"), std::string("$a$ $\\frac{1}{0}$"), std::string("\xff\xfe broken \xc3"), std::string(5000, 'W'), std::string("\xf0\x9f\x9a\x80")})
        list.text({{5, 30}, text, 12, kRed});
    list.fill({90, 50, 10, 10}, kGreen);
    QCOMPARE(toHex(pixel(drawn(list), 95, 55)), toHex(kGreen));
}

void TestVtk::framesInARowKeepUpWithTheList()
{
    Rgba color = kRed;
    FlatScene scene([&](SizePx size, const TextMeasure&) {
        DrawList list;
        list.fill({0, 0, size.width, size.height}, color);
        return list;
    }, kBackground);
    QVERIFY(m_canvas->open(scene, {40, 30}).ok());
    m_canvas->renderFrame();
    QCOMPARE(toHex(pixel(m_canvas->grab(), 20, 15)), toHex(kRed));
    color = kBlue;
    m_canvas->renderFrame();
    QCOMPARE(toHex(pixel(m_canvas->grab(), 20, 15)), toHex(kRed));   // nobody said that something changed
    scene.invalidate();
    m_canvas->renderFrame();
    QCOMPARE(toHex(pixel(m_canvas->grab(), 20, 15)), toHex(kBlue));
    m_canvas->close();
    QCOMPARE(toHex(pixel(drawn({}), 20, 15)), toHex(kBackground));   // the next scene finds a clean window
}

void TestVtk::sizesBeyondTheDeviceAreRefused()
{
    FlatScene scene([](SizePx, const TextMeasure&) { return DrawList{}; }, kBackground);
    const Result<Image> huge = m_canvas->render(scene, {1e6F, 100});
    QVERIFY(!huge.ok());
    QCOMPARE(huge.error().code, ErrorCode::Limit);
    QVERIFY(!m_canvas->render(scene, {0, 100}).ok());
}

void TestVtk::pngIsWrittenWholeOrNotAtAll()
{
    QTemporaryDir folder;
    const std::string path = folder.filePath("picture.png").toStdString();
    const Image image = drawn({});
    QVERIFY(writePng(image, path).ok());
    QFile file(QString::fromStdString(path));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(file.read(8) == QByteArray("\x89PNG\r\n\x1a\n", 8));
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files), QStringList("picture.png"));
    const Status refused = writePng(image, folder.filePath("absent/picture.png").toStdString());
    QVERIFY(!refused.ok());
    QVERIFY(toText(refused.error()).find("absent/picture.png: expected") != std::string::npos);
}

QTEST_GUILESS_MAIN(TestVtk)
#include "tst_vtk.moc"
