#include "widgets/search/EntitySearch.h"

#include "widgets/search/NameSearch.h"

#include <algorithm>
#include <cctype>
#include <string>

namespace podscape {

namespace {

std::string lower(std::string_view text)
{
    std::string result(text);
    std::transform(result.begin(), result.end(), result.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return result;
}

class Hits
{
public:
    explicit Hits(std::size_t limit) : m_limit(limit) {}

    void add(const EntityRef& entity, NameRank rank)
    {
        auto& hits = m_byRank[static_cast<int>(rank)];
        if (hits.size() < m_limit)
            hits.push_back(entity);
    }
    void add(const NameMatches& matches)
    {
        for (int rank = 0; rank < kNameRanks; ++rank)
            for (const UnitRef unit : matches.units[rank])
                add(unit, static_cast<NameRank>(rank));
    }
    [[nodiscard]] bool isFull(NameRank rank) const { return m_byRank[static_cast<int>(rank)].size() >= m_limit; }
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
    std::vector<EntityRef> m_byRank[kNameRanks];
};

// Units with this path, from the root or from anywhere below it: "superpod-05" is one in every campus.
std::vector<UnitRef> unitsCalled(const UnitTree& tree, std::string_view path, std::size_t limit)
{
    if (const auto unit = tree.find(path))
        return {*unit};
    std::vector<UnitRef> called;
    const auto addExact = [&](const NameMatches& matches) {
        const auto& exact = matches.units[static_cast<int>(NameRank::Exact)];
        called.insert(called.end(), exact.begin(), exact.end());
    };
    const auto slash = path.rfind('/');
    if (slash == std::string_view::npos) {
        for (int level = 0; level < tree.levelCount(); ++level)
            addExact(NameMatches::find(tree, level, lower(path), limit));
        return called;
    }
    for (const UnitRef above : unitsCalled(tree, path.substr(0, slash), limit))
        if (above.level < tree.leafLevel() && called.size() < limit)
            addExact(NameMatches::findBelow(tree, above, lower(path.substr(slash + 1)), limit));
    return called;
}

// "pod-0/ra": the units of every pod-0 whose names begin like the last part.
void addByPath(const UnitTree& tree, std::string_view text, std::size_t limit, Hits& hits)
{
    if (const auto exact = tree.find(text))
        hits.add(*exact, NameRank::Exact);
    const auto slash = text.rfind('/');
    if (slash == std::string_view::npos)
        return;
    for (const UnitRef above : unitsCalled(tree, text.substr(0, slash), limit))
        if (above.level < tree.leafLevel())
            hits.add(NameMatches::findBelow(tree, above, lower(text.substr(slash + 1)), limit));
}

void addByName(const UnitTree& tree, const std::string& wanted, std::size_t limit, Hits& hits)
{
    for (int level = 0; level < tree.levelCount(); ++level)
        hits.add(NameMatches::find(tree, level, wanted, limit));
}

void addJobs(const Trace& trace, const std::string& wanted, Hits& hits)
{
    const auto add = [&](const std::string& name, std::uint32_t job) {
        const std::string text = lower(name);
        const std::size_t at = text.find(wanted);
        if (at != std::string::npos)
            hits.add(JobId{job}, at > 0 ? NameRank::Part : text.size() == wanted.size() ? NameRank::Exact : NameRank::Beginning);
    };
    for (std::uint32_t i = 0; i < trace.jobs.size() && !hits.isFull(NameRank::Exact); ++i) {
        add(trace.jobs[i].id, i);
        add(trace.jobs[i].name, i);
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
    addByPath(dataset.cluster->tree, text, limit, hits);
    if (text.find('/') == std::string_view::npos)
        addByName(dataset.cluster->tree, wanted, limit, hits);
    if (dataset.trace)
        addJobs(*dataset.trace, wanted, hits);
    return hits.best();
}

} // namespace podscape
