#include "model/base/TimeText.h"

#include <array>
#include <charconv>
#include <cstdio>

namespace podscape {
namespace {

constexpr std::int64_t kSecond = 1'000'000'000;
constexpr std::int64_t kDaySeconds = 86'400;

bool isDigit(char c) { return c >= '0' && c <= '9'; }

// What is left to read of a text, taken from the front.
struct Cursor
{
    std::string_view rest;

    bool isAtEnd() const { return rest.empty(); }
    bool startsWithDigit() const { return !rest.empty() && isDigit(rest.front()); }
    bool take(char c)
    {
        if (rest.empty() || rest.front() != c)
            return false;
        rest.remove_prefix(1);
        return true;
    }
    std::optional<int> takeDigits(std::size_t count)
    {
        if (rest.size() < count)
            return std::nullopt;
        int value = 0;
        for (std::size_t i = 0; i < count; ++i) {
            if (!isDigit(rest[i]))
                return std::nullopt;
            value = value * 10 + (rest[i] - '0');
        }
        rest.remove_prefix(count);
        return value;
    }
    std::optional<std::int64_t> takeInteger()
    {
        if (!startsWithDigit())
            return std::nullopt;
        std::int64_t value = 0;
        const auto [end, problem] = std::from_chars(rest.data(), rest.data() + rest.size(), value);
        if (problem != std::errc{})
            return std::nullopt;
        rest.remove_prefix(static_cast<std::size_t>(end - rest.data()));
        return value;
    }
    // The digits after a point as nanoseconds; further digits than nine must be there to be dropped, not rounded.
    std::optional<std::int64_t> takeFraction()
    {
        if (!startsWithDigit())
            return std::nullopt;
        std::int64_t value = 0, scale = kSecond;
        for (; startsWithDigit(); rest.remove_prefix(1))
            if (scale > 1) {
                scale /= 10;
                value += (rest.front() - '0') * scale;
            }
        return value;
    }
};

bool isLeapYear(int year) { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }

int daysInMonth(int year, int month)
{
    constexpr std::array kDays{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return month == 2 && isLeapYear(year) ? 29 : kDays[static_cast<std::size_t>(month - 1)];
}

// Days since 1970-01-01 in the Gregorian calendar: years are counted from March, so that the leap day is a year's last day and
// months 3…14 begin at (153·(month − 3) + 2) / 5 days (E. G. Richards, Calendars, in: Explanatory Supplement to the Astronomical
// Almanac, 2013, §15.11). Integers only: mktime would ask the machine's zone.
std::int64_t daysFromCivil(int year, int month, int day)
{
    const int y = month <= 2 ? year - 1 : year;
    const int m = month <= 2 ? month + 12 : month;
    return std::int64_t(365) * y + y / 4 - y / 100 + y / 400 + (153 * (m - 3) + 2) / 5 + day - 1 - 719'468;
}

struct CivilDate { int year, month, day; };

CivilDate civilFromDays(std::int64_t days)
{
    const std::int64_t z = days + 719'468;               // from 0000-03-01; positive for every time that we can hold
    const std::int64_t era = z / 146'097;
    const std::int64_t dayOfEra = z % 146'097;
    const std::int64_t yearOfEra = (dayOfEra - dayOfEra / 1'460 + dayOfEra / 36'524 - dayOfEra / 146'096) / 365;
    const std::int64_t dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
    const std::int64_t shifted = (5 * dayOfYear + 2) / 153;
    const int month = static_cast<int>(shifted < 10 ? shifted + 3 : shifted - 9);
    return {static_cast<int>(era * 400 + yearOfEra + (month <= 2 ? 1 : 0)), month, static_cast<int>(dayOfYear - (153 * shifted + 2) / 5 + 1)};
}

std::optional<std::int64_t> join(std::int64_t seconds, std::int64_t nanoseconds)
{
    std::int64_t total = 0;
    if (__builtin_mul_overflow(seconds, kSecond, &total) || __builtin_add_overflow(total, nanoseconds, &total))
        return std::nullopt;
    return total;
}

// "Z", "+08:00", "+0800", "+08", or nothing at all.
std::optional<int> takeZone(Cursor& cursor, int otherwise)
{
    if (cursor.isAtEnd())
        return otherwise;
    if (cursor.take('Z') || cursor.take('z'))
        return 0;
    const int sign = cursor.take('+') ? 1 : cursor.take('-') ? -1 : 0;
    if (sign == 0)
        return std::nullopt;
    const auto hours = cursor.takeDigits(2);
    if (!hours)
        return std::nullopt;
    int minutes = 0;
    if (!cursor.isAtEnd()) {
        cursor.take(':');
        const auto given = cursor.takeDigits(2);
        if (!given)
            return std::nullopt;
        minutes = *given;
    }
    if (*hours > 18 || minutes > 59)
        return std::nullopt;
    return sign * (*hours * 3600 + minutes * 60);
}

std::optional<UnixNanoseconds> parseUnixSeconds(Cursor cursor)
{
    const bool negative = cursor.take('-');
    const auto seconds = cursor.takeInteger();
    if (!seconds)
        return std::nullopt;
    std::int64_t fraction = 0;
    if (cursor.take('.')) {
        const auto given = cursor.takeFraction();
        if (!given)
            return std::nullopt;
        fraction = *given;
    }
    if (!cursor.isAtEnd())
        return std::nullopt;
    const auto total = join(*seconds, fraction);
    if (!total)
        return std::nullopt;
    return UnixNanoseconds{negative ? -*total : *total};
}

std::string twoDigits(std::int64_t value)
{
    return (value < 10 ? "0" : "") + std::to_string(value);
}

// 3.1, 24, 13.6: a tenth only below 100 and only when it is not zero.
std::string tenths(std::int64_t value)
{
    if (value % 10 == 0 || value >= 1000)
        return std::to_string((value + 5) / 10);
    return std::to_string(value / 10) + '.' + std::to_string(value % 10);
}

} // namespace

std::optional<UnixNanoseconds> parseTime(std::string_view text, int zoneOffsetSeconds)
{
    Cursor cursor{text};
    const auto year = cursor.takeDigits(4);
    if (!year || !cursor.take('-'))
        return parseUnixSeconds({text});
    const auto month = cursor.takeDigits(2);
    if (!month || *month < 1 || *month > 12 || !cursor.take('-'))
        return std::nullopt;
    const auto day = cursor.takeDigits(2);
    if (!day || *day < 1 || *day > daysInMonth(*year, *month) || !(cursor.take('T') || cursor.take(' ')))
        return std::nullopt;
    const auto hour = cursor.takeDigits(2);
    if (!hour || *hour > 23 || !cursor.take(':'))
        return std::nullopt;
    const auto minute = cursor.takeDigits(2);
    if (!minute || *minute > 59)
        return std::nullopt;

    int second = 0;
    std::int64_t fraction = 0;
    if (cursor.take(':')) {
        const auto given = cursor.takeDigits(2);
        if (!given || *given > 59)
            return std::nullopt;
        second = *given;
        if (cursor.take('.')) {
            const auto decimals = cursor.takeFraction();
            if (!decimals)
                return std::nullopt;
            fraction = *decimals;
        }
    }
    cursor.take(' ');
    const auto zone = takeZone(cursor, zoneOffsetSeconds);
    if (!zone || !cursor.isAtEnd())
        return std::nullopt;
    const auto total = join(daysFromCivil(*year, *month, *day) * kDaySeconds + *hour * 3600 + *minute * 60 + second - *zone, fraction);
    if (!total)
        return std::nullopt;
    return UnixNanoseconds{*total};
}

std::optional<Nanoseconds> parseClockDuration(std::string_view text)
{
    Cursor cursor{text};
    std::array<std::int64_t, 3> parts{};
    std::size_t count = 0;
    std::int64_t days = 0;
    bool hasDays = false;
    const auto first = cursor.takeInteger();
    if (!first)
        return std::nullopt;
    if (cursor.take('-')) {
        hasDays = true;
        days = *first;
    } else {
        parts[count++] = *first;
    }
    while (count == 0 || (count < 3 && cursor.take(':'))) {
        const auto part = cursor.takeInteger();
        if (!part)
            return std::nullopt;
        parts[count++] = *part;
    }
    std::int64_t fraction = 0;
    if (cursor.take('.')) {
        const auto decimals = cursor.takeFraction();
        if (!decimals)
            return std::nullopt;
        fraction = *decimals;
    }
    // After days the first part is hours ("1-12:30"); without them two parts are minutes and seconds, as Slurm writes them.
    if (!cursor.isAtEnd() || (!hasDays && count < 2))
        return std::nullopt;
    if (!hasDays && count == 2)
        parts = {0, parts[0], parts[1]};
    constexpr std::int64_t kMost = 9'000'000'000;        // seconds; all that fits into nanoseconds
    if (days > kMost / kDaySeconds || parts[0] > kMost / 3600 || parts[1] > 59 || parts[2] > 59)
        return std::nullopt;
    const auto total = join(days * kDaySeconds + parts[0] * 3600 + parts[1] * 60 + parts[2], fraction);
    return total ? std::optional(Nanoseconds{*total}) : std::nullopt;
}

std::string formatDate(UnixNanoseconds time)
{
    std::int64_t seconds = time.value / kSecond - (time.value % kSecond < 0 ? 1 : 0);
    std::int64_t days = seconds / kDaySeconds - (seconds % kDaySeconds < 0 ? 1 : 0);
    const CivilDate date = civilFromDays(days);
    std::array<char, 40> buffer{};   // three ints at their longest
    std::snprintf(buffer.data(), buffer.size(), "%04d-%02d-%02d", date.year, date.month, date.day);
    return buffer.data();
}

std::string formatTime(UnixNanoseconds time)
{
    const std::int64_t nanoseconds = (time.value % kSecond + kSecond) % kSecond;
    const std::int64_t seconds = time.value / kSecond - (time.value % kSecond < 0 ? 1 : 0);
    const std::int64_t ofDay = (seconds % kDaySeconds + kDaySeconds) % kDaySeconds;
    std::string text = formatDate(time) + 'T' + formatClock(fromSeconds(ofDay));
    if (nanoseconds != 0) {
        std::string decimals = std::to_string(kSecond + nanoseconds);
        decimals[0] = '.';
        text += decimals.substr(0, decimals.find_last_not_of('0') + 1);
    }
    return text + 'Z';
}

std::string formatClock(Nanoseconds sinceMidnightOrStart)
{
    const std::int64_t seconds = sinceMidnightOrStart.value / kSecond - (sinceMidnightOrStart.value % kSecond < 0 ? 1 : 0);
    const std::int64_t size = seconds < 0 ? -seconds : seconds;
    return (seconds < 0 ? "-" : "") + twoDigits(size / 3600) + ':' + twoDigits(size / 60 % 60) + ':' + twoDigits(size % 60);
}

std::string formatDuration(Nanoseconds length)
{
    struct Unit { std::int64_t size; const char* name; std::int64_t next; };
    // `next`: how many make the unit above; a value that rounds to it is shown in that one instead.
    constexpr std::array kUnits{Unit{1, "ns", 1000}, Unit{1'000, "µs", 1000}, Unit{1'000'000, "ms", 1000}, Unit{kSecond, "s", 60},
                                Unit{60 * kSecond, "min", 60}, Unit{3600 * kSecond, "h", 24}};
    const bool negative = length.value < 0;
    const std::uint64_t size = negative ? 0 - static_cast<std::uint64_t>(length.value) : static_cast<std::uint64_t>(length.value);
    if (size == 0)
        return "0 s";
    std::string text;
    for (const Unit& unit : kUnits) {
        const auto unitSize = static_cast<std::uint64_t>(unit.size);
        const auto inTenths = static_cast<std::int64_t>(size / unitSize * 10 + (size % unitSize * 10 + unitSize / 2) / unitSize);
        if (inTenths < unit.next * 10 - (unit.next > 100 ? 5 : 0)) {   // 999.5 ms would be shown as 1000
            text = tenths(inTenths) + ' ' + unit.name;
            break;
        }
    }
    if (text.empty()) {
        const std::uint64_t hours = (size + 1800ull * kSecond) / (3600ull * kSecond);
        text = std::to_string(hours / 24) + " d";
        if (hours % 24 != 0)
            text += ' ' + std::to_string(hours % 24) + " h";
    }
    return negative ? '-' + text : text;
}

} // namespace podscape
