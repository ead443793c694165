#pragma once

#include <cstdint>

namespace podscape {

struct CivilDate
{
    int year = 1970, month = 1, day = 1;
};

[[nodiscard]] int daysInMonth(int year, int month);

// Days since 1970-01-01 in the Gregorian calendar: years are counted from March, so that the leap day is a year's last day and
// months 3…14 begin at (153·(month − 3) + 2) / 5 days (E. G. Richards, Calendars, in: Explanatory Supplement to the Astronomical
// Almanac, 2013, §15.11). Integers only: mktime would ask the machine's zone.
[[nodiscard]] std::int64_t daysFromCivil(CivilDate date);
[[nodiscard]] CivilDate civilFromDays(std::int64_t days);

} // namespace podscape
