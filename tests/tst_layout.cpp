#include "model/cluster/FabricBuilder.h"
#include "model/layout/FloorCheck.h"
#include "model/layout/Layout.h"
#include "model/layout/RayPicker.h"
#include "model/layout/Shelves.h"

#include <QtTest>

#include <algorithm>
#include <map>
#include <numeric>
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

FloorPlan rackFloor(int blockLevel)
{
    FloorPlan floor;
    floor.stated = true;
    floor.blockLevel = blockLevel;
    return floor;
}

// Buildings 40 m apart, with halls of NVL72 racks.
Cluster campus(std::uint32_t buildings, std::uint32_t halls, std::uint32_t racks)
{
    Cluster cluster;
    cluster.tree = UnitTreeBuilder("campus", "campus").addUniform("building", buildings).addUniform("hall", halls).addUniform("rack", racks).addUniform("tray", 18).addUniform("gpu", 4).build().value();
    cluster.floor = rackFloor(3);
    cluster.floor.slotGrid = {4, 1, 18};
    cluster.floor.elevation = {{RackContent::Power, 4}, {RackContent::Chips, 8}, {RackContent::Switch, 9}, {RackContent::Chips, 10}, {RackContent::Power, 4}, {RackContent::Network, 2}};
    cluster.floor.addLevelPlan(1).spacingMetres = 40;
    return cluster;
}

Cluster superpodWithService()
{
    Cluster cluster = superpod();
    cluster.floor.service = {{"optical switches", RackContent::Circuit, 0, 4, 0, {}, {}}, {"coolant unit", RackContent::Cooling, 0, 0, 12, std::array{0.9, 1.2, 2.0}, {}}};
    return cluster;
}

std::vector<Box> boxesOf(const Layout& layout)
{
    std::vector<Box> boxes;
    for (const LatticeBlock& block : layout.blocks)
        boxes.push_back({block.min, block.min + block.size});
    return boxes;
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
    void rowsMayHoldGroupsOfRacks();
    void everyChipHasExactlyOneCell_data() { arrangements(); }
    void everyChipHasExactlyOneCell();
    void blocksNeverOverlap_data() { arrangements(); }
    void blocksNeverOverlap();
    void racksStandInRowsWithAisles();
    void latticeFollowsTorusCoordinates();
    void fabricFloorSpreadsATorusPlaneByPlane();
    void fabricFloorPutsChipsOfAFlatTorusAtTheirCoordinates();
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
    void aRackHoldsItsLayers();
    void racksWithoutChipsStandAmongAndBehind();
    void racksWithoutChipsAreThereInEveryArrangement();
    void rowsStandBackToBackAndFaceToFace();
    void roomsStandApartInsideTheirWalls();
    void storeysStandAboveEachOther();
    void aGivenPlaceIsKeptAndTurned();
    void anyPlanPutsEveryRackSomewhereApart();
    void overlapsAreFoundByName();
    void overlapsEqualBruteForce();
    void aMillionChipsAreLaidOut();

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

void TestLayout::fabricFloorPutsChipsOfAFlatTorusAtTheirCoordinates()
{
    Cluster cluster;
    cluster.tree = UnitTreeBuilder().addUniform("host", 8).addUniform("chip", 8).build().value();
    cluster.floor.blockLevel = 1;
    TorusSpec spec;
    spec.shape = {8, 8, 1};
    spec.dimensions = 2;
    spec.wraps = {true, true, false};
    spec.bricks = {{1, {4, 2, 1}}};
    cluster.fabrics.push_back(buildTorus(spec, cluster.tree).value());
    const Layout layout = buildFabricLayout(cluster);
    const TorusShape& torus = *cluster.fabrics[0].torus();
    for (std::uint32_t a = 0; a < 64; ++a)
        for (std::uint32_t b = 0; b < 64; ++b) {
            const Eigen::Vector3f way = layout.centreOfChip(b, cluster.tree) - layout.centreOfChip(a, cluster.tree);
            for (std::size_t axis = 0; axis < 2; ++axis) {
                const int steps = int(torus.coordinates[b][axis]) - int(torus.coordinates[a][axis]);
                QVERIFY(steps == 0 ? std::abs(way[int(axis)]) < 1e-3f : way[int(axis)] * float(steps) > 0);
                if (a / 8 == b / 8)
                    QVERIFY(std::abs(way[int(axis)] - float(steps)) < 1e-3f);
            }
        }
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

// 18 trays of 4 GPUs over and under 9 switch trays, power at both ends: an NVL72 rack.
void TestLayout::aRackHoldsItsLayers()
{
    Cluster cluster = campus(1, 1, 1);
    const Layout layout = buildPhysicalLayout(cluster);
    const LatticeBlock& rack = layout.blocks[0];
    QCOMPARE(rack.grid[2], 37);
    std::map<std::int32_t, int> cells;
    std::vector<std::int32_t> chips;
    for (std::uint32_t i = 0; i < 4 * 37; ++i) {
        const std::int32_t content = layout.cells[rack.table + i];
        ++cells[std::min(content, 0)];
        if (content >= 0)
            chips.push_back(content);
    }
    QVERIFY(cells == (std::map<std::int32_t, int>{{0, 72}, {kCellSwitch, 36}, {kCellPower, 32}, {kCellNetwork, 8}}));
    QVERIFY(std::ranges::is_sorted(chips));
    const auto chip32 = layout.cellOfChip(32, cluster.tree);    // the first above the switches
    QVERIFY(chip32 == (std::array<std::uint16_t, 3>{0, 0, 4 + 8 + 9}));
    const RayPicker picker(std::make_shared<Layout>(layout));
    const float layer = rack.size.z() / 37;
    const auto hit = picker.pick({rack.min + Eigen::Vector3f(0.1f, -4, 14.5f * layer), {0, 1, 0}});
    QVERIFY(hit);
    QCOMPARE(hit->content, int(kCellSwitch));
}

void TestLayout::racksWithoutChipsStandAmongAndBehind()
{
    const Cluster cluster = superpodWithService();
    const Layout layout = buildPhysicalLayout(cluster);
    QCOMPARE(layout.blocks.size(), std::size_t(144 + 4 + 12));
    QCOMPARE(layout.serviceRacks.size(), std::size_t(16));
    for (std::size_t i = 0; i < 16; ++i) {
        const ServiceRack& rack = layout.serviceRacks[i];
        QCOMPARE(rack.block, 144u + i);
        QCOMPARE(layout.serviceRackAt(rack.block), &rack);
        QCOMPARE(rack.holds, i < 4 ? kCellCircuit : kCellCooling);
        QCOMPARE(rack.serves, UnitTree::root());
        const LatticeBlock& block = layout.blocks[rack.block];
        QCOMPARE(block.chipCount, 0u);
        for (std::uint32_t cell = 0; cell < block.grid[2]; ++cell)
            QCOMPARE(layout.cells[block.table + cell], int(rack.holds));
    }
    QVERIFY(!layout.serviceRackAt(143));
    // The first coolant unit is beside the twelfth rack and moves the thirteenth; optical switches are behind all.
    const LatticeBlock &rack11 = layout.blocks[11], &rack12 = layout.blocks[12], &coolant = layout.blocks[148];
    QCOMPARE(coolant.min.x(), 12 * 0.6f);
    QCOMPARE(coolant.min.y(), rack11.min.y());
    QCOMPARE(rack12.min.x(), 12 * 0.6f + 0.9f);
    for (std::uint32_t optical = 144; optical < 148; ++optical)
        QVERIFY(layout.blocks[optical].min.y() > layout.blocks[143].min.y() + 1);
    QVERIFY(findOverlaps(boxesOf(layout)).empty());
}

void TestLayout::racksWithoutChipsAreThereInEveryArrangement()
{
    const Cluster cluster = superpodWithService();
    const Layout physical = buildLayout(cluster, Arrangement::Physical);
    for (const Arrangement a : kArrangements) {
        const auto layout = std::make_shared<Layout>(buildLayout(cluster, a));
        QCOMPARE(layout->blocks.size(), physical.blocks.size());
        QCOMPARE(layout->serviceRacks.size(), physical.serviceRacks.size());
        for (std::size_t i = 144; i < layout->blocks.size(); ++i) {
            QCOMPARE(layout->blocks[i].unit, physical.blocks[i].unit);
            QCOMPARE(layout->blocks[i].size.isZero(), a != Arrangement::Physical);
            QVERIFY(layout->bounds.contains(layout->blocks[i].min));
        }
        if (a == Arrangement::Physical)
            continue;
        const RayPicker picker(layout);   // what has no size is never met
        const Eigen::Vector3f hidden = layout->blocks[144].min;
        const auto hit = picker.pick({hidden - Eigen::Vector3f(0, 1000, 0), {0, 1, 0}});
        QVERIFY(!hit || hit->block < 144);
    }
}

void TestLayout::rowsStandBackToBackAndFaceToFace()
{
    Cluster cluster;
    cluster.tree = UnitTreeBuilder().addUniform("row", 6).addUniform("rack", 4).addUniform("chip", 2).build().value();
    cluster.floor = rackFloor(2);
    cluster.floor.slotGrid = {2, 1, 1};
    cluster.floor.coldAisleMetres = 2;
    cluster.floor.hotAisleMetres = 1;
    cluster.floor.addLevelPlan(1) = {3.0, 2, {}};
    const Layout layout = buildPhysicalLayout(cluster);
    const auto rackAt = [&](std::uint32_t row, std::uint32_t rack) { return layout.blocks[4 * row + rack].min; };
    QVERIFY(rackAt(1, 0).isApprox(Eigen::Vector3f(4 * 0.6f + 3, 0, 0)));                // two rows end to end
    QVERIFY(rackAt(2, 1).isApprox(Eigen::Vector3f(0.6f, 1.2f + 1, 0)));                 // then a hot aisle
    QVERIFY(rackAt(4, 0).isApprox(Eigen::Vector3f(0, 1.2f + 1 + 1.2f + 2, 0)));         // then a cold one
    QCOMPARE(layout.aisles.size(), std::size_t(2));
    QVERIFY(!layout.aisles[0].isCold && layout.aisles[1].isCold);
    QVERIFY(layout.aisles[1].box.isApprox(Box(Eigen::Vector3f(0, 3.4f, 0), Eigen::Vector3f(7.8f, 5.4f, 0))));
    // Chip 0 is at the left of who stands before the rack: south of the first line, north of the second.
    QCOMPARE((*layout.cellOfChip(0, cluster.tree))[0], 0);
    QCOMPARE((*layout.cellOfChip(2 * 8, cluster.tree))[0], 1);
    QCOMPARE((*layout.cellOfChip(4 * 8, cluster.tree))[0], 0);
    const auto rows = std::ranges::count_if(layout.bodies, [](const Body& body) { return body.unit.level == 1; });
    QCOMPARE(rows, 6);
}

void TestLayout::roomsStandApartInsideTheirWalls()
{
    const Cluster cluster = campus(3, 2, 10);
    const Layout layout = buildPhysicalLayout(cluster);
    std::vector<Box> buildings, halls;
    for (const Body& body : layout.bodies) {
        QCOMPARE(body.hasWalls, body.unit.level > 0);
        (body.unit.level == 1 ? buildings : halls).push_back(body.box);
    }
    QCOMPARE(buildings.size(), std::size_t(3));
    QCOMPARE(halls.size(), std::size_t(6 + 1));    // and the campus, which is not walled
    QVERIFY(findOverlaps(buildings).empty());
    QCOMPARE(buildings[1].min().x() - buildings[0].max().x(), 40.f);                    // as the plan says
    for (const Body& body : layout.bodies)
        if (body.unit.level == 2) {
            const Box racks = layout.boxOf(body.unit, cluster.tree);
            QVERIFY((racks.min() - body.box.min()).isApprox(Eigen::Vector3f(1.2f, 1.2f, 0), 1e-3f));
            QVERIFY((body.box.max() - racks.max()).isApprox(Eigen::Vector3f(1.2f, 1.2f, 1.5f), 1e-3f));
            QVERIFY(buildings[body.unit.index / 2].contains(body.box));
        }
    QVERIFY(layout.bounds.contains(buildings[2]));
}

void TestLayout::storeysStandAboveEachOther()
{
    Cluster cluster;
    cluster.tree = UnitTreeBuilder("building", "building").addUniform("floor", 2).addUniform("row", 8).addUniform("rack", 12).addUniform("gpu", 72).build().value();
    cluster.floor = rackFloor(3);
    cluster.floor.slotGrid = {4, 1, 18};
    cluster.floor.stack = StackPlan{1, 6};
    const Layout layout = buildPhysicalLayout(cluster);
    for (std::uint32_t rack = 0; rack < 96; ++rack)
        QVERIFY((layout.blocks[96 + rack].min - layout.blocks[rack].min).isApprox(Eigen::Vector3f(0, 0, 6)));
    QVERIFY(layout.bodies[0].hasWalls);
    QCOMPARE(layout.bodies[0].box.sizes().z(), 12 + 1.5f);
    QCOMPARE(layout.bodies[1].box.sizes().z(), 6.f);
    QVERIFY(findOverlaps(boxesOf(layout)).empty());
}

void TestLayout::aGivenPlaceIsKeptAndTurned()
{
    Cluster cluster = campus(3, 1, 6);
    cluster.floor.places = {{{1, 1}, {100, 50}, 1}, {{3, 2}, {20, 0}, 3}};
    const Layout layout = buildPhysicalLayout(cluster);
    const Cluster plain = campus(3, 1, 6);
    const Layout rules = buildPhysicalLayout(plain);
    const auto bodyOf = [](const Layout& l, UnitRef unit) { return std::ranges::find(l.bodies, unit, &Body::unit)->box; };
    const Box given = bodyOf(layout, {1, 1});
    QVERIFY(given.min().isApprox(Eigen::Vector3f(100, 50, 0)));
    const Eigen::Vector3f unturned = bodyOf(rules, {1, 1}).sizes();
    QVERIFY(given.sizes().isApprox(Eigen::Vector3f(unturned.y(), unturned.x(), unturned.z())));
    for (std::uint32_t rack = 6; rack < 12; ++rack) {
        QVERIFY(given.contains(layout.boxOf({3, rack}, cluster.tree)));
        QVERIFY(layout.blocks[rack].grid == (std::array<std::uint16_t, 3>{1, 4, 37}));
    }
    // Its front looks east: chip 0 is the one at the south end, on the left of who stands there.
    QVERIFY((*layout.cellOfChip(72 * 6, cluster.tree)) == (std::array<std::uint16_t, 3>{0, 0, 4}));
    QVERIFY(layout.blocks[2].min.isApprox(bodyOf(layout, {2, 0}).min() + Eigen::Vector3f(20, 0, 0)));
    QVERIFY(bodyOf(layout, {1, 0}).min().y() > given.max().y());      // sisters without a place follow behind
    QVERIFY(layout.bounds.contains(given));
}

// Random levels, uneven counts, racks without chips at any level, storeys, columns, margins: whatever the rules make of them, nothing is
// forgotten, nothing stands in anything else, and rooms hold what is theirs.
void TestLayout::anyPlanPutsEveryRackSomewhereApart()
{
    const unsigned seed = 2026;
    qInfo("seed %u", seed);
    std::mt19937 random(seed);
    const auto upTo = [&](std::uint32_t most) { return 1 + static_cast<std::uint32_t>(random() % most); };
    for (int round = 0; round < 300; ++round) {
        Cluster cluster;
        UnitTreeBuilder builder;
        std::uint32_t parents = 1;
        std::vector<std::string> names{"campus", "building", "hall", random() % 2 ? "row" : "pod", "rack", "chip"};
        names.erase(names.begin(), names.begin() + random() % 5);
        if (names.size() > 2 && random() % 3 == 0)
            names.insert(names.end() - 2, "pair");
        for (const std::string& name : names) {
            std::vector<std::uint32_t> counts(parents);
            for (std::uint32_t& count : counts)
                count = upTo(name == "rack" ? 13 : 3);
            parents = std::accumulate(counts.begin(), counts.end(), 0u);
            builder.addExplicit(name, counts, {});
        }
        cluster.tree = builder.build().value();
        const int block = cluster.tree.leafLevel() - 1;
        cluster.floor = rackFloor(block);
        cluster.floor.blocksPerRow = random() % 2 ? 0 : upTo(6);
        for (int level = 0; level < block; ++level)
            cluster.floor.addLevelPlan(level) = {random() % 2 ? std::optional(double(upTo(9))) : std::nullopt, random() % 3 ? 0 : upTo(4), random() % 2 ? std::optional(double(upTo(3))) : std::nullopt};
        if (block > 1 && random() % 3 == 0)
            cluster.floor.stack = StackPlan{1 + int(random() % (block - 1)), 9};
        for (int kind = 0; kind < int(random() % 4); ++kind) {
            const bool behind = random() % 2;
            cluster.floor.service.push_back({"kind " + std::to_string(kind), RackContent::Cooling, int(random() % (block + 1)), behind ? upTo(5) : 0, behind ? 0 : upTo(5),
                                             random() % 2 ? std::optional(std::array{0.9, 0.8, 2.0}) : std::nullopt, {}});
        }
        const Layout layout = buildPhysicalLayout(cluster);
        const QByteArray which = QByteArray::number(round);
        for (const LatticeBlock& rack : layout.blocks)
            QVERIFY2(rack.size.minCoeff() > 0 && layout.bounds.contains(rack.min), which);
        QVERIFY2(findOverlaps(boxesOf(layout)).empty(), which);
        for (const Body& body : layout.bodies) {
            Box grown = body.box;
            grown.extend(grown.min() - Eigen::Vector3f::Constant(0.01f));
            grown.extend(grown.max() + Eigen::Vector3f::Constant(0.01f));
            QVERIFY2(grown.contains(layout.boxOf(body.unit, cluster.tree)), which);
            for (const ServiceRack& rack : layout.serviceRacks)
                if (rack.serves == body.unit)
                    QVERIFY2(grown.contains(layout.blocks[rack.block].min), which);
        }
    }
}

void TestLayout::overlapsAreFoundByName()
{
    Cluster cluster = campus(1, 1, 4);
    Report none;
    reportOverlaps(cluster, none);
    QVERIFY(none.isEmpty());
    cluster.floor.places = {{{3, 0}, {5, 5}, 0}, {{3, 3}, {5.4, 5.7}, 0}};
    Report two;
    reportOverlaps(cluster, two);
    QCOMPARE(two.findings().size(), std::size_t(1));
    QCOMPARE(two.findings()[0].text, std::string("building-0/hall-0/rack-0 and building-0/hall-0/rack-3 overlap by 0.2 m × 0.5 m."));

    cluster = campus(1, 1, 40);
    cluster.floor.pitchMetres = 0.5;
    Report many;
    reportOverlaps(cluster, many);
    QCOMPARE(many.findings().size(), std::size_t(11));
    QCOMPARE(many.findings()[0].severity, Severity::Error);
    QVERIFY(QString::fromStdString(many.findings()[10].text).endsWith("more racks stand in others."));
}

void TestLayout::overlapsEqualBruteForce()
{
    const unsigned seed = 99;
    qInfo("seed %u", seed);
    std::mt19937 random(seed);
    std::uniform_real_distribution<float> place(0, 60), size(0.5f, 3);
    int withOverlaps = 0;
    for (int round = 0; round < 60; ++round) {
        std::vector<Box> boxes;
        for (int i = 0; i < 5 + 3 * round; ++i) {
            const Eigen::Vector3f min(place(random), place(random), float(random() % 2) * 6);
            boxes.push_back({min, min + Eigen::Vector3f(size(random), size(random), 2)});
        }
        const auto meet = [&](std::uint32_t a, std::uint32_t b) {
            const Box common = boxes[a].intersection(boxes[b]);
            return !common.isEmpty() && common.sizes().x() > 0.002f && common.sizes().y() > 0.002f;
        };
        std::vector<bool> isOut(boxes.size());
        for (const Overlap& overlap : findOverlaps(boxes)) {
            QVERIFY(meet(overlap.first, overlap.second));
            QVERIFY(!isOut[overlap.second]);
            isOut[overlap.second] = true;
            ++withOverlaps;
        }
        for (std::uint32_t a = 0; a < boxes.size(); ++a)
            for (std::uint32_t b = a + 1; b < boxes.size(); ++b)
                QVERIFY(isOut[a] || isOut[b] || !meet(a, b));
    }
    QVERIFY(withOverlaps > 100);
}

void TestLayout::aMillionChipsAreLaidOut()
{
    Cluster cluster = superpodWithService();
    cluster.tree = UnitTreeBuilder().addUniform("campus", 5).addUniform("superpod", 22).addUniform("rack", 144).addUniform("tray", 16).addUniform("chip", 4).build().value();
    cluster.fabrics.clear();
    cluster.floor.blockLevel = 3;
    for (ServiceRacks& kind : cluster.floor.service)
        kind.level = 2;
    QElapsedTimer timer;
    timer.start();
    const Layout layout = buildPhysicalLayout(cluster);
    qInfo("%zu racks in %lld ms", layout.blocks.size(), timer.elapsed());
    QCOMPARE(layout.blocks.size(), std::size_t(110 * 160));
    QVERIFY(findOverlaps(boxesOf(layout)).empty());
    QVERIFY(layout.cells.size() < 10'000);          // equal racks share one table
}

// A row of UltraServers, two racks each: one line of racks, not a grid of pairs.
void TestLayout::rowsMayHoldGroupsOfRacks()
{
    Cluster cluster;
    cluster.tree = UnitTreeBuilder().addUniform("row", 3).addUniform("ultraserver", 5).addUniform("rack", 2).addUniform("chip", 32).build().value();
    cluster.floor = rackFloor(3);
    const Layout layout = buildPhysicalLayout(cluster);
    for (std::uint32_t rack = 1; rack < 10; ++rack) {
        QCOMPARE(layout.blocks[rack].min.y(), layout.blocks[0].min.y());
        QVERIFY(std::abs(layout.blocks[rack].min.x() - layout.blocks[rack - 1].min.x() - 0.6f) < 1e-4f);
    }
    QVERIFY(layout.blocks[10].min.y() > layout.blocks[9].min.y() + 1.2f);
    QVERIFY(findOverlaps(boxesOf(layout)).empty());
}

QTEST_APPLESS_MAIN(TestLayout)
#include "tst_layout.moc"
