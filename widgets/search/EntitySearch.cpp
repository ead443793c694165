#include "widgets/search/EntitySearch.h"

#include <algorithm>
#include <cctype>
#include <string>

namespace podscape {

namespace {

constexpr std::uint32_t kMostNamesPerLevel = 100'000;

std::string lower(std::string_view text)
{
    std::string result(text);
    std::transform(result.begin(), result.end(), result.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return result;
}

enum Rank { kExact, kBeginning, kPart, kNone };

Rank rankOf(const std::string& name, const std::string& wanted)
{
    const std::string text = lower(name);
    if (text == wanted)
        return kExact;
    const auto at = text.find(wanted);
    return at == 0 ? kBeginning : at == std::string::npos ? kNone : kPart;
}

class Hits
{
public:
    explicit Hits(std::size_t limit) : m_limit(limit) {}

    void add(const EntityRef& entity, Rank rank)
    {
        if (rank == kNone || m_byRank[rank].size() >= m_limit)
            return;
        m_byRank[rank].push_back(entity);
    }
    [[nodiscard]] bool isFull(Rank rank) const { return m_byRank[rank].size() >= m_limit; }
    [[nodiscard]] std::vector<EntityRef> best() const
    {
        std::vector<EntityRef> all;
        for (const auto& hits : m_byRank) {
            for (const EntityRef& entity : hits) {
                if (all.size() < m_limit && std::find(all.begin(), all.end(), entity) == all.end())
                    all.push_back(entity);
            }
        }
        return all;
    }

private:
    std::size_t m_limit;
    std::vector<EntityRef> m_byRank[kNone];
};

// "pod-0/ra": the units of pod-0 whose names begin like the last part.
void addByPath(const UnitTree& tree, std::string_view text, Hits& hits)
{
    if (const auto exact = tree.find(text))
        hits.add(*exact, kExact);
    const auto slash = text.rfind('/');
    if (slash == std::string_view::npos)
        return;
    const auto above = tree.find(text.substr(0, slash));
    if (!above || above->level == tree.leafLevel())
        return;
    const std::string wanted = lower(text.substr(slash + 1));
    const IndexRange children = tree.children(*above);
    for (std::uint32_t index = children.begin; index < children.end && !hits.isFull(kBeginning); ++index) {
        const UnitRef unit{static_cast<std::uint16_t>(above->level + 1), index};
        hits.add(unit, rankOf(tree.name(unit), wanted));
    }
}

void addByName(const UnitTree& tree, const std::string& wanted, Hits& hits)
{
    for (int level = 0; level < tree.levelCount(); ++level) {
        const std::uint32_t count = tree.unitCount(level);
        if (count > kMostNamesPerLevel)
            continue;
        for (std::uint32_t index = 0; index < count && !hits.isFull(kBeginning); ++index) {
            const UnitRef unit{static_cast<std::uint16_t>(level), index};
            hits.add(unit, rankOf(tree.name(unit), wanted));
        }
    }
}

void addJobs(const Trace& trace, const std::string& wanted, Hits& hits)
{
    for (std::uint32_t i = 0; i < trace.jobs.size() && !hits.isFull(kExact); ++i) {
        const Job& job = trace.jobs[i];
        hits.add(JobId{i}, std::min(rankOf(job.id, wanted), rankOf(job.name, wanted)));
    }
}

} // namespace

std::vector<EntityRef> findEntities(const Dataset& dataset, std::string_view text, std::size_t limit)
{
    const auto first = text.find_first_not_of(" \t");
    if (first == std::string_view::npos || limit == 0)
        return {};
    text = text.substr(first, text.find_last_not_of(" \t") - first + 1);
    const std::string wanted = lower(text);
    Hits hits(limit);
    addByPath(dataset.cluster->tree, text, hits);
    if (text.find('/') == std::string_view::npos)
        addByName(dataset.cluster->tree, wanted, hits);
    if (dataset.trace)
        addJobs(*dataset.trace, wanted, hits);
    return hits.best();
}

} // namespace podscape
