#pragma once

#include "model/cluster/UnitTree.h"

#include <string_view>
#include <vector>

namespace podscape {

enum class NameRank { Exact, Beginning, Part };
inline constexpr int kNameRanks = 3;

// Units of one level whose names match, in depth-first order, at most `limit` of each rank. Generated names are matched by their numbers
// within a parent: what is true of rack-017 is true in every pod, so a million units are a hundred questions. `wanted` is in lower case.
struct NameMatches
{
    std::vector<UnitRef> units[kNameRanks];

    [[nodiscard]] static NameMatches find(const UnitTree& tree, int level, std::string_view wanted, std::size_t limit);
    // Among the children of one unit only.
    [[nodiscard]] static NameMatches findBelow(const UnitTree& tree, UnitRef parent, std::string_view wanted, std::size_t limit);
};

} // namespace podscape
