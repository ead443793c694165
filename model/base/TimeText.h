#pragma once

#include "model/base/Quantity.h"
#include "model/base/Result.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace podscape {

using UnixNanoseconds = Quantity<struct UnixNanosecondsTag, std::int64_t>;  // since 1970-01-01T00:00:00Z

// ISO 8601 date and time: "2016-12-22T07:15:12", with ' ' for 'T', with up to nine decimals, with "Z", "+08:00" or nothing
// (then `zoneOffsetSeconds`, seconds east of UTC, applies). Also plain Unix seconds, integer or decimal ("1773114089.184").
// Decimals are taken from the text, never through a double. nullopt when the text is not a time that exists.
[[nodiscard]] std::optional<UnixNanoseconds> parseTime(std::string_view text, int zoneOffsetSeconds = 0);

// As Slurm writes lengths: "[D-]HH:MM:SS[.mmm]", "MM:SS[.mmm]", and after days also "D-HH:MM" and "D-HH".
[[nodiscard]] std::optional<Nanoseconds> parseClockDuration(std::string_view text);

[[nodiscard]] std::string formatTime(UnixNanoseconds time);               // "2016-12-22T07:15:12Z", decimals only when not zero
[[nodiscard]] std::string formatDate(UnixNanoseconds time);               // "2016-12-22"
[[nodiscard]] std::string formatClock(Nanoseconds sinceMidnightOrStart);  // "14:32:10", "25:00:00" past a day
[[nodiscard]] std::string formatDuration(Nanoseconds length);             // "3.1 h", "24 s", "10 d 13 h"

} // namespace podscape
