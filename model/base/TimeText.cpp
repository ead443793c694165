#include "model/base/TimeText.h"

#include "model/base/CivilDate.h"

#include <array>
#include <charconv>

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
    const auto total = join(daysFromCivil({*year, *month, *day}) * kDaySeconds + *hour * 3600 + *minute * 60 + second - *zone, fraction);
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

} // namespace podscape
