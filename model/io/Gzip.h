#pragma once

#include "model/base/Result.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace podscape {

// By content, because names lie.
[[nodiscard]] bool isGzip(std::string_view bytes);

// Inflates one or several gzip members to at most `limit` bytes. Errors have no subject; zlib's own words are in `found`.
[[nodiscard]] Result<std::string> inflateGzip(std::string_view bytes, std::uint64_t limit);

} // namespace podscape
