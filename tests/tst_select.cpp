// What is chosen in the 3D picture, and what the choice does to it: fading, boxes and lassos, outlines, tips.
#include "MillionChips.h"
#include "PictureData.h"
#include "SmallDataset.h"

#include "widgets/scene/Alarms.h"
#include "widgets/scene/ChipMask.h"
#include "widgets/scene/HoverText.h"
#include "widgets/scene/Outlines.h"
#include "widgets/scene/PodOverlay.h"
#include "widgets/scene/RegionTool.h"
#include "widgets/scene/RubberBand.h"

#include <QTest>

#include <algorithm>
#include <numbers>
#include <random>

using namespace podscape;
using namespace podscape::test;

namespace {

// Numbers of the chips that a mask draws in full.
std::vector<std::uint32_t> drawn(const ChipMask& mask)
{
    std::vector<std::uint32_t> chips;
    for (std::uint32_t chip = 0; chip < mask.chips().size(); ++chip)
        if (mask.chips()[chip] == ChipMask::kDrawn)
            chips.push_back(chip);
    return chips;
}

ViewValues faded(std::vector<EntityRef> selection)
{
    ViewValues values = initialValues(smallDataset());
    values.selection = std::move(selection);
    values.fadeUnselected = true;
    return values;
}

constexpr std::uint32_t kSeed = 4'711;
constexpr double kWidth = 1'280, kHeight = 720;

CameraPose randomPose(std::mt19937& random, const Box& bounds)
{
    std::uniform_real_distribution<double> share(0, 1);
    CameraPose pose;
    pose.azimuth = 360 * share(random);
    pose.elevation = -10 + 99 * share(random);
    pose.parallel = share(random) < 0.3;
    pose = pose.framing(bounds, kWidth / kHeight);
    pose.distance *= std::pow(0.01, share(random));   // from all to a few racks, some of them behind the eye
    return pose;
}

// A star around a point of the frame: not convex, and it may cross itself.
PixelRegion randomRegion(std::mt19937& random)
{
    std::uniform_real_distribution<double> share(0, 1);
    const Eigen::Vector2d centre(kWidth * share(random), kHeight * share(random));
    std::vector<Eigen::Vector2d> points;
    const int corners = 3 + static_cast<int>(random() % 40);
    for (int i = 0; i < corners; ++i) {
        const double angle = 2 * std::numbers::pi * (i + share(random) * 0.9) / corners, radius = 40 + 400 * share(random);
        points.push_back(centre + radius * Eigen::Vector2d(std::cos(angle), std::sin(angle)));
    }
    return PixelRegion(std::move(points));
}

// The even–odd rule as one would write it down.
bool isInside(const PixelRegion& region, const Eigen::Vector2d& p)
{
    bool inside = false;
    const auto& points = region.points();
    for (std::size_t i = 0, j = points.size() - 1; i < points.size(); j = i++)
        if ((points[i].y() > p.y()) != (points[j].y() > p.y())
            && p.x() < (points[j].x() - points[i].x()) * (p.y() - points[i].y()) / (points[j].y() - points[i].y()) + points[i].x())
            inside = !inside;
    return inside;
}

// By asking every chip, or the block of every chip, where its centre is.
ChipSet bruteForce(const PixelRegion& region, const Projector& projector, const Layout& layout, const UnitTree& tree, bool byChips)
{
    ChipSet chips;
    for (std::uint32_t chip = 0; chip < tree.chipCount(); ++chip) {
        const LatticeBlock& block = layout.blocks[tree.unitOfChip(chip, layout.blockLevel).index];
        const Eigen::Vector3f centre = byChips ? layout.centreOfChip(chip, tree) : Eigen::Vector3f(block.min + block.size / 2);
        if (const auto at = projector.toPixel(centre.cast<double>()); at && isInside(region, *at))
            chips.append({chip, chip + 1});
    }
    return chips;
}

} // namespace

class SelectTest : public QObject
{
    Q_OBJECT

private slots:
    void allChipsAreDrawnUnlessFadingIsAskedFor();
    void chipsOutsideTheSelectionFade();
    void bothEndsOfASelectedLinkStay();
    void aLimitWeakensAndNeverStrengthens();
    void pointsAreInARegionByTheEvenOddRule();
    void rectanglesLieInOutOrAcross();
    void aRegionHoldsWhatABruteForceFinds_data();
    void aRegionHoldsWhatABruteForceFinds();
    void theWholeFrameHoldsTheWholeClusterAsOneUnit();
    void whatIsCutAwayIsNotInARegion();
    void regionsReplaceAddAndTakeAway();
    void aLassoIsFilledWhereItSelects();
    void aCountIsSaidInBlocksOrInChips();
    void aFewOutlinesStandForAnyChoice();
    void failuresAreNamedWhileTheyLast();
    void aTipNamesWhatThePixelTellsApart();
    void aTipSaysTheFiguresOfItsUnit();
    void figuresAreWhatABruteForceAddsUp();
};

void SelectTest::allChipsAreDrawnUnlessFadingIsAskedFor()
{
    ChipMask mask;
    ViewValues values = faded({UnitRef{2, 1}});
    values.fadeUnselected = false;
    mask.update(values);
    QVERIFY(mask.chips().empty());
    mask.update(faded({}));
    QVERIFY(mask.chips().empty());
}

void SelectTest::chipsOutsideTheSelectionFade()
{
    ChipMask mask;
    mask.update(faded({UnitRef{2, 1}, JobId{1}, EventId{1}}));   // rack 1 has chips 4…7 and the job 4…5; the event is about chip 12
    QCOMPARE(mask.chips().size(), std::size_t(16));
    QCOMPARE(drawn(mask), (std::vector<std::uint32_t>{4, 5, 6, 7, 12}));
    QCOMPARE(mask.chips()[0], ChipMask::kFaded);
}

void SelectTest::bothEndsOfASelectedLinkStay()
{
    ChipMask mask;
    const ViewValues values = faded({LinkRef{{0}, {3}}});
    mask.update(values);
    const Fabric& fabric = values.dataset->cluster->fabrics[0];
    std::vector<std::uint32_t> ends{fabric.linkA()[3], fabric.linkB()[3]};
    std::ranges::sort(ends);
    QCOMPARE(drawn(mask), ends);
}

void SelectTest::aLimitWeakensAndNeverStrengthens()
{
    ChipMask mask;
    mask.limit({4, 8}, ChipMask::kHidden, 16);
    mask.limit({6, 10}, ChipMask::kFaded, 16);
    QCOMPARE(mask.chips()[3], ChipMask::kDrawn);
    QCOMPARE(mask.chips()[7], ChipMask::kHidden);
    QCOMPARE(mask.chips()[9], ChipMask::kFaded);
}

void SelectTest::pointsAreInARegionByTheEvenOddRule()
{
    std::mt19937 random(kSeed);
    std::uniform_real_distribution<double> x(-50, kWidth + 50), y(-50, kHeight + 50);
    for (int round = 0; round < 50; ++round) {
        const PixelRegion region = randomRegion(random);
        for (int i = 0; i < 400; ++i) {
            const Eigen::Vector2d point(x(random), y(random));
            QCOMPARE(region.contains(point), isInside(region, point));
        }
    }
    QVERIFY(!PixelRegion().contains({0, 0}));
    QVERIFY(PixelRegion({{5, 5}, {6, 5}}).isEmpty());
}

void SelectTest::rectanglesLieInOutOrAcross()
{
    using Relation = PixelRegion::Relation;
    const PixelRegion box = PixelRegion::box({300, 200}, {100, 100});   // drawn from the lower right
    QVERIFY(box.relationTo({Eigen::Vector2d(120, 120), Eigen::Vector2d(130, 130)}) == Relation::Inside);
    QVERIFY(box.relationTo({Eigen::Vector2d(0, 0), Eigen::Vector2d(50, 50)}) == Relation::Outside);
    QVERIFY(box.relationTo({Eigen::Vector2d(90, 120), Eigen::Vector2d(110, 130)}) == Relation::Crossed);
    QVERIFY(box.relationTo({Eigen::Vector2d(0, 0), Eigen::Vector2d(900, 900)}) == Relation::Crossed);   // the box is within it
    const PixelRegion hook({{0, 0}, {100, 0}, {100, 100}, {80, 100}, {80, 20}, {0, 20}});
    QVERIFY(hook.relationTo({Eigen::Vector2d(20, 40), Eigen::Vector2d(60, 80)}) == Relation::Outside);   // within its bounds
}

void SelectTest::aRegionHoldsWhatABruteForceFinds_data()
{
    QTest::addColumn<int>("arrangement");
    for (const Arrangement arrangement : kArrangements)
        QTest::newRow(std::string(toText(arrangement)).c_str()) << static_cast<int>(arrangement);
}

void SelectTest::aRegionHoldsWhatABruteForceFinds()
{
    QFETCH(int, arrangement);
    const auto cluster = superpod();
    const Layout layout = buildLayout(*cluster, static_cast<Arrangement>(arrangement));
    const UnitBoxes boxes(layout, cluster->tree);
    std::mt19937 random(kSeed + static_cast<unsigned>(arrangement));
    int byChips = 0, filled = 0;
    for (int round = 0; round < 60; ++round) {
        const Projector projector(randomPose(random, layout.bounds), kWidth, kHeight);
        const PixelRegion region = randomRegion(random);
        const RegionPick found = RegionPick::find(region, projector, layout, cluster->tree, boxes);
        QCOMPARE(found.chips, bruteForce(region, projector, layout, cluster->tree, found.byChips));
        QCOMPARE(std::size_t(found.blocks), unitsWith(cluster->tree, found.chips, layout.blockLevel).size());
        byChips += found.byChips;
        filled += !found.chips.isEmpty();
    }
    QVERIFY(filled > 20);
    QVERIFY2(byChips > 0, std::to_string(byChips).c_str());
}

void SelectTest::theWholeFrameHoldsTheWholeClusterAsOneUnit()
{
    const auto cluster = superpod();
    const Layout layout = buildPhysicalLayout(*cluster);
    const Projector projector(CameraPose().framing(layout.bounds, kWidth / kHeight), kWidth, kHeight);
    const RegionPick found = RegionPick::find(PixelRegion::box({0, 0}, {kWidth, kHeight}), projector, layout, cluster->tree, UnitBoxes(layout, cluster->tree));
    QCOMPARE(fewestUnits(cluster->tree, found.chips), std::vector{UnitTree::root()});
}

void SelectTest::whatIsCutAwayIsNotInARegion()
{
    const auto cluster = superpod();
    const UnitTree& tree = cluster->tree;
    const Layout layout = buildPhysicalLayout(*cluster);
    const Projector projector(CameraPose().framing(layout.bounds, kWidth / kHeight), kWidth, kHeight);
    std::vector<std::uint8_t> mask(tree.chipCount(), ChipMask::kDrawn);
    for (std::uint32_t chip = 0; chip < mask.size(); chip += 3)
        mask[chip] = chip % 2 ? ChipMask::kHidden : ChipMask::kFaded;
    PickLimits limits;
    limits.mask = mask;
    limits.clip.max().x() = layout.bounds.center().x() + 0.1f;
    const RegionPick found = RegionPick::find(PixelRegion::box({0, 0}, {kWidth, kHeight}), projector, layout, tree, UnitBoxes(layout, tree), limits);
    const auto isThere = [&](std::uint32_t chip) {
        const LatticeBlock& block = layout.blocks[tree.unitOfChip(chip, layout.blockLevel).index];
        const Eigen::Vector3f centre = found.byChips ? layout.centreOfChip(chip, tree) : Eigen::Vector3f(block.min + block.size / 2);
        return mask[chip] != ChipMask::kHidden && limits.clip.contains(centre);
    };
    ChipSet expected;
    for (std::uint32_t chip = 0; chip < tree.chipCount(); ++chip)
        if (isThere(chip))
            expected.append({chip, chip + 1});
    QCOMPARE(found.chips, expected);
    QVERIFY(expected.chipCount() > 1'000 && expected.chipCount() < 7'000);
}

void SelectTest::regionsReplaceAddAndTakeAway()
{
    using Combine = RegionTool::Combine;
    ViewValues values = initialValues(smallDataset());
    values.selection = {UnitRef{2, 0}, LinkRef{{0}, {3}}, JobId{1}};   // chips 0…3 and 4…5
    const ChipSet region({{2, 8}});
    QCOMPARE(RegionTool::combined(values, region, Combine::Replace), (std::vector<EntityRef>{UnitRef{3, 2}, UnitRef{3, 3}, UnitRef{2, 1}}));
    QCOMPARE(RegionTool::combined(values, region, Combine::Add), (std::vector<EntityRef>{LinkRef{{0}, {3}}, UnitRef{1, 0}}));
    QCOMPARE(RegionTool::combined(values, region, Combine::Remove), (std::vector<EntityRef>{LinkRef{{0}, {3}}, UnitRef{3, 0}, UnitRef{3, 1}}));
}

void SelectTest::aLassoIsFilledWhereItSelects()
{
    std::mt19937 random(kSeed);
    for (int lasso = 0; lasso < 30; ++lasso) {
        const PixelRegion region = randomRegion(random);
        RubberBand band;
        for (const Eigen::Vector2d& point : region.points())
            band.points.push_back({static_cast<float>(point.x()), static_cast<float>(point.y())});
        const DrawList list = rubberBandDrawList(band, Theme::of(ThemeName::Dark), {kWidth, kHeight}, plainMeasure);
        const auto* fills = std::get_if<DrawList::Fills>(&list.shapes().front());
        QVERIFY(fills);
        int wrong = 0, inside = 0;
        for (int y = 0; y < kHeight; y += 7)
            for (int x = 0; x < kWidth; x += 7) {
                const PointPx at{static_cast<float>(x) + 0.5f, static_cast<float>(y) + 0.5f};
                const auto times = std::ranges::count_if(fills->rects, [&](const RectPx& rect) { return rect.contains(at); });
                QVERIFY(times <= 1);   // twice would be darker
                const bool isIn = region.contains({at.x, at.y});
                inside += isIn;
                wrong += (times == 1) != isIn;
            }
        QVERIFY2(wrong <= 2, qPrintable(QString("%1 of %2").arg(wrong).arg(inside)));   // rounding at an edge
    }
}

void SelectTest::aCountIsSaidInBlocksOrInChips()
{
    const UnitTree tree = superpod()->tree;
    QCOMPARE(regionText({ChipSet({{0, 128}}), 2, false}, tree, 1), QStringLiteral("2 racks · 128 chips"));
    QCOMPARE(regionText({ChipSet({{7, 8}}), 1, true}, tree, 1), QStringLiteral("1 chip in 1 rack"));
    QCOMPARE(regionText({}, tree, 1), QStringLiteral("nothing"));
}

void SelectTest::aFewOutlinesStandForAnyChoice()
{
    const UnitTree& tree = millionChips()->cluster->tree;
    std::vector<UnitRef> racks, everyOther;
    for (std::uint32_t i = 0; i < tree.unitCount(3); ++i) {
        racks.push_back({3, i});
        if (i % 2)
            everyOther.push_back({3, i});
    }
    QCOMPARE(outlinedUnits(tree, {{3, 5}, {3, 6}}), (std::vector<UnitRef>{{3, 5}, {3, 6}}));
    QCOMPARE(outlinedUnits(tree, racks), std::vector{UnitTree::root()});
    racks.pop_back();
    QVERIFY(outlinedUnits(tree, racks).size() < 200);   // four campuses, superpods and the racks of the last
    const std::vector<UnitRef> outlined = outlinedUnits(tree, everyOther);
    QCOMPARE(outlined.size(), std::size_t(tree.unitCount(2)));   // too many racks: their superpods
    QVERIFY(ChipSet::of(tree, everyOther).without(ChipSet::of(tree, outlined)).isEmpty());
}

void SelectTest::failuresAreNamedWhileTheyLast()
{
    const auto dataset = smallDataset();   // chip 12 fails from 50 s to 55 s
    QVERIFY(unitsInAlarm(*dataset, fromSeconds(49), 5).empty());
    QCOMPARE(unitsInAlarm(*dataset, fromSeconds(50), 5), (std::vector<UnitRef>{{3, 12}}));
    QVERIFY(unitsInAlarm(*dataset, fromSeconds(50) + Nanoseconds{60'000'000'000}, 5).empty());
    QVERIFY(unitsInAlarm(*smallDataset(false), fromSeconds(50), 5).empty());
}

void SelectTest::aTipNamesWhatThePixelTellsApart()
{
    const Dataset& dataset = *millionChips();
    const UnitTree& tree = dataset.cluster->tree;
    const Layout& layout = *dataset.layouts[0];
    constexpr std::uint32_t kChip = 500'000;
    int coarser = -1;
    CameraPose pose = CameraPose().framing(layout.boxOf({4, tree.unitOfChip(kChip, 4).index}, tree), kWidth / kHeight);
    QCOMPARE(unitShownAt(kChip, layout, tree, Projector(pose, kWidth, kHeight)), (UnitRef{5, kChip}));
    for (int level = 5; pose.distance < 1e6; pose.distance *= 1.5) {   // farther and farther, larger and larger
        const UnitRef unit = unitShownAt(kChip, layout, tree, Projector(pose, kWidth, kHeight));
        QVERIFY(tree.chips(unit).contains(kChip));
        QVERIFY(unit.level <= level);
        coarser += unit.level < level;
        level = unit.level;
    }
    QVERIFY(coarser >= 2);
}

void SelectTest::aTipSaysTheFiguresOfItsUnit()
{
    ViewValues values = initialValues(smallDataset());
    values.time = fromSeconds(3);
    HoverText text;
    const auto of = [&](UnitRef unit) { return text.of(unit, values, {}).replace(QChar(0x00A0), QLatin1Char(' ')); };
    QCOMPARE(of({3, 2}), QStringLiteral("pod-0/rack-0/chip-2\nutilisation: 32 %"));
    QCOMPARE(of({3, 15}), QStringLiteral("pod-1/rack-1/chip-3\nutilisation: no sample"));
    QCOMPARE(of({2, 3}), QStringLiteral("pod-1/rack-1\nutilisation: mean 43 %, from 42 to 44 %\n4 chips, 1 without a sample"));
    QCOMPARE(text.of(UnitRef{2, 0}, values, QStringLiteral("switch")).section('\n', 0, 0), QStringLiteral("switch of pod-0/rack-0"));
    QCOMPARE(text.of(LinkRef{{0}, {0}}, values, {}), QStringLiteral("pod-0/rack-0/chip-0 – pod-0/rack-0/chip-1, ici"));   // what is no unit needs both names
    values.metric.reset();
    QCOMPARE(of({2, 3}), QStringLiteral("pod-1/rack-1"));
}

void SelectTest::figuresAreWhatABruteForceAddsUp()
{
    std::mt19937 random(kSeed);
    const UnitTree tree = UnitTreeBuilder().addExplicit("pod", {3}, {}).addExplicit("rack", {300, 500, 7}, {}).addUniform("chip", 61).build().value();
    std::vector<float> values(2 * tree.chipCount());
    for (float& value : values)
        value = random() % 9 == 0 ? kMissing : static_cast<float>(random() % 1'000);
    const Metric metric = Metric::fromFloats({}, {Nanoseconds{0}, Nanoseconds{1}}, tree.chipCount(), values);
    MomentFigures figures;
    for (const std::size_t sample : {0, 1, 0})
        for (const UnitRef unit : {UnitRef{0, 0}, UnitRef{1, 0}, UnitRef{1, 1}, UnitRef{1, 2}, UnitRef{2, 400}, UnitRef{3, 999}}) {
            float low = 1e9f, high = -1e9f;
            double sum = 0;
            std::uint32_t known = 0;
            const IndexRange chips = tree.chips(unit);
            for (std::uint32_t chip = chips.begin; chip < chips.end; ++chip)
                if (const float value = values[sample * tree.chipCount() + chip]; !isMissing(value)) {
                    low = std::min(low, value);
                    high = std::max(high, value);
                    sum += value;
                    ++known;
                }
            const UnitFigures found = figures.of(unit, metric, sample, tree, 3);
            QCOMPARE(found.known, known);
            QCOMPARE(found.missing, chips.size() - known);
            if (known) {
                QCOMPARE(found.min, low);
                QCOMPARE(found.max, high);
                QCOMPARE(found.mean, static_cast<float>(sum / known));
            }
        }
}

QTEST_APPLESS_MAIN(SelectTest)
#include "tst_select.moc"
