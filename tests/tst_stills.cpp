// Stills of any size: drawn part by part they show what one frame would.
#include "model/io/Dataset.h"
#include "tests/TestData.h"
#include "widgets/heatmap/HeatmapScene.h"
#include "widgets/scene/PodScene.h"
#include "widgets/vtk/OffscreenCanvas.h"
#include "widgets/vtk/PngWriter.h"
#include "widgets/vtk/TiledPicture.h"

#include <QImage>
#include <QTemporaryDir>
#include <QtTest>

#include <random>

using namespace podscape;

class TestStills : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void partsShowWhatTheWholeShows_data();
    void partsShowWhatTheWholeShows();
    void partsOfAFlatPictureShowWhatTheWholeShows();
    void rowsComeInOrderAndStopWithTheSink();
    void pngReadsBackAsItWasWritten_data();
    void pngReadsBackAsItWasWritten();
    void unfinishedPngLeavesNothing();
    void reducedPixelsAreMeans();

private:
    [[nodiscard]] Image drawn(const TiledPicture& picture, Arrangement arrangement, bool parallel);
    [[nodiscard]] Image collected(const TiledPicture& picture, Scene& scene);

    std::unique_ptr<OffscreenCanvas> m_canvas;
    std::shared_ptr<const Dataset> m_dataset;
};

namespace {

// How many pixels differ by more than one level in a channel.
int differences(const Image& a, const Image& b)
{
    int count = 0;
    for (std::size_t i = 0; i + 2 < a.rgb.size(); i += 3)
        count += std::abs(a.rgb[i] - b.rgb[i]) > 1 || std::abs(a.rgb[i + 1] - b.rgb[i + 1]) > 1 || std::abs(a.rgb[i + 2] - b.rgb[i + 2]) > 1;
    return count;
}

} // namespace

void TestStills::initTestCase()
{
    auto canvas = OffscreenCanvas::create();
    QVERIFY2(canvas.ok(), canvas.ok() ? "" : toText(canvas.error()).c_str());
    m_canvas = std::move(canvas).value();
    Progress progress;
    const auto dataset = openFiles({test::sourcePath("samples/clusters/tpu-v4-pod.cluster.json")}, progress);
    QVERIFY(dataset.ok());
    m_dataset = *dataset;
}

Image TestStills::collected(const TiledPicture& picture, Scene& scene)
{
    Image image{picture.widthPx(), picture.heightPx(), {}};
    const Status done = picture.render(*m_canvas, scene, [&](std::span<const std::uint8_t> rows) -> Status {
        image.rgb.insert(image.rgb.end(), rows.begin(), rows.end());
        return Done{};
    });
    m_canvas->close();
    return done.ok() ? image : Image{};
}

Image TestStills::drawn(const TiledPicture& picture, Arrangement arrangement, bool parallel)
{
    PodScene scene;
    if (!picture.open(*m_canvas, scene).ok())
        return {};
    ViewValues values = initialValues(m_dataset);
    values.arrangement = arrangement;
    scene.show(values);
    scene.finishAnimations();
    scene.setParallel(parallel);
    scene.frameAll();
    return collected(picture, scene);
}

void TestStills::partsShowWhatTheWholeShows_data()
{
    QTest::addColumn<int>("arrangement");
    QTest::addColumn<bool>("parallel");
    QTest::addColumn<float>("ratio");
    QTest::addColumn<int>("samples");
    QTest::addColumn<int>("margin");
    QTest::addColumn<int>("oneIn");
    QTest::newRow("physical") << int(Arrangement::Physical) << false << 1.f << 1 << 0 << 500;
    QTest::newRow("physical, orthographic") << int(Arrangement::Physical) << true << 1.f << 1 << 0 << 500;
    QTest::newRow("lattice") << int(Arrangement::Lattice) << false << 1.f << 1 << 0 << 500;
    QTest::newRow("fabric, high density") << int(Arrangement::Fabric) << false << 1.5f << 1 << 0 << 100;
    QTest::newRow("supersampled with margins") << int(Arrangement::Physical) << false << 1.f << 2 << 8 << 200;
}

void TestStills::partsShowWhatTheWholeShows()
{
    QFETCH(int, arrangement);
    QFETCH(bool, parallel);
    QFETCH(float, ratio);
    QFETCH(int, samples);
    QFETCH(int, margin);
    QFETCH(int, oneIn);
    const TiledPicture whole{{640, 411}, ratio, samples, margin};
    TiledPicture parts = whole;
    parts.longestFramePx = 199 * samples;
    const Image expected = drawn(whole, static_cast<Arrangement>(arrangement), parallel), found = drawn(parts, static_cast<Arrangement>(arrangement), parallel);
    QCOMPARE(expected.width, whole.widthPx());
    QCOMPARE(found.rgb.size(), expected.rgb.size());
    // Where an edge passes through the middle of a pixel, rounding may decide otherwise; a fabric is nothing but edges.
    const int few = expected.width * expected.height / oneIn;
    QVERIFY2(differences(expected, found) <= few, qPrintable(QString("%1 pixels differ").arg(differences(expected, found))));
}

void TestStills::partsOfAFlatPictureShowWhatTheWholeShows()
{
    const auto heatmap = [this](int longest) {
        HeatmapScene scene;
        TiledPicture picture{{640, 411}, 1, 1};
        picture.longestFramePx = longest;
        if (!picture.open(*m_canvas, scene).ok())
            return Image{};
        scene.show(initialValues(m_dataset));
        return collected(picture, scene);
    };
    const Image whole = heatmap(4096), parts = heatmap(150);
    QVERIFY(!whole.isEmpty());
    QCOMPARE(parts.rgb.size(), whole.rgb.size());
    QVERIFY2(differences(whole, parts) <= 640 * 411 / 1000, qPrintable(QString("%1 pixels differ").arg(differences(whole, parts))));
}

void TestStills::rowsComeInOrderAndStopWithTheSink()
{
    PodScene scene;
    TiledPicture picture{{100, 90}};
    picture.longestFramePx = 40;
    QVERIFY(picture.open(*m_canvas, scene).ok());
    std::vector<std::size_t> bytes;
    const Status stopped = picture.render(*m_canvas, scene, [&](std::span<const std::uint8_t> rows) -> Status {
        bytes.push_back(rows.size());
        if (bytes.size() == 2)
            return Error{ErrorCode::Unreadable, {}, {}, "room", "none", ""};
        return Done{};
    });
    m_canvas->close();
    QVERIFY(!stopped.ok());
    QCOMPARE(bytes, (std::vector<std::size_t>{100 * 3 * 40, 100 * 3 * 40}));
}

void TestStills::pngReadsBackAsItWasWritten_data()
{
    QTest::addColumn<int>("width");
    QTest::addColumn<int>("height");
    QTest::addColumn<int>("rowsAtOnce");
    QTest::newRow("a pixel") << 1 << 1 << 1;
    QTest::newRow("a row") << 300 << 1 << 1;
    QTest::newRow("row by row") << 33 << 70 << 1;
    QTest::newRow("larger than a chunk of the file") << 700 << 600 << 64;
}

void TestStills::pngReadsBackAsItWasWritten()
{
    QFETCH(int, width);
    QFETCH(int, height);
    QFETCH(int, rowsAtOnce);
    Image image{width, height, std::vector<std::uint8_t>(std::size_t(width) * height * 3)};
    std::mt19937 random(7);
    for (std::size_t i = 0; i < image.rgb.size(); ++i)
        image.rgb[i] = i % 900 < 450 ? static_cast<std::uint8_t>(random()) : static_cast<std::uint8_t>(i / 7);
    QTemporaryDir folder;
    const QString path = folder.filePath("picture.png");
    auto writer = PngWriter::create(path.toStdString(), width, height);
    QVERIFY(writer.ok());
    const std::size_t step = std::size_t(rowsAtOnce) * width * 3;
    for (std::size_t at = 0; at < image.rgb.size(); at += step)
        QVERIFY((*writer)->addRows(std::span(image.rgb).subspan(at, std::min(step, image.rgb.size() - at))).ok());
    QVERIFY((*writer)->finish().ok());
    const QImage read = QImage(path).convertToFormat(QImage::Format_RGB888);
    QCOMPARE(read.size(), QSize(width, height));
    for (int y = 0; y < height; ++y)
        QVERIFY(std::equal(read.constScanLine(y), read.constScanLine(y) + width * 3, image.rgb.begin() + std::ptrdiff_t(y) * width * 3));
}

void TestStills::unfinishedPngLeavesNothing()
{
    QTemporaryDir folder;
    {
        auto writer = PngWriter::create(folder.filePath("picture.png").toStdString(), 4, 4);
        QVERIFY(writer.ok());
        QVERIFY((*writer)->addRows(std::vector<std::uint8_t>(24)).ok());
    }
    QVERIFY(QDir(folder.path()).entryList(QDir::Files).isEmpty());
}

void TestStills::reducedPixelsAreMeans()
{
    const Image image{4, 2, {0, 0, 0, 10, 20, 30, 255, 255, 255, 255, 255, 255, 2, 4, 6, 0, 0, 0, 255, 255, 255, 255, 255, 255}};
    const Image half = reduced(image, 2);
    QCOMPARE(half.width, 2);
    QCOMPARE(half.height, 1);
    QCOMPARE(half.rgb, (std::vector<std::uint8_t>{3, 6, 9, 255, 255, 255}));
    QCOMPARE(reduced(image, 1).rgb, image.rgb);
}

QTEST_GUILESS_MAIN(TestStills)
#include "tst_stills.moc"
