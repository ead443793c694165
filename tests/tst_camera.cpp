#include "TestData.h"

#include "model/io/Dataset.h"
#include "model/layout/EyeSpace.h"
#include "widgets/scene/CameraFlight.h"
#include "widgets/scene/CameraMoves.h"
#include "widgets/scene/ClearView.h"
#include "widgets/scene/FlyKeys.h"
#include "widgets/scene/PodScene.h"
#include "widgets/scene/SwitchPlaces.h"

#include <QFocusEvent>
#include <QWidget>
#include <QtTest>

#include <random>

using namespace podscape;

namespace {

constexpr SizePx kFrame{1280, 720};
constexpr double kAspect = 1280. / 720;

std::shared_ptr<const Dataset> sample(const std::string& name)
{
    static std::map<std::string, std::shared_ptr<const Dataset>> kept;
    auto& dataset = kept[name];
    if (!dataset) {
        Progress progress;
        dataset = openFiles({test::sourcePath(("samples/clusters/" + name + ".cluster.json").c_str())}, progress).value();
    }
    return dataset;
}

ViewValues valuesOf(const std::string& name, Arrangement arrangement)
{
    ViewValues values = initialValues(sample(name));
    values.arrangement = arrangement;
    return values;
}

UnitRef someRack(const Dataset& dataset, std::mt19937& random)
{
    const int level = dataset.layout(Arrangement::Physical).blockLevel;
    return {static_cast<std::uint16_t>(level), static_cast<std::uint32_t>(random() % dataset.cluster->tree.unitCount(level))};
}

double pixelsApart(const CameraPose& pose, const Eigen::Vector3d& point, double xPx, double yPx)
{
    const auto at = Projector(pose, kFrame.width, kFrame.height).toPixel(point);
    return at ? (*at - Eigen::Vector2d(xPx, yPx)).norm() : 1e9;
}

double sizeAt(const CameraPose& pose, const Eigen::Vector3d& point)
{
    return Projector(pose, kFrame.width, kFrame.height).pixelsPerUnit(point);
}

bool isChip(const std::optional<EntityRef>& entity, const Dataset& dataset)
{
    const auto* unit = entity ? std::get_if<UnitRef>(&*entity) : nullptr;
    return unit && unit->level == dataset.cluster->tree.leafLevel();
}

} // namespace

class TestCamera : public QObject
{
    Q_OBJECT

private slots:
    void zoomingInAndOutKeepsAChipUnderTheCursor_data();
    void zoomingInAndOutKeepsAChipUnderTheCursor();
    void theNearestZoomLetsAChipFillHalfTheFrame();
    void turnsOfTheWheelAddUp();
    void panningAndOrbitingKeepWhatWasGrabbedUnderTheCursor_data() { zoomingInAndOutKeepsAChipUnderTheCursor_data(); }
    void panningAndOrbitingKeepWhatWasGrabbedUnderTheCursor();
    void changingTheProjectionKeepsTheSizeInTheMiddle();
    void flightsStayOutOfRacks_data();
    void flightsStayOutOfRacks();
    void aFlightBeginsAndEndsExactly();
    void anInterruptedFlightGoesOnFromWhereItIs();
    void aLargeUnitFillsTheFrame_data();
    void aLargeUnitFillsTheFrame();
    void aRackIsSeenAmongItsNeighbours();
    void aTrayOrAChipIsSeenAtAFace_data();
    void aTrayOrAChipIsSeenAtAFace();
    void theWheelNeverLeavesTheEyeInARack();
    void aHandThatTurnsStopsBeforeARack();
    void flightsTakeBetweenTwoFifthsAndTwoAndAHalfSeconds();
    void anEyeSlidesAlongRacksAndEndsInNone_data() { flightsStayOutOfRacks_data(); }
    void anEyeSlidesAlongRacksAndEndsInNone();
    void flyingOnStopsBeforeARack();
    void keysFlyWhileTheyAreHeld();
};

void TestCamera::zoomingInAndOutKeepsAChipUnderTheCursor_data()
{
    QTest::addColumn<bool>("isParallel");
    QTest::addColumn<Arrangement>("arrangement");
    QTest::newRow("perspective, racks") << false << Arrangement::Physical;
    QTest::newRow("perspective, lattice") << false << Arrangement::Lattice;
    QTest::newRow("orthographic, racks") << true << Arrangement::Physical;
    QTest::newRow("orthographic, lattice") << true << Arrangement::Lattice;
}

void TestCamera::zoomingInAndOutKeepsAChipUnderTheCursor()
{
    QFETCH(bool, isParallel);
    QFETCH(Arrangement, arrangement);
    PodScene scene;
    scene.resize(kFrame, 1);
    scene.show(valuesOf("million-tpu", arrangement));
    scene.setParallel(isParallel);
    const CameraPose before = scene.camera();
    std::mt19937 random(7);
    int followed = 0;
    for (int attempt = 0; attempt < 4000 && followed < 5; ++attempt) {
        const auto at = std::optional(Eigen::Vector2d(0.5 + random() % 1280, 0.5 + random() % 720));
        const auto chip = scene.pick(at->x(), at->y());
        if (!isChip(chip, *sample("million-tpu")))
            continue;
        ++followed;
        const Ray ray = Projector(scene.camera(), kFrame.width, kFrame.height, isParallel ? 1500 : 0).rayAt(at->x(), at->y());
        const auto hit = RayPicker(sample("million-tpu")->layouts[static_cast<std::size_t>(arrangement)]).pick(ray);
        QVERIFY(hit);
        const Eigen::Vector3d spot = ray.origin.cast<double>() + double(hit->distance) * ray.direction.cast<double>();
        for (int step = 0; step < 60; ++step)
            scene.zoomAt(1.2, at->x(), at->y());
        QVERIFY2(scene.camera().distance < 0.02 * before.distance, qPrintable(QString::number(scene.camera().distance)));
        QVERIFY2(pixelsApart(scene.camera(), spot, at->x(), at->y()) < 1, qPrintable(QString::number(pixelsApart(scene.camera(), spot, at->x(), at->y()))));
        QCOMPARE(scene.pick(at->x(), at->y()), chip);
        while (sizeAt(scene.camera(), spot) > sizeAt(before, spot))
            scene.zoomAt(1 / 1.2, at->x(), at->y());
        scene.zoomAt(sizeAt(before, spot) / sizeAt(scene.camera(), spot), at->x(), at->y());   // the wheel turns in steps
        QVERIFY(pixelsApart(scene.camera(), spot, at->x(), at->y()) < 1);
        for (const Box::CornerType corner : {Box::BottomLeftFloor, Box::TopRightCeil}) {       // and so does all the rest
            const Eigen::Vector3d point = sample("million-tpu")->layout(arrangement).bounds.corner(corner).cast<double>();
            const auto there = Projector(before, kFrame.width, kFrame.height).toPixel(point);
            QVERIFY(pixelsApart(scene.camera(), point, there->x(), there->y()) < 1);
        }
        scene.setCamera(before);
    }
    QCOMPARE(followed, 5);
}

void TestCamera::theNearestZoomLetsAChipFillHalfTheFrame()
{
    PodScene scene;
    scene.resize(kFrame, 1);
    scene.show(valuesOf("ironwood-superpod", Arrangement::Physical));
    scene.lookFrom(StandardView::Front);
    scene.finishAnimations();
    const Layout& layout = sample("ironwood-superpod")->layout(Arrangement::Physical);
    double x = 640, y = 100;
    while (y < 700 && !isChip(scene.pick(x, y), *sample("ironwood-superpod"))) {
        x = x < 900 ? x + 3 : 400;
        y += x == 400 ? 2 : 0;
    }
    for (int step = 0; step < 120; ++step)
        scene.zoomAt(1.2, x, y);
    const auto near = scene.pick(x, y);
    QVERIFY(isChip(near, *sample("ironwood-superpod")));
    const Box chip = layout.boxOf(std::get<UnitRef>(*near), sample("ironwood-superpod")->cluster->tree);
    const Projector camera(scene.camera(), kFrame.width, kFrame.height);
    const Eigen::Vector3d low(chip.center().x(), chip.min().y(), chip.min().z()), high(chip.center().x(), chip.min().y(), chip.max().z());
    const double share = (*camera.toPixel(low) - *camera.toPixel(high)).norm() / kFrame.height;
    QVERIFY2(std::abs(share - 0.5) < 0.06, qPrintable(QString::number(share)));
}

void TestCamera::turnsOfTheWheelAddUp()
{
    PodScene smooth, once;
    for (PodScene* scene : {&smooth, &once}) {
        scene->resize(kFrame, 1);
        scene->show(valuesOf("ironwood-superpod", Arrangement::Physical));
    }
    const double far = smooth.camera().distance;
    once.zoomAt(1.2 * 1.2 * 1.2, 500, 300);
    for (int turn = 0; turn < 3; ++turn) {
        smooth.zoomSmoothly(1.2, 500, 300);
        QVERIFY(smooth.advance(std::chrono::milliseconds(16)));
    }
    QVERIFY(smooth.camera().distance < far && smooth.camera().distance > once.camera().distance);
    smooth.finishAnimations();
    QVERIFY((smooth.camera().eye() - once.camera().eye()).norm() < 1e-6 * far);
    QVERIFY(!smooth.advance(std::chrono::milliseconds(16)));
}

void TestCamera::panningAndOrbitingKeepWhatWasGrabbedUnderTheCursor()
{
    QFETCH(bool, isParallel);
    QFETCH(Arrangement, arrangement);
    PodScene scene;
    scene.resize(kFrame, 1);
    scene.show(valuesOf("ironwood-superpod", arrangement));
    scene.setParallel(isParallel);
    scene.zoomAt(3, 600, 350);
    int grabbed = 0;
    for (const auto& [x, y] : {std::pair{640., 360.}, {500., 400.}, {800., 300.}, {700., 450.}, {400., 300.}}) {
        const Ray ray = Projector(scene.camera(), kFrame.width, kFrame.height, isParallel ? 1e3 : 0).rayAt(x, y);
        const auto hit = RayPicker(sample("ironwood-superpod")->layouts[static_cast<std::size_t>(arrangement)]).pick(ray);
        if (!hit)
            continue;
        ++grabbed;
        const Eigen::Vector3d spot = ray.origin.cast<double>() + double(hit->distance) * ray.direction.cast<double>();
        scene.grab(x, y);
        for (int i = 0; i < 20; ++i)
            scene.pan(4, -3);
        QVERIFY(pixelsApart(scene.camera(), spot, x + 80, y - 60) < 0.1);
        const double azimuth = scene.camera().azimuth;
        for (int i = 0; i < 20; ++i)
            scene.orbit(5, 2);
        QVERIFY(std::abs(scene.camera().azimuth - azimuth) > 30);
        QVERIFY(pixelsApart(scene.camera(), spot, x + 80, y - 60) < 0.1);
        scene.letGo();
        scene.frameAll();
        scene.zoomAt(3, 600, 350);
    }
    QVERIFY(grabbed >= 2);
}

void TestCamera::changingTheProjectionKeepsTheSizeInTheMiddle()
{
    PodScene scene;
    scene.resize(kFrame, 1);
    scene.show(valuesOf("ironwood-superpod", Arrangement::Physical));
    scene.zoomAt(6, 640, 420);
    scene.pan(0, -40);
    const Ray ray = Projector(scene.camera(), kFrame.width, kFrame.height).rayAt(640, 360);
    const auto hit = RayPicker(sample("ironwood-superpod")->layouts[0]).pick(ray);
    QVERIFY(hit);
    const Eigen::Vector3d spot = ray.origin.cast<double>() + double(hit->distance) * ray.direction.cast<double>();
    const double before = sizeAt(scene.camera(), spot);
    for (const bool parallel : {true, false}) {
        scene.setParallel(parallel);
        QVERIFY(std::abs(sizeAt(scene.camera(), spot) / before - 1) < 1e-3);
        QVERIFY(pixelsApart(scene.camera(), spot, 640, 360) < 0.5);
    }
}

void TestCamera::flightsStayOutOfRacks_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<Arrangement>("arrangement");
    QTest::newRow("a million TPUs") << "million-tpu" << Arrangement::Physical;
    QTest::newRow("Ironwood") << "ironwood-superpod" << Arrangement::Physical;
    QTest::newRow("a lattice of a million") << "million-tpu" << Arrangement::Lattice;
    QTest::newRow("Ironwood as a lattice") << "ironwood-superpod" << Arrangement::Lattice;
}

void TestCamera::flightsStayOutOfRacks()
{
    QFETCH(QString, name);
    QFETCH(Arrangement, arrangement);
    const auto dataset = sample(name.toStdString());
    const Layout& layout = dataset->layout(arrangement);
    std::mt19937 random(42);
    CameraPose pose = CameraPose().framing(layout.bounds, kAspect);
    for (int flight = 0; flight < 60; ++flight) {
        const Box rack = layout.boxOf(someRack(*dataset, random), dataset->cluster->tree);
        pose.elevation = std::array{30., 4., 60., 12.}[flight % 4];   // someone turns before each flight…
        pose.azimuth += 50;
        pose = clearView(pose, layout, rack, rack, kAspect);           // …and is in the open
        const Box next = layout.boxOf(someRack(*dataset, random), dataset->cluster->tree);
        const CameraFlight way(pose, clearView(pose, layout, next, next, kAspect), layout);
        Eigen::Vector3d last = pose.eye();
        for (int i = 1; i <= 240; ++i) {
            const Eigen::Vector3d eye = way.at(i / 240.).eye();
            const QString where = QStringLiteral("flight %1, sample %2: %3 %4 %5").arg(flight).arg(i).arg(eye.x()).arg(eye.y()).arg(eye.z());
            QVERIFY2(!isInBlock(layout, eye), qPrintable(where));
            QVERIFY2(!crossesBlock(layout, last, eye), qPrintable(where));
            last = eye;
        }
        pose = way.destination();
    }
}

void TestCamera::aFlightBeginsAndEndsExactly()
{
    CameraPose from, to;
    from.distance = 700;
    to.target = {300, -40, 1};
    to.distance = 4;
    to.azimuth = 200;
    const CameraFlight way(from, to);
    QCOMPARE((way.at(0).eye() - from.eye()).norm(), 0.0);
    QCOMPARE((way.at(1).eye() - to.eye()).norm(), 0.0);
    // Without a jump anywhere: a step of a thousandth of the time changes little of what is seen.
    for (int i = 0; i < 1000; ++i) {
        const CameraPose a = way.at(i / 1000.), b = way.at((i + 1) / 1000.);
        QVERIFY((a.target - b.target).norm() < 0.1 * std::max(a.distance, b.distance));
        QVERIFY(std::abs(std::log(a.distance / b.distance)) < 0.1);
        QVERIFY(std::abs(std::remainder(a.azimuth - b.azimuth, 360.0)) < 1);
    }
}

void TestCamera::anInterruptedFlightGoesOnFromWhereItIs()
{
    const auto dataset = sample("million-tpu");
    const int level = dataset->layout(Arrangement::Physical).blockLevel;
    PodScene scene;
    scene.resize(kFrame, 1);
    scene.show(valuesOf("million-tpu", Arrangement::Physical));
    const auto interrupt = [&](const std::function<void()>& how, double farthest) {
        scene.flyTo(UnitRef{static_cast<std::uint16_t>(level), 9'000});
        scene.advance(std::chrono::milliseconds(350));
        const CameraPose there = scene.camera();
        how();
        QVERIFY((scene.camera().eye() - there.eye()).norm() <= farthest * there.distance);
        scene.advance(std::chrono::milliseconds(1));
        QVERIFY((scene.camera().eye() - there.eye()).norm() <= (farthest + 0.05) * there.distance);
        scene.frameAll();
    };
    interrupt([&] { scene.flyTo(UnitRef{static_cast<std::uint16_t>(level), 12}); }, 0);
    interrupt([&] { scene.lookFrom(StandardView::Top); }, 0);
    interrupt([&] { scene.zoomSmoothly(1.2, 400, 400); }, 0);
    interrupt([&] { scene.grab(400, 400); }, 0);
    interrupt([&] { scene.orbit(1, 0); }, 0.05);
}

void TestCamera::aLargeUnitFillsTheFrame_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("path");
    for (const Arrangement arrangement : kArrangements) {
        const auto row = [&](const char* name, const char* path) { QTest::addRow("%s %s, %s", name, path, toText(arrangement).data()) << QString(name) << QString(path) << arrangement; };
        if (arrangement == Arrangement::Physical)
            QTest::addColumn<Arrangement>("arrangement");
        row("million-tpu", "campus-1");
        row("million-tpu", "campus-3/superpod-05");
        row("rainier-2025", "building-03");
        row("stargate-abilene", "building-2");
        row("stargate-abilene", "building-2/hall-3");
        row("h100-superpod", "unit-2");
    }
}

// The unit with its room and the switches over it: all of it in the frame, under the title, and as large as that allows.
void TestCamera::aLargeUnitFillsTheFrame()
{
    QFETCH(QString, name);
    QFETCH(QString, path);
    QFETCH(Arrangement, arrangement);
    const ViewValues values = valuesOf(name.toStdString(), arrangement);
    const Cluster& cluster = *values.dataset->cluster;
    const Layout& layout = values.dataset->layout(arrangement);
    const auto unit = cluster.tree.find(path.toStdString());
    QVERIFY(unit && unit->level < layout.blockLevel);
    PodScene scene;
    scene.resize(kFrame, 1);
    scene.show(values);
    scene.finishAnimations();
    scene.flyTo(*unit);
    scene.finishAnimations();

    std::vector<Box> boxes{layout.boxOf(*unit, cluster.tree)};
    for (const Body& body : layout.bodies)
        if (body.unit == *unit)
            boxes.push_back(body.box);
    for (const SwitchMark& mark : SwitchPlaces::place(cluster, cluster.fabrics[values.fabric.value], layout).marks)
        if (mark.region.level >= unit->level && cluster.tree.ancestor(mark.region, unit->level) == *unit)
            boxes.push_back(mark.box());
    const Projector projector(scene.camera(), kFrame.width, kFrame.height);
    Eigen::AlignedBox2d seen;
    for (const Box& box : boxes)
        for (int corner = 0; corner < 8; ++corner) {
            const auto at = projector.toPixel(box.corner(static_cast<Box::CornerType>(corner)).cast<double>());
            QVERIFY(at);
            seen.extend(*at);
        }
    const QString where = QStringLiteral("%1 %2 – %3 %4").arg(seen.min().x()).arg(seen.min().y()).arg(seen.max().x()).arg(seen.max().y());
    constexpr double kTitle = 76;
    QVERIFY2(seen.min().x() >= 0 && seen.max().x() <= kFrame.width && seen.min().y() >= kTitle - 1 && seen.max().y() <= kFrame.height, qPrintable(where));
    const double share = std::max(seen.sizes().x() / kFrame.width, seen.sizes().y() / (kFrame.height - kTitle));
    QVERIFY2(share > 0.75, qPrintable(where));
}

void TestCamera::aRackIsSeenAmongItsNeighbours()
{
    const ViewValues values = valuesOf("million-tpu", Arrangement::Physical);
    const Layout& layout = values.dataset->layout(Arrangement::Physical);
    const auto level = static_cast<std::uint16_t>(layout.blockLevel);
    PodScene scene;
    scene.resize(kFrame, 1);
    scene.show(values);
    scene.flyTo(UnitRef{level, 40});
    scene.finishAnimations();
    int neighbours = 0;
    for (const std::uint32_t rack : {39u, 40u, 41u}) {
        const auto at = scene.project(UnitRef{level, rack});
        neighbours += at && at->x() > 0 && at->x() < kFrame.width && at->y() > 0 && at->y() < kFrame.height;
    }
    QCOMPARE(neighbours, 3);
}

void TestCamera::aTrayOrAChipIsSeenAtAFace_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("path");
    QTest::newRow("a tray of a TPU") << "million-tpu" << "campus-1/superpod-05/rack-040/tray-05";
    QTest::newRow("a chip of it") << "million-tpu" << "campus-1/superpod-05/rack-040/tray-05/chip-1";
    QTest::newRow("a node") << "h100-superpod" << "unit-2/rack-3/node-2";
}

// From whichever side and however high one looked before.
void TestCamera::aTrayOrAChipIsSeenAtAFace()
{
    QFETCH(QString, name);
    QFETCH(QString, path);
    const ViewValues values = valuesOf(name.toStdString(), Arrangement::Physical);
    const UnitTree& tree = values.dataset->cluster->tree;
    const UnitRef unit = tree.find(path.toStdString()).value();
    for (const double elevation : {10., 30., 60., 89.})
        for (const double azimuth : {-32., 75., 160.}) {
            PodScene scene;
            scene.resize(kFrame, 1);
            scene.show(values);
            CameraPose pose = scene.camera();
            pose.elevation = elevation;
            pose.azimuth = azimuth;
            scene.setCamera(pose);
            scene.flyTo(unit);
            scene.finishAnimations();
            QVERIFY(!isInBlock(values.dataset->layout(Arrangement::Physical), scene.camera().eye()));
            int hits = 0;
            for (double x = 20; x < kFrame.width; x += 40)
                for (double y = 20; y < kFrame.height; y += 40)
                    if (const auto hit = scene.pick(x, y))
                        if (const auto* met = std::get_if<UnitRef>(&*hit))
                            hits += met->level >= unit.level && tree.ancestor(*met, unit.level) == unit;
            QVERIFY2(hits > 3, qPrintable(QString("%1 from %2°, %3°").arg(hits).arg(azimuth).arg(elevation)));
        }
}

// Between the rows, with racks before and behind: a wheel that is turned back leads out of the rack behind one, not into it.
void TestCamera::theWheelNeverLeavesTheEyeInARack()
{
    const ViewValues values = valuesOf("ironwood-superpod", Arrangement::Physical);
    const Layout& layout = values.dataset->layout(Arrangement::Physical);
    std::mt19937 random(11);
    int wouldHave = 0;
    for (int start = 0; start < 40; ++start) {
        const LatticeBlock& rack = layout.blocks[random() % 140];
        CameraPose pose;
        pose.azimuth = random() % 2 ? 0 : 180;
        pose.elevation = 2 + random() % 10;
        pose.target = (rack.min + rack.size / 2).cast<double>();
        pose.distance = rack.size.y() / 2 + 0.4;
        if (isInBlock(layout, pose.eye()))
            continue;
        for (const bool isSmooth : {false, true}) {
            PodScene scene;
            scene.resize(kFrame, 1);
            scene.show(values);
            scene.setCamera(pose);
            for (int step = 0; step < 30; ++step) {
                const CameraPose before = scene.camera();
                wouldHave += isInBlock(layout, zoomedAbout(before, before.target, 1 / 1.2).eye());
                if (isSmooth) {
                    scene.zoomSmoothly(1 / 1.2, 640, 360);
                    while (scene.advance(std::chrono::milliseconds(16)))
                        QVERIFY(!isInBlock(layout, scene.camera().eye()));
                } else {
                    scene.zoomAt(1 / 1.2, 640, 360);
                }
                QVERIFY(!isInBlock(layout, scene.camera().eye()));
                QVERIFY((scene.camera().eye() - before.eye()).norm() > 0);
            }
        }
    }
    QVERIFY(wouldHave > 20);
}

void TestCamera::aHandThatTurnsStopsBeforeARack()
{
    const ViewValues values = valuesOf("ironwood-superpod", Arrangement::Physical);
    const Layout& layout = values.dataset->layout(Arrangement::Physical);
    PodScene scene;
    scene.resize(kFrame, 1);
    scene.show(values);
    const LatticeBlock& rack = layout.blocks[70];
    CameraPose pose;
    pose.azimuth = 0;
    pose.elevation = 5;
    pose.target = (rack.min + rack.size / 2).cast<double>();
    pose.distance = rack.size.y() / 2 + 0.5;
    scene.setCamera(pose);
    QVERIFY(!isInBlock(layout, scene.camera().eye()));
    int stopped = 0;
    for (int step = 0; step < 200; ++step) {
        const CameraPose before = scene.camera();
        scene.orbit(6, 0);
        stopped += scene.camera().azimuth == before.azimuth;
        QVERIFY(!isInBlock(layout, scene.camera().eye()));
    }
    QVERIFY(stopped > 0);
    const double azimuth = scene.camera().azimuth;
    scene.orbit(-6, 0);   // away from it one still can
    QVERIFY(scene.camera().azimuth != azimuth);
}

void TestCamera::flightsTakeBetweenTwoFifthsAndTwoAndAHalfSeconds()
{
    const Layout& layout = sample("million-tpu")->layout(Arrangement::Physical);
    const CameraPose all = CameraPose().framing(layout.bounds, kAspect);
    CameraPose near = all, other = all;
    near.distance = 3;
    other.target.x() += 1e-3;
    QCOMPARE(CameraFlight(all, all).seconds(), 0.4);
    QCOMPARE(CameraFlight(all, other).seconds(), 0.4);
    const double in = CameraFlight(all, near).seconds();
    QVERIFY(in > 0.8 && in <= 2.5);
    CameraPose away = near;
    away.target += Eigen::Vector3d(400, 0, 0);
    QVERIFY(CameraFlight(near, away).seconds() > in);
    QVERIFY(CameraFlight(near, away).seconds() <= 2.5);
}

void TestCamera::anEyeSlidesAlongRacksAndEndsInNone()
{
    QFETCH(QString, name);
    QFETCH(Arrangement, arrangement);
    const Layout& layout = sample(name.toStdString())->layout(arrangement);
    std::mt19937 random(3);
    std::uniform_real_distribution<double> share(0, 1), step(-1, 1);
    const Eigen::Vector3d low = layout.bounds.min().cast<double>(), size = layout.bounds.sizes().cast<double>();
    int slid = 0;
    for (int walk = 0; walk < 30; ++walk) {
        Eigen::Vector3d eye = low + size.cwiseProduct(Eigen::Vector3d(share(random), share(random), share(random)));
        if (isInBlock(layout, eye, kEyeRoom))
            continue;
        for (int i = 0; i < 40; ++i) {
            const Eigen::Vector3d wanted = eye + 3 * Eigen::Vector3d(step(random), step(random), step(random));
            const Eigen::Vector3d next = slideAlong(layout, eye, wanted);
            QVERIFY2(!isInBlock(layout, next), qPrintable(QStringLiteral("%1 %2 %3").arg(next.x()).arg(next.y()).arg(next.z())));
            QVERIFY((next - eye).norm() <= (wanted - eye).norm() + 1e-9);
            slid += (next - wanted).norm() > 1e-6;
            eye = next;
        }
    }
    QVERIFY(slid > 10);
}

void TestCamera::flyingOnStopsBeforeARack()
{
    PodScene scene;
    scene.resize(kFrame, 1);
    scene.show(valuesOf("ironwood-superpod", Arrangement::Physical));
    const Layout& layout = sample("ironwood-superpod")->layout(Arrangement::Physical);
    double before = 0;
    for (const FlyMove move : {FlyMove{1, 0, 0, true}, FlyMove{1, 1, 0, false}, FlyMove{1, 0, -1, false}, FlyMove{0, -1, -1, true}}) {
        before = scene.camera().eye().norm();
        scene.fly(move);
        for (int frame = 0; frame < 300; ++frame) {
            QVERIFY(scene.advance(std::chrono::milliseconds(33)));
            QVERIFY(!isInBlock(layout, scene.camera().eye()));
            QVERIFY(scene.camera().eye().z() > layout.bounds.min().z());
        }
        QVERIFY(std::abs(scene.camera().eye().norm() - before) > 0.01);
    }
    scene.fly({});
    const CameraPose there = scene.camera();
    QVERIFY(!scene.advance(std::chrono::milliseconds(33)));
    QCOMPARE((scene.camera().eye() - there.eye()).norm(), 0.0);
}

void TestCamera::keysFlyWhileTheyAreHeld()
{
    QWidget widget;
    const FlyKeys& keys = *new FlyKeys(widget);
    QSignalSpy changed(&keys, &FlyKeys::changed);
    QTest::keyPress(&widget, Qt::Key_W);
    QCOMPARE(keys.move(), (FlyMove{1, 0, 0, false}));
    QTest::keyPress(&widget, Qt::Key_D);
    QTest::keyPress(&widget, Qt::Key_E, Qt::ShiftModifier);
    QCOMPARE(keys.move(), (FlyMove{1, 1, 1, true}));
    QTest::keyRelease(&widget, Qt::Key_W);
    QTest::keyPress(&widget, Qt::Key_A);
    QCOMPARE(keys.move(), (FlyMove{0, 0, 1, false}));   // right and left at once
    QFocusEvent away(QEvent::FocusOut);
    QCoreApplication::sendEvent(&widget, &away);
    QVERIFY(!keys.move().isAny());
    const auto count = changed.count();
    QTest::keyPress(&widget, Qt::Key_W, Qt::ControlModifier);
    QTest::keyPress(&widget, Qt::Key_K);
    QVERIFY(!keys.move().isAny());
    QCOMPARE(changed.count(), count);
    QKeyEvent override(QEvent::ShortcutOverride, Qt::Key_S, Qt::NoModifier);
    override.ignore();
    QCoreApplication::sendEvent(&widget, &override);
    QVERIFY(override.isAccepted());   // held, not a shortcut
}

QTEST_MAIN(TestCamera)
#include "tst_camera.moc"
