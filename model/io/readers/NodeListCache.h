#pragma once

#include "model/base/Result.h"
#include "model/cluster/UnitTree.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace podscape {

// The node lists of many jobs as ranges of unit numbers, numbered by first appearance. Jobs share few lists, so each is expanded once and
// its ranges are shared by all the jobs that have it. The texts must stay where they are while the cache lives.
class NodeListCache
{
public:
    struct Nodes
    {
        IndexRange ranges;         // in ranges(); sorted and disjoint
        std::uint32_t count = 0;   // distinct nodes
    };

    // Errors as expandBracketList() has them, and Limit when all lists together name too much.
    [[nodiscard]] Result<Nodes> find(std::string_view list);

    [[nodiscard]] std::vector<std::string> takeNames() { return std::move(m_names); }
    [[nodiscard]] std::vector<IndexRange> takeRanges() { return std::move(m_ranges); }

private:
    Result<Nodes> expand(std::string_view list);

    std::unordered_map<std::string_view, Nodes> m_known;
    std::unordered_map<std::string, std::uint32_t> m_number;
    std::vector<std::string> m_names;
    std::vector<IndexRange> m_ranges;
    std::vector<std::uint32_t> m_members;      // of the list at hand; kept for its memory
    std::uint64_t m_expanded = 0;
};

} // namespace podscape
