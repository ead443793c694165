#include "PictureData.h"
#include "widgets/timeline/TimelineScene.h"
#include "widgets/vtk/FontMeasure.h"
#include "widgets/vtk/OffscreenCanvas.h"

#include <QTest>

#include <QDir>

#include <set>

using namespace podscape;

Q_DECLARE_METATYPE(podscape::SizePx)

namespace {

struct TextBox
{
    RectPx rect;
    std::string text;
};

// Where texts end up on screen; upright ones turned.
std::vector<TextBox> textsOf(const DrawList& list, const TextMeasure& measure)
{
    std::vector<TextBox> boxes;
    for (const DrawList::Shape& shape : list.shapes())
        if (const auto* text = std::get_if<DrawList::Text>(&shape)) {
            const SizePx size = measure(text->text, text->fontPx, text->weight);
            const float height = text->fontPx * 0.74F;     // capitals; letters below the line may come near the next
            const float left = text->alignX == AlignX::Left ? 0 : text->alignX == AlignX::Right ? -size.width : -size.width / 2;
            const float top = text->alignY == AlignY::Top ? 0 : text->alignY == AlignY::Bottom ? -height : -height / 2;
            RectPx rect{text->at.x + left, text->at.y + top, size.width, height};
            if (text->angleDegrees == 90)
                rect = {text->at.x + top, text->at.y - left - size.width, height, size.width};
            boxes.push_back({rect, text->text});
        }
    return boxes;
}

QString describe(const TextBox& box)
{
    return QString("\"%1\" at %2, %3, %4 × %5").arg(QString::fromStdString(box.text)).arg(box.rect.x).arg(box.rect.y).arg(box.rect.width).arg(box.rect.height);
}

} // namespace

// Whole flat pictures at real sizes: written to pictures/ in the build folder for a look, and checked for what a look finds first:
// texts on top of each other or cut off at the edge.
class TestPictures : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void pictures_data();
    void pictures();

private:
    std::unique_ptr<OffscreenCanvas> m_canvas;
    QString m_folder;
};

void TestPictures::initTestCase()
{
    m_folder = QCoreApplication::applicationDirPath() + "/pictures";
    QVERIFY(QDir().mkpath(m_folder));
    Result<std::unique_ptr<OffscreenCanvas>> canvas = OffscreenCanvas::create();
    QVERIFY2(canvas.ok(), canvas.ok() ? "" : toText(canvas.error()).c_str());
    m_canvas = std::move(canvas).value();
}

void TestPictures::pictures_data()
{
    QTest::addColumn<QString>("picture");
    QTest::addColumn<bool>("dark");
    QTest::addColumn<int>("width");
    QTest::addColumn<int>("height");
    for (const char* picture : {"timeline", "timeline-brush", "timeline-close", "timeline-selection"})
        for (const bool dark : {true, false})
            for (const auto& [width, height] : {std::pair{1920, 820}, {1280, 500}, {800, 300}, {620, 200}})
                QTest::addRow("%s-%s-%d", picture, dark ? "dark" : "light", width) << picture << dark << width << height;
}

void TestPictures::pictures()
{
    QFETCH(QString, picture);
    QFETCH(bool, dark);
    QFETCH(int, width);
    QFETCH(int, height);
    ViewValues values = test::superpodValues(dark ? ThemeName::Dark : ThemeName::Light);
    if (picture == "timeline-brush")
        values.brush = TimeRange{test::minute(380), test::minute(566)};
    if (picture == "timeline-close")
        values.visible = {test::minute(800), test::minute(830)};
    if (picture == "timeline-selection")
        values.selection = {UnitRef{1, 17}, UnitRef{1, 18}, JobId{400}};

    const SizePx size{static_cast<float>(width), static_cast<float>(height)};
    TimelineScene scene;
    scene.show(values);
    const Result<Image> image = m_canvas->render(scene, size);
    QVERIFY(image.ok());
    QVERIFY(writePng(*image, (m_folder + '/' + QTest::currentDataTag() + ".png").toStdString()).ok());

    const std::vector<TextBox> texts = textsOf(scene.picture().list(), fontMeasure());
    QVERIFY(texts.size() > 5);
    for (std::size_t i = 0; i < texts.size(); ++i) {
        const RectPx& r = texts[i].rect;
        QVERIFY2(r.x >= 0 && r.y >= 0 && r.right() <= size.width && r.bottom() <= size.height, qPrintable("cut off: " + describe(texts[i])));
        for (std::size_t k = 0; k < i; ++k)
            QVERIFY2(!r.overlaps(texts[k].rect), qPrintable(describe(texts[i]) + " overlaps " + describe(texts[k])));
    }
}

QTEST_GUILESS_MAIN(TestPictures)
#include "tst_pictures.moc"
