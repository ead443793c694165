#include "widgets/draw/TimeAxis.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>

namespace podscape {
namespace {

constexpr std::int64_t kSecond = 1'000'000'000;
constexpr std::int64_t kMinute = 60 * kSecond;
constexpr std::int64_t kHour = 60 * kMinute;
constexpr std::int64_t kDay = 24 * kHour;

constexpr std::array kSteps{
    std::int64_t{1}, std::int64_t{2}, std::int64_t{5}, std::int64_t{10}, std::int64_t{20}, std::int64_t{50}, std::int64_t{100}, std::int64_t{200}, std::int64_t{500},
    std::int64_t{1'000}, std::int64_t{2'000}, std::int64_t{5'000}, std::int64_t{10'000}, std::int64_t{20'000}, std::int64_t{50'000}, std::int64_t{100'000}, std::int64_t{200'000}, std::int64_t{500'000},
    std::int64_t{1'000'000}, std::int64_t{2'000'000}, std::int64_t{5'000'000}, std::int64_t{10'000'000}, std::int64_t{20'000'000}, std::int64_t{50'000'000}, std::int64_t{100'000'000}, std::int64_t{200'000'000}, std::int64_t{500'000'000},
    kSecond, 2 * kSecond, 5 * kSecond, 10 * kSecond, 15 * kSecond, 30 * kSecond,
    kMinute, 2 * kMinute, 5 * kMinute, 10 * kMinute, 15 * kMinute, 30 * kMinute,
    kHour, 2 * kHour, 3 * kHour, 6 * kHour, 12 * kHour,
    kDay, 2 * kDay, 7 * kDay, 14 * kDay, 28 * kDay, 56 * kDay, 112 * kDay, 224 * kDay, 448 * kDay, 1'000 * kDay, 2'000 * kDay, 5'000 * kDay, 10'000 * kDay, 20'000 * kDay, 50'000 * kDay};

std::int64_t floorTo(std::int64_t value, std::int64_t step)
{
    const std::int64_t rest = value % step;
    return value - rest - (rest < 0 ? step : 0);
}

template <class... Args>
std::string printed(const char* format, Args... args)
{
    std::array<char, 64> buffer{};
    std::snprintf(buffer.data(), buffer.size(), format, args...);
    return buffer.data();
}

std::string monthDay(std::int64_t wall)
{
    static constexpr std::array kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const std::chrono::sys_days day{std::chrono::days{floorTo(wall, kDay) / kDay}};
    const std::chrono::year_month_day date{day};
    return printed("%s %u", kMonths[static_cast<unsigned>(date.month()) - 1], static_cast<unsigned>(date.day()));
}

std::string clock(std::int64_t sinceMidnight, bool withSeconds)
{
    const long long hours = sinceMidnight / kHour, minutes = sinceMidnight / kMinute % 60, seconds = sinceMidnight / kSecond % 60;
    return withSeconds ? printed("%02lld:%02lld:%02lld", hours, minutes, seconds) : printed("%02lld:%02lld", hours, minutes);
}

std::string belowASecond(std::int64_t fraction, std::int64_t step)
{
    if (step >= 1'000'000)
        return printed("+%lld ms", static_cast<long long>(fraction / 1'000'000));
    if (step >= 1'000)
        return printed("+%lld µs", static_cast<long long>(fraction / 1'000));
    return printed("+%lld ns", static_cast<long long>(fraction));
}

// `wall` counts from 1970 when there is a date, else from the start of the trace.
TimeTick tickAt(std::int64_t wall, std::int64_t step, bool hasDate)
{
    const std::int64_t day = floorTo(wall, kDay), second = floorTo(wall, kSecond);
    const std::string date = hasDate ? formatDate({wall}) : "from start";
    if (step >= kDay)
        return {{}, hasDate ? monthDay(wall) : printed("%lld d", static_cast<long long>(wall / kDay)), hasDate ? date.substr(0, date.find('-', 1)) : date};
    const std::int64_t shown = hasDate ? wall - day : wall;
    if (step >= kSecond)
        return {{}, clock(shown, step < kMinute), date};
    return {{}, belowASecond(wall - second, step), (hasDate ? date + " " : std::string()) + clock(hasDate ? second - day : second, true)};
}

} // namespace

Nanoseconds naturalStep(Nanoseconds length, int count)
{
    const std::int64_t pieces = std::max(1, count);
    const auto fits = [&](std::int64_t step) { return length.value / step <= pieces && length.value - length.value / step * step <= (pieces - length.value / step) * step; };
    const auto found = std::ranges::find_if(kSteps, fits);
    return {found != kSteps.end() ? *found : kSteps.back()};
}

std::vector<TimeTick> timeTicks(TimeRange visible, int count, std::optional<UnixNanoseconds> start)
{
    if (visible.end <= visible.begin || count < 1)
        return {};
    const std::int64_t zero = start ? start->value : 0;
    const std::int64_t step = naturalStep(visible.length(), std::max(1, count - 1)).value;
    std::vector<TimeTick> ticks;
    std::string context;
    for (std::int64_t wall = floorTo(zero + visible.begin.value + step - 1, step); wall - zero <= visible.end.value && static_cast<int>(ticks.size()) < count; wall += step) {
        TimeTick tick = tickAt(wall, step, start.has_value());
        tick.time = {wall - zero};
        if (tick.context == context)
            tick.context.clear();
        else
            context = tick.context;
        ticks.push_back(std::move(tick));
    }
    return ticks;
}

std::string momentText(Nanoseconds time, std::optional<UnixNanoseconds> start, Nanoseconds perPixel, bool withDate)
{
    const std::int64_t wall = time.value + (start ? start->value : 0);
    const std::int64_t shown = start ? wall - floorTo(wall, kDay) : std::max<std::int64_t>(0, wall);
    std::string text = clock(shown, true);
    const long long fraction = shown % kSecond;
    if (perPixel.value < 1'000)
        text += printed(".%09lld", fraction);
    else if (perPixel.value < 1'000'000)
        text += printed(".%06lld", fraction / 1'000);
    else if (perPixel.value < kSecond / 4)
        text += printed(".%03lld", fraction / 1'000'000);
    return start && withDate ? formatDate({wall}) + " " + text : text;
}

} // namespace podscape
