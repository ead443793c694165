#pragma once

#include "model/io/json/JsonCursor.h"
#include "model/trace/Trace.h"

#include <nlohmann/json_fwd.hpp>

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

// The parts of a trace bundle's trace.json; resources/help/trace-bundle.md describes it. Each fills its part of the trace and leaves what went
// wrong in the cursor's reading.
namespace podscape::bundle {

inline constexpr std::string_view kJsonName = "trace.json";
inline constexpr int kVersion = 1;

// How many units the trace speaks of; ranges must stay below. 0 when the bundle does not say: then any number below kMaxChips.
[[nodiscard]] std::uint32_t unitLimit(const Trace& trace);

void readMetrics(const JsonCursor& metrics, const std::string& folder, Trace& trace);
void readJobs(const JsonCursor& jobs, Trace& trace);
void readEvents(const JsonCursor& events, Trace& trace);

// Calls `take(item, row)` for each entry of the column `key`, which must have `rows` entries; an absent column is left out. `take` answers
// what it expected, or "" when it was content; entries that are null are passed over.
void forColumn(const JsonCursor& table, std::string_view key, std::size_t rows,
               const std::function<std::string_view(const nlohmann::json& item, std::size_t row)>& take);

// A finite number, a whole number of nanoseconds. Answer 0 after failing.
[[nodiscard]] double number(const JsonCursor& value);
[[nodiscard]] Nanoseconds nanoseconds(const JsonCursor& value);
[[nodiscard]] std::optional<Nanoseconds> asNanoseconds(const nlohmann::json& value);

} // namespace podscape::bundle
