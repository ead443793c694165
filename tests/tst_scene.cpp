#include "TestData.h"

#include "model/io/Dataset.h"
#include "model/io/Reader.h"
#include "widgets/scene/CameraPose.h"
#include "widgets/scene/ChipColors.h"
#include "widgets/scene/LabelPlacer.h"
#include "widgets/scene/LinkBundles.h"
#include "widgets/scene/PodScene.h"
#include "widgets/vtk/OffscreenCanvas.h"

#include <QtTest>

#include <random>

using namespace podscape;

namespace {

std::shared_ptr<const Dataset> superpod(bool withTrace)
{
    Progress progress;
    auto document = readDocument(test::sourcePath("samples/clusters/ironwood-superpod.cluster.json"), progress);
    auto cluster = std::make_shared<Cluster>(std::get<Cluster>(std::move(document).value()));
    if (!withTrace)
        return makeDataset(cluster, std::nullopt, {}).value();
    Trace trace;
    trace.duration = fromSeconds(60);
    std::vector<std::uint8_t> codes(cluster->tree.chipCount());
    for (std::size_t chip = 0; chip < codes.size(); ++chip)
        codes[chip] = chip % 97 == 5 ? kMissingCode8 : static_cast<std::uint8_t>(chip * 7 % 250);
    Metric::Info info;
    info.name = "utilisation";
    info.unit = "%";
    info.naturalMax = 100;
    trace.metrics.push_back(Metric::fromCodes(info, {Nanoseconds{0}}, cluster->tree.chipCount(), 0.4, 0, codes));
    return makeDataset(cluster, std::move(trace), {}).value();
}

} // namespace

class TestScene : public QObject
{
    Q_OBJECT

private slots:
    void aRayThroughAPixelMeetsThePointThere_data();
    void aRayThroughAPixelMeetsThePointThere();
    void framingKeepsEveryCornerInTheFrame_data() { aRayThroughAPixelMeetsThePointThere_data(); }
    void framingKeepsEveryCornerInTheFrame();
    void placedLabelsNeverOverlap();
    void bundlesHoldEveryLinkBetweenRacks();
    void aBundleShowsItsBusiestLink();
    void pixelsShowTheChipThatPickingFinds();
    void movingToTheLatticeKeepsSelectionAndColours();
};

void TestScene::aRayThroughAPixelMeetsThePointThere_data()
{
    QTest::addColumn<double>("azimuth");
    QTest::addColumn<double>("elevation");
    QTest::addColumn<bool>("parallel");
    QTest::newRow("isometric") << -32. << 30. << false;
    QTest::newRow("from above") << 0. << 89.9 << false;
    QTest::newRow("from below") << 140. << -40. << false;
    QTest::newRow("parallel") << 15. << 20. << true;
}

void TestScene::aRayThroughAPixelMeetsThePointThere()
{
    QFETCH(double, azimuth);
    QFETCH(double, elevation);
    QFETCH(bool, parallel);
    const Projector projector({{1, 2, 3}, 40, azimuth, elevation, parallel}, 1280, 720);
    std::mt19937 random(7);
    std::uniform_real_distribution<double> near(-6, 6);
    for (int i = 0; i < 200; ++i) {
        const Eigen::Vector3d point(near(random), near(random), near(random));
        const auto pixel = projector.toPixel(point);
        QVERIFY(pixel);
        const Ray ray = projector.rayAt(pixel->x(), pixel->y());
        const Eigen::Vector3d direction = ray.direction.cast<double>().normalized(), way = point - ray.origin.cast<double>();
        QVERIFY((way - way.dot(direction) * direction).norm() < 1e-3);
    }
}

void TestScene::framingKeepsEveryCornerInTheFrame()
{
    QFETCH(double, azimuth);
    QFETCH(double, elevation);
    QFETCH(bool, parallel);
    const Box box(Eigen::Vector3f(-3, 0, 0), Eigen::Vector3f(20, 9, 2.2f));
    for (const double aspect : {0.5, 1.0, 1.78, 4.0}) {
        const double height = 600, width = height * aspect, top = 0.1;
        const CameraPose pose = CameraPose{{0, 0, 0}, 1, azimuth, elevation, parallel}.framing(box, aspect, top);
        const Projector projector(pose, width, height);
        double highest = height;
        for (int corner = 0; corner < 8; ++corner) {
            const auto pixel = projector.toPixel(box.corner(static_cast<Box::CornerType>(corner)).cast<double>());
            QVERIFY(pixel);
            QVERIFY2(pixel->x() >= 0 && pixel->x() <= width && pixel->y() >= 0 && pixel->y() <= height, qPrintable(QString("%1, %2 at aspect %3").arg(pixel->x()).arg(pixel->y()).arg(aspect)));
            highest = std::min(highest, pixel->y());
        }
        QVERIFY2(highest >= 0.9 * top * height, qPrintable(QString("%1 px left for the caption").arg(highest)));
    }
}

void TestScene::placedLabelsNeverOverlap()
{
    std::mt19937 random(11);
    LabelPlacer placer({0, 0, 800, 600});
    std::vector<RectPx> placed{{100, 100, 200, 80}};
    placer.block(placed.front());
    for (int i = 0; i < 2'000; ++i) {
        const RectPx label{float(random() % 820) - 10, float(random() % 620) - 10, 40, 14};
        if (placer.place(label))
            placed.push_back(label);
    }
    QVERIFY(placed.size() > 100);
    for (std::size_t a = 0; a < placed.size(); ++a) {
        QVERIFY(placed[a].x >= 0 && placed[a].right() <= 800 && placed[a].y >= 0 && placed[a].bottom() <= 600);
        for (std::size_t b = a + 1; b < placed.size(); ++b)
            QVERIFY(!placed[a].overlaps(placed[b]));
    }
}

// 4×6×6 cubes, each joined to three more along x, y, z by the 16 chips of a face: 432 bundles, 6,912 optical links.
void TestScene::bundlesHoldEveryLinkBetweenRacks()
{
    const auto dataset = superpod(false);
    const Cluster& cluster = *dataset->cluster;
    const LinkBundles bundles(cluster, cluster.fabrics[0], dataset->layout(Arrangement::Lattice), {}, {});
    QCOMPARE(bundles.all().size(), std::size_t(432));
    for (const LinkBundle& bundle : bundles.all())
        QCOMPARE(bundle.links, 16u);

    const LinkBundles withSingles(cluster, cluster.fabrics[0], dataset->layout(Arrangement::Lattice), {}, {0, 1});
    QCOMPARE(withSingles.all().size(), std::size_t(432 + 6));   // the six links of chip 0
    QCOMPARE(std::ranges::count_if(withSingles.all(), &LinkBundle::isSingle), 6);
}

void TestScene::aBundleShowsItsBusiestLink()
{
    const auto dataset = superpod(false);
    const Fabric& fabric = dataset->cluster->fabrics[0];
    LinkBundles bundles(*dataset->cluster, fabric, dataset->layout(Arrangement::Lattice), {}, {});
    std::vector<float> loads(2 * fabric.linkCount(), 0.f);
    const LinkId busy = bundles.all()[17].first;
    loads[2 * busy.value + 1] = 0.8f;
    bundles.setLoads(loads);
    QCOMPARE(bundles.all()[17].maxLoad, 0.8f);
    QCOMPARE(bundles.all()[17].meanLoad, 0.8f / 32);
    QCOMPARE(bundles.all()[16].maxLoad, 0.f);
    bundles.setLoads({});
    QVERIFY(isMissing(bundles.all()[17].maxLoad));
}

// The shader and the arithmetic agree: in the middle of every tile of the front row is the colour of the chip that a pick there finds.
void TestScene::pixelsShowTheChipThatPickingFinds()
{
    auto canvas = OffscreenCanvas::create();
    QVERIFY2(canvas.ok(), canvas.ok() ? "" : toText(canvas.error()).c_str());
    const SizePx size{1600, 500};
    PodScene scene;
    scene.setLinksVisible(false);
    scene.setLabelsVisible(false);
    QVERIFY((*canvas)->open(scene, size).ok());
    const ViewValues values = initialValues(superpod(true));
    scene.show(values);
    scene.lookFrom(StandardView::Front);
    scene.finishAnimations();
    (*canvas)->renderFrame();
    const Image image = (*canvas)->grab();

    ChipColors colors;
    const Layout& layout = values.dataset->layout(Arrangement::Physical);
    colors.update(values, layout);
    const auto table = ChipColors::table(values);
    const Projector projector(scene.camera(), size.width, size.height);
    int compared = 0;
    for (std::uint32_t rack = 0; rack < 18; ++rack) {
        const LatticeBlock& block = layout.blocks[rack];
        for (int cell = 0; cell < 64; ++cell) {
            const Eigen::Vector3f share((float(cell % 4) + 0.5f) / 4, 0.f, (float(cell / 4) + 0.5f) / 16);
            const auto at = projector.toPixel((block.min + block.size.cwiseProduct(share)).cast<double>());
            QVERIFY(at);
            const auto picked = scene.pick(at->x(), at->y());
            QVERIFY(picked);
            const auto* unit = std::get_if<UnitRef>(&*picked);
            QVERIFY(unit);
            const std::uint32_t chip = block.firstChip + static_cast<std::uint32_t>(cell);
            QCOMPARE(unit->index, chip);
            const std::uint8_t* pixel = image.rgb.data() + 3 * (std::size_t(at->y()) * image.width + std::size_t(at->x()));
            const Rgb expected = table[colors.chips()[chip]];
            const int light[3] = {int(expected.r * 0.86), int(expected.g * 0.86), int(expected.b * 0.86)};   // of a face to the south
            for (int channel = 0; channel < 3; ++channel)
                QVERIFY2(std::abs(pixel[channel] - light[channel]) <= 3, qPrintable(QString("chip %1: %2 instead of %3").arg(chip).arg(pixel[channel]).arg(light[channel])));
            ++compared;
        }
    }
    QCOMPARE(compared, 18 * 64);
    (*canvas)->close();
}

void TestScene::movingToTheLatticeKeepsSelectionAndColours()
{
    auto canvas = OffscreenCanvas::create();
    QVERIFY(canvas.ok());
    PodScene scene;
    QVERIFY((*canvas)->open(scene, {640, 480}).ok());
    ViewValues values = initialValues(superpod(true));
    values.selection = {UnitRef{1, 40}};
    scene.show(values);
    (*canvas)->renderFrame();
    const auto before = (*canvas)->grab().rgb;
    values.arrangement = Arrangement::Lattice;
    scene.show(values);
    QVERIFY(scene.advance(std::chrono::milliseconds(300)));      // under way
    (*canvas)->renderFrame();
    QVERIFY(!scene.pick(320, 240));                              // nothing to hit while everything moves
    scene.finishAnimations();
    (*canvas)->renderFrame();
    QVERIFY((*canvas)->grab().rgb != before);
    const auto at = scene.project({1, 143});                     // the far upper corner of the torus is in view
    QVERIFY(at && at->x() > 0 && at->x() < 640 && at->y() > 0 && at->y() < 480);
    QVERIFY(scene.pick(320, 240));
    (*canvas)->close();
}

QTEST_GUILESS_MAIN(TestScene)
#include "tst_scene.moc"
