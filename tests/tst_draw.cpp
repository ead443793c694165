#include "ColorVision.h"
#include "widgets/draw/LabelFit.h"
#include "widgets/draw/LegendDrawList.h"
#include "widgets/draw/TimeAxis.h"
#include "widgets/draw/Triangles.h"

#include <QTest>

using namespace podscape;

namespace {

// A font whose letters are all half as wide as it is high.
SizePx monospaced(std::string_view text, float fontPx, TextWeight)
{
    const auto letters = std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; });
    return {static_cast<float>(letters) * fontPx / 2, fontPx};
}

QString labelsOf(const std::vector<TimeTick>& ticks)
{
    QStringList labels;
    for (const TimeTick& tick : ticks)
        labels << QString::fromStdString(tick.context.empty() ? tick.label : tick.context + "|" + tick.label);
    return labels.join(", ");
}

constexpr std::int64_t kMinute = 60'000'000'000;
constexpr std::int64_t kNewYear2026 = 1'767'225'600'000'000'000;   // 2026-01-01T00:00:00Z

} // namespace

class TestDraw : public QObject
{
    Q_OBJECT

private slots:
    void textReachesItsContrast();
    void neighboursOfOneKindAreOneBatch();
    void emptyAndBrokenRectanglesAreLeftOut();
    void barsAreNeverThinnerThanAPixel();
    void textIsElided_data();
    void textIsElided();
    void labelsThatTouchAreLeftOut();
    void ticksAreAtNaturalTimes_data();
    void ticksAreAtNaturalTimes();
    void ticksNeverExceedTheCount();
    void momentsAreAsPreciseAsAPixel();
    void legendStaysInItsArea();
};

void TestDraw::textReachesItsContrast()
{
    for (const ThemeName name : {ThemeName::Dark, ThemeName::Light}) {
        const Theme& theme = Theme::of(name);
        const auto rgb = [](Rgba c) { return Rgb{c.r, c.g, c.b}; };
        for (const Rgba ground : {theme.background, theme.panel}) {
            QVERIFY(test::contrast(rgb(theme.text), rgb(ground)) >= 4.5);
            QVERIFY(test::contrast(rgb(theme.textQuiet), rgb(ground)) >= 4.5);   // more than the 3 : 1 that is promised
            for (const Rgba sign : {theme.accent, theme.alarm, theme.warning, theme.good})
                QVERIFY2(test::contrast(rgb(sign), rgb(ground)) >= 4.5, qPrintable(QString("%1 %2 %3").arg(sign.r).arg(sign.g).arg(sign.b)));
        }
    }
    QVERIFY(parseThemeName("dark") == ThemeName::Dark);
    QVERIFY(parseThemeName("light") == ThemeName::Light);
    QVERIFY(!parseThemeName("Dark"));
}

void TestDraw::neighboursOfOneKindAreOneBatch()
{
    DrawList list;
    for (int i = 0; i < 1000; ++i)
        list.fill({static_cast<float>(i), 0, 1, 1}, {1, 2, 3});
    QCOMPARE(list.shapes().size(), std::size_t{1});
    list.line({0, 0}, {5, 5}, {1, 2, 3});
    list.line({0, 0}, {9, 5}, {1, 2, 3});
    QCOMPARE(list.shapes().size(), std::size_t{2});
    list.line({0, 0}, {9, 5}, {1, 2, 4});
    QCOMPARE(list.shapes().size(), std::size_t{3});
}

void TestDraw::emptyAndBrokenRectanglesAreLeftOut()
{
    DrawList list;
    list.fill({0, 0, 0, 5}, {1, 2, 3});
    list.fill({0, 0, -2, 5}, {1, 2, 3});
    list.fill({0, 0, std::numeric_limits<float>::quiet_NaN(), 5}, {1, 2, 3});
    list.fill({0, 0, 5, 5}, {1, 2, 3, 0});
    QVERIFY(list.shapes().empty());
}

void TestDraw::barsAreNeverThinnerThanAPixel()
{
    Triangles triangles(1);
    triangles.add(DrawList::Fills{{{10.6F, 3, 0.01F, 0.2F}}, {{1, 2, 3}}});
    const auto [left, right] = std::ranges::minmax({triangles.points[0], triangles.points[2]});
    QCOMPARE(left, 11.0F);
    QCOMPARE(right, 12.0F);
    QCOMPARE(triangles.points.size(), std::size_t{12});
    QCOMPARE(triangles.colors.size(), std::size_t{24});
}

void TestDraw::textIsElided_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<float>("width");
    QTest::addColumn<QString>("shown");
    QTest::newRow("fits") << "rack-003" << 40.0F << "rack-003";
    QTest::newRow("one short") << "rack-003" << 39.0F << "rack-0…";
    QTest::newRow("only the dots") << "rack" << 9.0F << "";
    QTest::newRow("nothing") << "rack" << 0.0F << "";
    QTest::newRow("empty") << "" << 0.0F << "";
    QTest::newRow("letters of two bytes") << "ééééé" << 20.0F << "ééé…";
}

void TestDraw::textIsElided()
{
    QFETCH(QString, text);
    QFETCH(float, width);
    QTEST(QString::fromStdString(elided(text.toStdString(), width, 10, TextWeight::Regular, monospaced)), "shown");
}

void TestDraw::labelsThatTouchAreLeftOut()
{
    LabelRow row(4);
    QVERIFY(row.take(100, 20));
    QVERIFY(!row.take(100, 20));
    QVERIFY(!row.take(123, 20));
    QVERIFY(row.take(124, 20));
    QVERIFY(row.take(76, 20));
    QVERIFY(!row.take(90, 2));
    QVERIFY(row.take(300, 100));
    QVERIFY(!row.take(200, 140));
}

void TestDraw::ticksAreAtNaturalTimes_data()
{
    QTest::addColumn<qint64>("begin");
    QTest::addColumn<qint64>("end");
    QTest::addColumn<int>("count");
    QTest::addColumn<bool>("dated");
    QTest::addColumn<QString>("labels");
    QTest::newRow("a day with a date change") << qint64{-12 * 60 * kMinute} << qint64{12 * 60 * kMinute} << 5 << true << "2025-12-31|12:00, 18:00, 2026-01-01|00:00, 06:00, 12:00";
    QTest::newRow("an hour") << qint64{3 * kMinute} << qint64{62 * kMinute} << 5 << true << "2026-01-01|00:15, 00:30, 00:45, 01:00";
    QTest::newRow("seconds") << qint64{0} << qint64{kMinute / 2} << 4 << true << "2026-01-01|00:00:00, 00:00:10, 00:00:20, 00:00:30";
    QTest::newRow("milliseconds") << qint64{1'000'000'000} << qint64{1'400'000'000} << 5 << true << "2026-01-01 00:00:01|+0 ms, +100 ms, +200 ms, +300 ms, +400 ms";
    QTest::newRow("nanoseconds") << qint64{0} << qint64{4} << 5 << true << "2026-01-01 00:00:00|+0 ns, +1 ns, +2 ns, +3 ns, +4 ns";
    QTest::newRow("days") << qint64{0} << qint64{6 * 1440 * kMinute} << 4 << true << "2026|Jan 1, Jan 3, Jan 5, Jan 7";
    QTest::newRow("without a date") << qint64{0} << qint64{50 * 60 * kMinute} << 6 << false << "from start|00:00, 12:00, 24:00, 36:00, 48:00";
    QTest::newRow("days without a date") << qint64{0} << qint64{4 * 1440 * kMinute} << 6 << false << "from start|0 d, 1 d, 2 d, 3 d, 4 d";
    QTest::newRow("empty range") << qint64{5} << qint64{5} << 5 << true << "";
    QTest::newRow("reversed range") << qint64{6} << qint64{5} << 5 << true << "";
    QTest::newRow("no room") << qint64{0} << qint64{100} << 0 << true << "";
}

void TestDraw::ticksAreAtNaturalTimes()
{
    QFETCH(qint64, begin);
    QFETCH(qint64, end);
    QFETCH(int, count);
    QFETCH(bool, dated);
    const auto start = dated ? std::optional(UnixNanoseconds{kNewYear2026}) : std::nullopt;
    QTEST(labelsOf(timeTicks({{begin}, {end}}, count, start)), "labels");
}

void TestDraw::ticksNeverExceedTheCount()
{
    for (std::int64_t length = 1; length < 2'000'000'000'000'000'000; length = length * 3 + 1)
        for (int count = 1; count < 12; ++count) {
            const std::vector<TimeTick> ticks = timeTicks({{length / 7}, {length / 7 + length}}, count, std::nullopt);
            QVERIFY2(static_cast<int>(ticks.size()) <= count, qPrintable(QString::number(length)));
            for (std::size_t i = 1; i < ticks.size(); ++i)
                QVERIFY(ticks[i].time > ticks[i - 1].time && ticks[i].label != ticks[i - 1].label);
        }
}

void TestDraw::momentsAreAsPreciseAsAPixel()
{
    const Nanoseconds time{14 * 60 * kMinute + 250'123'456};
    const auto text = [&](std::int64_t perPixel) { return QString::fromStdString(momentText(time, UnixNanoseconds{kNewYear2026}, {perPixel}, false)); };
    QCOMPARE(text(kMinute), QString("14:00:00"));
    QCOMPARE(text(2'000'000), QString("14:00:00.250"));
    QCOMPARE(text(2'000), QString("14:00:00.250123"));
    QCOMPARE(text(1), QString("14:00:00.250123456"));
    QCOMPARE(QString::fromStdString(momentText(time, UnixNanoseconds{kNewYear2026}, {kMinute}, true)), QString("2026-01-01 14:00:00"));
    QCOMPARE(QString::fromStdString(momentText({26 * 60 * kMinute}, std::nullopt, {kMinute}, true)), QString("26:00:00"));
}

void TestDraw::legendStaysInItsArea()
{
    ColorScale scale;
    scale.high = 1e11;
    scale.unit = "B/s";
    scale.title = "a very long name of a metric that does not fit";
    for (const float width : {120.0F, 240.0F, 480.0F}) {
        const RectPx area{10, 10, width, kLegendHeight};
        const DrawList list = legendDrawList(legendOf(scale, Origin::Modelled), Theme::of(ThemeName::Dark), area, monospaced);
        int texts = 0;
        for (const DrawList::Shape& shape : list.shapes())
            if (const auto* text = std::get_if<DrawList::Text>(&shape)) {
                const float textWidth = monospaced(text->text, text->fontPx, text->weight).width;
                const float left = text->at.x - (text->alignX == AlignX::Centre ? textWidth / 2 : text->alignX == AlignX::Right ? textWidth : 0);
                QVERIFY2(left >= area.x - 1 && left + textWidth <= area.right() + 1, qPrintable(QString::fromStdString(text->text)));
                ++texts;
            }
        QVERIFY(texts >= 4);
    }
}

QTEST_GUILESS_MAIN(TestDraw)
#include "tst_draw.moc"
