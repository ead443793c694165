#include "model/traffic/Router.h"

#include <algorithm>
#include <numeric>

namespace podscape {

namespace {

constexpr std::uint32_t kFar = 0xFFFFFFFF;

std::uint32_t find(std::vector<std::uint32_t>& parent, std::uint32_t node)
{
    while (parent[node] != node)
        node = parent[node] = parent[parent[node]];
    return node;
}

} // namespace

Router::Router(const Fabric& fabric)
    : m_fabric(fabric), m_distance(fabric.nodeCount(), kFar), m_flow(fabric.nodeCount(), 0.0f)
{
    findParts();
}

// Adapters and aggregation nodes hold cables but pass nothing on; endpoints do only where there is no switch at all.
bool Router::forwards(std::uint32_t node) const
{
    if (m_fabric.isSwitch(node))
        return m_fabric.switchOf(node).kind == FabricSwitch::Kind::Switch;
    return m_fabric.switches().empty() || m_fabric.torus();
}

std::uint32_t Router::farEnd(std::uint32_t link, std::uint32_t node) const
{
    return m_fabric.linkA()[link] == node ? m_fabric.linkB()[link] : m_fabric.linkA()[link];
}

std::uint32_t Router::wayFrom(std::uint32_t link, std::uint32_t node) const
{
    return directedLink(link, m_fabric.linkA()[link] == node);
}

void Router::findParts()
{
    m_part.resize(m_fabric.nodeCount());
    std::iota(m_part.begin(), m_part.end(), 0u);
    if (m_fabric.torus()) {
        // Units without a torus, and circuit switches, keep a part of their own: numbers from the node count on are the tori's.
        for (std::uint32_t endpoint = 0; endpoint < m_fabric.endpointCount(); ++endpoint)
            if (const auto place = m_fabric.torus()->placeOf(endpoint))
                m_part[endpoint] = m_fabric.nodeCount() + place->instance;
        return;
    }
    for (std::uint32_t link = 0; link < m_fabric.linkCount(); ++link)
        m_part[find(m_part, m_fabric.linkA()[link])] = find(m_part, m_fabric.linkB()[link]);
    for (std::uint32_t node = 0; node < m_part.size(); ++node)
        m_part[node] = find(m_part, node);
}

void Router::route(std::uint32_t from, std::uint32_t to, std::vector<Flow>& flows)
{
    if (from == to || m_part[from] != m_part[to])
        return;
    if (m_fabric.torus() && !m_fabric.torus()->isTwisted())
        routeOnTorus(from, to, flows);
    else if (!routeOverOneSwitch(from, to, flows))
        routeByDistance(from, to, flows);
}

void Router::routeOnTorus(std::uint32_t from, std::uint32_t to, std::vector<Flow>& flows) const
{
    const TorusShape& torus = *m_fabric.torus();
    const std::uint32_t base = torus.firstOf(torus.placeOf(from)->instance);
    std::array<std::uint32_t, 3> at{}, goal{};
    for (int axis = 0; axis < 3; ++axis) {
        at[axis] = torus.coordinates[from - base][axis];
        goal[axis] = torus.coordinates[to - base][axis];
    }
    std::uint32_t node = from;
    for (int axis = 0; axis < 3; ++axis) {
        const std::uint32_t size = torus.size[axis];
        const std::uint32_t ahead = (goal[axis] + size - at[axis]) % size;
        const bool forward = torus.wraps[axis] ? 2 * ahead <= size : goal[axis] > at[axis];
        while (at[axis] != goal[axis]) {
            at[axis] = forward ? (at[axis] + 1) % size : (at[axis] + size - 1) % size;
            const std::uint32_t next = base + torus.endpointAt[at[0] + torus.size[0] * (at[1] + torus.size[1] * at[2])];
            const auto links = m_fabric.linksOf(node);
            const auto link = std::ranges::find_if(links, [&](std::uint32_t l) { return farEnd(l, node) == next; });
            if (link == links.end())
                return;   // the torus lacks this link; what lies before it is still used
            flows.push_back({wayFrom(*link, node), 1.0f});
            node = next;
        }
    }
}

// By far the most common case in a tree, and all there is in a switched domain. A direct link wins.
bool Router::routeOverOneSwitch(std::uint32_t from, std::uint32_t to, std::vector<Flow>& flows)
{
    // m_flow counts the cables of `to` at each of its neighbours while this runs.
    for (const std::uint32_t link : m_fabric.linksOf(to))
        m_flow[farEnd(link, to)] += 1;

    const bool direct = m_flow[from] > 0;
    float uplinks = 0;
    for (const std::uint32_t link : m_fabric.linksOf(from))
        if (const std::uint32_t far = farEnd(link, from); direct ? far == to : forwards(far) && m_flow[far] > 0)
            ++uplinks;
    for (const std::uint32_t link : m_fabric.linksOf(from)) {
        const std::uint32_t far = farEnd(link, from);
        if (direct ? far != to : !forwards(far) || m_flow[far] == 0)
            continue;
        flows.push_back({wayFrom(link, from), 1 / uplinks});
        if (!direct)
            for (const std::uint32_t down : m_fabric.linksOf(to))
                if (farEnd(down, to) == far)
                    flows.push_back({wayFrom(down, far), 1 / uplinks / m_flow[far]});
    }
    for (const std::uint32_t link : m_fabric.linksOf(to))
        m_flow[farEnd(link, to)] = 0;
    return uplinks > 0;
}

// Distances to `to` of every node nearer than `from`; m_queue holds them nearest first.
void Router::measureDistances(std::uint32_t to, std::uint32_t from)
{
    m_queue.assign(1, to);
    m_distance[to] = 0;
    for (std::size_t i = 0; i < m_queue.size() && m_distance[m_queue[i]] < m_distance[from]; ++i) {
        const std::uint32_t node = m_queue[i];
        for (const std::uint32_t link : m_fabric.linksOf(node))
            if (const std::uint32_t far = farEnd(link, node); m_distance[far] == kFar && (far == from || forwards(far))) {
                m_distance[far] = m_distance[node] + 1;
                m_queue.push_back(far);
            }
    }
}

void Router::routeByDistance(std::uint32_t from, std::uint32_t to, std::vector<Flow>& flows)
{
    measureDistances(to, from);
    m_flow[from] = 1;
    for (auto node = m_queue.rbegin(); node != m_queue.rend() && m_distance[from] != kFar; ++node) {   // farthest first
        if (m_flow[*node] == 0)
            continue;
        const auto leadsOn = [&](std::uint32_t link) { return m_distance[farEnd(link, *node)] + 1 == m_distance[*node]; };
        const auto ways = static_cast<float>(std::ranges::count_if(m_fabric.linksOf(*node), leadsOn));
        for (const std::uint32_t link : m_fabric.linksOf(*node))
            if (leadsOn(link)) {
                flows.push_back({wayFrom(link, *node), m_flow[*node] / ways});
                m_flow[farEnd(link, *node)] += m_flow[*node] / ways;
            }
    }
    m_flow[from] = 0;
    for (const std::uint32_t node : m_queue) {
        m_distance[node] = kFar;
        m_flow[node] = 0;
    }
}

} // namespace podscape
