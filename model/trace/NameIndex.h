#pragma once

#include "model/cluster/UnitTree.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace podscape {

// Finds units of one level by the names that other programs give them: exactly (name or path), then ignoring case, then without
// the domain part. A name that several units of the level bear finds none of them.
class NameIndex
{
public:
    NameIndex(const UnitTree& tree, int level);

    [[nodiscard]] std::optional<std::uint32_t> find(std::string_view name) const;   // index within the level
    [[nodiscard]] bool isAmbiguous(std::string_view name) const;

private:
    using Map = std::unordered_map<std::string, std::uint32_t>;
    static void insert(Map& map, std::string key, std::uint32_t index);

    Map m_exact, m_folded, m_short;
};

} // namespace podscape
