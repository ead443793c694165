#pragma once

#include "model/base/Result.h"

#include <nlohmann/json_fwd.hpp>

#include <string_view>

namespace podscape {

inline constexpr int kMaxJsonDepth = 64;                  // no file of ours nests deeper than 8
inline constexpr std::size_t kMaxJsonValues = 100'000'000;  // 1.6 GB in memory

// Reads a whole JSON text in UTF-8 (a byte order mark is fine). Stricter than the library: a repeated key, deep nesting and too many
// values are errors. Syntax errors are placed by line:column, the others by JSON pointer; the subject is the caller's to add.
[[nodiscard]] Result<nlohmann::json> parseJson(std::string_view text);

// "/levels/2/a~1b": one more step on a JSON pointer (RFC 6901).
[[nodiscard]] std::string pointerStep(std::string_view pointer, std::string_view key);

} // namespace podscape
