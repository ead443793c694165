#include "TestData.h"

#include "model/io/Dataset.h"
#include "model/layout/Explode.h"
#include "model/layout/RayPicker.h"
#include "widgets/scene/PodScene.h"
#include "widgets/scene/TorusSlice.h"
#include "widgets/state/ViewState.h"

#include <QtTest>

#include <random>

using namespace podscape;

namespace {

std::shared_ptr<const Dataset> sample(const QString& name)
{
    static std::map<QString, std::shared_ptr<const Dataset>> kept;
    auto& dataset = kept[name];
    if (!dataset) {
        Progress progress;
        dataset = openFiles({test::sourcePath(qPrintable("samples/clusters/" + name + ".cluster.json"))}, progress).value();
    }
    return dataset;
}

// Pairs of blocks that overlap by more than rounding, found by sorting along x.
std::size_t overlaps(const Layout& layout)
{
    std::vector<Box> boxes;
    for (const LatticeBlock& block : layout.blocks)
        if (!block.size.isZero()) {
            const Eigen::Vector3f inward = 0.002f * block.size;
            boxes.push_back({block.min + inward, block.min + block.size - inward});
        }
    std::ranges::sort(boxes, {}, [](const Box& box) { return box.min().x(); });
    std::size_t found = 0;
    for (std::size_t i = 0; i < boxes.size(); ++i)
        for (std::size_t j = i + 1; j < boxes.size() && boxes[j].min().x() < boxes[i].max().x(); ++j)
            found += boxes[i].intersects(boxes[j]);
    return found;
}

} // namespace

class TestCutaway : public QObject
{
    Q_OBJECT

private slots:
    void pulledApartBlocksKeepSizeAndOrderAndDoNotMeet_data();
    void pulledApartBlocksKeepSizeAndOrderAndDoNotMeet();
    void pulledApartByOneIsTheSame();
    void gapsBetweenPodsGrowMoreThanBetweenRacks();
    void roomsStillHoldTheirRacksWhenPulledApart();
    void aRayMeetsOnlyWhatIsInTheClipBox_data();
    void aRayMeetsOnlyWhatIsInTheClipBox();
    void aRackCutOpenShowsTheChipAtTheCut();
    void aRayPassesHiddenChips();
    void onlyTheAskedLayerIsDrawn_data();
    void onlyTheAskedLayerIsDrawn();
    void whatIsCutAwayIsNotPickedInTheScene();
    void cutsAreWrittenAndReadAlike();
    void whatIsNoCutIsNotRead_data();
    void whatIsNoCutIsNotRead();
    void aCutFitsTheCluster();
};

void TestCutaway::pulledApartBlocksKeepSizeAndOrderAndDoNotMeet_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<Arrangement>("arrangement");
    for (const char* name : {"million-tpu", "ironwood-superpod", "h100-superpod", "tpu-v4-pod", "stargate-abilene", "rainier-2025"})
        for (const Arrangement arrangement : kArrangements)
            QTest::addRow("%s, %s", name, std::string(toText(arrangement)).c_str()) << QString(name) << arrangement;
}

void TestCutaway::pulledApartBlocksKeepSizeAndOrderAndDoNotMeet()
{
    QFETCH(QString, name);
    QFETCH(Arrangement, arrangement);
    const auto dataset = sample(name);
    const Layout& before = dataset->layout(arrangement);
    const std::size_t overlapsBefore = overlaps(before);
    for (const Axis axis : kAxes) {
        const Layout after = exploded(before, dataset->cluster->tree, axis, 1.7);
        const int along = static_cast<int>(axis);
        QCOMPARE(after.blocks.size(), before.blocks.size());
        QCOMPARE(overlaps(after), overlapsBefore);
        const float slack = 1e-4f * before.bounds.sizes().maxCoeff();
        std::mt19937 random(5);
        for (int pair = 0; pair < 100'000; ++pair) {
            const std::size_t i = random() % before.blocks.size(), j = random() % before.blocks.size();
            const LatticeBlock &a = before.blocks[i], &b = before.blocks[j];
            QCOMPARE((after.blocks[i].size - a.size).norm(), 0.f);
            for (int other = 0; other < 3; ++other)
                QVERIFY(other == along || after.blocks[i].min[other] == a.min[other]);
            const bool isSibling = dataset->cluster->tree.parent(a.unit) == dataset->cluster->tree.parent(b.unit);
            if (isSibling && !a.size.isZero() && !b.size.isZero() && a.min[along] + a.size[along] <= b.min[along])   // one is behind the other: still
                QVERIFY(after.blocks[i].min[along] + a.size[along] <= after.blocks[j].min[along] + slack);
        }
        QVERIFY((after.bounds.center() - before.bounds.center()).norm() < 0.1f * after.bounds.sizes().norm());
    }
}

void TestCutaway::pulledApartByOneIsTheSame()
{
    const auto dataset = sample("ironwood-superpod");
    for (const Arrangement arrangement : kArrangements)
        for (const Axis axis : kAxes) {
            const Layout& before = dataset->layout(arrangement);
            const Layout after = exploded(before, dataset->cluster->tree, axis, 1);
            for (std::size_t i = 0; i < before.blocks.size(); ++i)
                QCOMPARE((after.blocks[i].min - before.blocks[i].min).norm(), 0.f);
            QVERIFY(after.bounds.isApprox(before.bounds));
        }
}

void TestCutaway::gapsBetweenPodsGrowMoreThanBetweenRacks()
{
    const auto dataset = sample("million-tpu");
    const UnitTree& tree = dataset->cluster->tree;
    const Layout& before = dataset->layout(Arrangement::Lattice);
    const Layout after = exploded(before, tree, Axis::X, 1.5);
    // Growth of the way between two neighbours along x, by level.
    const auto growth = [&](UnitRef a, UnitRef b) {
        return (after.boxOf(b, tree).min().x() - after.boxOf(a, tree).max().x()) - (before.boxOf(b, tree).min().x() - before.boxOf(a, tree).max().x());
    };
    const auto nextAlongX = [&](UnitRef unit) {
        const Box box = before.boxOf(unit, tree);
        const IndexRange siblings = tree.children(tree.parent(unit));
        UnitRef best = unit;
        float nearest = 1e30f;
        for (std::uint32_t i = siblings.begin; i < siblings.end; ++i) {
            const Box other = before.boxOf({unit.level, i}, tree);
            const float away = other.min().x() - box.max().x();
            if (away >= 0 && away < nearest && std::abs(other.center().y() - box.center().y()) < 0.5f && std::abs(other.center().z() - box.center().z()) < 0.5f) {
                best = {unit.level, i};
                nearest = away;
            }
        }
        return best;
    };
    const UnitRef rack{3, 0}, pod{2, 0};
    QVERIFY(nextAlongX(rack) != rack && nextAlongX(pod) != pod);
    const float racks = growth(rack, nextAlongX(rack)), pods = growth(pod, nextAlongX(pod));
    QVERIFY(racks > 0);
    QVERIFY2(pods > 2 * racks, qPrintable(QStringLiteral("%1 %2").arg(pods).arg(racks)));
}

void TestCutaway::roomsStillHoldTheirRacksWhenPulledApart()
{
    for (const char* name : {"million-tpu", "stargate-abilene", "ironwood-superpod"}) {
        const auto dataset = sample(name);
        const UnitTree& tree = dataset->cluster->tree;
        for (const Axis axis : kAxes) {
            const Layout& before = dataset->layout(Arrangement::Physical);
            const Layout after = exploded(before, tree, axis, 2);
            const float slack = 1e-4f * after.bounds.sizes().maxCoeff();
            for (std::size_t i = 0; i < after.bodies.size(); ++i) {
                const Box was = before.boxOf(before.bodies[i].unit, tree), is = after.boxOf(after.bodies[i].unit, tree);
                Box room = after.bodies[i].box;
                room.min().array() -= slack;
                room.max().array() += slack;
                QVERIFY(!before.bodies[i].box.contains(was) || room.contains(is));
            }
            for (const Aisle& aisle : after.aisles)
                QVERIFY(after.bounds.exteriorDistance(aisle.box.center()) < 5);
        }
    }
}

void TestCutaway::aRayMeetsOnlyWhatIsInTheClipBox_data()
{
    QTest::addColumn<Arrangement>("arrangement");
    for (const Arrangement arrangement : kArrangements)
        QTest::addRow("%s", std::string(toText(arrangement)).c_str()) << arrangement;
}

void TestCutaway::aRayMeetsOnlyWhatIsInTheClipBox()
{
    QFETCH(Arrangement, arrangement);
    const auto layout = sample("ironwood-superpod")->layouts[static_cast<std::size_t>(arrangement)];
    const RayPicker picker(layout);
    const Eigen::Vector3f centre = layout->bounds.center(), size = layout->bounds.sizes();
    std::mt19937 random(11);
    std::uniform_real_distribution<float> share(-1, 1);
    int cut = 0, same = 0;
    for (int i = 0; i < 2'000; ++i) {
        PickLimits limits;
        const int axis = i % 3;
        (i % 2 ? limits.clip.min() : limits.clip.max())[axis] = centre[axis] + 0.4f * share(random) * size[axis];
        const Eigen::Vector3f from = centre + size.norm() * Eigen::Vector3f(share(random), share(random), std::abs(share(random)) + 0.1f);
        const Ray ray{from, centre + 0.4f * size.cwiseProduct(Eigen::Vector3f(share(random), share(random), share(random))) - from};
        const auto plain = picker.pick(ray), hit = picker.pick(ray, limits);
        Box slack = limits.clip;
        slack.min().array() -= 1e-3f;
        slack.max().array() += 1e-3f;
        if (hit) {
            const Eigen::Vector3f spot = ray.origin + hit->distance * ray.direction;
            QVERIFY(slack.contains(spot));
            QVERIFY(plain && plain->distance <= hit->distance + 1e-4f);
            cut += plain->block != hit->block || plain->content != hit->content;
        }
        if (plain && limits.clip.contains((ray.origin + plain->distance * ray.direction).eval())) {
            QVERIFY(hit);
            QCOMPARE(hit->block, plain->block);
            QCOMPARE(hit->content, plain->content);
            ++same;
        }
    }
    QVERIFY2(cut > 10 && same > 50, qPrintable(QStringLiteral("%1 %2").arg(cut).arg(same)));
}

void TestCutaway::aRackCutOpenShowsTheChipAtTheCut()
{
    const auto dataset = sample("ironwood-superpod");
    const auto layout = dataset->layouts[0];
    const UnitTree& tree = dataset->cluster->tree;
    const RayPicker picker(layout);
    for (const std::uint32_t chip : {0u, 37u, 4'000u, 9'215u}) {
        const Eigen::Vector3f at = layout->centreOfChip(chip, tree);
        PickLimits limits;
        limits.clip.max().z() = at.z();
        const auto hit = picker.pick({at + Eigen::Vector3f(0, 0, 50), Eigen::Vector3f(0, 0, -1)}, limits);   // from above, where a whole rack shows none
        QVERIFY(hit);
        QCOMPARE(hit->content, static_cast<std::int32_t>(chip));
        QVERIFY(std::abs(hit->distance - 50) < 1e-3f);
    }
}

void TestCutaway::aRayPassesHiddenChips()
{
    const auto dataset = sample("ironwood-superpod");
    const auto layout = dataset->layouts[static_cast<std::size_t>(Arrangement::Lattice)];
    const UnitTree& tree = dataset->cluster->tree;
    const RayPicker picker(layout);
    const Eigen::Vector3f at = layout->centreOfChip(5'000, tree);
    const Ray ray{at + Eigen::Vector3f(0, 0, 200), Eigen::Vector3f(0, 0, -1)};
    std::vector<std::uint8_t> mask(tree.chipCount(), 255);
    std::int32_t chip = picker.pick(ray)->content;
    int passed = 0;
    for (; chip != 5'000 && passed < 100; ++passed) {
        mask[static_cast<std::size_t>(chip)] = 0;
        PickLimits limits;
        limits.mask = mask;
        const auto next = picker.pick(ray, limits);
        QVERIFY(next);
        QVERIFY(next->content != chip);
        chip = next->content;
    }
    QVERIFY(passed > 3);
    QCOMPARE(chip, 5'000);
}

void TestCutaway::onlyTheAskedLayerIsDrawn_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("one torus") << "ironwood-superpod";
    QTest::newRow("many tori") << "million-tpu";
    QTest::newRow("tori in slices") << "tpu-v5p-multipod";
}

void TestCutaway::onlyTheAskedLayerIsDrawn()
{
    QFETCH(QString, name);
    const Cluster& cluster = *sample(name)->cluster;
    const Fabric* fabric = slicedFabric(cluster, {0});
    QVERIFY(fabric);
    const TorusShape& torus = *fabric->torus();
    for (const Axis axis : kAxes) {
        const std::uint32_t coordinate = torus.size[static_cast<std::size_t>(axis)] - 1;
        ChipMask mask;
        hideOtherLayers(mask, cluster, *fabric, {axis, coordinate});
        QCOMPARE(mask.chips().size(), std::size_t(cluster.tree.chipCount()));
        std::size_t drawn = 0;
        for (std::uint32_t endpoint = 0; endpoint < fabric->endpointCount(); ++endpoint) {
            const auto place = torus.placeOf(endpoint);
            const bool isIn = place && torus.coordinates[place->local][static_cast<std::size_t>(axis)] == coordinate;
            const IndexRange chips = cluster.tree.chips({static_cast<std::uint16_t>(fabric->endpointLevel()), endpoint});
            for (std::uint32_t chip = chips.begin; chip < chips.end; ++chip) {
                if ((mask.chips()[chip] == ChipMask::kDrawn) != isIn)
                    QFAIL(qPrintable(QStringLiteral("chip %1 along %2").arg(chip).arg(int(axis))));
                drawn += isIn;
            }
        }
        QVERIFY(drawn > 0);
    }
}

void TestCutaway::whatIsCutAwayIsNotPickedInTheScene()
{
    constexpr SizePx kFrame{1280, 720};
    PodScene scene;
    scene.resize(kFrame, 1);
    ViewValues values = initialValues(sample("ironwood-superpod"));
    values.arrangement = Arrangement::Lattice;
    scene.show(values);
    const Layout& layout = values.dataset->layout(Arrangement::Lattice);
    const TorusShape& torus = *values.dataset->cluster->fabrics[0].torus();
    values.cutaway.clip = Cutaway::Clip{Axis::Z, 0.5, true, {}};
    values.cutaway.slice = Cutaway::Slice{Axis::X, 3};
    scene.show(values);
    int chips = 0;
    for (int y = 5; y < 720; y += 7)
        for (int x = 5; x < 1280; x += 7) {
            const auto picked = scene.pick(x, y);
            const auto* unit = picked ? std::get_if<UnitRef>(&*picked) : nullptr;
            if (!unit || unit->level != values.dataset->cluster->tree.leafLevel())
                continue;
            ++chips;
            QVERIFY(layout.centreOfChip(unit->index, values.dataset->cluster->tree).z() < layout.bounds.center().z() + 1);
            QCOMPARE(int(torus.coordinates[torus.placeOf(unit->index)->local][0]), 3);
        }
    QVERIFY(chips > 20);
    values.cutaway = {};
    const auto before = scene.pick(640, 360);
    scene.show(values);
    QVERIFY(scene.pick(640, 360));
    QVERIFY(scene.pick(640, 360) != before);
}

void TestCutaway::cutsAreWrittenAndReadAlike()
{
    for (const Cutaway::Clip clip : {Cutaway::Clip{Axis::X, 0.4, false, {}}, Cutaway::Clip{Axis::Z, 0.123456789, true, {}}, Cutaway::Clip{Axis::Y, 1, true, {}}, Cutaway::Clip{Axis::Z, 0, false, {}}})
        QCOMPARE(parseClip(toText(clip)), std::optional(clip));
    QCOMPARE(parseClip("x:0.4"), (std::optional(Cutaway::Clip{Axis::X, 0.4, false, {}})));
    QCOMPARE(parseClip("z:0.4"), (std::optional(Cutaway::Clip{Axis::Z, 0.4, true, {}})));
    QCOMPARE(parseSlice("z=7"), (std::optional(Cutaway::Slice{Axis::Z, 7})));
    QCOMPARE(parseSlice(toText(Cutaway::Slice{Axis::Y, 15})), (std::optional(Cutaway::Slice{Axis::Y, 15})));
    QCOMPARE(parseExplode(toText(Cutaway::Explode{Axis::X, 1.5})), (std::optional(Cutaway::Explode{Axis::X, 1.5})));
}

void TestCutaway::whatIsNoCutIsNotRead_data()
{
    QTest::addColumn<QString>("text");
    for (const char* text : {"", "x", "x:", "w:0.4", "x:0.4:up", "x=", "x=-1", "x=1.5", "X=1", "x:0,4", "x:0.4 ", "x=7z"})
        QTest::addRow("'%s'", text) << text;
}

void TestCutaway::whatIsNoCutIsNotRead()
{
    QFETCH(QString, text);
    QVERIFY(!parseClip(text.toStdString()));
    QVERIFY(!parseSlice(text.toStdString()));
    QVERIFY(!parseExplode(text.toStdString()));
}

void TestCutaway::aCutFitsTheCluster()
{
    ViewState state;
    QSignalSpy changed(&state, &ViewState::cutawayChanged);
    state.setCutaway({Cutaway::Clip{}, {}, {}});
    QVERIFY(!state.values().cutaway.isAny() && changed.isEmpty());   // nothing is open
    state.setDataset(sample("ironwood-superpod"));
    const TorusShape& torus = *state.values().dataset->cluster->fabrics[0].torus();
    state.setCutaway({Cutaway::Clip{Axis::X, 7, false, UnitRef{9, 0}}, Cutaway::Slice{Axis::Z, 999}, Cutaway::Explode{Axis::Y, 0.2}});
    QCOMPARE(changed.count(), 1);
    const Cutaway& fitted = state.values().cutaway;
    QCOMPARE(fitted.clip, (std::optional(Cutaway::Clip{Axis::X, 1, false, {}})));
    QCOMPARE(fitted.slice, (std::optional(Cutaway::Slice{Axis::Z, torus.size[2] - 1})));
    QCOMPARE(fitted.explode, (std::optional(Cutaway::Explode{Axis::Y, 1})));
    state.setCutaway(fitted);
    QCOMPARE(changed.count(), 1);
    state.setDataset(sample("h100-superpod"));
    QVERIFY(!state.values().cutaway.isAny());
    QCOMPARE(changed.count(), 2);
    state.setCutaway({{}, Cutaway::Slice{}, {}});
    QVERIFY(!state.values().cutaway.slice);   // no torus
}

QTEST_GUILESS_MAIN(TestCutaway)
#include "tst_cutaway.moc"
