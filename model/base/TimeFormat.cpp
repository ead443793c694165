// The other half of TimeText.h: times and lengths as people read them.
#include "model/base/CivilDate.h"
#include "model/base/TimeText.h"

#include <array>
#include <cstdio>

namespace podscape {
namespace {

constexpr std::int64_t kSecond = 1'000'000'000;
constexpr std::int64_t kDaySeconds = 86'400;

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
