#include "SceneData.h"

#include "widgets/scene/AssumptionLegend.h"
#include "widgets/scene/BuildingShells.h"
#include "widgets/heatmap/HeatmapScene.h"
#include "widgets/scene/CameraPose.h"
#include "widgets/scene/ChipColors.h"
#include "widgets/scene/DeviceColors.h"
#include "widgets/scene/FloorGrid.h"
#include "widgets/scene/LabelPlacer.h"
#include "widgets/scene/LinkBundles.h"
#include "widgets/scene/PodCaption.h"
#include "widgets/scene/PodScene.h"
#include "widgets/vtk/FontMeasure.h"
#include "widgets/vtk/OffscreenCanvas.h"

#include <QtTest>

#include <random>

using namespace podscape;
using namespace podscape::test;

namespace {

// Of the chips that a grid of pixels shows, the share whose pixel has the chip's colour, in whatever light.
double shareInTheirColour(const PodScene& scene, const Image& image, const ChipColors& colors, const std::array<Rgb, 256>& table)
{
    int compared = 0, same = 0;
    for (int y = 20; y < image.height; y += 23)
        for (int x = 20; x < image.width; x += 23) {
            const auto picked = scene.pick(x + 0.5, y + 0.5);
            const auto* unit = picked ? std::get_if<UnitRef>(&*picked) : nullptr;
            if (!unit || unit->level != 3)
                continue;
            const Rgb chip = table[colors.chip(unit->index)];
            const std::uint8_t* pixel = image.rgb.data() + 3 * (std::size_t(y) * std::size_t(image.width) + std::size_t(x));
            const double light = double(std::max({pixel[0], pixel[1], pixel[2]})) / std::max({chip.r, chip.g, chip.b});
            const int wanted[3] = {int(light * chip.r), int(light * chip.g), int(light * chip.b)};
            ++compared;
            same += std::abs(pixel[0] - wanted[0]) < 12 && std::abs(pixel[1] - wanted[1]) < 12 && std::abs(pixel[2] - wanted[2]) < 12;
        }
    return compared < 20 ? 0 : double(same) / compared;
}

// Two lines of NVL72 racks in a hall, a rack of switches at the end of each.
std::shared_ptr<const Dataset> rackRow()
{
    Progress progress;
    const std::string text = R"({"podscape": "cluster/1", "name": "row", "root": "hall",
        "levels": [{"name": "rack", "count": 8}, {"name": "tray", "count": 18}, {"name": "gpu", "count": 4}],
        "floor": {"block": "rack", "size": ["0.6 m", "1.07 m", "2.24 m"], "slots": [4, 1, 18], "perRow": 4,
            "elevation": [["power", 4], ["chips", 8], ["switch", 9], ["chips", 10], ["power", 4], ["network", 2]],
            "service": [{"name": "leaf switches", "holds": "network", "per": "hall", "every": 4}]}})";
    auto document = readDocument(Source::fromMemory("row.cluster.json", text), progress);
    return makeDataset(std::make_shared<Cluster>(std::get<Cluster>(std::move(document).value())), std::nullopt, {}).value();
}

} // namespace

class TestScene : public QObject
{
    Q_OBJECT

private slots:
    void aPlainPictureHasNothingWritten();
    void aCaptionStaysWithinItsWidth();
    void lightsUpWhatRestsOnAssumptions();
    void assumptionsAreListedWithinTheirCard_data();
    void assumptionsAreListedWithinTheirCard();
    void aRayThroughAPixelMeetsThePointThere_data();
    void aRayThroughAPixelMeetsThePointThere();
    void framingKeepsEveryCornerInTheFrame_data() { aRayThroughAPixelMeetsThePointThere_data(); }
    void framingKeepsEveryCornerInTheFrame();
    void placedLabelsNeverOverlap();
    void everyFabricIsSeenInTheHeatmaps();
    void aPickFindsTheSwitch_data();
    void aPickFindsTheSwitch();
    void boxesOfUnitsAreThoseOfTheLayout();
    void pixelsShowTheChipThatPickingFinds();
    void movingBetweenArrangementsKeepsSelectionAndColours();
    void devicesShowTheirColourAndSayWhatTheyAre_data();
    void devicesShowTheirColourAndSayWhatTheyAre();
    void gridAndScaleBarFitEveryDistance_data();
    void gridAndScaleBarFitEveryDistance();
    void roomsAreDrawnOutsideWhatTheyHold();
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

void TestScene::everyFabricIsSeenInTheHeatmaps()
{
    auto canvas = OffscreenCanvas::create();
    QVERIFY(canvas.ok());
    ViewValues values = initialValues(h100());
    for (std::uint32_t f = 0; f < values.dataset->cluster->fabrics.size(); ++f) {
        const Fabric& fabric = values.dataset->cluster->fabrics[f];
        values.fabric = {f};
        HeatmapScene scene;
        scene.show(values);
        for (const HeatmapForm form : {HeatmapForm::Matrix, HeatmapForm::LinkGroups}) {
            scene.setForm(form);
            QVERIFY((*canvas)->render(scene, {1200, 800}, 1).ok());
            QStringList texts;
            bool hasImage = false;
            for (const DrawList::Shape& shape : scene.drawList().shapes()) {
                if (const auto* text = std::get_if<DrawList::Text>(&shape))
                    texts << QString::fromStdString(text->text);
                hasImage = hasImage || std::holds_alternative<DrawList::Image>(shape);
            }
            const QString all = texts.join('|');
            QVERIFY2(hasImage, qPrintable(all));
            QVERIFY2(all.contains(QString::fromStdString(fabric.name())), qPrintable(all));
            if (form == HeatmapForm::LinkGroups)
                for (const LinkGroup& group : fabric.groups())
                    QVERIFY2(all.contains(QString::fromStdString(group.name)), qPrintable(all));
        }
    }
}

void TestScene::aPickFindsTheSwitch_data()
{
    QTest::addColumn<int>("arrangement");
    QTest::addColumn<int>("fabric");
    for (const Arrangement arrangement : kArrangements)
        for (const int fabric : {0, 1})
            QTest::addRow("%s, fabric %d", toText(arrangement).data(), fabric) << int(arrangement) << fabric;
}

void TestScene::aPickFindsTheSwitch()
{
    QFETCH(int, arrangement);
    QFETCH(int, fabric);
    PodScene scene;
    scene.resize({1600, 900}, 1);
    ViewValues values = initialValues(h100());
    values.arrangement = Arrangement(arrangement);
    values.fabric = {static_cast<std::uint32_t>(fabric)};
    scene.show(values);
    scene.lookFrom(StandardView::Top);
    scene.finishAnimations();
    for (const std::uint32_t index : {0u, 17u, 47u}) {
        const SwitchRef expected{values.fabric, index};
        const auto at = scene.project(expected);
        QVERIFY(at);
        const auto found = scene.pick(at->x(), at->y());
        QVERIFY(found);
        if (fabric == 0) {
            QVERIFY(*found == EntityRef(expected));
        } else {   // a spine may hang over a leaf, but what is met is a switch
            const auto* ref = std::get_if<SwitchRef>(&*found);
            QVERIFY(ref && ref->fabric == expected.fabric);
        }
    }
    scene.setLinksVisible(false);
    const auto at = scene.project(SwitchRef{values.fabric, 0});
    const auto behind = scene.pick(at->x(), at->y());
    QVERIFY(!behind || !std::holds_alternative<SwitchRef>(*behind));
}

void TestScene::boxesOfUnitsAreThoseOfTheLayout()
{
    const auto dataset = h100();
    const UnitTree& tree = dataset->cluster->tree;
    for (const Arrangement arrangement : kArrangements) {
        const Layout& layout = dataset->layout(arrangement);
        const UnitBoxes boxes(layout, tree);
        for (const UnitRef unit : {UnitRef{0, 0}, UnitRef{1, 3}, UnitRef{2, 17}})
            QVERIFY(boxes.of(unit).isApprox(layout.boxOf(unit, tree)));
    }
}

// The shader and the arithmetic agree: in the middle of every tile of the front row is the colour of the chip that a pick there finds.
void TestScene::pixelsShowTheChipThatPickingFinds()
{
    PodScene scene;
    auto canvas = OffscreenCanvas::create();
    QVERIFY2(canvas.ok(), canvas.ok() ? "" : toText(canvas.error()).c_str());
    const SizePx size{1600, 500};
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
            const Rgb expected = table[colors.chip(chip)];
            const int light[3] = {int(expected.r * 0.86), int(expected.g * 0.86), int(expected.b * 0.86)};   // of a face to the south
            const double darkest = colors.chip(chip) == ColorScale::kMissingIndex ? 0.62 : 1;   // hatched
            for (int channel = 0; channel < 3; ++channel)
                QVERIFY2(pixel[channel] <= light[channel] + 3 && pixel[channel] >= darkest * light[channel] - 3, qPrintable(QString("chip %1: %2 instead of %3").arg(chip).arg(pixel[channel]).arg(light[channel])));
            ++compared;
        }
    }
    QCOMPARE(compared, 18 * 64);
    (*canvas)->close();
}

void TestScene::movingBetweenArrangementsKeepsSelectionAndColours()
{
    auto canvas = OffscreenCanvas::create();
    QVERIFY(canvas.ok());
    PodScene scene;
    QVERIFY((*canvas)->open(scene, {640, 480}).ok());
    ViewValues values = initialValues(superpod(true));
    values.selection = {UnitRef{1, 40}};
    scene.show(values);
    (*canvas)->renderFrame();
    auto before = (*canvas)->grab().rgb;
    const Rgba accent = Theme::of(values.theme).accent;
    const auto accentPixels = [&](const std::vector<std::uint8_t>& rgb) {
        int count = 0;
        for (std::size_t i = 0; i + 2 < rgb.size(); i += 3)
            count += std::abs(rgb[i] - accent.r) < 8 && std::abs(rgb[i + 1] - accent.g) < 8 && std::abs(rgb[i + 2] - accent.b) < 8;
        return count;
    };
    QVERIFY(accentPixels(before) > 20);
    for (const Arrangement arrangement : {Arrangement::Lattice, Arrangement::Fabric, Arrangement::Physical}) {
        values.arrangement = arrangement;
        scene.show(values);
        QVERIFY(scene.advance(std::chrono::milliseconds(300)));      // under way
        (*canvas)->renderFrame();
        QVERIFY(!scene.pick(320, 240));                              // nothing to hit while everything moves
        scene.finishAnimations();
        (*canvas)->renderFrame();
        const auto after = (*canvas)->grab().rgb;
        QVERIFY(after != before);
        QVERIFY2(accentPixels(after) > 20, toText(arrangement).data());   // the selected rack's outline and name
        for (const std::uint32_t rack : {0u, 143u}) {
            const auto at = scene.project(UnitRef{1, rack});
            QVERIFY(at && at->x() > 0 && at->x() < 640 && at->y() > 0 && at->y() < 480);
        }
        before = after;

        scene.setLinksVisible(false);
        scene.setLabelsVisible(false);
        scene.frame(UnitRef{1, 40});
        (*canvas)->renderFrame();
        ChipColors colors;
        colors.update(values, values.dataset->layout(arrangement));
        const double share = shareInTheirColour(scene, (*canvas)->grab(), colors, ChipColors::table(values));
        QVERIFY2(share > 0.8, qPrintable(QString("%1: %2").arg(toText(arrangement).data()).arg(share)));
        scene.setLinksVisible(true);
        scene.setLabelsVisible(true);
        scene.frameAll();
    }
    (*canvas)->close();
}

// Trays of switches, power shelves and racks without chips: the colour in their middle is that of their kind, and a pick there says so.
void TestScene::devicesShowTheirColourAndSayWhatTheyAre_data()
{
    QTest::addColumn<bool>("hasShelves");
    QTest::newRow("shelves among the chips") << true;
    QTest::newRow("racks of one device, found without a table") << false;
}

void TestScene::devicesShowTheirColourAndSayWhatTheyAre()
{
    QFETCH(bool, hasShelves);
    auto canvas = OffscreenCanvas::create();
    QVERIFY(canvas.ok());
    const SizePx size{1600, 700};
    PodScene scene;
    scene.setLinksVisible(false);
    scene.setLabelsVisible(false);
    QVERIFY((*canvas)->open(scene, size).ok());
    ViewValues values = initialValues(hasShelves ? rackRow() : superpod(false));
    const std::uint32_t racks = values.dataset->cluster->tree.unitCount(values.dataset->cluster->floor.blockLevel);
    for (const ThemeName theme : {ThemeName::Dark, ThemeName::Light}) {
        values.theme = theme;
        scene.show(values);
        scene.lookFrom(StandardView::Front);
        scene.finishAnimations();
        (*canvas)->renderFrame();
        const Image image = (*canvas)->grab();
        const Layout& layout = values.dataset->layout(Arrangement::Physical);
        const Projector projector(scene.camera(), size.width, size.height);
        std::map<std::string, int> seen;
        for (std::uint32_t b = 0; b < layout.blocks.size(); ++b) {
            const LatticeBlock& block = layout.blocks[b];
            if (block.min.y() > layout.blocks[0].min.y())   // the second line is hidden
                continue;
            for (int layer = 0; layer < block.grid[2]; ++layer) {
                const std::int32_t content = layout.cells[block.table + std::size_t(layer) * block.grid[0]];
                if (content >= kCellBlank)
                    continue;
                // Between two columns of chips: a shelf goes through.
                const auto at = projector.toPixel((block.min + block.size.cwiseProduct(Eigen::Vector3f(0.5f, 0, (float(layer) + 0.5f) / block.grid[2]))).cast<double>());
                QVERIFY(at);
                const std::string said = scene.deviceAt(at->x(), at->y());
                QCOMPARE(said, b < racks ? deviceWord(content) : layout.serviceRackAt(b)->name);
                ++seen[said];
                const auto picked = scene.pick(at->x(), at->y());
                QVERIFY(picked && *picked == EntityRef(block.unit));
                const std::uint8_t* pixel = image.rgb.data() + 3 * (std::size_t(at->y()) * image.width + std::size_t(at->x()));
                const Rgb expected = deviceColors(theme)[deviceIndex(content)];
                const int light[3] = {int(expected.r * 0.86), int(expected.g * 0.86), int(expected.b * 0.86)};
                for (int channel = 0; channel < 3; ++channel)
                    QVERIFY2(std::abs(pixel[channel] - light[channel]) <= 3, qPrintable(QString("%1: %2 instead of %3").arg(QString::fromStdString(said)).arg(pixel[channel]).arg(light[channel])));
            }
        }
        if (!hasShelves)
            QCOMPARE(seen["coolant distribution"], 4);
        else
            QVERIFY(seen["switch tray"] == 4 * 9 && seen["power shelf"] == 4 * 8 && seen["network switch"] == 4 * 2 && seen["leaf switches"] > 0);
    }
    QVERIFY(scene.deviceAt(2, 2).empty());
    (*canvas)->close();
}

void TestScene::gridAndScaleBarFitEveryDistance_data()
{
    QTest::addColumn<double>("distance");
    QTest::addColumn<double>("elevation");
    for (const double distance : {2., 11., 60., 400., 2'000., 9'000.})
        for (const double elevation : {12., 30., 89.})
            QTest::newRow(qPrintable(QString("%1 m, %2 degrees").arg(distance).arg(elevation))) << distance << elevation;
}

void TestScene::gridAndScaleBarFitEveryDistance()
{
    QFETCH(double, distance);
    QFETCH(double, elevation);
    Layout campus;
    campus.bounds = {Eigen::Vector3f(0, 0, 0), Eigen::Vector3f(5'000, 3'000, 12)};
    const CameraPose pose{{2'450, 1'300, 1}, distance, -32, elevation, false};
    const Projector projector(pose, 1280, 720);
    const ScaleBar bar = scaleBar(campus, projector, RayPicker(std::make_shared<Layout>(campus)));
    QVERIFY(bar.metres > 0);
    QVERIFY(std::abs((bar.to - bar.from).norm() - bar.metres) < 1e-6 * bar.metres);
    const auto from = projector.toPixel(bar.from), to = projector.toPixel(bar.to);
    QVERIFY(from && to);
    const double px = (*to - *from).norm();
    QVERIFY2(px > 40 && px < 420, qPrintable(QString("%1 px for %2 m").arg(px).arg(bar.metres)));
    for (const auto& end : {*from, *to})
        QVERIFY(end.x() > 0 && end.y() > 0 && end.x() < 1280 && end.y() < 720);

    const GridPatch patch = gridPatch(campus, pose);
    QVERIFY(floorGrid(campus, patch, Theme::of(ThemeName::Dark)).size() < 200);
    const double stepPx = patch.step * projector.pixelsPerUnit(pose.target);
    QVERIFY2(stepPx > 12 && stepPx < 400, qPrintable(QString("%1 px a step").arg(stepPx)));
    CameraPose nearby = pose;
    nearby.target.x() += patch.step * 0.01;
    QVERIFY(gridPatch(campus, nearby) == patch || patch.min.x() != gridPatch(campus, nearby).min.x());
}

void TestScene::roomsAreDrawnOutsideWhatTheyHold()
{
    const auto dataset = rackRow();
    const Layout& layout = dataset->layout(Arrangement::Physical);
    const Theme& theme = Theme::of(ThemeName::Dark);
    QCOMPARE(roomFloors(layout, theme).size(), std::size_t(1));
    QCOMPARE(roomWalls(layout, theme).size(), std::size_t(4));
    for (const FaceActor::Face& wall : roomWalls(layout, theme)) {
        const Eigen::Vector3f outwards = (wall.corners[1] - wall.corners[0]).cross(wall.corners[3] - wall.corners[0]);
        QVERIFY(outwards.dot(layout.bounds.center() - wall.corners[0]) < 0);
        for (const LatticeBlock& block : layout.blocks)
            QVERIFY(outwards.dot(block.min + block.size - wall.corners[0]) < 0 && outwards.dot(block.min - wall.corners[0]) < 0);
    }
    // Nothing is coplanar: ground, floors, aisles and the feet of racks are layers from below.
    const auto grid = floorGrid(layout, gridPatch(layout, {}), theme);
    QVERIFY(grid.front().from.z() < roomFloors(layout, theme).front().corners[0].z());
    for (const FaceActor::Face& aisle : aisleFloors(layout, theme))
        QVERIFY(aisle.corners[0].z() > roomFloors(layout, theme).front().corners[0].z() && aisle.corners[0].z() < layout.blocks[0].min.z());
    QCOMPARE(aisleFloors(layout, theme).size(), std::size_t(1));
    QVERIFY(roomFloors(dataset->layout(Arrangement::Lattice), theme).empty());
}

void TestScene::lightsUpWhatRestsOnAssumptions()
{
    Cluster cluster = *superpod(false)->cluster;
    cluster.facts.push_back({"power", 3, 900, Dimension::Power, {FactStatus::Assumption, {}, "guessed"}, {{64, 128}}, {"rack-001"}});
    ViewValues values = initialValues(makeDataset(std::make_shared<Cluster>(std::move(cluster)), std::nullopt, {}).value());
    values.emphasis = Emphasis::Assumptions;
    ChipColors colors;
    colors.update(values, values.dataset->layout(Arrangement::Physical));
    const auto lit = std::count(colors.codes().begin(), colors.codes().end(), ChipColors::kLitIndex);
    QCOMPARE(lit, 64);
    QCOMPARE(int(colors.chip(64)), int(ChipColors::kLitIndex));
    QCOMPARE(int(colors.blocks()[1]), int(ChipColors::kLitIndex));
    QCOMPARE(int(colors.blocks()[0]), int(ChipColors::kQuietIndex));
    const auto table = ChipColors::table(values);
    QVERIFY(table[ChipColors::kLitIndex] == AssumptionColors::of(values.theme).lit);
    QVERIFY(table[ChipColors::kQuietIndex] != table[ChipColors::kLitIndex]);

    // The picture has chips in both colours, and says what they are.
    const auto canvas = OffscreenCanvas::create().value();
    PodScene scene;
    scene.show(values);
    const Image before = canvas->render(scene, {800, 600}).value();
    values.emphasis = Emphasis::None;
    scene.show(values);
    const Image after = canvas->render(scene, {800, 600}).value();
    QVERIFY(before.rgb != after.rgb);
}

void TestScene::assumptionsAreListedWithinTheirCard_data()
{
    QTest::addColumn<int>("assumptions");
    QTest::addColumn<float>("mostHeight");
    QTest::newRow("none") << 0 << 300.f;
    QTest::newRow("a few") << 3 << 400.f;
    QTest::newRow("more than fit") << 40 << 300.f;
    QTest::newRow("no room at all") << 5 << 60.f;
}

void TestScene::assumptionsAreListedWithinTheirCard()
{
    QFETCH(int, assumptions);
    QFETCH(float, mostHeight);
    auto cluster = std::make_shared<Cluster>();
    cluster->tree = UnitTreeBuilder().addUniform("rack", 2).addUniform("chip", 2).build().value();
    for (int i = 0; i < assumptions; ++i)
        cluster->facts.push_back({"figure" + std::to_string(i), 2, 1, Dimension::Count, {FactStatus::Assumption, {}, "said by nobody that we know of, and taken from the machine before this one"}});
    ViewValues values = initialValues(makeDataset(cluster, std::nullopt, {}).value());
    const TextMeasure measure = [](std::string_view text, float px, TextWeight) { return SizePx{0.6f * px * float(text.size()), px}; };
    DrawList list;
    const RectPx card = drawAssumptionLegend(list, values, {10, 20, 240, 0}, mostHeight, measure);
    int texts = 0;
    QString last;
    for (const DrawList::Shape& shape : list.shapes())
        if (const auto* text = std::get_if<DrawList::Text>(&shape)) {
            ++texts;
            last = QString::fromStdString(text->text);
            QVERIFY2(text->at.y > card.y && text->at.y < card.bottom(), text->text.c_str());
            QVERIFY2(text->at.x + measure(text->text, text->fontPx, text->weight).width <= card.right(), text->text.c_str());
        }
    QVERIFY(texts >= 2);
    QVERIFY(card.height <= std::max(mostHeight, 80.f));
    if (assumptions > 5)
        QVERIFY2(last.startsWith("and ") && last.endsWith(" more"), qPrintable(last));
}

void TestScene::aCaptionStaysWithinItsWidth()
{
    const auto dataset = sample("samples/clusters/ironwood-superpod.cluster.json");
    const ViewValues values = initialValues(dataset);
    const auto layout = dataset->layouts.front();
    const RayPicker picker(layout);
    const Projector projector(CameraPose(), 1280, 720);
    const UnitBoxes boxes(*layout, dataset->cluster->tree);
    const SwitchPlaces none;
    const TextMeasure measure = fontMeasure(1);
    const PodOverlay overlay{values, *layout, projector, picker, boxes, none, nullptr, measure};
    QCOMPARE(captionLines(overlay, 1'200).size(), std::size_t(2));   // name, and all the rest in one line
    for (const float width : {600.f, 300.f, 120.f}) {
        const std::vector<CaptionLine> lines = captionLines(overlay, width);
        QVERIFY(lines.size() > 2 || width == 600.f);
        for (const CaptionLine& line : lines)
            QVERIFY2(measure(line.text, line.fontPx, line.weight).width <= width, line.text.c_str());
    }
}

// Where the title stands there is only background, one colour a row.
void TestScene::aPlainPictureHasNothingWritten()
{
    auto canvas = OffscreenCanvas::create();
    QVERIFY(canvas.ok());
    PodScene scene;
    const auto rowsOfOneColour = [&] {
        const auto image = (*canvas)->render(scene, {800, 450}, 1);
        int rows = 0;
        for (int y = 8; y < 60 && image.ok(); ++y) {
            const std::uint8_t* row = image->rgb.data() + 3 * std::size_t(y) * std::size_t(image->width);
            rows += std::all_of(row + 60, row + 480, [&, i = 0](std::uint8_t byte) mutable { return std::abs(byte - row[60 + i++ % 3]) <= 2; });
        }
        return rows;
    };
    scene.show(initialValues(sample("samples/clusters/ironwood-superpod.cluster.json")));
    QVERIFY(rowsOfOneColour() < 40);
    scene.setOverlayVisible(false);
    scene.frameAll();
    QCOMPARE(rowsOfOneColour(), 52);
}

QTEST_GUILESS_MAIN(TestScene)
#include "tst_scene.moc"
