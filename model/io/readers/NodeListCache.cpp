#include "model/io/readers/NodeListCache.h"

#include "model/io/BracketList.h"

#include <algorithm>

namespace podscape {
namespace {

constexpr std::uint64_t kMostPerList = 1u << 18;       // Fugaku, the largest machine by nodes, has 158,976
constexpr std::uint64_t kMostInAll = 1u << 27;         // names over all distinct lists: some ten seconds of work

} // namespace

Result<NodeListCache::Nodes> NodeListCache::find(std::string_view list)
{
    if (const auto known = m_known.find(list); known != m_known.end())
        return known->second;
    auto nodes = expand(list);
    if (nodes)
        m_known.emplace(list, *nodes);
    return nodes;
}

Result<NodeListCache::Nodes> NodeListCache::expand(std::string_view list)
{
    const auto names = expandBracketList(list, {kMostPerList, std::uint64_t(1) << 26});
    if (!names)
        return names.error();
    m_expanded += names->size();
    if (m_expanded > kMostInAll)
        return Error{ErrorCode::Limit, {}, {}, "node lists of at most " + std::to_string(kMostInAll) + " names in all", "more than that", "Cut the file into parts."};
    m_members.clear();
    for (const std::string& name : *names) {
        const auto [known, isNew] = m_number.try_emplace(name, static_cast<std::uint32_t>(m_names.size()));
        if (isNew)
            m_names.push_back(name);
        m_members.push_back(known->second);
    }
    std::ranges::sort(m_members);
    m_members.erase(std::ranges::unique(m_members).begin(), m_members.end());
    Nodes nodes{{static_cast<std::uint32_t>(m_ranges.size()), 0}, static_cast<std::uint32_t>(m_members.size())};
    for (std::size_t i = 0; i < m_members.size(); ++i) {
        if (i == 0 || m_members[i] != m_members[i - 1] + 1)
            m_ranges.push_back({m_members[i], m_members[i]});
        ++m_ranges.back().end;
    }
    nodes.ranges.end = static_cast<std::uint32_t>(m_ranges.size());
    return nodes;
}

} // namespace podscape
