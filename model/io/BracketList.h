#pragma once

#include "model/base/Result.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace podscape {

struct BracketLimits
{
    std::uint64_t names = 1u << 20;            // the largest clusters have a tenth of that
    std::uint64_t bytes = std::uint64_t(1) << 28;
};

// Host lists as Slurm, RacksDB and InfiniBand tools write them: "cpn-f13-[01-02,05],x7" → cpn-f13-01, cpn-f13-02, cpn-f13-05, x7.
// Zero padding is kept, several brackets multiply with the last one fastest, commas inside brackets do not split. How much comes
// out is computed before any of it is made, so that "n[0-999999999]" costs nothing. Errors have no subject; their place is the column as
// a bare number, where the text begins in firstColumn.
[[nodiscard]] Result<std::vector<std::string>> expandBracketList(std::string_view text, BracketLimits limits = {}, std::size_t firstColumn = 1);

} // namespace podscape
