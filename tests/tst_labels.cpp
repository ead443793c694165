// Which names stand on the 3D picture, and where.
#include "MillionChips.h"
#include "SmallDataset.h"

#include "widgets/scene/ChipFigure.h"
#include "widgets/scene/ChipMask.h"
#include "widgets/scene/InnerUnits.h"
#include "widgets/scene/LookedAt.h"
#include "widgets/scene/PodOverlay.h"
#include "widgets/scene/UpperEdge.h"

#include <QTest>

#include <algorithm>
#include <cmath>

using namespace podscape;
using namespace podscape::test;

namespace {

constexpr double kWidth = 1'920, kHeight = 1'080;

// What is written over a cluster seen from one place.
class Picture
{
public:
    explicit Picture(Arrangement arrangement = Arrangement::Physical) : values(initialValues(millionChips())), m_layout(millionChips()->layouts[static_cast<std::size_t>(arrangement)]), m_picker(m_layout), m_boxes(*m_layout, tree())
    {
        values.arrangement = arrangement;
        if (arrangement == Arrangement::Fabric)
            m_switches = SwitchPlaces::place(*millionChips()->cluster, millionChips()->cluster->fabrics.front(), *m_layout);
        pose = pose.framing(m_layout->bounds, kWidth / kHeight);
    }

    [[nodiscard]] const UnitTree& tree() const { return millionChips()->cluster->tree; }
    [[nodiscard]] const Layout& layout() const { return *m_layout; }
    [[nodiscard]] Projector projector() const { return {pose, kWidth, kHeight}; }
    [[nodiscard]] UnitRef unit(const char* path) const { return tree().find(path).value(); }
    [[nodiscard]] std::optional<UnitRef> lookedAt() const { return unitLookedAt(*m_layout, tree(), m_boxes, projector(), m_picker); }
    void frame(UnitRef unit) { pose = pose.framing(m_layout->boxOf(unit, tree()), kWidth / kHeight); }
    void setClip(const Box& clip) { setLimits(clip, m_picker.limits().mask); }

    void fade()
    {
        values.fadeUnselected = true;
        m_mask.update(values);
        setLimits(m_picker.limits().clip, m_mask.chips());
    }

    void write()
    {
        const Projector seen = projector();
        m_list = PodOverlay{values, *m_layout, seen, m_picker, m_boxes, m_switches, nullptr, m_measure, true, &memory, {}}.build();
    }

    [[nodiscard]] std::vector<DrawList::Text> textsOf(const std::string& name) const
    {
        std::vector<DrawList::Text> found;
        for (const DrawList::Shape& shape : m_list.shapes())
            if (const auto* text = std::get_if<DrawList::Text>(&shape); text && text->text == name)
                found.push_back(*text);
        return found;
    }

    [[nodiscard]] const std::vector<DrawList::Shape>& shapes() const { return m_list.shapes(); }

    [[nodiscard]] std::vector<UnitRef> named(int level) const
    {
        std::vector<UnitRef> units;
        const std::vector<UnitRef> shown = memory.shown();
        std::ranges::copy_if(shown, std::back_inserter(units), [&](UnitRef unit) { return unit.level == level; });
        return units;
    }

    // Whether two names lie over each other.
    [[nodiscard]] bool hasOverlap() const
    {
        std::vector<RectPx> rects;
        for (const DrawList::Shape& shape : m_list.shapes())
            if (const auto* text = std::get_if<DrawList::Text>(&shape); text && text->alignX == AlignX::Centre) {
                const SizePx size = plainMeasure(text->text, text->fontPx, text->weight);
                rects.push_back({text->at.x - size.width / 2, text->at.y - size.height / 2, size.width, size.height});
            }
        for (std::size_t i = 0; i < rects.size(); ++i)
            for (std::size_t j = 0; j < i; ++j)
                if (rects[i].overlaps(rects[j]))
                    return true;
        return false;
    }

    ViewValues values;
    CameraPose pose;
    LabelMemory memory;

private:
    void setLimits(const Box& clip, std::span<const std::uint8_t> mask)
    {
        PickLimits limits;
        limits.clip = clip;
        limits.mask = mask;
        m_picker.setLimits(limits);
    }

    std::shared_ptr<const Layout> m_layout;
    RayPicker m_picker;
    UnitBoxes m_boxes;
    SwitchPlaces m_switches;
    ChipMask m_mask;
    TextMeasure m_measure = plainMeasure;
    DrawList m_list;
};

std::size_t differences(const std::vector<UnitRef>& a, const std::vector<UnitRef>& b)
{
    std::vector<UnitRef> changed;
    std::ranges::set_symmetric_difference(a, b, std::back_inserter(changed));
    return changed.size();
}

} // namespace

class LabelsTest : public QObject
{
    Q_OBJECT

private slots:
    void theUpperEdgeIsTheTopOfWhatIsSeen();
    void theUpperEdgeMovesWithoutAJump();
    void whatHoldsOthersIsNamedFirstAndLarger();
    void whatOneLooksAtIsInTheTitle();
    void aHoveredUnitIsNamedWhateverIsThere();
    void anEmptyFrameSaysTheWayBack_data();
    void anEmptyFrameSaysTheWayBack();
    void whatIsFadedHasNoName();
    void whatIsCutAwayHasNoName();
    void chipsAreNamedOnlyWhereTheyAreLarge_data();
    void chipsAreNamedOnlyWhereTheyAreLarge();
    void theNameOfAChipLiesOnIt_data() { chipsAreNamedOnlyWhereTheyAreLarge_data(); }
    void theNameOfAChipLiesOnIt();
    void aNearChipBearsItsValue();
    void aFigureFollowsTheRoomOnItsFace();
    void aTierIsNamedWhereItsLeftCornerIsSeen();
    void namesAreTwoBatches();
    void namesStayThroughATurn_data();
    void namesStayThroughATurn();
    void whatStandsInTheCornerIsReadOverChips_data();
    void whatStandsInTheCornerIsReadOverChips();
};

void LabelsTest::theUpperEdgeIsTheTopOfWhatIsSeen()
{
    CameraPose pose;
    pose.azimuth = 0;
    pose.elevation = 30;
    const Box box(Eigen::Vector3f(-4, -2, 0), Eigen::Vector3f(4, 2, 1));
    pose = pose.framing(box, kWidth / kHeight);
    const Projector projector(pose, kWidth, kHeight);
    const auto edge = upperEdge(box, projector);
    QVERIFY(edge);
    const Eigen::Vector2d middle = *projector.toPixel({0, 2, 1}), left = *projector.toPixel({-4, -2, 1}), right = *projector.toPixel({4, -2, 1});
    QVERIFY(std::abs(edge->at.x - middle.x()) < 0.5 && std::abs(edge->at.y - middle.y()) < 0.5);
    QVERIFY(std::abs(edge->widthPx - (right.x() - left.x())) < 0.5);
    QVERIFY(std::abs(edge->nearest - projector.depth({0, -2, 1})) < 1e-6);

    CameraPose away = pose;
    away.azimuth = 180;
    away.target = {0, -50, 0};
    QVERIFY(!upperEdge(box, Projector(away, kWidth, kHeight)));   // behind the eye
    pose.target.z() -= 10;
    QVERIFY(!upperEdge(box, Projector(pose, kWidth, kHeight)));   // above the frame
}

void LabelsTest::theUpperEdgeMovesWithoutAJump()
{
    const Box box(Eigen::Vector3f(-40, -20, 0), Eigen::Vector3f(40, 20, 2));
    CameraPose pose;
    pose.target = {30, 0, 0};   // half of it is beside the frame or behind the eye, turn by turn
    pose.distance = 45;
    pose.elevation = 25;
    std::optional<UpperEdge> before;
    int steps = 0;
    for (int i = 0; i < 7'200; ++i) {
        pose.azimuth = i * 0.05;
        const auto now = upperEdge(box, Projector(pose, kWidth, kHeight));
        if (before && now) {
            ++steps;
            const float moved = std::hypot(now->at.x - before->at.x, now->at.y - before->at.y);
            QVERIFY2(moved < 25, qPrintable(QString("%1° %2 px").arg(pose.azimuth).arg(moved)));
        }
        before = now;
    }
    QVERIFY(steps > 5'000);
}

void LabelsTest::whatHoldsOthersIsNamedFirstAndLarger()
{
    Picture picture;
    picture.write();
    QCOMPARE(picture.named(1).size(), std::size_t(5));
    QVERIFY(picture.named(2).size() > 20);
    const auto small = picture.textsOf("superpod-01");
    QVERIFY(!small.empty());
    for (const char* campus : {"campus-1", "campus-2", "campus-3", "campus-4", "campus-5"}) {
        const auto texts = picture.textsOf(campus);
        QCOMPARE(texts.size(), std::size_t(1));
        QVERIFY(texts[0].fontPx >= small[0].fontPx + 4);
        QVERIFY(texts[0].weight == TextWeight::Bold && small[0].weight == TextWeight::Regular);
        const auto edge = upperEdge(picture.layout().boxOf(picture.unit(campus), picture.tree()), picture.projector());
        QVERIFY(edge && texts[0].at.y < edge->at.y && texts[0].at.y > edge->at.y - 40);
        QVERIFY(std::abs(texts[0].at.x - edge->at.x) < 1);
    }
}

void LabelsTest::whatOneLooksAtIsInTheTitle()
{
    Picture picture;
    QVERIFY(!picture.lookedAt());
    for (const char* path : {"campus-2", "campus-2/superpod-05"}) {
        const UnitRef unit = picture.unit(path);
        picture.frame(unit);
        picture.pose.distance *= 0.8;
        const auto found = picture.lookedAt();
        QVERIFY2(found == unit, (found ? picture.tree().path(*found) : std::string(path) + ": none").c_str());
        picture.write();
        QCOMPARE(picture.textsOf(std::string("One million TPUs · ") + path).size(), std::size_t(1));
    }
}

void LabelsTest::anEmptyFrameSaysTheWayBack_data()
{
    QTest::addColumn<bool>("parallel");
    QTest::newRow("perspective") << false;
    QTest::newRow("parallel") << true;
}

void LabelsTest::anEmptyFrameSaysTheWayBack()
{
    QFETCH(const bool, parallel);
    Picture picture;
    picture.pose.parallel = parallel;
    const auto isLost = [&picture] {
        picture.write();
        return !picture.textsOf("Nothing in view").empty();
    };
    QVERIFY(!isLost());
    picture.frame(picture.unit("campus-3/superpod-02"));
    QVERIFY(!isLost());
    const CameraPose there = picture.pose;
    const double frames = 2 * there.halfHeight() * kWidth / kHeight;
    for (const double sideways : {0.3, 3'000.0}) {
        picture.pose.target = there.target + sideways * frames * there.right();
        QCOMPARE(isLost(), sideways > 1);
    }
    // Between two campuses lies ground that belongs to the fleet, with nothing on it.
    const Box fleet = picture.layout().bounds, one = picture.layout().boxOf(picture.unit("campus-1"), picture.tree()), two = picture.layout().boxOf(picture.unit("campus-2"), picture.tree());
    const Eigen::Vector3f between = (one.center() + two.center()) / 2;
    QVERIFY(fleet.contains(between) && !one.contains(between) && !two.contains(between));
    picture.pose = {between.cast<double>(), 10, 0, 89, parallel};
    QVERIFY(isLost());
}

void LabelsTest::aHoveredUnitIsNamedWhateverIsThere()
{
    Picture picture;
    picture.write();
    const auto all = picture.tree().unitsWithin(UnitTree::root(), 2);
    int unnamed = 0;
    for (std::uint32_t pod = all.begin; pod < all.end; ++pod) {
        const UnitRef unit{2, pod};
        const std::vector<UnitRef> named = picture.named(2);
        unnamed += std::ranges::find(named, unit) == named.end();
        picture.values.hover = unit;
        picture.write();
        const auto texts = picture.textsOf(picture.tree().name(unit));
        QVERIFY(std::ranges::any_of(texts, [](const DrawList::Text& text) { return text.weight == TextWeight::Bold; }));
        picture.values.hover.reset();
        picture.memory.forget();
        picture.write();
    }
    QVERIFY(unnamed > 20);

    // A rack from afar, too: it would be far too small for a name.
    picture.values.hover = picture.unit("campus-1/superpod-03/rack-077");
    picture.write();
    QCOMPARE(picture.textsOf("rack-077").size(), std::size_t(1));
}

void LabelsTest::whatIsFadedHasNoName()
{
    Picture picture;
    picture.values.selection = {picture.unit("campus-2"), picture.unit("campus-4/superpod-07/rack-003")};
    picture.fade();
    picture.write();
    QCOMPARE(picture.named(1), (std::vector<UnitRef>{{1, 3}}));
    QCOMPARE(picture.textsOf("campus-2").size(), std::size_t(1));   // its name as what is selected
    for (const UnitRef pod : picture.named(2)) {
        const UnitRef campus = picture.tree().parent(pod);
        QVERIFY(campus == picture.unit("campus-2") || pod == picture.unit("campus-4/superpod-07"));
    }
}

void LabelsTest::whatIsCutAwayHasNoName()
{
    Picture picture;
    Box clip = picture.layout().bounds;
    clip.max().x() = clip.center().x();
    picture.setClip(clip);
    picture.write();
    QVERIFY(!picture.named(2).empty());
    for (const UnitRef unit : picture.memory.shown())
        QVERIFY(picture.layout().boxOf(unit, picture.tree()).min().x() < clip.max().x());
}

void LabelsTest::chipsAreNamedOnlyWhereTheyAreLarge_data()
{
    QTest::addColumn<Arrangement>("arrangement");
    QTest::newRow("physical") << Arrangement::Physical;
    QTest::newRow("lattice") << Arrangement::Lattice;
}

void LabelsTest::chipsAreNamedOnlyWhereTheyAreLarge()
{
    QFETCH(Arrangement, arrangement);
    Picture picture(arrangement);
    const UnitTree& tree = picture.tree();
    const std::uint32_t block = 4;
    picture.frame(picture.layout().blocks[block].unit);
    picture.pose.elevation = 10;
    int trays = 0, chips = 0;
    for (int step = 0; step < 40; ++step, picture.pose.distance /= 1.15) {
        const std::vector<InnerUnit> found = innerUnits(block, picture.layout(), tree, picture.projector(), [](UnitRef) { return false; });
        std::vector<UnitRef> holders;
        for (const InnerUnit& inner : found) {
            const bool isChip = inner.unit.level == tree.leafLevel();
            ++(isChip ? chips : trays);
            QVERIFY(inner.widthPx >= (isChip ? 128 : 84) && inner.heightPx >= (isChip ? 72 : 20));
            holders.push_back(isChip ? tree.parent(inner.unit) : inner.unit);
        }
        for (const InnerUnit& inner : found)   // a tray or its chips, never both
            QVERIFY(inner.unit.level == tree.leafLevel() || std::ranges::count(holders, inner.unit) == 1);
    }
    QVERIFY(trays > 0);
    QVERIFY(chips > 0);
}

// Cards first, letters after: what draws them makes one call of neighbours of one kind.
void LabelsTest::namesAreTwoBatches()
{
    Picture picture;
    picture.write();
    QVERIFY(picture.memory.shown().size() > 30);
    int changes = 0;
    bool wasCard = false;
    for (const DrawList::Shape& shape : picture.shapes()) {
        const bool isCard = std::holds_alternative<DrawList::Fills>(shape);
        changes += isCard != wasCard;
        wasCard = isCard;
    }
    QVERIFY2(changes < 20, qPrintable(QString::number(changes)));   // caption, legend, scale bar and compass have a few of their own
}

// Or on what stands before it, where the picture leaves it out.
void LabelsTest::theNameOfAChipLiesOnIt()
{
    QFETCH(const Arrangement, arrangement);
    Picture picture(arrangement);
    const RayPicker picker(millionChips()->layouts[static_cast<std::size_t>(arrangement)]);
    const UnitTree& tree = picture.tree();
    int met = 0, chips = 0;
    for (const double elevation : {-20., 5., 30., 70.})
        for (double azimuth = 0; azimuth < 360; azimuth += 30)
            for (const double nearness : {2., 3., 4.}) {
                picture.pose = CameraPose();
                picture.frame(picture.layout().blocks[4].unit);
                picture.pose.azimuth = azimuth;
                picture.pose.elevation = elevation;
                picture.pose.distance /= nearness;
                const Projector projector = picture.projector();
                for (const InnerUnit& inner : innerUnits(4, picture.layout(), tree, projector, [](UnitRef) { return false; })) {
                    if (inner.unit.level < tree.leafLevel())
                        continue;
                    ++chips;
                    const Ray ray = projector.rayAt(inner.at.x(), inner.at.y());
                    const auto hit = picker.pick(ray);
                    QVERIFY(hit || picture.layout().solidBlocks);   // a rack seen from above shows no front
                    if (!hit)
                        continue;
                    const bool isIt = hit->content == static_cast<std::int32_t>(inner.unit.index);
                    met += isIt;
                    if (!isIt && !picture.layout().solidBlocks)
                        QVERIFY(hit->distance * ray.direction.norm() < (picture.layout().centreOfChip(inner.unit.index, tree) - ray.origin).norm());
                }
            }
    QVERIFY2(met > 100 && chips > met, qPrintable(QString("%1 of %2").arg(met).arg(chips)));
}

void LabelsTest::aNearChipBearsItsValue()
{
    // A rack of the small cluster seen from the front, from afar and from near, where chips have names and values.
    const auto dataset = smallDataset();
    ViewValues values = initialValues(dataset);
    const UnitTree& tree = dataset->cluster->tree;
    const auto layout = std::make_shared<const Layout>(buildPhysicalLayout(*dataset->cluster));
    const RayPicker picker(layout);
    const UnitBoxes boxes(*layout, tree);
    const SwitchPlaces none;
    const TextMeasure measure = plainMeasure;
    CameraPose pose;
    pose.azimuth = 0;
    pose.elevation = 8;
    pose = pose.framing(layout->boxOf({2, 0}, tree), kWidth / kHeight);
    const auto texts = [&](Nanoseconds time) {
        values.time = time;
        const Projector projector(pose, kWidth, kHeight);
        std::vector<std::string> found;
        const DrawList list = PodOverlay{values, *layout, projector, picker, boxes, none, nullptr, measure, true, nullptr, {}}.build();
        for (const DrawList::Shape& shape : list.shapes())
            if (const auto* text = std::get_if<DrawList::Text>(&shape))
                found.push_back(text->text);
        return found;
    };
    const auto has = [](const std::vector<std::string>& found, const char* text) { return std::ranges::find(found, text) != found.end(); };
    pose.distance *= 8;
    QVERIFY(!has(texts(fromSeconds(3)), "30 %"));
    pose.distance /= 8;
    const auto near = texts(fromSeconds(3));
    QVERIFY(has(near, "chip-0") && has(near, "30 %") && has(near, "31 %"));
    const auto later = texts(fromSeconds(5));   // follows the playhead
    QVERIFY(has(later, "50 %") && !has(later, "30 %"));
    values.selection = {UnitRef{3, 0}};
    const auto selected = texts(fromSeconds(5));   // on its face, and not once more above it
    QCOMPARE(std::ranges::count(selected, std::string("pod-0/rack-0/chip-0")), 0);
    QVERIFY(has(selected, "chip-0"));
    values.selection.clear();
    values.metric.reset();
    const auto without = texts(fromSeconds(3));
    QVERIFY(has(without, "chip-0") && !has(without, "30 %"));
}

void LabelsTest::aFigureFollowsTheRoomOnItsFace()
{
    ViewValues values = initialValues(smallDataset());
    values.time = fromSeconds(3);
    float before = 0;
    for (float side = 20; side < 400; side += 4) {
        const auto figure = chipFigure(2, {side, side}, values, plainMeasure);
        const float now = figure ? figure->fontPx : 0;
        QVERIFY(now >= before && now < 0.2f * side);
        before = now;
    }
    QVERIFY(before >= 30);
    QCOMPARE(chipFigure(2, {400, 400}, values, plainMeasure)->text, std::string("32 %"));
    QCOMPARE(chipFigure(15, {400, 400}, values, plainMeasure)->text, std::string("no sample"));
    QVERIFY(!chipFigure(2, {400, 40}, values, plainMeasure));
}

void LabelsTest::aTierIsNamedWhereItsLeftCornerIsSeen()
{
    Picture picture(Arrangement::Fabric);
    picture.write();
    QCOMPARE(picture.textsOf("5,232 ocs").size(), 1u);
    QCOMPARE(picture.textsOf("1,004,544 chips").size(), 1u);
    picture.frame(picture.unit("campus-2"));   // the left corner of all tiers is far to the left of it
    picture.write();
    QCOMPARE(picture.textsOf("5,232 ocs").size(), 0u);
    QCOMPARE(picture.textsOf("1,004,544 chips").size(), 0u);
}

void LabelsTest::namesStayThroughATurn_data()
{
    QTest::addColumn<int>("level");
    QTest::addColumn<int>("index");
    QTest::newRow("the fleet") << 0 << 0;
    QTest::newRow("a campus") << 1 << 2;
    QTest::newRow("a superpod") << 2 << 48;
    QTest::newRow("a rack") << 3 << 7'012;
}

void LabelsTest::namesStayThroughATurn()
{
    QFETCH(int, level);
    QFETCH(int, index);
    Picture picture, forgetful;
    std::vector<UnitRef> before, beforeForgetful;
    std::size_t events = 0, eventsForgetful = 0, names = 0, namesForgetful = 0;
    for (Picture* each : {&picture, &forgetful})
        each->frame({static_cast<std::uint16_t>(level), static_cast<std::uint32_t>(index)});
    for (int degree = 0; degree < 360; ++degree) {
        forgetful.memory.forget();
        for (Picture* each : {&picture, &forgetful}) {
            each->pose.azimuth += 1;
            each->write();
        }
        const std::vector<UnitRef> now = picture.memory.shown(), nowForgetful = forgetful.memory.shown();
        QVERIFY2(!picture.hasOverlap(), std::to_string(degree).c_str());
        if (degree > 0) {
            events += differences(before, now);
            eventsForgetful += differences(beforeForgetful, nowForgetful);
        }
        names += now.size();
        namesForgetful += nowForgetful.size();
        before = now;
        beforeForgetful = nowForgetful;
    }
    qInfo("%zu names a frame (%zu without memory), %zu come or go in a turn (%zu)", names / 360, namesForgetful / 360, events, eventsForgetful);
    QVERIFY(names > 0);
    QVERIFY(events < eventsForgetful);
    // Few names, and such as are large where they are, hardly meet: then at most one in twenty changes in a degree, at the edges of the frame.
    QVERIFY(events * 3 <= eventsForgetful * 2 || events * 20 <= names);
    QVERIFY(names * 10 >= namesForgetful * 8);
}

void LabelsTest::whatStandsInTheCornerIsReadOverChips_data()
{
    QTest::addColumn<int>("arrangement");
    QTest::addColumn<QStringList>("words");
    QTest::newRow("compass") << int(Arrangement::Physical) << QStringList{"N"};
    QTest::newRow("axes") << int(Arrangement::Lattice) << QStringList{"X 16", "Y 24", "Z 24"};
}

// Among racks the whole frame is full of chips: what is written in the corner has a card behind it, and no name lies on that.
void LabelsTest::whatStandsInTheCornerIsReadOverChips()
{
    QFETCH(int, arrangement);
    QFETCH(QStringList, words);
    Picture picture(static_cast<Arrangement>(arrangement));
    picture.frame(picture.unit("campus-2/superpod-04/rack-060"));
    picture.write();
    std::vector<RectPx> cards;
    int written = 0;
    for (const DrawList::Shape& shape : picture.shapes()) {
        if (const auto* fills = std::get_if<DrawList::Fills>(&shape); fills && written == 0)
            cards.insert(cards.end(), fills->rects.begin(), fills->rects.end());
        const auto* text = std::get_if<DrawList::Text>(&shape);
        if (!text)
            continue;
        const bool isCorner = words.contains(QString::fromStdString(text->text));
        const RectPx& card = cards.back();
        if (isCorner)
            QVERIFY2(card.x > kWidth / 2 && card.y > kHeight / 2 && card.right() < kWidth && card.bottom() < kHeight && card.contains(text->at), text->text.c_str());
        else if (written > 0)
            QVERIFY2(!card.contains(text->at), text->text.c_str());
        written += isCorner;
    }
    QVERIFY(written >= 1);
}

QTEST_GUILESS_MAIN(LabelsTest)
#include "tst_labels.moc"
