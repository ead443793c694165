#include "model/base/CivilDate.h"

#include <array>

namespace podscape {
namespace {

bool isLeapYear(int year) { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }

} // namespace

int daysInMonth(int year, int month)
{
    constexpr std::array kDays{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return month == 2 && isLeapYear(year) ? 29 : kDays[static_cast<std::size_t>(month - 1)];
}

std::int64_t daysFromCivil(CivilDate date)
{
    const auto [year, month, day] = date;
    const int y = month <= 2 ? year - 1 : year;
    const int m = month <= 2 ? month + 12 : month;
    return std::int64_t(365) * y + y / 4 - y / 100 + y / 400 + (153 * (m - 3) + 2) / 5 + day - 1 - 719'468;
}

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

} // namespace podscape
