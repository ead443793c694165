#include "model/base/TimeText.h"

#include <QTest>

#include <limits>

using namespace podscape;

class TimeTextTest : public QObject
{
    Q_OBJECT

private slots:
    void readsTimesThatExist_data();
    void readsTimesThatExist();
    void refusesTimesThatDoNotExist_data();
    void refusesTimesThatDoNotExist();
    void appliesTheGivenZoneOnlyWhereTheTextHasNone();
    void writesWhatItReads();
    void countsEveryDayOfFourHundredYearsOnce();
    void readsClockDurations_data();
    void readsClockDurations();
    void writesClocksAndDurations_data();
    void writesClocksAndDurations();
};

void TimeTextTest::readsTimesThatExist_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<qint64>("expected");
    constexpr qint64 s = 1'000'000'000;
    QTest::newRow("epoch") << "1970-01-01T00:00:00Z" << qint64(0);
    QTest::newRow("sacct") << "2016-12-22T07:15:12" << 1482390912 * s;
    QTest::newRow("blank instead of T") << "2016-12-22 07:15:12" << 1482390912 * s;
    QTest::newRow("east of UTC") << "2023-07-01 08:00:00+08:00" << 1688169600 * s;
    QTest::newRow("west of UTC, short zone") << "2023-06-30T17:30:00-0630" << 1688169600 * s;
    QTest::newRow("zone in hours, after a blank") << "2023-07-01 08:00:00 +08" << 1688169600 * s;
    QTest::newRow("hundreds of nanoseconds") << "2023-11-16 18:15:46.6805900" << 1700158546 * s + 680'590'000;
    QTest::newRow("nine decimals") << "1970-01-01T00:00:00.000000001Z" << qint64(1);
    QTest::newRow("ten decimals are cut") << "1970-01-01T00:00:00.0000000019Z" << qint64(1);
    QTest::newRow("no seconds") << "1970-01-02T00:00" << 86400 * s;
    QTest::newRow("leap day") << "2024-02-29T00:00:00Z" << 1709164800 * s;
    QTest::newRow("leap day of 2000") << "2000-02-29T12:00:00Z" << 951825600 * s;
    QTest::newRow("before 1970") << "1969-12-31T23:59:59Z" << -s;
    QTest::newRow("Unix seconds") << "1773114089" << 1773114089 * s;
    QTest::newRow("Unix seconds with decimals") << "1773114089.184" << 1773114089 * s + 184'000'000;
    QTest::newRow("negative Unix seconds") << "-1.5" << qint64(-1'500'000'000);
}

void TimeTextTest::readsTimesThatExist()
{
    QFETCH(QString, text);
    QFETCH(qint64, expected);
    const auto time = parseTime(text.toStdString());
    QVERIFY(time);
    QCOMPARE(qint64(time->value), expected);
}

void TimeTextTest::refusesTimesThatDoNotExist_data()
{
    QTest::addColumn<QString>("text");
    for (const char* text : {"", "Unknown", "2023-02-29T00:00:00", "1900-02-29T00:00:00", "2023-13-01T00:00:00", "2023-00-01T00:00:00", "2023-01-00T00:00:00",
                             "2023-04-31T00:00:00", "2023-01-01T24:00:00", "2023-01-01T00:60:00", "2023-01-01T00:00:60", "2023-01-01T00:00:00.", "2023-01-01T00:00:00X",
                             "2023-01-01T00:00:00+19:00", "2023-01-01T00:00:00+08:60", "2023-01-01T00:00:00Z ", "2023-01-01", "9999-01-01T00:00:00", "0000-01-01T00:00:00",
                             "9223372036854775808", "9223372037", "1e9", "12.", ".5", "-", "--1", "2023-1-1T00:00:00", "1773114089184"})
        QTest::newRow(text) << text;
}

void TimeTextTest::refusesTimesThatDoNotExist()
{
    QFETCH(QString, text);
    QVERIFY(!parseTime(text.toStdString()));
}

void TimeTextTest::appliesTheGivenZoneOnlyWhereTheTextHasNone()
{
    QCOMPARE(parseTime("1970-01-01T01:00:00", 3600)->value, std::int64_t(0));
    QCOMPARE(parseTime("1970-01-01T01:00:00Z", 3600)->value, fromSeconds(3600).value);
}

void TimeTextTest::writesWhatItReads()
{
    for (const char* text : {"1970-01-01T00:00:00Z", "2016-12-22T07:15:12Z", "1969-12-31T23:59:59.5Z", "2024-02-29T23:59:59.000000001Z", "2262-04-11T23:47:16.854775807Z",
                             "1677-09-21T00:12:44Z"}) {
        const auto time = parseTime(text);
        QVERIFY2(time, text);
        QCOMPARE(formatTime(*time), std::string(text));
    }
    QCOMPARE(formatDate({-1}), std::string("1969-12-31"));
    QCOMPARE(formatTime({std::numeric_limits<std::int64_t>::min()}), std::string("1677-09-21T00:12:43.145224192Z"));
}

void TimeTextTest::countsEveryDayOfFourHundredYearsOnce()
{
    std::int64_t seconds = -9'000'000'000 / 86'400 * 86'400;
    std::string last;
    for (int day = 0; day < 146'097; ++day, seconds += 86'400) {
        const std::string date = formatDate({seconds * 1'000'000'000});
        QVERIFY(date > last);
        QCOMPARE(parseTime(date + "T00:00:00Z")->value, seconds * 1'000'000'000);
        last = date;
    }
}

void TimeTextTest::readsClockDurations_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<double>("seconds");
    QTest::newRow("hours") << "00:00:24" << 24.0;
    QTest::newRow("days") << "10-13:27:06" << 10 * 86400 + 13 * 3600 + 27 * 60 + 6.0;
    QTest::newRow("days, hours, minutes") << "1-12:30" << 86400 + 12 * 3600 + 30 * 60.0;
    QTest::newRow("days and hours") << "1-12" << 86400 + 12 * 3600.0;
    QTest::newRow("minutes and seconds") << "01:02" << 62.0;
    QTest::newRow("decimals") << "00:01.250" << 1.25;
    QTest::newRow("more than a day in hours") << "25:00:00" << 90000.0;
    for (const char* text : {"", "UNLIMITED", "12", "1:2:3:4", "00:60:00", "00:00:61", "1-", "-1:00:00", "00:00:00.", "99999999999-00:00:00", "9223372036854775808:00:00"})
        QTest::newRow(text) << text << -1.0;
}

void TimeTextTest::readsClockDurations()
{
    QFETCH(QString, text);
    QFETCH(double, seconds);
    const auto length = parseClockDuration(text.toStdString());
    QCOMPARE(length.has_value(), seconds >= 0);
    if (length)
        QCOMPARE(toSeconds(*length), seconds);
}

void TimeTextTest::writesClocksAndDurations_data()
{
    QTest::addColumn<qint64>("nanoseconds");
    QTest::addColumn<QString>("clock");
    QTest::addColumn<QString>("duration");
    constexpr qint64 s = 1'000'000'000;
    QTest::newRow("nothing") << qint64(0) << "00:00:00" << "0 s";
    QTest::newRow("nanosecond") << qint64(1) << "00:00:00" << "1 ns";
    QTest::newRow("microseconds") << qint64(12'340) << "00:00:00" << "12.3 µs";
    QTest::newRow("almost a second") << qint64(999'900'000) << "00:00:00" << "1 s";
    QTest::newRow("seconds") << 24 * s << "00:00:24" << "24 s";
    QTest::newRow("almost a minute") << 60 * s - 1 << "00:00:59" << "1 min";
    QTest::newRow("minutes") << 816 * s << "00:13:36" << "13.6 min";
    QTest::newRow("hours") << 11'160 * s << "03:06:00" << "3.1 h";
    QTest::newRow("a day") << 86'400 * s << "24:00:00" << "1 d";
    QTest::newRow("days") << (10 * 86'400 + 13 * 3600) * s << "253:00:00" << "10 d 13 h";
    QTest::newRow("negative") << -90 * s << "-00:01:30" << "-1.5 min";
    QTest::newRow("afternoon") << (14 * 3600 + 32 * 60 + 10) * s << "14:32:10" << "14.5 h";
}

void TimeTextTest::writesClocksAndDurations()
{
    QFETCH(qint64, nanoseconds);
    QFETCH(QString, clock);
    QFETCH(QString, duration);
    QCOMPARE(QString::fromStdString(formatClock({nanoseconds})), clock);
    QCOMPARE(QString::fromStdString(formatDuration({nanoseconds})), duration);
}

QTEST_APPLESS_MAIN(TimeTextTest)
#include "tst_timetext.moc"
