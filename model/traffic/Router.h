#pragma once

#include "model/cluster/Fabric.h"

#include <cstdint>
#include <vector>

namespace podscape {

// One way of one link: 2·link for a→b, 2·link + 1 for b→a.
[[nodiscard]] constexpr std::uint32_t directedLink(std::uint32_t link, bool fromA) { return 2 * link + (fromA ? 0 : 1); }

// Finds the links that a message between two endpoints takes. Torus: dimension by dimension in the order of the axes, the shorter way
// round. Elsewhere: all shortest paths through switches, shared equally at every fork (equal-cost multipath). Keeps scratch memory:
// one router per thread. Borrows the fabric.
class Router
{
public:
    struct Flow { std::uint32_t directedLink; float share; };

    explicit Router(const Fabric& fabric);

    // Appends what each link carries of one unit of traffic. Nothing when there is no path or both ends are the same.
    void route(std::uint32_t from, std::uint32_t to, std::vector<Flow>& flows);

    // Endpoints of different parts cannot reach each other: torus instances, NVLink domains.
    [[nodiscard]] std::uint32_t partOf(std::uint32_t endpoint) const { return m_part[endpoint]; }

private:
    [[nodiscard]] bool forwards(std::uint32_t node) const;
    [[nodiscard]] std::uint32_t farEnd(std::uint32_t link, std::uint32_t node) const;
    [[nodiscard]] std::uint32_t wayFrom(std::uint32_t link, std::uint32_t node) const;
    void findParts();
    void routeOnTorus(std::uint32_t from, std::uint32_t to, std::vector<Flow>& flows) const;
    bool routeOverOneSwitch(std::uint32_t from, std::uint32_t to, std::vector<Flow>& flows);
    void routeByDistance(std::uint32_t from, std::uint32_t to, std::vector<Flow>& flows);
    void measureDistances(std::uint32_t to, std::uint32_t from);

    const Fabric& m_fabric;
    std::vector<std::uint32_t> m_part;
    std::vector<std::uint32_t> m_distance;   // all kFar between two calls
    std::vector<std::uint32_t> m_queue;
    std::vector<float> m_flow;               // all 0 between two calls
};

} // namespace podscape
