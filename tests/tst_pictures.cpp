#include "PictureData.h"
#include "widgets/heatmap/HeatmapScene.h"
#include "widgets/timeline/TimelineScene.h"
#include "widgets/vtk/FontMeasure.h"
#include "widgets/vtk/OffscreenCanvas.h"

#include <QTest>

#include <QDir>
#include <QElapsedTimer>

using namespace podscape;

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
    void textsNeitherOverlapNorLeaveThePicture_data();
    void textsNeitherOverlapNorLeaveThePicture();
    void theBandSaysWhatItIsAbout();
    void everyJobInViewCanBeHit();
    void hitsInTheStripsGiveTheRack();
    void pixelsFollowTheValues();
    void cacheChangesNothing();
    void movingThePlayheadRedraws();

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

void TestPictures::textsNeitherOverlapNorLeaveThePicture_data()
{
    QTest::addColumn<QString>("picture");
    QTest::addColumn<bool>("dark");
    QTest::addColumn<int>("width");
    QTest::addColumn<int>("height");
    for (const char* picture : {"timeline", "timeline-brush", "timeline-close", "timeline-selection", "matrix", "matrix-zoomed", "matrix-capacity", "links", "links-unknown"})
        for (const bool dark : {true, false})
            for (const auto& [width, height] : {std::pair{1920, 820}, {1280, 500}, {800, 300}, {620, 200}})
                QTest::addRow("%s-%s-%d", picture, dark ? "dark" : "light", width) << picture << dark << width << height;
}

void TestPictures::textsNeitherOverlapNorLeaveThePicture()
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
    if (picture == "timeline-selection" || picture == "matrix-zoomed")
        values.selection = {UnitRef{1, 17}, UnitRef{1, 18}, JobId{400}};
    if (picture == "matrix-capacity" || picture == "links-unknown") {
        auto dataset = std::make_shared<Dataset>(*values.dataset);
        dataset->trace = nullptr;
        values.dataset = dataset;
        values.selection.clear();
    }

    const SizePx size{static_cast<float>(width), static_cast<float>(height)};
    TimelineScene timeline;
    HeatmapScene heatmap;
    MatrixOptions options;
    if (picture == "matrix-zoomed") {
        options = {2, CellSpan{100, 260}, CellSpan{80, 240}, {}};
        options.pointer = PointPx{250, size.height * 0.6F};
    }
    timeline.show(values);
    heatmap.show(values);
    heatmap.setForm(picture.startsWith("links") ? HeatmapForm::LinkGroups : HeatmapForm::Matrix);
    heatmap.setOptions(options);
    const bool isTimeline = picture.startsWith("timeline");
    const Result<Image> image = m_canvas->render(isTimeline ? static_cast<Scene&>(timeline) : heatmap, size);
    QVERIFY(image.ok());
    QVERIFY(writePng(*image, (m_folder + '/' + QTest::currentDataTag() + ".png").toStdString()).ok());

    const std::vector<TextBox> texts = textsOf(isTimeline ? timeline.picture().list() : heatmap.drawList(), fontMeasure());
    QVERIFY(texts.size() > 3);
    for (std::size_t i = 0; i < texts.size(); ++i) {
        const RectPx& r = texts[i].rect;
        QVERIFY2(r.x >= 0 && r.y >= 0 && r.right() <= size.width && r.bottom() <= size.height, qPrintable("cut off: " + describe(texts[i])));
        if (picture == "matrix-zoomed")
            continue;                       // its card lies over the matrix and what is beside it
        for (std::size_t k = 0; k < i; ++k)
            QVERIFY2(!r.overlaps(texts[k].rect), qPrintable(describe(texts[i]) + " overlaps " + describe(texts[k])));
    }
}

void TestPictures::theBandSaysWhatItIsAbout()
{
    ViewValues values = test::superpodValues(ThemeName::Dark);
    const auto says = [&](const std::string& what) {
        const std::vector<TextBox> texts = textsOf(TimelineDrawList::build(values, {1920, 820}, fontMeasure()).list(), fontMeasure());
        return std::ranges::any_of(texts, [&](const TextBox& text) { return text.text == what + " · min, mean, max"; });
    };
    values.selection.clear();
    QVERIFY(says("all 9,216 chips"));
    values.selection = {UnitRef{1, 17}};
    QVERIFY(says("rack-017"));
    for (std::uint32_t tray = 0; tray < 1'200; ++tray)
        values.selection.push_back(UnitRef{2, 1'000 + tray});
    QVERIFY(says("1 rack and 1,200 trays"));
}

void TestPictures::everyJobInViewCanBeHit()
{
    const ViewValues values = test::superpodValues(ThemeName::Dark);
    const TimelineDrawList picture = TimelineDrawList::build(values, {1920, 820}, fontMeasure());
    std::uint64_t jobs = 0;
    for (const TimelineDrawList::Hit& hit : picture.hits())
        jobs += std::holds_alternative<JobId>(hit.entity) ? hit.folded : 0;
    std::uint64_t started = 0;
    for (const Job& job : values.dataset->trace->jobs)
        started += job.start ? 1 : 0;
    QCOMPARE(jobs, started);
}

void TestPictures::hitsInTheStripsGiveTheRack()
{
    const TimelineDrawList picture = TimelineDrawList::build(test::superpodValues(ThemeName::Dark), {1920, 820}, fontMeasure());
    const RectPx& strips = picture.geometry().strips;
    for (const std::uint32_t rack : {0U, 17U, 143U}) {
        const float y = strips.y + (static_cast<float>(rack) + 0.5F) / 144 * strips.height;
        for (const float x : {40.0F, strips.x + 300}) {
            const std::optional<EntityRef> entity = picture.at({x, y});
            QVERIFY(entity && std::holds_alternative<UnitRef>(*entity));
            QCOMPARE(std::get<UnitRef>(*entity).level, std::uint16_t{1});
            QCOMPARE(std::get<UnitRef>(*entity).index, rack);
        }
    }
    QVERIFY(!picture.at({5, 2}));
    QVERIFY(picture.areaAt({800, 10}) == TimelineDrawList::Area::Overview);
    QVERIFY(picture.areaAt({800, 50}) == TimelineDrawList::Area::Axis);
    QVERIFY(picture.areaAt({800, 400}) == TimelineDrawList::Area::Plots);
    QVERIFY(picture.areaAt({3, 400}) == TimelineDrawList::Area::Nothing);
}

void TestPictures::pixelsFollowTheValues()
{
    ViewValues values = test::superpodValues(ThemeName::Dark);
    values.visible = {test::minute(600), test::minute(660)};    // a minute is many pixels wide
    const TimelineDrawList picture = TimelineDrawList::build(values, {1400, 820}, fontMeasure());
    const DrawList::Image* strips = nullptr;
    for (const DrawList::Shape& shape : picture.list().shapes())
        if (const auto* image = std::get_if<DrawList::Image>(&shape); image && image->rect == picture.geometry().strips)
            strips = image;
    QVERIFY(strips);
    const Metric& metric = values.dataset->trace->metrics[0];
    for (const std::uint32_t rack : {3U, 70U, 143U})
        for (const int m : {600, 633, 659}) {
            double sum = 0;
            for (std::uint32_t chip = rack * 64; chip < rack * 64 + 64; ++chip)
                sum += metric.value(static_cast<std::size_t>(m), chip);
            const Rgb expected = values.scale.colorOf(static_cast<float>(sum / 64), {});
            const int column = static_cast<int>((m - 600 + 0.5) / 60 * strips->columns);
            const Rgba shown = (*strips->pixels)[static_cast<std::size_t>(rack) * static_cast<std::size_t>(strips->columns) + static_cast<std::size_t>(column)];
            QVERIFY2(shown == Rgba(expected), qPrintable(QString("rack %1, minute %2").arg(rack).arg(m)));
        }
}

void TestPictures::cacheChangesNothing()
{
    ViewValues values = test::superpodValues(ThemeName::Dark);
    TimelineCache cache;
    const TextMeasure measure = fontMeasure();
    const auto stripsOf = [&](TimelineCache* kept) {
        const TimelineDrawList picture = TimelineDrawList::build(values, {1280, 500}, measure, kept);
        for (const DrawList::Shape& shape : picture.list().shapes())
            if (const auto* image = std::get_if<DrawList::Image>(&shape); image && image->rows > 1)
                return image->pixels;
        return std::shared_ptr<const std::vector<Rgba>>();
    };
    const auto first = stripsOf(&cache);
    QVERIFY(first && *first == *stripsOf(nullptr));
    values.time = test::minute(3);
    QCOMPARE(stripsOf(&cache).get(), first.get());              // the playhead costs no new image
    values.visible = {test::minute(100), test::minute(200)};
    const auto second = stripsOf(&cache);
    QVERIFY(second != first && *second == *stripsOf(nullptr));
}

void TestPictures::movingThePlayheadRedraws()
{
    ViewValues values = test::superpodValues(ThemeName::Dark);
    TimelineScene scene;
    scene.show(values);
    QVERIFY(m_canvas->open(scene, {1920, 820}).ok());
    m_canvas->renderFrame();
    const Image before = m_canvas->grab();
    std::vector<double> milliseconds;
    for (int i = 0; i < 25; ++i) {
        values.time = test::minute(100 + i);
        scene.show(values);
        QElapsedTimer timer;
        timer.start();
        m_canvas->renderFrame();
        milliseconds.push_back(static_cast<double>(timer.nsecsElapsed()) / 1e6);
    }
    const Image after = m_canvas->grab();
    m_canvas->close();
    std::ranges::sort(milliseconds);
    qInfo("1920 × 820, playhead moving: min %.1f, median %.1f ms", milliseconds.front(), milliseconds[milliseconds.size() / 2]);
    QVERIFY(before.rgb != after.rgb);
}

QTEST_GUILESS_MAIN(TestPictures)
#include "tst_pictures.moc"
