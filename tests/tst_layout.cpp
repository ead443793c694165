#include "model/cluster/FabricBuilder.h"
#include "model/layout/Layout.h"
#include "model/layout/RayPicker.h"
#include "model/layout/Shelves.h"

#include <QtTest>

#include <random>
#include <set>

using namespace podscape;

namespace {

Cluster superpod()
{
    Cluster cluster;
    cluster.name = "superpod";
    cluster.tree = UnitTreeBuilder("superpod", "superpod").addUniform("rack", 144, "rack-%03d").addUniform("tray", 16).addUniform("chip", 4).build().value();
    cluster.floor.stated = true;
    cluster.floor.blockLevel = 1;
    cluster.floor.slotGrid = {4, 1, 16};
    cluster.floor.blocksPerRow = 18;
    TorusSpec spec;
    spec.shape = {16, 24, 24};
    spec.bricks = {{1, {4, 4, 4}}, {2, {2, 2, 1}}};
    cluster.fabrics.push_back(buildTorus(spec, cluster.tree).value());
    return cluster;
}

Cluster unevenNodes()
{
    Cluster cluster;
    cluster.tree = UnitTreeBuilder().addExplicit("group", {3}, {"a", "b", "c"}).addExplicit("node", {5, 1, 9}, {}).build().value();
    cluster.floor.blockLevel = 1;
    return cluster;
}

// 3 units × 4 racks × 2 nodes × 4 gpus; a leaf for each unit, two spines.
Cluster leavesAndSpines()
{
    Cluster cluster;
    cluster.tree = UnitTreeBuilder().addUniform("unit", 3).addUniform("rack", 4).addUniform("node", 2).addUniform("gpu", 4).build().value();
    cluster.floor.blockLevel = 2;
    FatTreeSpec spec;
    spec.endpointLevel = 4;
    spec.groupLevel = 1;
    spec.nodeLevel = 3;
    spec.spines = 2;
    spec.uplinksPerLeaf = 2;
    cluster.fabrics.push_back(buildFatTree(spec, cluster.tree).value());
    return cluster;
}

// 6 racks in one hall, of which the odd ones hang on one switch and the even ones on another.
Cluster alternatingRacks()
{
    Cluster cluster;
    cluster.tree = UnitTreeBuilder().addUniform("rack", 6).addUniform("gpu", 4).build().value();
    cluster.floor.blockLevel = 1;
    FabricBuilder builder("cables", FabricKind::Explicit, cluster.tree, 1);
    const std::uint8_t group = builder.addGroup("rack–switch");
    const std::uint32_t even = builder.addSwitch({"even", 0, std::nullopt}), odd = builder.addSwitch({"odd", 0, std::nullopt});
    for (std::uint32_t rack = 0; rack < 6; ++rack)
        builder.addLink(rack, rack % 2 ? odd : even, BytesPerSecond{1e9}, group);
    cluster.fabrics.push_back(builder.build().value());
    return cluster;
}

bool overlap(const LatticeBlock& a, const LatticeBlock& b)
{
    for (int axis = 0; axis < 3; ++axis)
        if (a.min[axis] + a.size[axis] <= b.min[axis] + 1e-4f || b.min[axis] + b.size[axis] <= a.min[axis] + 1e-4f)
            return false;
    return true;
}

// Every block and every cell in turn; slow and obviously right.
std::optional<PickHit> pickByBruteForce(const Layout& layout, const Ray& ray)
{
    std::optional<PickHit> best;
    for (std::uint32_t b = 0; b < layout.blocks.size(); ++b) {
        const LatticeBlock& block = layout.blocks[b];
        const Eigen::Vector3f cellSize = block.size.cwiseQuotient(Eigen::Vector3f(block.grid[0], block.grid[1], block.grid[2]));
        for (std::uint32_t i = 0; i < std::uint32_t(block.grid[0]) * block.grid[1] * block.grid[2]; ++i) {
            const std::int32_t content = layout.cells[block.table + i];
            if (content < 0)
                continue;
            const Eigen::Vector3f cell(float(i % block.grid[0]), float(i / block.grid[0] % block.grid[1]), float(i / block.grid[0] / block.grid[1]));
            const Eigen::Vector3f lo = block.min + (cell + Eigen::Vector3f::Constant(layout.cellGap)).cwiseProduct(cellSize);
            const Eigen::Vector3f hi = block.min + (cell + Eigen::Vector3f::Constant(1 - layout.cellGap)).cwiseProduct(cellSize);
            float enter = 0, leave = 1e30f;
            for (int axis = 0; axis < 3; ++axis) {
                const float a = (lo[axis] - ray.origin[axis]) / ray.direction[axis], c = (hi[axis] - ray.origin[axis]) / ray.direction[axis];
                enter = std::max(enter, std::min(a, c));
                leave = std::min(leave, std::max(a, c));
            }
            if (enter <= leave && (!best || enter < best->distance))
                best = PickHit{b, std::int32_t(block.firstChip) + content, enter};
        }
    }
    return best;
}

} // namespace

class TestLayout : public QObject
{
    Q_OBJECT

private slots:
    void everyChipHasExactlyOneCell_data() { arrangements(); }
    void everyChipHasExactlyOneCell();
    void blocksNeverOverlap_data() { arrangements(); }
    void blocksNeverOverlap();
    void racksStandInRowsWithAisles();
    void latticeFollowsTorusCoordinates();
    void fabricFloorSpreadsATorusPlaneByPlane();
    void fabricFloorKeepsUnitsApart();
    void fabricFloorGroupsRacksThatShareASwitch();
    void shelvesKeepOrderAndNeverOverlap();
    void sixteenThingsStandOnFullShelves();
    void blocksAreTheSameUnitsInEveryArrangement();
    void boxesOfUnitsNestInTheirParents_data() { arrangements(); }
    void boxesOfUnitsNestInTheirParents();
    void unevenGroupsGetBlocksOfTheirSize();
    void pickingEqualsBruteForce();
    void pickingASolidRackFindsTheChipBehindTheSpot();
    void pickingNothingFindsNothing();

private:
    void arrangements()
    {
        QTest::addColumn<int>("arrangement");
        for (const Arrangement a : kArrangements)
            QTest::newRow(toText(a).data()) << int(a);
    }
};

void TestLayout::everyChipHasExactlyOneCell()
{
    QFETCH(int, arrangement);
    const Cluster cluster = superpod();
    const Layout layout = buildLayout(cluster, Arrangement(arrangement));
    std::set<std::array<int, 4>> cells;
    for (std::uint32_t chip = 0; chip < cluster.tree.chipCount(); ++chip) {
        const auto cell = layout.cellOfChip(chip, cluster.tree);
        QVERIFY(cell);
        cells.insert({int(cluster.tree.unitOfChip(chip, 1).index), (*cell)[0], (*cell)[1], (*cell)[2]});
    }
    QCOMPARE(cells.size(), 9'216u);
}

void TestLayout::blocksNeverOverlap()
{
    QFETCH(int, arrangement);
    const Layout layout = buildLayout(superpod(), Arrangement(arrangement));
    for (std::size_t a = 0; a < layout.blocks.size(); ++a)
        for (std::size_t b = a + 1; b < layout.blocks.size(); ++b)
            QVERIFY2(!overlap(layout.blocks[a], layout.blocks[b]), qPrintable(QString("blocks %1 and %2").arg(a).arg(b)));
}

void TestLayout::racksStandInRowsWithAisles()
{
    const Layout layout = buildPhysicalLayout(superpod());
    QCOMPARE(layout.blocks[1].min.x() - layout.blocks[0].min.x(), 0.6f);
    QCOMPARE(layout.blocks[18].min.y() - layout.blocks[0].min.y(), 1.2f + 1.2f);    // depth and an aisle
    QCOMPARE(layout.bounds.sizes().x(), 18 * 0.6f);
    QCOMPARE(layout.bounds.sizes().z(), 2.2f);
    QVERIFY(layout.metric);
}

void TestLayout::latticeFollowsTorusCoordinates()
{
    const Cluster cluster = superpod();
    const Layout layout = buildLatticeLayout(cluster);
    const TorusShape& torus = *cluster.fabrics[0].torus();
    // Chips in one cube are one step apart along the axis in which their coordinates differ.
    for (const std::uint32_t chip : {0u, 64u, 5000u}) {
        const Eigen::Vector3f here = layout.centreOfChip(chip, cluster.tree);
        for (std::uint32_t other = chip / 64 * 64; other < chip / 64 * 64 + 64; ++other) {
            const Eigen::Vector3f way = layout.centreOfChip(other, cluster.tree) - here;
            for (int axis = 0; axis < 3; ++axis)
                QCOMPARE(std::lround(way[axis]), long(torus.coordinates[other][axis]) - long(torus.coordinates[chip][axis]));
        }
    }
}

// Cubes of 4×4×4 in a torus of 16×24×24: a plane has 4 × 6 of them, and six planes stand beside each other.
void TestLayout::fabricFloorSpreadsATorusPlaneByPlane()
{
    const Cluster cluster = superpod();
    const Layout layout = buildFabricLayout(cluster);
    const auto at = [&](std::uint32_t x, std::uint32_t y, std::uint32_t z) { return layout.blocks[x + 4 * (y + 6 * z)].min; };
    const float stepX = at(1, 0, 0).x() - at(0, 0, 0).x(), stepY = at(0, 1, 0).y() - at(0, 0, 0).y();
    QVERIFY(stepX > 8 && stepY > 8);   // eight tiles and a gap
    for (std::uint32_t z = 0; z < 6; ++z)
        for (std::uint32_t y = 0; y < 6; ++y)
            for (std::uint32_t x = 0; x < 4; ++x) {
                const Eigen::Vector3f way = at(x, y, z) - at(0, 0, z);
                QVERIFY(std::abs(way.x() - float(x) * stepX) < 1e-3f && std::abs(way.y() - float(y) * stepY) < 1e-3f);
            }
    const Eigen::Vector3f nextPlane = at(0, 0, 1) - at(0, 0, 0);
    QVERIFY(nextPlane.x() > 4 * stepX || nextPlane.y() > 6 * stepY);
}

void TestLayout::fabricFloorKeepsUnitsApart()
{
    const Cluster cluster = leavesAndSpines();
    const Layout layout = buildFabricLayout(cluster);
    for (std::uint32_t a = 0; a < 3; ++a)
        for (std::uint32_t b = a + 1; b < 3; ++b)
            QVERIFY(layout.boxOf({1, a}, cluster.tree).intersection(layout.boxOf({1, b}, cluster.tree)).isEmpty());
    // Chips of a node are a row of tiles, seen from above.
    const Box node = layout.boxOf({3, 5}, cluster.tree);
    QCOMPARE(node.sizes().x(), 4.f);
    QCOMPARE(node.sizes().y(), 1.f);
}

void TestLayout::fabricFloorGroupsRacksThatShareASwitch()
{
    const Cluster cluster = alternatingRacks();
    const Layout layout = buildFabricLayout(cluster);
    Box even, odd;
    for (std::uint32_t rack = 0; rack < 6; ++rack)
        (rack % 2 ? odd : even).extend(layout.boxOf({1, rack}, cluster.tree));
    QVERIFY(even.intersection(odd).isEmpty());
}

void TestLayout::shelvesKeepOrderAndNeverOverlap()
{
    std::mt19937 random(3);
    std::uniform_real_distribution<float> length(0.5f, 9);
    for (const std::size_t count : {std::size_t{1}, std::size_t{2}, std::size_t{7}, std::size_t{40}}) {
        std::vector<Eigen::Vector2f> sizes;
        for (std::size_t i = 0; i < count; ++i)
            sizes.emplace_back(length(random), length(random));
        const Shelves shelves = shelve(sizes, 0.5f, 2.f);
        QCOMPARE(shelves.corner.size(), count);
        for (std::size_t a = 0; a < count; ++a) {
            QVERIFY(((shelves.corner[a] + sizes[a]).array() <= shelves.size.array() + 1e-4f).all());
            for (std::size_t b = a + 1; b < count; ++b) {
                const bool beside = shelves.corner[b].x() >= shelves.corner[a].x() + sizes[a].x() + 0.499f, behind = shelves.corner[b].y() >= shelves.corner[a].y() + sizes[a].y() + 0.499f;
                QVERIFY(beside || behind);
            }
        }
    }
    QVERIFY(shelve({}, 1, 2).corner.empty());
}

void TestLayout::sixteenThingsStandOnFullShelves()
{
    QCOMPARE(shelfWidth(16, 1, 1, 2.5f), 8u);
    QCOMPARE(shelfWidth(4, 1, 1, 1.f), 2u);
    QCOMPARE(shelfWidth(1, 1, 1, 4.f), 1u);
}

void TestLayout::blocksAreTheSameUnitsInEveryArrangement()
{
    const Cluster cluster = superpod();
    const Layout a = buildPhysicalLayout(cluster);
    for (const Layout& b : {buildLatticeLayout(cluster), buildFabricLayout(cluster)}) {
        QCOMPARE(a.blocks.size(), b.blocks.size());
        for (std::size_t i = 0; i < a.blocks.size(); ++i) {
            QCOMPARE(a.blocks[i].unit, b.blocks[i].unit);
            QCOMPARE(a.blocks[i].firstChip, b.blocks[i].firstChip);
        }
    }
}

void TestLayout::boxesOfUnitsNestInTheirParents()
{
    QFETCH(int, arrangement);
    const Cluster cluster = superpod();
    const Layout layout = buildLayout(cluster, Arrangement(arrangement));
    for (const UnitRef unit : {UnitRef{3, 77}, UnitRef{3, 9'000}, UnitRef{2, 1'234}, UnitRef{1, 143}}) {
        Box parent = layout.boxOf(cluster.tree.parent(unit), cluster.tree);
        parent.extend(parent.min() - Eigen::Vector3f::Constant(1e-3f));
        parent.extend(parent.max() + Eigen::Vector3f::Constant(1e-3f));
        QVERIFY(parent.contains(layout.boxOf(unit, cluster.tree)));
    }
}

void TestLayout::unevenGroupsGetBlocksOfTheirSize()
{
    const Cluster cluster = unevenNodes();
    for (const Arrangement a : kArrangements) {
        const Layout layout = buildLayout(cluster, a);
        QCOMPARE(layout.blocks.size(), 3u);
        QVERIFY(!layout.metric);   // nobody said how large anything is
        QCOMPARE(layout.blocks[2].chipCount, 9u);
        QCOMPARE(layout.blocks[2].firstChip, 6u);
        for (std::uint32_t node = 0; node < 15; ++node)
            QVERIFY(layout.cellOfChip(node, cluster.tree));
    }
}

void TestLayout::pickingEqualsBruteForce()
{
    const unsigned seed = 4711;
    qInfo("seed %u", seed);
    std::mt19937 random(seed);
    std::uniform_real_distribution<float> unit(-1, 1);
    const auto layout = std::make_shared<Layout>(buildLatticeLayout(superpod()));
    const RayPicker picker(layout);
    int hits = 0;
    for (int i = 0; i < 1'500; ++i) {
        const Eigen::Vector3f target = layout->bounds.center() + layout->bounds.sizes().cwiseProduct(Eigen::Vector3f(unit(random), unit(random), unit(random))) * 0.55f;
        const Eigen::Vector3f origin = layout->bounds.center() + Eigen::Vector3f(unit(random), unit(random), unit(random)) * 60;
        const Ray ray{origin, target - origin};
        const auto expected = pickByBruteForce(*layout, ray);
        const auto found = picker.pick(ray);
        QCOMPARE(found.has_value(), expected.has_value());
        if (!found)
            continue;
        ++hits;
        QVERIFY(std::abs(found->distance - expected->distance) < 1e-4f);
        if (std::abs(found->distance - expected->distance) < 1e-7f)
            QCOMPARE(found->content, expected->content);
    }
    QVERIFY(hits > 500);
}

void TestLayout::pickingASolidRackFindsTheChipBehindTheSpot()
{
    const Cluster cluster = superpod();
    const auto layout = std::make_shared<Layout>(buildPhysicalLayout(cluster));
    const RayPicker picker(layout);
    // From the south onto the front of the first rack: tray 3 is the fourth slot from below, chip 1 the second from the left.
    const Eigen::Vector3f spot(0.6f * 1.5f / 4, 0.f, 2.2f * 3.5f / 16);
    const auto hit = picker.pick({spot - Eigen::Vector3f(0, 5, 0), {0, 1, 0}});
    QVERIFY(hit);
    QCOMPARE(hit->content, 3 * 4 + 1);
    QVERIFY(std::abs(hit->distance - 5) < 1e-4f);
    const auto top = picker.pick({Eigen::Vector3f(0.3f, 0.6f, 9), {0, 0, -1}});
    QVERIFY(top);
    QCOMPARE(top->content, int(kCellBlank));
    QCOMPARE(top->block, 0u);
}

void TestLayout::pickingNothingFindsNothing()
{
    const auto layout = std::make_shared<Layout>(buildPhysicalLayout(superpod()));
    const RayPicker picker(layout);
    QVERIFY(!picker.pick({{0, -5, 1}, {0, -1, 0}}));
    QVERIFY(!picker.pick({{0, 0, 100}, {0, 0, 1}}));
    const RayPicker empty(std::make_shared<Layout>());
    QVERIFY(!empty.pick({{0, 0, 0}, {1, 0, 0}}));
}

QTEST_APPLESS_MAIN(TestLayout)
#include "tst_layout.moc"
