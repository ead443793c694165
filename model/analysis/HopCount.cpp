#include "model/analysis/HopCount.h"

#include <algorithm>
#include <unordered_map>

namespace podscape {

namespace {

constexpr std::uint32_t kUnreached = ~0u;

std::uint32_t otherEnd(const Fabric& fabric, std::uint32_t link, std::uint32_t node)
{
    return fabric.linkA()[link] == node ? fabric.linkB()[link] : fabric.linkA()[link];
}

// Nodes that are joined to the very same nodes are at the same distance from everything else: one of them stands for all.
struct TwinGraph
{
    std::vector<std::uint32_t> classOf;                  // by node of the fabric
    std::vector<std::uint32_t> endpoints;                // endpoints in each class
    std::vector<std::uint32_t> firstNeighbour, neighbours;   // of each class
    [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(endpoints.size()); }
};

std::uint64_t mixed(std::uint64_t x)
{
    x ^= x >> 30;   // splitmix64's finish: sums of it tell sets apart
    x *= 0xbf58476d1ce4e5b9u;
    x ^= x >> 27;
    x *= 0x94d049bb133111ebu;
    return x ^ (x >> 31);
}

// One round: classes of nodes by the set of their neighbours' classes. Parallel links do not matter to distances.
std::vector<std::uint32_t> merged(const Fabric& fabric, const std::vector<std::uint32_t>& before)
{
    std::vector<std::uint32_t> after(before.size());
    std::unordered_map<std::uint64_t, std::uint32_t> known;
    std::vector<std::uint32_t> around;
    for (std::uint32_t node = 0; node < before.size(); ++node) {
        around.clear();
        for (const std::uint32_t link : fabric.linksOf(node))
            around.push_back(before[otherEnd(fabric, link, node)]);
        std::ranges::sort(around);
        around.erase(std::ranges::unique(around).begin(), around.end());
        std::uint64_t key = fabric.isSwitch(node) ? 1 : 2;
        for (const std::uint32_t neighbour : around)
            key += mixed(neighbour + 0x9e3779b97f4a7c15u);
        after[node] = known.try_emplace(around.empty() ? mixed(node) : key, static_cast<std::uint32_t>(known.size())).first->second;
    }
    return after;
}

TwinGraph twinsOf(const Fabric& fabric)
{
    std::vector<std::uint32_t> own(fabric.nodeCount());
    for (std::uint32_t node = 0; node < own.size(); ++node)
        own[node] = node;
    TwinGraph graph;
    graph.classOf = merged(fabric, own);
    std::uint32_t classes = 0;
    for (const std::uint32_t c : graph.classOf)
        classes = std::max(classes, c + 1);
    graph.endpoints.assign(classes, 0);
    std::vector<std::uint32_t> member(classes, kUnreached);
    for (std::uint32_t node = 0; node < own.size(); ++node) {
        const std::uint32_t c = graph.classOf[node];
        graph.endpoints[c] += fabric.isSwitch(node) ? 0 : 1;
        member[c] = std::min(member[c], node);
    }
    graph.firstNeighbour.push_back(0);
    for (std::uint32_t c = 0; c < classes; ++c) {
        const auto begin = static_cast<std::ptrdiff_t>(graph.neighbours.size());
        for (const std::uint32_t link : fabric.linksOf(member[c]))
            graph.neighbours.push_back(graph.classOf[otherEnd(fabric, link, member[c])]);
        std::sort(graph.neighbours.begin() + begin, graph.neighbours.end());
        graph.neighbours.erase(std::unique(graph.neighbours.begin() + begin, graph.neighbours.end()), graph.neighbours.end());
        graph.firstNeighbour.push_back(static_cast<std::uint32_t>(graph.neighbours.size()));
    }
    return graph;
}

void addPairs(HopCount& count, std::uint32_t distance, std::uint64_t pairs)
{
    if (pairs == 0)
        return;
    if (count.pairsAt.size() <= distance)
        count.pairsAt.resize(distance + 1, 0);
    count.pairsAt[distance] += pairs;
}

// Walks from one class and counts the endpoints it meets, once for each of its own.
class ClassWalk
{
public:
    explicit ClassWalk(const TwinGraph& graph) : m_graph(graph), m_distance(graph.size(), kUnreached) {}

    void countFrom(std::uint32_t start, HopCount& count)
    {
        std::ranges::fill(m_distance, kUnreached);
        m_queue.assign(1, start);
        m_distance[start] = 0;
        const std::uint64_t own = m_graph.endpoints[start];
        for (std::size_t at = 0; at < m_queue.size(); ++at) {
            const std::uint32_t node = m_queue[at];
            // Twins of an endpoint are two links away: up to a common neighbour and down.
            if (node == start)
                addPairs(count, 2, own * (own - 1));
            else
                addPairs(count, m_distance[node], own * m_graph.endpoints[node]);
            for (std::uint32_t i = m_graph.firstNeighbour[node]; i < m_graph.firstNeighbour[node + 1]; ++i)
                if (const std::uint32_t next = m_graph.neighbours[i]; m_distance[next] == kUnreached) {
                    m_distance[next] = m_distance[node] + 1;
                    m_queue.push_back(next);
                }
        }
        count.sources += static_cast<std::uint32_t>(own);
    }

private:
    const TwinGraph& m_graph;
    std::vector<std::uint32_t> m_distance, m_queue;
};

} // namespace

std::uint64_t HopCount::pairs() const
{
    std::uint64_t sum = 0;
    for (const std::uint64_t n : pairsAt)
        sum += n;
    return sum;
}

double HopCount::mean() const
{
    double sum = 0;
    for (std::size_t distance = 0; distance < pairsAt.size(); ++distance)
        sum += double(distance) * double(pairsAt[distance]);
    return sum / double(std::max<std::uint64_t>(pairs(), 1));
}

std::uint32_t HopCount::farthest() const
{
    return pairsAt.empty() ? 0 : static_cast<std::uint32_t>(pairsAt.size() - 1);
}

HopCount countHopsFrom(const Fabric& fabric, std::uint32_t endpoint)
{
    HopCount count;
    std::vector<std::uint32_t> distance(fabric.nodeCount(), kUnreached), queue{endpoint};
    distance[endpoint] = 0;
    for (std::size_t at = 0; at < queue.size(); ++at) {
        const std::uint32_t node = queue[at];
        if (node != endpoint && !fabric.isSwitch(node))
            addPairs(count, distance[node], 1);
        for (const std::uint32_t link : fabric.linksOf(node))
            if (const std::uint32_t next = otherEnd(fabric, link, node); distance[next] == kUnreached) {
                distance[next] = distance[node] + 1;
                queue.push_back(next);
            }
    }
    count.sources = 1;
    return count;
}

HopCount countHops(const Fabric& fabric, std::uint64_t mostSteps)
{
    const TwinGraph graph = twinsOf(fabric);
    std::vector<std::uint32_t> starts;
    for (std::uint32_t c = 0; c < graph.size(); ++c)
        if (graph.endpoints[c] > 0 && graph.firstNeighbour[c] < graph.firstNeighbour[c + 1])
            starts.push_back(c);
    const std::uint64_t stepsEach = graph.neighbours.size() + graph.size();
    const std::size_t affordable = std::max<std::size_t>(1, mostSteps / std::max<std::uint64_t>(stepsEach, 1));
    const std::size_t walks = std::min(affordable, starts.size());
    HopCount count;
    count.isSampled = walks < starts.size();
    ClassWalk walk(graph);
    for (std::size_t i = 0; i < walks; ++i)
        walk.countFrom(starts[i * starts.size() / walks], count);
    return count;
}

} // namespace podscape
