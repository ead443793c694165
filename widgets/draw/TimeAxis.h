#pragma once

#include "model/base/TimeText.h"

#include <optional>
#include <string>
#include <vector>

namespace podscape {

// One tick of a time axis: a short label, and the larger unit it lies in ("2016-12-22" for "14:00"), given at the first tick and
// wherever it changes.
struct TimeTick
{
    Nanoseconds time;          // since the start of the trace
    std::string label;
    std::string context;
};

// Ticks at natural times (1 2 5 ns … 10 15 30 s, 1 2 5 10 15 30 min, 1 2 3 6 12 h, 1 2 7 … d), on the wall clock (UTC) when `start` is
// known, else counted from the start. At most `count`; empty for an empty range. Labels: "14:00", "14:00:05", "Dec 22", and below a second "+250 ms"
// with the second as context.
[[nodiscard]] std::vector<TimeTick> timeTicks(TimeRange visible, int count, std::optional<UnixNanoseconds> start);

// The smallest natural step that cuts `length` into at most `count` pieces.
[[nodiscard]] Nanoseconds naturalStep(Nanoseconds length, int count);

// A moment as precisely as one pixel of `perPixel` can tell: "14:32:10", "14:32:10.250". With a date in front when it is known and asked for.
[[nodiscard]] std::string momentText(Nanoseconds time, std::optional<UnixNanoseconds> start, Nanoseconds perPixel, bool withDate);

} // namespace podscape
