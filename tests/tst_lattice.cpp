// The lattice blocks as they are drawn: what is joined, what is chosen, and that every pixel shows the chip that arithmetic finds there.
#include "PlainScene.h"
#include "TestData.h"

#include "model/io/Dataset.h"
#include "model/layout/BlockRuns.h"
#include "model/layout/CellWalk.h"
#include "model/layout/RayPicker.h"
#include "widgets/lattice/LatticeActors.h"
#include "widgets/lattice/LatticeCut.h"
#include "widgets/scene/CameraPose.h"
#include "widgets/vtk/OffscreenCanvas.h"

#include <QtTest>

#include <vtkCamera.h>

#include <set>

using namespace podscape;
using namespace podscape::test;

namespace {

std::shared_ptr<const Dataset> sample(const char* name)
{
    Progress progress;
    const auto dataset = openFiles({sourcePath((std::string("samples/clusters/") + name + ".cluster.json").c_str())}, progress);
    return dataset.ok() ? dataset.value() : nullptr;
}

// Nothing but blocks, each chip in a colour that says its number.
class BlocksScene : public PlainScene
{
public:
    BlocksScene(std::shared_ptr<const Dataset> dataset, Arrangement arrangement) : BlocksScene(dataset, dataset->layouts[static_cast<std::size_t>(arrangement)]) {}
    BlocksScene(std::shared_ptr<const Dataset> dataset, std::shared_ptr<const Layout> layout) : m_dataset(std::move(dataset)), m_layout(std::move(layout))
    {
        m_renderer->AddActor(lattice.actor());
        const UnitTree& tree = m_dataset->cluster->tree;
        lattice.setLayout(m_layout, tree);
        for (std::uint32_t chip = 0; chip < tree.chipCount(); ++chip)
            m_codes.push_back(static_cast<std::uint8_t>((chip * 37 + chip / 64 * 11) % 250));
        for (std::size_t i = 0; i < 256; ++i) {
            m_identity[i] = static_cast<std::uint8_t>(i);
            table[i] = {static_cast<std::uint8_t>(60 + i % 16 * 12), static_cast<std::uint8_t>(60 + i / 16 * 12), 128};
        }
        m_means.assign(m_layout->blocks.size(), 100);
        std::array<Rgb, kDeviceKinds> devices;
        devices.fill({255, 0, 255});
        lattice.paint().setDeviceColors(devices);
        lattice.paint().setColors(m_codes, m_identity, m_means, table, 255);
        lattice.setFrameColor({0, 0, 0});
    }

    void prepareFrame() override
    {
        vtkCamera* camera = m_renderer->GetActiveCamera();
        const Eigen::Vector3d eye = pose.eye() + standoff() * pose.toEye(), up = pose.up();
        camera->SetFocalPoint(pose.target.data());
        camera->SetPosition(eye.data());
        camera->SetViewUp(up.data());
        camera->SetViewAngle(CameraPose::kViewAngle);
        camera->SetParallelProjection(pose.parallel);
        camera->SetParallelScale(pose.halfHeight());
        m_renderer->SetNearClippingPlaneTolerance(1e-6);
        m_renderer->ResetCameraClippingRange();
        if (double range[2]; !pose.parallel) {
            camera->GetClippingRange(range);
            camera->SetClippingRange(std::max(range[0], 0.02 * pose.distance), range[1]);
        }
    }

    // How far behind its eye a parallel projection begins, so that it cuts nothing away.
    [[nodiscard]] double standoff() const { return pose.parallel ? m_layout->bounds.sizes().norm() : 0; }
    [[nodiscard]] Rgb colorOf(std::uint32_t chip) const { return table[m_codes[chip]]; }
    [[nodiscard]] const Layout& layout() const { return *m_layout; }
    [[nodiscard]] std::shared_ptr<const Layout> sharedLayout() const { return m_layout; }
    [[nodiscard]] const UnitTree& tree() const { return m_dataset->cluster->tree; }

    LatticeActors lattice;
    CameraPose pose;
    std::array<Rgb, 256> table;

private:
    std::shared_ptr<const Dataset> m_dataset;
    std::shared_ptr<const Layout> m_layout;
    std::vector<std::uint8_t> m_codes, m_means;
    std::array<std::uint8_t, 256> m_identity;
};

Image rendered(OffscreenCanvas& canvas, Scene& scene)
{
    canvas.renderFrame();
    (void)scene;
    return canvas.grab();
}

// The same with every third cell blank.
std::shared_ptr<const Layout> perforated(const Layout& layout)
{
    auto copy = std::make_shared<Layout>(layout);
    for (std::size_t cell = 0; cell < copy->cells.size(); cell += 3)
        copy->cells[cell] = kCellBlank;
    return copy;
}

LatticeView viewOf(const CameraPose& pose, float heightPx)
{
    LatticeView view;
    view.eye = pose.eye().cast<float>();
    view.forward = -pose.toEye().cast<float>();
    view.pixelsAtOne = static_cast<float>(heightPx / 2 / std::tan(CameraPose::kViewAngle / 2 * 3.14159265358979 / 180));
    view.planes.fill(Eigen::Vector4f(0, 0, 0, 1));   // sees everything
    return view;
}

} // namespace

class TestLattice : public QObject
{
    Q_OBJECT

private slots:
    void runsHoldEveryBlockOnceWhereItIs_data();
    void runsHoldEveryBlockOnceWhereItIs();
    void racksSideBySideAreOneRun();
    void aTableThatIsAFormulaIsFound();
    void theCutCoversEveryBlockOnce_data();
    void theCutCoversEveryBlockOnce();
    void tenTimesTheDistanceIsNotMoreParts();
    void aPodThatIsLookedThroughIsFewParts();
    void aPieceOfARunIsTheBlocksItSays();
    void barsGrowOnTheWayIn();
    void everyPixelShowsTheChipThatARayMeets_data();
    void everyPixelShowsTheChipThatARayMeets();
    void nothingJumpsOnTheWayIn_data();
    void nothingJumpsOnTheWayIn();
    void coloursBeyondTheLimitOfATextureAreDrawnInSeveralGoes();
    void hiddenChipsAreSeenThrough();
    void barsGoWithTheChipsTheyJoin();
    void aClipOpensARack();
};

void TestLattice::runsHoldEveryBlockOnceWhereItIs_data()
{
    QTest::addColumn<QString>("name");
    for (const char* name : {"million-tpu", "ironwood-superpod", "gb200-superpod", "h100-superpod", "dgx-superpod-real", "rainier-1m", "stargate-abilene", "hyperion", "acme-kalos"})
        QTest::newRow(name) << QString(name);
}

void TestLattice::runsHoldEveryBlockOnceWhereItIs()
{
    QFETCH(QString, name);
    const auto dataset = sample(name.toUtf8());
    QVERIFY(dataset);
    for (const Arrangement arrangement : kArrangements) {
        const Layout& layout = dataset->layout(arrangement);
        const BlockRuns runs(layout, dataset->cluster->tree);
        std::vector<int> seen(layout.blocks.size(), 0);
        for (const BlockRun& run : runs.runs())
            for (std::uint32_t z = 0; z < run.count[2]; ++z)
                for (std::uint32_t y = 0; y < run.count[1]; ++y)
                    for (std::uint32_t x = 0; x < run.count[0]; ++x) {
                        const std::uint32_t block = run.blockAt({x, y, z});
                        QVERIFY(block < layout.blocks.size());
                        ++seen[block];
                        const LatticeBlock& b = layout.blocks[block];
                        const Eigen::Vector3f place = run.min + Eigen::Vector3f(float(x), float(y), float(z)).cwiseProduct(run.period);
                        QVERIFY2((place - b.min).norm() < 0.02f * b.size.minCoeff(), qPrintable(QString("block %1 of %2").arg(block).arg(run.origin)));
                        QVERIFY(b.table == layout.blocks[run.origin].table && b.grid == layout.blocks[run.origin].grid);
                    }
        for (std::size_t block = 0; block < seen.size(); ++block)
            QCOMPARE(seen[block], layout.blocks[block].size.isZero() ? 0 : 1);
        std::vector<std::uint32_t> all;
        runs.appendBlocks(0u, all);
        QCOMPARE(std::set<std::uint32_t>(all.begin(), all.end()).size(), all.size());
    }
}

void TestLattice::racksSideBySideAreOneRun()
{
    const auto dataset = sample("million-tpu");
    QVERIFY(dataset);
    const Layout& physical = dataset->layout(Arrangement::Physical);
    const BlockRuns runs(physical, dataset->cluster->tree);
    QVERIFY2(runs.runs().size() * 6 < physical.blocks.size(), qPrintable(QString::number(runs.runs().size())));
    const BlockRuns cubes(dataset->layout(Arrangement::Lattice), dataset->cluster->tree);
    QCOMPARE(cubes.runs().size(), std::size_t(109));   // a superpod is 4 × 6 × 6 cubes
    QCOMPARE(cubes.runs().front().blockCount(), 144u);
}

void TestLattice::aTableThatIsAFormulaIsFound()
{
    const std::array<std::uint16_t, 3> grid{4, 1, 3};
    std::vector<std::int32_t> plain(12), turned(12);
    for (int i = 0; i < 12; ++i) {
        plain[static_cast<std::size_t>(i)] = i;
        turned[static_cast<std::size_t>(i)] = i / 4 * 4 + 3 - i % 4;
    }
    const auto walk = cellWalkOf(plain, grid), back = cellWalkOf(turned, grid);
    QVERIFY(walk && back);
    QCOMPARE(walk->offset, 0.f);
    QVERIFY(walk->steps == Eigen::Vector3f(1, 0, 4));
    QCOMPARE(back->offset, 3.f);
    QVERIFY(back->steps == Eigen::Vector3f(-1, 0, 4));
    plain[7] = kCellPower;
    QVERIFY(!cellWalkOf(plain, grid));
    plain[7] = kCellBlank;
    QVERIFY(!cellWalkOf(plain, grid));
}

void TestLattice::theCutCoversEveryBlockOnce_data()
{
    QTest::addColumn<double>("distance");
    QTest::newRow("a hundred kilometres") << 1e5;
    QTest::newRow("the campus") << 900.;
    QTest::newRow("a building") << 60.;
    QTest::newRow("a rack") << 4.;
}

void TestLattice::theCutCoversEveryBlockOnce()
{
    QFETCH(double, distance);
    const auto dataset = sample("million-tpu");
    QVERIFY(dataset);
    for (const Arrangement arrangement : {Arrangement::Physical, Arrangement::Lattice}) {
        const Layout& layout = dataset->layout(arrangement);
        const BlockRuns runs(layout, dataset->cluster->tree);
        CameraPose pose;
        pose.target = layout.bounds.center().cast<double>();
        pose.distance = distance;
        LatticeCut cut;
        std::vector<int> seen(layout.blocks.size(), 0);
        std::vector<std::uint32_t> blocks;
        for (const LatticePart& part : cut.cut(layout, runs, viewOf(pose, 1080))) {
            if (part.share < 1)   // laid over what replaces it
                continue;
            blocks.clear();
            part.region ? runs.appendBlocks(*part.region, blocks) : BlockRuns::appendBlocks(part.blocks, blocks);
            for (const std::uint32_t block : blocks)
                ++seen[block];
        }
        for (std::size_t block = 0; block < seen.size(); ++block)
            QCOMPARE(seen[block], layout.blocks[block].size.isZero() ? 0 : 1);
    }
}

void TestLattice::tenTimesTheDistanceIsNotMoreParts()
{
    const auto dataset = sample("million-tpu");
    QVERIFY(dataset);
    const Layout& layout = dataset->layout(Arrangement::Physical);
    const BlockRuns runs(layout, dataset->cluster->tree);
    LatticeCut cut;
    std::size_t before = layout.blocks.size();
    for (const double distance : {1e2, 1e3, 1e4, 1e5, 1e6}) {
        CameraPose pose;
        pose.target = layout.bounds.center().cast<double>();
        pose.distance = distance;
        const std::size_t parts = cut.cut(layout, runs, viewOf(pose, 1080)).size();
        QVERIFY(distance > 1e3 || parts >= 109);   // the land between superpods is seen, so they are not one box
        QVERIFY2(parts <= before, qPrintable(QString("%1 parts at %2, %3 nearer").arg(parts).arg(distance).arg(before)));
        before = parts;
    }
    QCOMPARE(before, std::size_t(1));   // from a thousand kilometres it is one box
}

// Block by block a million chips would be sixteen thousand parts at that distance.
void TestLattice::aPodThatIsLookedThroughIsFewParts()
{
    const auto dataset = sample("million-tpu");
    QVERIFY(dataset);
    const UnitTree& tree = dataset->cluster->tree;
    const Layout& layout = dataset->layout(Arrangement::Lattice);
    const BlockRuns runs(layout, tree);
    CameraPose pose;
    pose = pose.framing(layout.boxOf({2, 0}, tree), 16. / 9);
    LatticeCut cut;
    const auto parts = cut.cut(layout, runs, viewOf(pose, 1080));
    const auto isThrough = [](const LatticePart& part) { return part.detail == LatticeDetail::Through; };
    QVERIFY(std::ranges::any_of(parts, isThrough));
    QVERIFY2(parts.size() < 1000, qPrintable(QString::number(parts.size())));
    // What fades apart is drawn apart.
    std::vector<std::uint8_t> mask(layout.blocks.size(), 255);
    mask[70] = 0;
    for (const LatticePart& part : cut.cut(layout, runs, viewOf(pose, 1080), nullptr, mask)) {
        std::vector<std::uint32_t> blocks;
        if (isThrough(part))
            BlockRuns::appendBlocks(part.blocks, blocks);
        QVERIFY(std::ranges::find(blocks, 70u) == blocks.end() || blocks.size() == 1);
    }
}

void TestLattice::aPieceOfARunIsTheBlocksItSays()
{
    const auto dataset = sample("ironwood-superpod");
    QVERIFY(dataset);
    const Layout& layout = dataset->layout(Arrangement::Lattice);
    const BlockRuns runs(layout, dataset->cluster->tree);
    const BlockRun& run = runs.runs().front();   // 4 × 6 × 6 cubes
    const BlockRun piece = run.piece({1, 2, 3}, {2, 1, 3});
    QCOMPARE(piece.blockCount(), 6u);
    Box around;
    for (std::uint32_t z = 0; z < 3; ++z)
        for (std::uint32_t x = 0; x < 2; ++x) {
            const std::uint32_t block = piece.blockAt({x, 0, z});
            QCOMPARE(block, run.blockAt({1 + x, 2, 3 + z}));
            around.extend(Box(layout.blocks[block].min, layout.blocks[block].min + layout.blocks[block].size));
        }
    QVERIFY((piece.box().min() - around.min()).norm() < 1e-3f && (piece.box().max() - around.max()).norm() < 1e-3f);
    QVERIFY((piece.blockSize() - layout.blocks[piece.origin].size).norm() < 1e-3f);
    std::set<std::uint32_t> parts;   // halved until nothing is left to halve, it is every block once
    std::vector<BlockRun> left{run};
    while (!left.empty()) {
        const BlockRun last = left.back();
        left.pop_back();
        if (last.blockCount() == 1)
            QVERIFY(parts.insert(last.origin).second);
        else
            std::ranges::copy(last.halves(), std::back_inserter(left));
    }
    std::vector<std::uint32_t> blocks;
    BlockRuns::appendBlocks(run, blocks);
    QVERIFY(parts == std::set<std::uint32_t>(blocks.begin(), blocks.end()));
}

void TestLattice::barsGrowOnTheWayIn()
{
    const auto dataset = sample("tpu-v4-pod");
    QVERIFY(dataset);
    const Layout& layout = dataset->layout(Arrangement::Lattice);
    const BlockRuns runs(layout, dataset->cluster->tree);
    LatticeBars bars;
    bars.fabric = &dataset->cluster->fabrics[0];
    LatticeCut cut;
    const auto widest = [&](double distance) {
        CameraPose pose;
        pose.target = layout.bounds.center().cast<double>();
        pose.distance = distance;
        float width = 0;
        for (const LatticePart& part : cut.cut(layout, runs, viewOf(pose, 1080), &bars))
            width = std::max(width, part.detail == LatticeDetail::Linked ? part.barWidth : 0);
        return width;
    };
    double distance = 100 * layout.bounds.sizes().norm();
    QCOMPARE(widest(distance), 0.f);
    float before = 0;
    for (; before < 1; distance *= 0.995) {
        const float width = widest(distance);
        QVERIFY2(width >= before && width < before + 0.1f, qPrintable(QString("%1, then %2").arg(before).arg(width)));
        before = width;
    }
}

void TestLattice::everyPixelShowsTheChipThatARayMeets_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<int>("arrangement");
    QTest::addColumn<double>("azimuth");
    QTest::addColumn<double>("elevation");
    QTest::addColumn<bool>("parallel");
    QTest::addColumn<double>("zoom");
    QTest::addColumn<bool>("holes");
    for (const char* name : {"ironwood-superpod", "gb200-superpod", "h100-superpod", "tpu-v4-pod"})
        for (const Arrangement arrangement : kArrangements) {
            const std::string row = std::string(name) + ' ' + std::string(toText(arrangement));
            QTest::newRow((row + " from a corner").c_str()) << QString(name) << int(arrangement) << -32. << 25. << false << 9. << false;
            QTest::newRow((row + " from behind").c_str()) << QString(name) << int(arrangement) << 160. << 35. << false << 9. << false;
            QTest::newRow((row + " in parallel").c_str()) << QString(name) << int(arrangement) << 60. << 15. << true << 9. << false;
            QTest::newRow((row + " with blank cells").c_str()) << QString(name) << int(arrangement) << -32. << 25. << false << 9. << true;
        }
}

// Pixels at the middle of chips: those at edges are blends.
void TestLattice::everyPixelShowsTheChipThatARayMeets()
{
    QFETCH(QString, name);
    QFETCH(int, arrangement);
    QFETCH(bool, holes);
    const auto dataset = sample(name.toUtf8());
    QVERIFY(dataset);
    const auto layout = dataset->layouts[std::size_t(arrangement)];
    BlocksScene scene(dataset, holes ? perforated(*layout) : layout);
    const SizePx size{640, 480};
    auto canvas = OffscreenCanvas::create();
    QVERIFY(canvas.ok());
    QVERIFY((*canvas)->open(scene, size).ok());
    QFETCH(double, azimuth);
    QFETCH(double, elevation);
    QFETCH(bool, parallel);
    QFETCH(double, zoom);
    scene.pose.azimuth = azimuth;
    scene.pose.elevation = elevation;
    scene.pose.parallel = parallel;
    scene.pose = scene.pose.framing(scene.layout().bounds, 4. / 3);
    scene.pose.target = scene.layout().boxOf({static_cast<std::uint16_t>(scene.layout().blockLevel), scene.tree().unitCount(scene.layout().blockLevel) / 2}, scene.tree()).center().cast<double>();
    scene.pose.distance /= zoom;
    const Image image = rendered(**canvas, scene);
    const RayPicker picker(scene.sharedLayout());
    const Projector projector(scene.pose, size.width, size.height);
    int compared = 0;
    for (int y = 3; y < image.height; y += 7)
        for (int x = 3; x < image.width; x += 7) {
            const auto chipAt = [&](double dx, double dy) -> std::int32_t {
                Ray ray = projector.rayAt(x + 0.5 + dx, y + 0.5 + dy);
                ray.origin += (scene.standoff() * scene.pose.toEye()).cast<float>();
                const auto hit = picker.pick(ray);
                return hit && hit->distance > 0.05 * scene.pose.distance ? hit->content : kCellBlank;   // what stands at the eye is cut away
            };
            const std::int32_t chip = chipAt(0, 0);
            bool isMiddle = chip >= 0;
            for (const auto& [dx, dy] : {std::pair{-3., 0.}, {3., 0.}, {0., -3.}, {0., 3.}})
                isMiddle = isMiddle && chipAt(dx, dy) == chip;
            if (!isMiddle)
                continue;
            const std::uint8_t* pixel = image.rgb.data() + 3 * (std::size_t(y) * std::size_t(image.width) + std::size_t(x));
            const Rgb color = scene.colorOf(static_cast<std::uint32_t>(chip));
            // Light is one factor for all three channels, so what it leaves as it is are their ratios.
            const double r = double(pixel[0]) / pixel[2], g = double(pixel[1]) / pixel[2];
            QVERIFY2(pixel[2] > 20 && std::abs(r - color.r / 128.) < 0.06 && std::abs(g - color.g / 128.) < 0.06,
                     qPrintable(QString("pixel %1, %2: %3 %4 %5, chip %6 is %7 %8 128").arg(x).arg(y).arg(pixel[0]).arg(pixel[1]).arg(pixel[2]).arg(chip).arg(color.r).arg(color.g)));
            ++compared;
        }
    (*canvas)->close();
    QVERIFY2(compared > 60, qPrintable(QString("only %1 pixels lie in the middle of a chip").arg(compared)));
}

void TestLattice::nothingJumpsOnTheWayIn_data()
{
    QTest::addColumn<int>("arrangement");
    QTest::newRow("physical") << int(Arrangement::Physical);
    QTest::newRow("lattice") << int(Arrangement::Lattice);
}

// From where a pod is some pixels to among its racks, one per cent nearer in each frame. Where a level of detail gave way at once one
// step would change the picture more than the steps around it.
void TestLattice::nothingJumpsOnTheWayIn()
{
    QFETCH(int, arrangement);
    const auto dataset = sample("tpu-v5p-pod");
    QVERIFY(dataset);
    BlocksScene scene(dataset, static_cast<Arrangement>(arrangement));
    auto canvas = OffscreenCanvas::create();
    QVERIFY(canvas.ok());
    QVERIFY((*canvas)->open(scene, {320, 240}).ok());
    scene.pose = scene.pose.framing(scene.layout().bounds, 4. / 3);
    scene.pose.distance *= 12;
    std::vector<double> changes;
    Image before = rendered(**canvas, scene);
    for (int step = 0; step < 400; ++step) {
        scene.pose.distance /= 1.01;
        const Image now = rendered(**canvas, scene);
        double sum = 0;
        for (std::size_t i = 0; i < now.rgb.size(); ++i)
            sum += std::abs(int(now.rgb[i]) - int(before.rgb[i]));
        changes.push_back(sum / double(now.rgb.size()));
        before = now;
    }
    (*canvas)->close();
    for (std::size_t i = 8; i + 8 < changes.size(); ++i) {
        std::vector<double> around(changes.begin() + std::ptrdiff_t(i) - 8, changes.begin() + std::ptrdiff_t(i) + 9);
        std::ranges::nth_element(around, around.begin() + 8);
        QVERIFY2(changes[i] < 1.8 * around[8] + 0.05, qPrintable(QString("step %1: %2, around it %3").arg(i).arg(changes[i]).arg(around[8])));
    }
}

void TestLattice::coloursBeyondTheLimitOfATextureAreDrawnInSeveralGoes()
{
    const auto dataset = sample("ironwood-superpod");
    QVERIFY(dataset);
    const auto draw = [&](Arrangement arrangement, int limit, std::uint64_t& draws) {
        BlocksScene scene(dataset, arrangement);
        auto canvas = OffscreenCanvas::create();
        if (!canvas.ok() || !(*canvas)->open(scene, {800, 600}).ok())
            return Image();
        scene.pose = scene.pose.framing(scene.layout().bounds, 4. / 3);
        if (limit > 0)
            scene.lattice.setTextureLimit(limit);
        const Image image = rendered(**canvas, scene);
        draws = scene.lattice.counters().draws;
        (*canvas)->close();
        return image;
    };
    for (const auto& [arrangement, limit] : {std::pair{Arrangement::Physical, 48}, {Arrangement::Lattice, 20}}) {   // a pod of the lattice has more colours than one texture takes
        std::uint64_t once = 0, often = 0;
        const Image whole = draw(arrangement, 0, once), split = draw(arrangement, limit, often);
        QVERIFY(!whole.rgb.empty() && whole.rgb.size() == split.rgb.size());
        QVERIFY2(often > 2 * once, qPrintable(QString("%1 and %2 draws").arg(once).arg(often)));
        std::size_t other = 0;   // where two faces lie in one place either may win
        for (std::size_t i = 0; i < whole.rgb.size(); ++i)
            other += std::abs(int(whole.rgb[i]) - int(split.rgb[i])) > 24;
        QVERIFY2(other < whole.rgb.size() / 50, qPrintable(QString("%1 of %2").arg(other).arg(whole.rgb.size())));
    }
}

void TestLattice::hiddenChipsAreSeenThrough()
{
    const auto dataset = sample("tpu-v4-pod");
    QVERIFY(dataset);
    BlocksScene scene(dataset, Arrangement::Lattice);
    auto canvas = OffscreenCanvas::create();
    QVERIFY(canvas.ok());
    QVERIFY((*canvas)->open(scene, {640, 480}).ok());
    scene.pose = scene.pose.framing(scene.layout().bounds, 4. / 3);
    const auto lit = [](const Image& image) {
        int count = 0;
        for (std::size_t i = 2; i < image.rgb.size(); i += 3)
            count += image.rgb[i] > 20;
        return count;
    };
    const int all = lit(rendered(**canvas, scene));
    std::vector<std::uint8_t> mask(scene.tree().chipCount(), 0);
    scene.lattice.paint().setMask(mask, scene.layout());
    QCOMPARE(lit(rendered(**canvas, scene)), 0);
    for (std::size_t chip = 0; chip < mask.size(); chip += 8)
        mask[chip] = 255;
    scene.lattice.paint().setMask(mask, scene.layout());
    const int some = lit(rendered(**canvas, scene));
    QVERIFY2(some > all / 20 && some < all, qPrintable(QString("%1 of %2").arg(some).arg(all)));
    scene.lattice.paint().setMask({}, scene.layout());
    QCOMPARE(lit(rendered(**canvas, scene)), all);
    (*canvas)->close();
}

// One cube of a TPU v4 pod from near, bars red, chips never: of two chips that are shown the bar between them is seen when they are neighbours.
void TestLattice::barsGoWithTheChipsTheyJoin()
{
    const auto dataset = sample("tpu-v4-pod");
    QVERIFY(dataset);
    BlocksScene scene(dataset, Arrangement::Lattice);
    auto canvas = OffscreenCanvas::create();
    QVERIFY(canvas.ok());
    QVERIFY((*canvas)->open(scene, {640, 480}).ok());
    const Fabric& fabric = dataset->cluster->fabrics[0];
    LatticeBars bars;
    bars.fabric = &fabric;
    bars.plain = {255, 0, 0};
    scene.lattice.paint().setBars(bars);
    const auto reds = [&](std::initializer_list<std::uint32_t> shown) {
        std::vector<std::uint8_t> mask(scene.tree().chipCount(), 0);
        for (const std::uint32_t chip : shown)
            mask[chip] = 255;
        scene.lattice.paint().setMask(mask, scene.layout());
        int count = 0;
        for (const double side : {1, -1}) {   // from two opposite corners: a chip hides what is behind it
            scene.pose.azimuth = 45 + 90 * side;
            scene.pose.elevation = 35 * side;
            scene.pose = scene.pose.framing(scene.layout().boxOf({1, 0}, scene.tree()), 4. / 3);
            const Image image = rendered(**canvas, scene);
            for (std::size_t i = 0; i < image.rgb.size(); i += 3)
                count += image.rgb[i] > 60 && image.rgb[i + 1] < 20 && image.rgb[i + 2] < 20;
        }
        return count;
    };
    const auto at = [&](std::uint16_t x, std::uint16_t y, std::uint16_t z) {
        return static_cast<std::uint32_t>(std::ranges::find(fabric.torus()->coordinates, std::array<std::uint16_t, 3>{x, y, z}) - fabric.torus()->coordinates.begin());
    };
    QCOMPARE(reds({}), 0);
    QCOMPARE(reds({at(1, 1, 1)}), 0);
    QCOMPARE(reds({at(1, 1, 1), at(3, 1, 1)}), 0);
    for (const std::uint32_t neighbour : {at(2, 1, 1), at(0, 1, 1), at(1, 2, 1), at(1, 0, 1), at(1, 1, 2), at(1, 1, 0)})
        QVERIFY2(reds({at(1, 1, 1), neighbour}) > 5, qPrintable(QString("%1: %2").arg(neighbour).arg(reds({at(1, 1, 1), neighbour}))));
}

void TestLattice::aClipOpensARack()
{
    const auto dataset = sample("ironwood-superpod");
    QVERIFY(dataset);
    BlocksScene scene(dataset, Arrangement::Lattice);
    auto canvas = OffscreenCanvas::create();
    QVERIFY(canvas.ok());
    QVERIFY((*canvas)->open(scene, {640, 480}).ok());
    scene.pose.azimuth = 0;
    scene.pose.elevation = 0;
    scene.pose = scene.pose.framing(scene.layout().bounds, 4. / 3);
    // Half of the pod is cut away towards the eye: what was the middle is in front now.
    Box clip = scene.layout().bounds;
    clip.min().y() = clip.center().y();
    scene.lattice.setClip(clip);
    scene.pose.target.y() = clip.min().y();
    scene.pose.distance /= 3;
    const Image image = rendered(**canvas, scene);
    const Projector projector(scene.pose, 640, 480);
    int compared = 0;
    for (std::uint32_t chip = 0; chip < scene.tree().chipCount(); ++chip) {
        const Eigen::Vector3f centre = scene.layout().centreOfChip(chip, scene.tree());
        if (centre.y() < clip.min().y() || centre.y() > clip.min().y() + 1)
            continue;
        const auto pixel = projector.toPixel(centre.cast<double>() - Eigen::Vector3d(0, 0.4, 0));
        if (!pixel || pixel->x() < 2 || pixel->y() < 2 || pixel->x() > 637 || pixel->y() > 477)
            continue;
        const std::uint8_t* at = image.rgb.data() + 3 * (std::size_t(pixel->y()) * 640 + std::size_t(pixel->x()));
        const Rgb color = scene.colorOf(chip);
        QVERIFY2(at[2] > 20 && std::abs(double(at[0]) / at[2] - color.r / 128.) < 0.08, qPrintable(QString("chip %1").arg(chip)));
        ++compared;
    }
    QVERIFY2(compared > 20, qPrintable(QString::number(compared)));
    (*canvas)->close();
}

QTEST_GUILESS_MAIN(TestLattice)
#include "tst_lattice.moc"
