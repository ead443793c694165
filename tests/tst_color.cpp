#include "ColorVision.h"
#include "model/color/ColorMap.h"
#include "model/color/ColorScale.h"
#include "model/color/RoundTicks.h"

#include <QTest>

#include <cmath>
#include <limits>
#include <random>

using namespace podscape;

namespace {

QString toHex(Rgb c) { return QString::asprintf("#%02x%02x%02x", c.r, c.g, c.b); }

Metric::Info infoOf(std::string name, std::string unit, double naturalMin = 0, double naturalMax = 0)
{
    Metric::Info info;
    info.name = std::move(name);
    info.unit = std::move(unit);
    info.naturalMin = naturalMin;
    info.naturalMax = naturalMax;
    return info;
}

Metric floats(std::vector<float> values)
{
    const auto columns = static_cast<std::uint32_t>(values.size());
    return Metric::fromFloats(infoOf("power", "W"), {Nanoseconds{0}}, columns, std::move(values));
}

ColorScale scaleOf(double low, double high, std::string unit = {})
{
    ColorScale scale;
    scale.low = low;
    scale.high = high;
    scale.unit = std::move(unit);
    return scale;
}

} // namespace

class TestColor : public QObject
{
    Q_OBJECT

private slots:
    void mapsHaveThePublishedEnds_data();
    void mapsHaveThePublishedEnds();
    void unknownMapIsViridis();
    void positionIsClamped();
    void sequentialMapsGetLighterForEveryEye_data();
    void sequentialMapsGetLighterForEveryEye();
    void divergingMapIsSymmetricInLightness();

    void indexCoversTheLimits_data();
    void indexCoversTheLimits();
    void tableKeepsMissingApart();
    void colourOfIsTheTableAtTheIndex();
    void framesEqualSingleValues();
    void defaultScaleTakesNaturalLimitsThenData();

    void roundTicksAreRound_data();
    void roundTicksAreRound();
    void ticksNeverExceedTheCount();
    void tickTexts_data();
    void tickTexts();
    void fixedNumbers_data();
    void fixedNumbers();
};

void TestColor::mapsHaveThePublishedEnds_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("low");
    QTest::addColumn<QString>("high");
    QTest::newRow("viridis") << "viridis" << "#440154" << "#fde725";
    QTest::newRow("cividis") << "cividis" << "#00224e" << "#fee838";
    QTest::newRow("inferno") << "inferno" << "#000004" << "#fcffa4";
    QTest::newRow("coolwarm") << "coolwarm" << "#3b4cc0" << "#b40426";
}

void TestColor::mapsHaveThePublishedEnds()
{
    QFETCH(QString, name);
    const ColorMap& map = ColorMap::named(name.toStdString());
    QCOMPARE(QString::fromUtf8(map.name().data(), static_cast<qsizetype>(map.name().size())), name);
    QTEST(toHex(map.at(0)), "low");
    QTEST(toHex(map.at(ColorMap::kSize - 1)), "high");
}

void TestColor::unknownMapIsViridis()
{
    QCOMPARE(&ColorMap::named("rainbow"), &ColorMap::all().front());
    QVERIFY(ColorMap::named("coolwarm").isDiverging());
    QVERIFY(!ColorMap::named("viridis").isDiverging());
}

void TestColor::positionIsClamped()
{
    const ColorMap& map = ColorMap::named("inferno");
    QCOMPARE(toHex(map.at(-5.0)), toHex(map.at(0)));
    QCOMPARE(toHex(map.at(7.0)), toHex(map.at(255)));
    QCOMPARE(toHex(map.at(std::numeric_limits<double>::quiet_NaN())), toHex(map.at(0)));
    QCOMPARE(toHex(map.at(0.5)), toHex(map.at(128)));
}

void TestColor::sequentialMapsGetLighterForEveryEye_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<int>("vision");
    for (const ColorMap& map : ColorMap::all())
        if (!map.isDiverging())
            for (int v = 0; v < static_cast<int>(test::kVisions.size()); ++v)
                QTest::addRow("%s, %s", map.name().data(), test::kVisions[static_cast<std::size_t>(v)].name) << QString(map.name().data()) << v;
}

void TestColor::sequentialMapsGetLighterForEveryEye()
{
    QFETCH(QString, name);
    QFETCH(int, vision);
    const ColorMap& map = ColorMap::named(name.toStdString());
    const test::Vision& seenBy = test::kVisions[static_cast<std::size_t>(vision)];
    // Neighbours may differ by the rounding to 8 bits; eight steps apart (3 % of the bar) the higher must be lighter.
    constexpr int kApart = 8;
    for (int i = kApart; i < ColorMap::kSize; ++i) {
        const double lower = test::lightness(seenBy(test::linearOf(map.at(i - kApart))));
        const double higher = test::lightness(seenBy(test::linearOf(map.at(i))));
        QVERIFY2(higher > lower, qPrintable(QString("%1 → %2 at %3").arg(lower).arg(higher).arg(i)));
    }
}

void TestColor::divergingMapIsSymmetricInLightness()
{
    const ColorMap& map = ColorMap::named("coolwarm");
    const auto at = [&](int i) { return test::lightness(test::linearOf(map.at(i))); };
    for (int i = 0; i < 128; ++i) {
        // The end points are Moreland's published ones, whose lightness differs by 1.3.
        QVERIFY2(std::abs(at(i) - at(255 - i)) < 1.5, qPrintable(QString("%1 and %2 at %3").arg(at(i)).arg(at(255 - i)).arg(i)));
        if (i >= 4)
            QVERIFY(at(i) > at(i - 4));
    }
}

void TestColor::indexCoversTheLimits_data()
{
    QTest::addColumn<float>("value");
    QTest::addColumn<int>("index");
    QTest::newRow("low") << 10.0F << 0;
    QTest::newRow("below") << -1e30F << 0;
    QTest::newRow("high") << 20.0F << 253;
    QTest::newRow("above") << std::numeric_limits<float>::infinity() << 253;
    QTest::newRow("middle") << 15.0F << 127;
    QTest::newRow("missing") << kMissing << 255;
}

void TestColor::indexCoversTheLimits()
{
    QFETCH(float, value);
    QTEST(static_cast<int>(scaleOf(10, 20).indexOf(value)), "index");
    QCOMPARE(static_cast<int>(scaleOf(5, 5).indexOf(5)), 0);
    QCOMPARE(static_cast<int>(scaleOf(5, 5).indexOf(6)), 253);
}

void TestColor::tableKeepsMissingApart()
{
    const Rgb missing{1, 2, 3};
    const std::array<Rgb, 256> table = scaleOf(0, 1).table(missing);
    QCOMPARE(toHex(table[0]), QString("#440154"));
    QCOMPARE(toHex(table[253]), QString("#fde725"));
    QCOMPARE(toHex(table[255]), toHex(missing));
}

void TestColor::colourOfIsTheTableAtTheIndex()
{
    const ColorScale scale = scaleOf(-3, 8);
    const std::array<Rgb, 256> table = scale.table({9, 9, 9});
    for (const float value : {-4.0F, -3.0F, 0.0F, 2.2F, 7.9F, 8.0F, kMissing})
        QCOMPARE(toHex(scale.colorOf(value, {9, 9, 9})), toHex(table[scale.indexOf(value)]));
}

void TestColor::framesEqualSingleValues()
{
    constexpr unsigned kSeed = 7;
    std::mt19937 random(kSeed);
    std::vector<std::uint8_t> codes(4096);
    for (std::uint8_t& code : codes)
        code = static_cast<std::uint8_t>(random());
    const Metric stored = Metric::fromCodes(infoOf("utilisation", "%"), {Nanoseconds{0}}, 4096, 0.4, -2, codes);
    std::vector<float> values(4096);
    stored.frame(0, values);
    const Metric direct = floats(values);
    const ColorScale scale = scaleOf(0, 90);
    std::vector<std::uint8_t> fromCodes(4096), fromFloats(4096);
    scale.encodeFrame(stored, 0, fromCodes);
    scale.encodeFrame(direct, 0, fromFloats);
    for (std::size_t i = 0; i < codes.size(); ++i) {
        QVERIFY2(fromCodes[i] == scale.indexOf(values[i]), qPrintable(QString("column %1, seed %2").arg(i).arg(kSeed)));
        QVERIFY(fromFloats[i] == fromCodes[i]);
    }
}

void TestColor::defaultScaleTakesNaturalLimitsThenData()
{
    const Metric natural = Metric::fromFloats(infoOf("utilisation", "%", 0, 100), {Nanoseconds{0}}, 2, {20, 30});
    QCOMPARE(defaultScale(natural).high, 100.0);
    QCOMPARE(QString::fromStdString(defaultScale(natural).title), QString("utilisation"));
    const ColorScale data = defaultScale(floats({20, kMissing, 30}));
    QCOMPARE(data.low, 20.0);
    QCOMPARE(data.high, 30.0);
    const ColorScale constant = defaultScale(floats({7, 7}));
    QVERIFY(constant.high > constant.low);
}

void TestColor::roundTicksAreRound_data()
{
    QTest::addColumn<double>("low");
    QTest::addColumn<double>("high");
    QTest::addColumn<int>("count");
    QTest::addColumn<QList<double>>("ticks");
    using List = QList<double>;
    QTest::newRow("percent") << 0.0 << 100.0 << 5 << List{0, 20, 40, 60, 80, 100};
    QTest::newRow("quarters") << 0.0 << 1.0 << 4 << List{0, 0.25, 0.5, 0.75, 1};
    QTest::newRow("one step") << 0.0 << 1.0 << 1 << List{0, 1};
    QTest::newRow("not at the ends") << 3.0 << 17.0 << 3 << List{5, 10, 15};
    QTest::newRow("through zero") << -2.0 << 2.0 << 4 << List{-2, -1, 0, 1, 2};
    QTest::newRow("tiny") << 0.0 << 3e-9 << 3 << List{0, 1e-9, 2e-9, 3e-9};
    QTest::newRow("empty") << 4.0 << 4.0 << 5 << List{};
    QTest::newRow("reversed") << 5.0 << 4.0 << 5 << List{};
    QTest::newRow("no count") << 0.0 << 1.0 << 0 << List{};
    QTest::newRow("infinite") << 0.0 << std::numeric_limits<double>::infinity() << 5 << List{};
    QTest::newRow("not a number") << std::numeric_limits<double>::quiet_NaN() << 1.0 << 5 << List{};
    QTest::newRow("too thin for doubles") << 1e300 << std::nextafter(1e300, 2e300) << 5 << List{};
}

void TestColor::roundTicksAreRound()
{
    QFETCH(double, low);
    QFETCH(double, high);
    QFETCH(int, count);
    QFETCH(QList<double>, ticks);
    const std::vector<double> found = roundTicks(low, high, count);
    QCOMPARE(found.size(), static_cast<std::size_t>(ticks.size()));
    for (std::size_t i = 0; i < found.size(); ++i)
        QVERIFY(std::abs(found[i] - ticks[static_cast<qsizetype>(i)]) <= 1e-12 * std::abs(found[i]));
}

void TestColor::ticksNeverExceedTheCount()
{
    constexpr unsigned kSeed = 3;
    std::mt19937 random(kSeed);
    std::uniform_real_distribution<double> exponent(-8, 15);
    for (int i = 0; i < 2000; ++i) {
        const double low = std::pow(10, exponent(random)) * (i % 2 ? -1 : 1);
        const ColorScale scale = scaleOf(low, low + std::pow(10, exponent(random)), i % 3 ? "B/s" : "");
        const int count = 1 + i % 9;
        const auto ticks = scale.ticks(count);
        QVERIFY2(static_cast<int>(ticks.size()) <= count, qPrintable(QString("%1…%2, %3 ticks, seed %4").arg(scale.low).arg(scale.high).arg(ticks.size()).arg(kSeed)));
        for (std::size_t k = 1; k < ticks.size(); ++k)
            QVERIFY(ticks[k].value > ticks[k - 1].value);
    }
}

void TestColor::tickTexts_data()
{
    QTest::addColumn<double>("low");
    QTest::addColumn<double>("high");
    QTest::addColumn<QString>("unit");
    QTest::addColumn<QString>("texts");
    QTest::addColumn<QString>("shownUnit");
    QTest::newRow("percent") << 0.0 << 100.0 << "%" << "0 25 50 75 100" << "%";
    QTest::newRow("fractions") << 0.0 << 1.0 << "" << "0.00 0.25 0.50 0.75 1.00" << "";
    QTest::newRow("bytes per second") << 0.0 << 1e11 << "B/s" << "0 25 50 75 100" << "GB/s";
    QTest::newRow("a plain large number") << 0.0 << 40000.0 << "jobs" << "0 10,000 20,000 30,000 40,000" << "jobs";
    QTest::newRow("below zero") << -1.0 << 1.0 << "°C" << "−1.0 −0.5 0.0 0.5 1.0" << "°C";
    QTest::newRow("kilowatts") << 0.0 << 2500.0 << "W" << "0 1 2" << "kW";
}

void TestColor::tickTexts()
{
    QFETCH(double, low);
    QFETCH(double, high);
    QFETCH(QString, unit);
    const ColorScale scale = scaleOf(low, high, unit.toStdString());
    QStringList texts;
    for (const ColorScale::Tick& tick : scale.ticks(5))
        texts << QString::fromStdString(tick.text);
    QTEST(texts.join(' '), "texts");
    QTEST(QString::fromStdString(scale.shownUnit()), "shownUnit");
}

void TestColor::fixedNumbers_data()
{
    QTest::addColumn<double>("value");
    QTest::addColumn<int>("decimals");
    QTest::addColumn<QString>("text");
    QTest::newRow("zero") << 0.0 << 0 << "0";
    QTest::newRow("never minus zero") << -0.001 << 2 << "0.00";
    QTest::newRow("thousands") << 1234567.5 << 1 << "1,234,567.5";
    QTest::newRow("three digits") << -999.0 << 0 << "−999";
    QTest::newRow("huge") << 1e21 << 0 << "1,000,000,000,000,000,000,000";
}

void TestColor::fixedNumbers()
{
    QFETCH(double, value);
    QFETCH(int, decimals);
    QTEST(QString::fromStdString(formatFixed(value, decimals)), "text");
}

QTEST_GUILESS_MAIN(TestColor)
#include "tst_color.moc"
