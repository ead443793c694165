#include "model/traffic/TrafficMatrix.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace podscape {

namespace {

// 4,096 × 4,096 floats are 64 MB, and more cells than a screen has pixels; finer levels are answered one level up.
constexpr std::uint32_t kMaxUnits = 4096;

TrafficMatrix emptyMatrix(const Cluster& cluster, const Fabric& fabric, int level)
{
    level = std::min(level, fabric.endpointLevel());
    while (level > 0 && cluster.tree.unitCount(level) > kMaxUnits)
        --level;
    TrafficMatrix matrix;
    matrix.level = level;
    matrix.units = cluster.tree.unitCount(level);
    matrix.bytesPerSecond.assign(std::size_t(matrix.units) * matrix.units, 0.0f);
    return matrix;
}

std::vector<std::uint32_t> unitOfEndpoint(const Cluster& cluster, const Fabric& fabric, int level)
{
    std::vector<std::uint32_t> units(fabric.endpointCount());
    for (std::uint32_t unit = 0; unit < cluster.tree.unitCount(level); ++unit) {
        const IndexRange endpoints = cluster.tree.unitsWithin({static_cast<std::uint16_t>(level), unit}, fabric.endpointLevel());
        std::fill(units.begin() + endpoints.begin, units.begin() + endpoints.end, unit);
    }
    return units;
}

float& cell(TrafficMatrix& matrix, std::uint32_t from, std::uint32_t to)
{
    return matrix.bytesPerSecond[std::size_t(from) * matrix.units + to];
}

// What a unit can send into each switch that it touches.
using SwitchRates = std::map<std::uint32_t, double>;

std::vector<SwitchRates> ratesIntoSwitches(const Fabric& fabric, const std::vector<std::uint32_t>& units, std::uint32_t unitCount)
{
    std::vector<SwitchRates> rates(unitCount);
    for (std::uint32_t link = 0; link < fabric.linkCount(); ++link) {
        const std::uint32_t a = fabric.linkA()[link], b = fabric.linkB()[link];
        if (fabric.isSwitch(a) != fabric.isSwitch(b))
            rates[units[fabric.isSwitch(a) ? b : a]][fabric.isSwitch(a) ? a : b] += fabric.linkBandwidth()[link];
    }
    return rates;
}

// What each switch can send to the tiers above it.
std::vector<double> ratesUpwards(const Fabric& fabric)
{
    std::vector<double> up(fabric.nodeCount(), 0.0);
    for (std::uint32_t link = 0; link < fabric.linkCount(); ++link) {
        const std::uint32_t a = fabric.linkA()[link], b = fabric.linkB()[link];
        if (!fabric.isSwitch(a) || !fabric.isSwitch(b) || fabric.switchOf(a).tier == fabric.switchOf(b).tier)
            continue;
        up[fabric.switchOf(a).tier < fabric.switchOf(b).tier ? a : b] += fabric.linkBandwidth()[link];
    }
    return up;
}

// Two units share what both can send into the switches they have in common, and what both can send into the tiers above; never more
// than either sends in all. Tiers above the second are taken as wide as the first one's uplinks.
void addThroughSwitches(TrafficMatrix& matrix, const Fabric& fabric, const std::vector<std::uint32_t>& units)
{
    const std::vector<SwitchRates> rates = ratesIntoSwitches(fabric, units, matrix.units);
    const std::vector<double> upwards = ratesUpwards(fabric);
    std::vector<double> total(matrix.units, 0.0), above(matrix.units, 0.0);
    std::vector<std::vector<std::uint32_t>> unitsAt(fabric.nodeCount());
    for (std::uint32_t unit = 0; unit < matrix.units; ++unit)
        for (const auto& [node, rate] : rates[unit]) {
            total[unit] += rate;
            above[unit] += std::min(rate, upwards[node]);
            unitsAt[node].push_back(unit);
        }

    TrafficMatrix common = matrix;
    std::ranges::fill(common.bytesPerSecond, 0.0f);
    for (std::uint32_t node = fabric.endpointCount(); node < fabric.nodeCount(); ++node)
        for (const std::uint32_t from : unitsAt[node])
            for (const std::uint32_t to : unitsAt[node])
                cell(common, from, to) += static_cast<float>(std::min(rates[from].at(node), rates[to].at(node)));
    for (std::uint32_t from = 0; from < matrix.units; ++from)
        for (std::uint32_t to = 0; to < matrix.units; ++to) {
            const double most = std::min(total[from], total[to]);
            cell(matrix, from, to) += static_cast<float>(std::min(most, cell(common, from, to) + std::min(above[from], above[to])));
        }
}

} // namespace

TrafficMatrix trafficMatrix(const Cluster& cluster, const Fabric& fabric, std::span<const JobRing* const> rings, int level)
{
    TrafficMatrix matrix = emptyMatrix(cluster, fabric, level);
    const std::vector<std::uint32_t> units = unitOfEndpoint(cluster, fabric, matrix.level);
    for (const JobRing* ring : rings) {
        const float rate = ring->bytesPerSecond ? static_cast<float>(ring->utilisation * *ring->bytesPerSecond) : kMissing;
        std::uint32_t from = units[ring->endpoints.back()];
        for (const std::uint32_t endpoint : ring->endpoints) {
            cell(matrix, from, units[endpoint]) += rate;
            from = units[endpoint];
        }
    }
    return matrix;
}

TrafficMatrix trafficMatrix(const Cluster& cluster, const Fabric& fabric, const LinkLoads& recorded, int level)
{
    TrafficMatrix matrix = emptyMatrix(cluster, fabric, level);
    const std::vector<std::uint32_t> units = unitOfEndpoint(cluster, fabric, matrix.level);
    matrix.origin = Origin::Recorded;
    for (std::uint32_t link = 0; link < fabric.linkCount(); ++link) {
        const std::uint32_t a = units[fabric.linkA()[link]], b = units[fabric.linkB()[link]];
        const float bandwidth = fabric.linkBandwidth()[link];
        for (const auto& [from, to, share] : {std::tuple(a, b, recorded.share[2 * link]), std::tuple(b, a, recorded.share[2 * link + 1])})
            if (!isMissing(share))
                cell(matrix, from, to) += share * bandwidth;
    }
    return matrix;
}

TrafficMatrix capacityMatrix(const Cluster& cluster, FabricId fabricId, int level)
{
    const Fabric& fabric = cluster.fabrics[fabricId.value];
    TrafficMatrix matrix = emptyMatrix(cluster, fabric, level);
    const std::vector<std::uint32_t> units = unitOfEndpoint(cluster, fabric, matrix.level);
    for (std::uint32_t link = 0; link < fabric.linkCount(); ++link) {
        const std::uint32_t a = fabric.linkA()[link], b = fabric.linkB()[link];
        if (fabric.isSwitch(a) || fabric.isSwitch(b))
            continue;
        cell(matrix, units[a], units[b]) += fabric.linkBandwidth()[link];
        if (units[a] != units[b])
            cell(matrix, units[b], units[a]) += fabric.linkBandwidth()[link];
    }
    if (!fabric.switches().empty())
        addThroughSwitches(matrix, fabric, units);
    return matrix;
}

} // namespace podscape
