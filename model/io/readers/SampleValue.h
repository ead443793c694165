#pragma once

#include "model/base/TimeText.h"

#include <optional>
#include <string_view>

namespace podscape {

// One cell of a metric table.
struct SampleValue
{
    enum class Kind { Number, Missing, Bad };

    Kind kind = Kind::Missing;
    float number = 0;
    std::string_view suffix;       // "%" of "100 %"; empty for a bare number
};

// Understands every word for "no value" that monitoring tools write (NaN, N/A, [Not Supported], -, None, Inf, …): none of them is 0.
// `decimalComma`: "12,5" is a number, as in tables separated by semicolons.
[[nodiscard]] SampleValue parseSampleValue(std::string_view text, bool decimalComma);

// As parseTime(), and whole Unix milliseconds, microseconds and nanoseconds, which their 13, 16 and 19 digits tell apart.
[[nodiscard]] std::optional<UnixNanoseconds> parseSampleTime(std::string_view text);

} // namespace podscape
