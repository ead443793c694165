// Links as the scene draws them: bundled, chosen, near, around a torus, and the switches at their ends.
#include "SceneData.h"

#include "widgets/scene/CameraPose.h"
#include "widgets/scene/LinkBundles.h"
#include "widgets/scene/NearUnit.h"
#include "widgets/scene/TorusSlice.h"
#include "widgets/scene/UnitBoxes.h"

#include <QtTest>

using namespace podscape;
using namespace podscape::test;

class TestLinks : public QObject
{
    Q_OBJECT

private slots:
    void bundlesHoldEveryLinkBetweenRacks();
    void aBundleShowsItsBusiestLink();
    void bundlesStayFewAndHoldEveryLink();
    void fromNearAUnitShowsItsOwnLinks();
    void aChosenSwitchShowsExactlyItsLinks();
    void aChosenCircuitSwitchShowsItsFibres();
    void circuitSwitchesStandInThreeGroups();
    void switchesHangOverWhatTheyServe();
    void tooManySwitchesShareBoxes();
    void everyFabricIsSeenInEveryArrangement();
    void aWrapAroundIsAnArcOutside_data();
    void aWrapAroundIsAnArcOutside();
    void linksGoWithTheirChips();
    void linksFadeWithTheirChips();
};

// 4×6×6 cubes, each joined to three more along x, y, z by the 16 chips of a face: 432 bundles, 6,912 optical links.
void TestLinks::bundlesHoldEveryLinkBetweenRacks()
{
    const auto dataset = superpod(false);
    const Cluster& cluster = *dataset->cluster;
    const LinkBundles bundles(cluster, cluster.fabrics[0], dataset->layout(Arrangement::Lattice), {});
    QCOMPARE(bundles.all().size(), std::size_t(432));
    for (const LinkBundle& bundle : bundles.all())
        QCOMPARE(bundle.links, 16u);

    const std::vector<UnitRef> chip{{3, 0}};
    const LinkBundles ofChip = LinkBundles::chosen(LinkSelection::of(cluster, {0}, {}, chip), cluster, cluster.fabrics[0], dataset->layout(Arrangement::Lattice), {});
    QCOMPARE(ofChip.all().size(), std::size_t(6));
    QVERIFY(std::ranges::all_of(ofChip.all(), &LinkBundle::isSelected));
}

void TestLinks::aBundleShowsItsBusiestLink()
{
    const auto dataset = superpod(false);
    const Fabric& fabric = dataset->cluster->fabrics[0];
    LinkBundles bundles(*dataset->cluster, fabric, dataset->layout(Arrangement::Lattice), {});
    std::vector<float> loads(2 * fabric.linkCount(), 0.f);
    const LinkId busy = bundles.all()[17].first;
    loads[2 * busy.value + 1] = 0.8f;
    bundles.setLoads(loads, LinkDirection::Both);
    QCOMPARE(bundles.all()[17].maxLoad, 0.8f);
    QCOMPARE(bundles.all()[17].meanLoad, 0.8f / 32);
    QCOMPARE(bundles.all()[16].maxLoad, 0.f);
    bundles.setLoads(loads, LinkDirection::Plus);   // it is the way back that is busy
    QCOMPARE(bundles.all()[17].maxLoad, 0.f);
    bundles.setLoads(loads, LinkDirection::Minus);
    QCOMPARE(bundles.all()[17].meanLoad, 0.8f / 16);
    bundles.setLoads({}, LinkDirection::Both);
    QVERIFY(isMissing(bundles.all()[17].maxLoad));
}

void TestLinks::bundlesStayFewAndHoldEveryLink()
{
    const Cluster cluster = wideTree();
    const Fabric& fabric = cluster.fabrics[0];
    for (const Arrangement arrangement : kArrangements) {
        const Layout layout = buildLayout(cluster, arrangement);
        const SwitchPlaces places = SwitchPlaces::place(cluster, fabric, layout);
        LinkBundles bundles(cluster, fabric, layout, places);
        QVERIFY2(bundles.all().size() <= LinkBundles::kBundlesAtMost, qPrintable(QString::number(bundles.all().size())));
        QVERIFY(bundles.all().size() > 1'000);
        std::uint32_t links = 0;
        for (const LinkBundle& bundle : bundles.all())
            links += bundle.links;
        QCOMPARE(links, fabric.linkCount());   // every end is a block or a switch: nothing is inside a box

        // The last link alone is loaded: exactly one line shows it.
        std::vector<float> loads(2 * fabric.linkCount(), 0.f);
        loads.back() = 0.5f;
        bundles.setLoads(loads, LinkDirection::Both);
        QCOMPARE(std::ranges::count_if(bundles.all(), [](const LinkBundle& b) { return b.maxLoad == 0.5f; }), 1);
    }
}

// A group of the wide tree has 200 links from gpus to its four leaves; those from leaves to spines leave it.
void TestLinks::fromNearAUnitShowsItsOwnLinks()
{
    const Cluster cluster = wideTree();
    const Fabric& fabric = cluster.fabrics[0];
    const Layout layout = buildFabricLayout(cluster);
    const SwitchPlaces places = SwitchPlaces::place(cluster, fabric, layout);
    const UnitRef group{1, 7};
    const LinkBundles inside = LinkBundles::inside(group, cluster, fabric, layout, places);
    std::uint32_t links = 0;
    for (const LinkBundle& bundle : inside.all()) {
        links += bundle.links;
        QCOMPARE(bundle.within, group);
    }
    QCOMPARE(links, 200u);
    QCOMPARE(inside.all().size(), std::size_t(200));   // 50 nodes, each to four leaves
    const LinkBundles all(cluster, fabric, layout, places);
    QVERIFY(std::ranges::any_of(all.all(), [](const LinkBundle& bundle) { return bundle.within == UnitTree::root(); }));

    const UnitBoxes boxes(layout, cluster.tree);
    CameraPose pose;
    const auto nearAt = [&](const Box& box) {
        pose = pose.framing(box, 1.6);
        return nearUnit(cluster.tree, boxes, layout.blockLevel, pose, Projector(pose, 1600, 1000));
    };
    QVERIFY(!nearAt(layout.bounds));
    QVERIFY(nearAt(boxes.of(group)) == group);
    QVERIFY(nearAt(boxes.of({2, 7 * 50 + 3})) == group);
}

void TestLinks::aChosenSwitchShowsExactlyItsLinks()
{
    const auto dataset = h100();
    const Cluster& cluster = *dataset->cluster;
    const Fabric& fabric = cluster.fabrics[1];
    const std::uint32_t spine = 40;   // behind 32 leaves
    QCOMPARE(fabric.switches()[spine].name, std::string("spine-08"));
    const Layout& layout = dataset->layout(Arrangement::Fabric);
    const SwitchPlaces places = SwitchPlaces::place(cluster, fabric, layout);
    const std::vector<EntityRef> chosen{SwitchRef{{1}, spine}};
    const LinkBundles bundles = LinkBundles::chosen(LinkSelection::of(cluster, {1}, chosen, {}), cluster, fabric, layout, places);
    std::uint32_t links = 0;
    for (const LinkBundle& bundle : bundles.all())
        if (bundle.isSelected) {
            links += bundle.links;
            const Eigen::Vector3f there = places.boxOf(spine).center();
            QVERIFY((bundle.from - there).norm() < 1e-3f || (bundle.to - there).norm() < 1e-3f);
        }
    QCOMPARE(links, 64u);   // two cables from each of the 32 leaves
    QVERIFY(LinkSelection::of(cluster, {0}, chosen, {}).links.empty());   // it is no switch of NVLink
}

// 64 links from chip to chip, drawn up to the switch and down again: 128 fibre ends.
void TestLinks::aChosenCircuitSwitchShowsItsFibres()
{
    const Cluster cluster = v4Pod();
    const Fabric& fabric = cluster.fabrics[0];
    const std::vector<EntityRef> chosen{SwitchRef{{0}, 20}};
    const LinkSelection selection = LinkSelection::of(cluster, {0}, chosen, {});
    QCOMPARE(selection.links.size(), std::size_t(64));
    for (const std::uint32_t link : selection.links)
        QCOMPARE(fabric.circuitSwitchOf(link).value(), 20u);
    for (const Arrangement arrangement : kArrangements) {
        const Layout layout = buildLayout(cluster, arrangement);
        const SwitchPlaces places = SwitchPlaces::place(cluster, fabric, layout);
        const LinkBundles bundles = LinkBundles::chosen(selection, cluster, fabric, layout, places);
        const Eigen::Vector3f there = places.boxOf(20).center();
        std::uint32_t fibres = 0, lines = 0;
        for (const LinkBundle& bundle : bundles.all())
            if (bundle.isSelected) {
                fibres += bundle.links;
                ++lines;
                QVERIFY((bundle.from - there).norm() < 1e-3f || (bundle.to - there).norm() < 1e-3f);
            }
        QCOMPARE(fibres, 128u);
        QCOMPARE(lines, 128u);   // each from a chip of its own
    }
}

void TestLinks::circuitSwitchesStandInThreeGroups()
{
    const Cluster cluster = v4Pod();
    const Layout layout = buildFabricLayout(cluster);
    const SwitchPlaces places = SwitchPlaces::place(cluster, cluster.fabrics[0], layout);
    QCOMPARE(places.marks.size(), std::size_t(48));
    std::array<Box, 3> groups;   // by axis, as the links that run through say
    for (std::uint32_t s = 0; s < 48; ++s)
        groups[cluster.fabrics[0].linkGroup()[cluster.fabrics[0].linksThrough(s).front()]].extend(places.boxOf(s));
    QVERIFY(groups[0].max().x() < groups[1].min().x());
    QVERIFY(groups[1].max().x() < groups[2].min().x());
    QVERIFY(groups[0].min().z() > layout.bounds.max().z());

    // In this arrangement a link between cubes goes through its switch: every line has an end there, and there are as many as cubes × switches.
    const LinkBundles bundles(cluster, cluster.fabrics[0], layout, places);
    QCOMPARE(bundles.all().size(), std::size_t(64 * 48));
    for (const LinkBundle& bundle : bundles.all())
        QCOMPARE(bundle.links, 2u);   // the two opposite faces of the cube
}

void TestLinks::switchesHangOverWhatTheyServe()
{
    const auto dataset = h100();
    const Cluster& cluster = *dataset->cluster;
    const Fabric& fabric = cluster.fabrics[1];
    for (const Arrangement arrangement : kArrangements) {
        const Layout& layout = dataset->layout(arrangement);
        const SwitchPlaces places = SwitchPlaces::place(cluster, fabric, layout);
        QCOMPARE(places.marks.size(), std::size_t(48));
        QCOMPARE(places.tiers.size(), std::size_t(2));
        QCOMPARE(places.tiers[0].switches, 32u);
        QCOMPARE(places.tiers[1].switches, 16u);
        QVERIFY(places.tiers[0].box.min().z() > layout.bounds.max().z());
        QVERIFY(places.tiers[1].box.min().z() > places.tiers[0].box.max().z());
        for (const SwitchMark& mark : places.marks) {
            const Box floor = layout.boxOf(mark.region, cluster.tree);
            QVERIFY(mark.centre.x() > floor.min().x() && mark.centre.x() < floor.max().x() && mark.centre.y() > floor.min().y() && mark.centre.y() < floor.max().y());
            if (mark.tier == 0)
                QCOMPARE(mark.region, *fabric.switches()[mark.firstSwitch].unit);
        }
        for (std::size_t a = 0; a < places.marks.size(); ++a)
            for (std::size_t b = a + 1; b < places.marks.size(); ++b)
                QVERIFY(places.marks[a].box().intersection(places.marks[b].box()).isEmpty());
    }
}

void TestLinks::tooManySwitchesShareBoxes()
{
    Cluster cluster;
    cluster.tree = UnitTreeBuilder().addUniform("hall", 10).addUniform("rack", 120).addUniform("gpu", 8).build().value();
    cluster.floor.blockLevel = 2;
    SwitchedSpec spec;
    spec.endpointLevel = 3;
    spec.domainLevel = 2;
    spec.switchesPerDomain = 4;
    cluster.fabrics.push_back(buildSwitched(spec, cluster.tree).value());
    const Layout layout = buildFabricLayout(cluster);
    const SwitchPlaces places = SwitchPlaces::place(cluster, cluster.fabrics[0], layout);
    QCOMPARE(places.marks.size(), std::size_t(1'200));   // one a rack
    for (const SwitchMark& mark : places.marks)
        QCOMPARE(mark.switches, 4u);
    for (std::uint32_t s = 0; s < 4'800; ++s)
        QCOMPARE(places.marks[places.markOf[s]].region, (UnitRef{2, s / 4}));
}

void TestLinks::everyFabricIsSeenInEveryArrangement()
{
    for (const auto& dataset : {h100(), sample("samples/clusters/ironwood-superpod.cluster.json")})
        for (const Fabric& fabric : dataset->cluster->fabrics)
            for (const Arrangement arrangement : kArrangements) {
                const Layout& layout = dataset->layout(arrangement);
                const SwitchPlaces places = SwitchPlaces::place(*dataset->cluster, fabric, layout);
                QCOMPARE(places.isEmpty(), fabric.switches().empty());
                QVERIFY2(!LinkBundles(*dataset->cluster, fabric, layout, places).all().empty(), fabric.name().c_str());
            }
}

void TestLinks::aWrapAroundIsAnArcOutside_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<std::size_t>("arcs");
    QTest::newRow("v4: cubes, 4 × 4 rings along each of three axes") << QString("samples/clusters/tpu-v4-pod.cluster.json") << std::size_t(3 * 16);
    QTest::newRow("v5e: chips, 16 rings along each of two axes") << QString("samples/clusters/tpu-v5e-pod.cluster.json") << std::size_t(2 * 16);
    QTest::newRow("v5p: cubes, 4 × 5 × 7") << QString("samples/clusters/tpu-v5p-pod.cluster.json") << std::size_t(5 * 7 + 4 * 7 + 4 * 5);
}

// Neighbours are joined straight; what goes round the torus leaves its box in the middle.
void TestLinks::aWrapAroundIsAnArcOutside()
{
    QFETCH(QString, file);
    QFETCH(std::size_t, arcs);
    const auto dataset = sample(qPrintable(file));
    const Layout& layout = dataset->layout(Arrangement::Lattice);
    const LinkBundles bundles(*dataset->cluster, dataset->cluster->fabrics[0], layout, {});
    std::size_t found = 0;
    for (const LinkBundle& bundle : bundles.all()) {
        if (bundle.bulge.isZero())
            continue;
        ++found;
        QVERIFY(!layout.bounds.contains((bundle.from + bundle.to) / 2 + bundle.bulge));
        QVERIFY(std::abs(bundle.bulge.dot(bundle.to - bundle.from)) < 0.2f * bundle.bulge.norm() * (bundle.to - bundle.from).norm());
    }
    QCOMPARE(found, arcs);
}

// Layer 5 of an Ironwood superpod of 16 × 24 × 24 is in the second layer of cubes along z: 4 × 6 cubes, each joined along x and along y.
void TestLinks::linksGoWithTheirChips()
{
    const auto dataset = superpod(false);
    const Cluster& cluster = *dataset->cluster;
    LinkBundles bundles(cluster, cluster.fabrics[0], dataset->layout(Arrangement::Lattice), {});
    ChipMask mask;
    hideOtherLayers(mask, cluster, cluster.fabrics[0], {Axis::Z, 5});
    bundles.setMask(mask.chips(), cluster.tree, cluster.fabrics[0]);
    QCOMPARE(std::ranges::count(bundles.all(), 1.f, &LinkBundle::shown), 2 * 4 * 6);
    QCOMPARE(std::ranges::count(bundles.all(), 0.f, &LinkBundle::shown), 432 - 2 * 4 * 6);
    bundles.setMask({}, cluster.tree, cluster.fabrics[0]);
    QCOMPARE(std::ranges::count(bundles.all(), 1.f, &LinkBundle::shown), 432);
}

// All but two neighbouring racks are faded: the one bundle between them stays.
void TestLinks::linksFadeWithTheirChips()
{
    ViewValues values = initialValues(superpod(false));
    values.selection = {UnitRef{1, 0}, UnitRef{1, 1}};
    values.fadeUnselected = true;
    ChipMask mask;
    mask.update(values);
    const Cluster& cluster = *values.dataset->cluster;
    LinkBundles bundles(cluster, cluster.fabrics[0], values.dataset->layout(Arrangement::Lattice), {});
    bundles.setMask(mask.chips(), cluster.tree, cluster.fabrics[0]);
    QCOMPARE(std::ranges::count(bundles.all(), 1.f, &LinkBundle::shown), 1);
    QCOMPARE(std::ranges::count(bundles.all(), ChipMask::kFaded / 255.f, &LinkBundle::shown), 431);
}

QTEST_GUILESS_MAIN(TestLinks)
#include "tst_links.moc"
