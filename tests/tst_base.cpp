#include "model/base/NearestWord.h"
#include "model/base/Nouns.h"
#include "model/base/Report.h"
#include "model/base/Units.h"

#include <QTest>

#include <array>
#include <cmath>
#include <random>

using namespace podscape;

Q_DECLARE_METATYPE(podscape::Dimension)

// The base room's units: quantities as people write and read them.
class BaseTest : public QObject
{
    Q_OBJECT

private slots:
    void readsQuantities_data();
    void readsQuantities();
    void refusesWhatIsNoQuantity_data();
    void refusesWhatIsNoQuantity();
    void saysWhatWasExpectedAndFound();
    void printsQuantities_data();
    void printsQuantities();
    void readsBackWhatItPrints_data();
    void readsBackWhatItPrints();
    void writesQuantitiesExactly();
    void findsTheNearestWord();
    void countsNouns();
    void separatesThousands();
    void roundsNumbersToThreeDigits();
    void countsEqualFindings();
};

void BaseTest::readsQuantities_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<Dimension>("dimension");
    QTest::addColumn<double>("value");
    const auto row = [](const char* text, Dimension dimension, double value) { QTest::newRow(text) << QString::fromUtf8(text) << dimension << value; };
    row("64", Dimension::Count, 64);
    row("0.5", Dimension::Count, 0.5);
    row("1e3", Dimension::Count, 1000);
    row("85 %", Dimension::Ratio, 0.85);
    row("120%", Dimension::Ratio, 1.2);
    row("700 W", Dimension::Power, 700);
    row("10.9 kW", Dimension::Power, 10'900);
    row("10 MW", Dimension::Power, 1e7);
    row("1 GW", Dimension::Power, 1e9);
    row("250 mW", Dimension::Power, 0.25);
    row("-3 W", Dimension::Power, -3);
    row("0 W", Dimension::Power, 0);
    row("1 B", Dimension::Data, 1);
    row("8 bit", Dimension::Data, 1);
    row("1 kB", Dimension::Data, 1000);
    row("1 KiB", Dimension::Data, 1024);
    row("1 MiB", Dimension::Data, 1'048'576);
    row("192 GiB", Dimension::Data, 206'158'430'208.0);
    row("80 GB", Dimension::Data, 8e10);
    row("1 TiB", Dimension::Data, 0x1p40);
    row("1 PiB", Dimension::Data, 0x1p50);
    row("1.77 PB", Dimension::Data, 1.77e15);
    row("2 EB", Dimension::Data, 2e18);
    row("3 ZB", Dimension::Data, 3e21);
    row("100 GB/s", Dimension::DataRate, 1e11);
    row("400 Gb/s", Dimension::DataRate, 5e10);
    row("400 Gbit/s", Dimension::DataRate, 5e10);
    row("400 Gbps", Dimension::DataRate, 5e10);
    row("100 GBps", Dimension::DataRate, 1e11);
    row("3.35 TB/s", Dimension::DataRate, 3.35e12);
    row("1 GiB/s", Dimension::DataRate, 0x1p30);
    row("275 TFLOP/s", Dimension::ComputeRate, 2.75e14);
    row("42.5 EFLOP/s", Dimension::ComputeRate, 4.25e19);
    row("4.6 ZFLOP/s", Dimension::ComputeRate, 4.6e21);
    row("989 TFLOPS", Dimension::ComputeRate, 9.89e14);
    row("1 PFlop/s", Dimension::ComputeRate, 1e15);
    row("0.6 m", Dimension::Length, 0.6);
    row("45 cm", Dimension::Length, 0.45);
    row("482.6 mm", Dimension::Length, 0.4826);
    row("1.5 km", Dimension::Length, 1500);
    row("400 m²", Dimension::Area, 400);
    row("400 m2", Dimension::Area, 400);
    row("2 km²", Dimension::Area, 2e6);
    row("5 ha", Dimension::Area, 5e4);
    row("24 s", Dimension::Duration, 24);
    row("1 µs", Dimension::Duration, 1e-6);
    row("1 us", Dimension::Duration, 1e-6);
    row("3 ms", Dimension::Duration, 3e-3);
    row("13.6 min", Dimension::Duration, 816);
    row("3.09 h", Dimension::Duration, 11'124);
    row("54 d", Dimension::Duration, 4'665'600);
    row("41 °C", Dimension::Temperature, 41);
    row("-5 C", Dimension::Temperature, -5);
    row("  10   MW ", Dimension::Power, 1e7);
    row("10MW", Dimension::Power, 1e7);
    row(".5 m", Dimension::Length, 0.5);
}

void BaseTest::readsQuantities()
{
    QFETCH(QString, text);
    QFETCH(Dimension, dimension);
    QFETCH(double, value);
    const auto result = parseQuantity(text.toStdString(), dimension);
    QVERIFY2(result.ok(), result.ok() ? "" : toText(result.error()).c_str());
    QVERIFY2(std::fabs(*result - value) <= 1e-12 * std::fabs(value), qPrintable(QString::number(*result, 'g', 17)));
}

void BaseTest::refusesWhatIsNoQuantity_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<Dimension>("dimension");
    const auto row = [](const char* name, const char* text, Dimension dimension) { QTest::newRow(name) << QString::fromUtf8(text) << dimension; };
    row("no unit", "5", Dimension::Power);
    row("unknown unit", "5 parsecs", Dimension::Length);
    row("unit of another dimension", "5 W", Dimension::DataRate);
    row("nan", "nan W", Dimension::Power);
    row("infinity", "inf W", Dimension::Power);
    row("negative infinity", "-inf W", Dimension::Power);
    row("too large", "1e400 W", Dimension::Power);
    row("too large with its prefix", "1e300 ZB", Dimension::Data);
    row("empty", "", Dimension::Power);
    row("blanks", "   ", Dimension::Power);
    row("unit alone", "W", Dimension::Power);
    row("two numbers", "5 5 W", Dimension::Power);
    row("K is ambiguous", "5 KB", Dimension::Data);
    row("prefix alone", "5 G", Dimension::Data);
    row("two prefixes", "5 kMW", Dimension::Power);
    row("binary prefix on watts", "5 KiW", Dimension::Power);
    row("millibytes", "5 mB", Dimension::Data);
    row("count with a unit", "5 W", Dimension::Count);
    row("share without percent", "0.85", Dimension::Ratio);
    row("hexadecimal", "0x10 W", Dimension::Power);
    row("comma", "1,000 W", Dimension::Power);
    row("two signs", "--3 W", Dimension::Power);
}

void BaseTest::refusesWhatIsNoQuantity()
{
    QFETCH(QString, text);
    QFETCH(Dimension, dimension);
    const auto result = parseQuantity(text.toStdString(), dimension);
    QVERIFY(!result.ok());
    QCOMPARE(result.error().found, '"' + text.toStdString() + '"');
    QVERIFY(!result.error().expected.empty());
    QVERIFY(!result.error().hint.empty());
}

void BaseTest::saysWhatWasExpectedAndFound()
{
    QCOMPARE(toText(parseQuantity("5", Dimension::DataRate).error()),
             std::string("expected a data rate such as \"100 GB/s\", found \"5\". Add the unit: a bare number does not say what it counts."));
    QCOMPARE(toText(parseQuantity("5 parsecs", Dimension::Length).error()),
             std::string("expected a length such as \"0.6 m\", found \"5 parsecs\". The unit is m, with a prefix such as k or M."));
    QCOMPARE(toText(parseQuantity("5 KB", Dimension::Data).error()),
             std::string("expected an amount of data such as \"192 GiB\", found \"5 KB\". Write k for 1,000 or Ki for 1,024: K alone can mean either."));
}

void BaseTest::printsQuantities_data()
{
    QTest::addColumn<double>("value");
    QTest::addColumn<Dimension>("dimension");
    QTest::addColumn<QString>("text");
    const auto row = [](double value, Dimension dimension, const char* text) { QTest::newRow(text) << value << dimension << QString::fromUtf8(text); };
    row(7.68e13, Dimension::DataRate, "76.8 TB/s");
    row(1e11, Dimension::DataRate, "100 GB/s");
    row(4.2522624e19, Dimension::ComputeRate, "42.5 EFLOP/s");
    row(1e7, Dimension::Power, "10 MW");
    row(10'200, Dimension::Power, "10.2 kW");
    row(999.96e3, Dimension::Power, "1 MW");
    row(999.4, Dimension::Power, "999 W");
    row(112.5e9, Dimension::DataRate, "113 GB/s");
    row(0.0004, Dimension::Power, "0.4 mW");
    row(0, Dimension::Power, "0 W");
    row(-3500, Dimension::Power, "-3.5 kW");
    row(5e15, Dimension::Power, "5,000 TW");
    row(206'158'430'208.0, Dimension::Data, "192 GiB");
    row(8e10, Dimension::Data, "80 GB");
    row(1'900'013'531'136'000.0, Dimension::Data, "1.9 PB");
    row(1.769472e15, Dimension::Data, "1.77 PB");
    row(512, Dimension::Data, "512 B");
    row(0.6, Dimension::Length, "0.6 m");
    row(0.0044, Dimension::Length, "4.4 mm");
    row(1.75, Dimension::Length, "1.75 m");
    row(3480, Dimension::Length, "3.48 km");
    row(400, Dimension::Area, "400 m²");
    row(816, Dimension::Duration, "13.6 min");
    row(2e-6, Dimension::Duration, "2 µs");
    row(11'124, Dimension::Duration, "3.09 h");
    row(41, Dimension::Temperature, "41 °C");
    row(0.853, Dimension::Ratio, "85.3 %");
    row(0, Dimension::Ratio, "0 %");
    row(9216, Dimension::Count, "9,220");
    row(std::nan(""), Dimension::Power, "unknown");
}

void BaseTest::printsQuantities()
{
    QFETCH(double, value);
    QFETCH(Dimension, dimension);
    QFETCH(QString, text);
    QCOMPARE(QString::fromStdString(formatQuantity(value, dimension)), text);
}

void BaseTest::readsBackWhatItPrints_data()
{
    QTest::addColumn<Dimension>("dimension");
    QTest::newRow("share") << Dimension::Ratio;
    QTest::newRow("power") << Dimension::Power;
    QTest::newRow("data") << Dimension::Data;
    QTest::newRow("data rate") << Dimension::DataRate;
    QTest::newRow("compute rate") << Dimension::ComputeRate;
    QTest::newRow("length") << Dimension::Length;
    QTest::newRow("duration") << Dimension::Duration;
}

void BaseTest::readsBackWhatItPrints()
{
    QFETCH(Dimension, dimension);
    for (const double digits : {1.0, 1.23, 9.99, 9.996, 4.5})
        for (int exponent = -2; exponent <= (dimension == Dimension::Length || dimension == Dimension::Ratio ? 4 : 14); ++exponent) {
            const double value = digits * std::pow(10.0, exponent);
            std::string text = formatQuantity(value, dimension);
            std::erase(text, ',');
            const auto back = parseQuantity(text, dimension);
            QVERIFY2(back.ok(), text.c_str());
            QVERIFY2(std::fabs(*back - value) <= 0.0051 * value, text.c_str());
        }
}

void BaseTest::writesQuantitiesExactly()
{
    QCOMPARE(exactQuantity(5e10, Dimension::DataRate), std::string("50 GB/s"));
    QCOMPARE(exactQuantity(206'158'430'208.0, Dimension::Data), std::string("192 GiB"));
    QCOMPARE(exactQuantity(1e7, Dimension::Power), std::string("10 MW"));
    QCOMPARE(exactQuantity(0.6, Dimension::Length), std::string("0.6 m"));
    QCOMPARE(exactQuantity(0, Dimension::Power), std::string("0 W"));
    QCOMPARE(exactQuantity(9216, Dimension::Count), std::string("9216"));

    QCOMPARE(decimalOf(112.5e9f), 112.5e9);
    QCOMPARE(decimalOf(0.f), 0.0);

    constexpr unsigned kSeed = 7;
    std::mt19937_64 random(kSeed);
    std::uniform_real_distribution<double> exponent(-3, 20);
    for (int i = 0; i < 2000; ++i)
        for (const Dimension d : {Dimension::Power, Dimension::Data, Dimension::DataRate, Dimension::ComputeRate, Dimension::Length, Dimension::Duration}) {
            const double value = i % 2 ? std::pow(10, exponent(random)) : static_cast<double>(static_cast<float>(std::pow(10, exponent(random))));
            const std::string text = exactQuantity(value, d);
            const auto back = parseQuantity(text, d);
            QVERIFY2(back.ok() && *back == value, text.c_str());
        }
}

void BaseTest::findsTheNearestWord()
{
    constexpr auto kWords = std::to_array<std::string_view>({"shape", "wraps", "cube", "bandwidth", "leavesPerGroup"});
    QCOMPARE(nearestWord("shap", kWords), std::optional<std::string_view>("shape"));
    QCOMPARE(nearestWord("bandwith", kWords), std::optional<std::string_view>("bandwidth"));
    QCOMPARE(nearestWord("LeafsPerGroup", kWords), std::optional<std::string_view>("leavesPerGroup"));
    QCOMPARE(nearestWord("wrasp", kWords), std::optional<std::string_view>("wraps"));
    QVERIFY(!nearestWord("temperature", kWords));
    QVERIFY(!nearestWord("x", kWords));
    QVERIFY(!nearestWord(std::string(100'000, 'x'), kWords));
    QVERIFY(!nearestWord("shape", {}));
    QCOMPARE(nearestWordHint("cubes", kWords), std::string("Did you mean \"cube\"?"));
    QCOMPARE(nearestWordHint("temperature", std::span(kWords).first(2)), std::string("Known here: \"shape\", \"wraps\"."));
}

void BaseTest::countsNouns()
{
    for (const auto& [word, several] : {std::pair{"rack", "racks"}, {"switch", "switches"}, {"box", "boxes"}, {"chassis", "chassis"}, {"ocs", "ocs"}, {"mesh", "meshes"}, {"glass", "glasses"}, {"campus", "campuses"}}) {
        QCOMPARE(plural(word), std::string(several));
        QCOMPARE(counted(1, word), "1 " + std::string(word));
        QCOMPARE(counted(15'696, word), "15,696 " + std::string(several));
    }
    QCOMPARE(counted(0, "chip"), std::string("0 chips"));
    QCOMPARE(withArticle("instance"), std::string("an instance"));
    QCOMPARE(withArticle("unit"), std::string("a unit"));
    QCOMPARE(withArticle("rack"), std::string("a rack"));
}

void BaseTest::separatesThousands()
{
    QCOMPARE(formatCount(0), std::string("0"));
    QCOMPARE(formatCount(999), std::string("999"));
    QCOMPARE(formatCount(1000), std::string("1,000"));
    QCOMPARE(formatCount(9'216), std::string("9,216"));
    QCOMPARE(formatCount(-27'648), std::string("-27,648"));
    QCOMPARE(formatCount(-100), std::string("-100"));
    QCOMPARE(formatCount(9'223'372'036'854'775'807), std::string("9,223,372,036,854,775,807"));
}

void BaseTest::roundsNumbersToThreeDigits()
{
    QCOMPARE(formatNumber(0), std::string("0"));
    QCOMPARE(formatNumber(0.03141), std::string("0.0314"));
    QCOMPARE(formatNumber(31.41), std::string("31.4"));
    QCOMPARE(formatNumber(31'415), std::string("31,400"));
    QCOMPARE(formatNumber(-1234.5), std::string("-1,230"));
    QCOMPARE(formatNumber(1e14), std::string("100,000,000,000,000"));
    QCOMPARE(formatNumber(2.5e15), std::string("2.5e+15"));
}

void BaseTest::countsEqualFindings()
{
    Report report;
    report.add(Severity::DataLoss, "skipped-row", "the row has 7 fields instead of 26.", "row 4", "Check the format.");
    report.add(Severity::DataLoss, "skipped-row", "the row has 7 fields instead of 26.", "row 9");
    QCOMPARE(report.findings().size(), std::size_t(1));
    QCOMPARE(toText(report.findings()[0]), std::string("data loss: skipped-row ×2 (row 4, row 9): the row has 7 fields instead of 26. Check the format."));
}

QTEST_APPLESS_MAIN(BaseTest)
#include "tst_base.moc"
