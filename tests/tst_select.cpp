// What is chosen in the 3D picture, and what the choice does to it: fading, boxes and lassos, outlines, names.
#include "SmallDataset.h"

#include "widgets/scene/ChipMask.h"

#include <QTest>

#include <algorithm>

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

} // namespace

class SelectTest : public QObject
{
    Q_OBJECT

private slots:
    void allChipsAreDrawnUnlessFadingIsAskedFor();
    void chipsOutsideTheSelectionFade();
    void bothEndsOfASelectedLinkStay();
    void aLimitWeakensAndNeverStrengthens();
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

QTEST_APPLESS_MAIN(SelectTest)
#include "tst_select.moc"
