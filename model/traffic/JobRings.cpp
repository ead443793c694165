#include "model/traffic/JobRings.h"

#include "model/trace/FrameMeans.h"
#include "model/trace/Rollup.h"

#include <algorithm>
#include <array>
#include <limits>
#include <tuple>
#include <utility>

namespace podscape {

namespace {

// Endpoints with a chip in any of the ranges, ascending.
std::vector<std::uint32_t> endpointsOf(std::span<const IndexRange> chipRanges, const Fabric& fabric, const UnitTree& tree)
{
    std::vector<std::uint32_t> endpoints;
    for (const IndexRange& range : chipRanges) {
        if (range.isEmpty() || range.end > tree.chipCount())
            continue;
        std::uint32_t first = tree.unitOfChip(range.begin, fabric.endpointLevel()).index;
        const std::uint32_t last = tree.unitOfChip(range.end - 1, fabric.endpointLevel()).index;
        if (!endpoints.empty() && endpoints.back() == first)
            ++first;   // two ranges within one endpoint
        for (std::uint32_t endpoint = first; endpoint <= last; ++endpoint)
            endpoints.push_back(endpoint);
    }
    return endpoints;
}

std::optional<double> meanOver(const Metric& metric, std::size_t sample, int level, std::span<const IndexRange> chipRanges, const UnitTree& tree)
{
    double sum = 0;
    std::size_t known = 0;
    for (const IndexRange& range : chipRanges) {
        if (range.isEmpty() || range.end > tree.chipCount())
            continue;
        const IndexRange columns{tree.unitOfChip(range.begin, level).index, tree.unitOfChip(range.end - 1, level).index + 1};
        const FrameSum part = sumOf(metric, sample, columns);
        sum += part.sum;
        known += part.known;
    }
    return known ? std::optional(sum / static_cast<double>(known)) : std::nullopt;
}

// Where the trace does not say, a job runs at full speed.
double utilisationOf(const Job& job, const Trace& trace, const UnitTree& tree, Nanoseconds time)
{
    const Metric* metric = trace.metricNamed("utilisation");
    const std::optional<int> level = metric && metric->info().unit == "%" ? levelOf(metric->info(), tree) : std::nullopt;
    const std::optional<std::size_t> sample = level && metric->columns() == tree.unitCount(*level) ? metric->sampleAt(time) : std::nullopt;
    if (!sample)
        return 1;
    return std::clamp(meanOver(*metric, *sample, *level, trace.rangesOf(job), tree).value_or(100) / 100, 0.0, 1.0);
}

// Boustrophedon: rows along x one way and back, planes likewise, so that neighbours in the ring are neighbours in a box.
void orderOnTorus(std::span<std::uint32_t> endpoints, const TorusShape& torus)
{
    using Coordinates = std::array<std::uint16_t, 3>;   // z, y, x
    std::vector<std::pair<Coordinates, std::uint32_t>> places;
    places.reserve(endpoints.size());
    for (const std::uint32_t endpoint : endpoints) {
        const auto place = torus.placeOf(endpoint);
        const Coordinates at = place ? torus.coordinates[place->local] : Coordinates{};
        places.push_back({{at[2], at[1], at[0]}, endpoint});
    }
    std::ranges::sort(places);
    const auto endOfEqual = [&](std::size_t begin, std::size_t limit, std::size_t digit) {
        std::size_t end = begin;
        while (end < limit && places[end].first[digit] == places[begin].first[digit])
            ++end;
        return end;
    };
    bool planeTurned = false, rowTurned = false;
    for (std::size_t plane = 0; plane < places.size(); planeTurned = !planeTurned) {
        const std::size_t planeEnd = endOfEqual(plane, places.size(), 0);
        if (planeTurned)
            std::reverse(places.begin() + plane, places.begin() + planeEnd);
        for (std::size_t row = plane; row < planeEnd; rowTurned = !rowTurned) {
            const std::size_t rowEnd = endOfEqual(row, planeEnd, 1);
            if (rowTurned != planeTurned)   // turning a plane has turned its rows already
                std::reverse(places.begin() + row, places.begin() + rowEnd);
            row = rowEnd;
        }
        plane = planeEnd;
    }
    std::ranges::transform(places, endpoints.begin(), &std::pair<Coordinates, std::uint32_t>::second);
}

// Endpoints under one switch follow each other, so that most hops stay below it: collective libraries order their rings alike.
void orderBySwitch(std::span<std::uint32_t> endpoints, const Fabric& fabric)
{
    const auto firstNeighbour = [&](std::uint32_t endpoint) {
        const auto links = fabric.linksOf(endpoint);
        if (links.empty())
            return endpoint;
        return fabric.linkA()[links[0]] == endpoint ? fabric.linkB()[links[0]] : fabric.linkA()[links[0]];
    };
    std::ranges::sort(endpoints, {}, [&](std::uint32_t endpoint) { return std::pair(firstNeighbour(endpoint), endpoint); });
}

// Adds up flows link by link and finds the pace.
void finishRing(JobRing& ring, const Fabric& fabric, Router& router)
{
    std::vector<Router::Flow> hops;
    for (std::size_t i = 0; i < ring.endpoints.size(); ++i)
        router.route(ring.endpoints[i], ring.endpoints[(i + 1) % ring.endpoints.size()], hops);
    std::ranges::sort(hops, {}, &Router::Flow::directedLink);
    std::size_t kept = 0;
    for (const Router::Flow& hop : hops)
        if (kept > 0 && hops[kept - 1].directedLink == hop.directedLink)
            hops[kept - 1].share += hop.share;
        else
            hops[kept++] = hop;
    ring.flows.assign(hops.begin(), hops.begin() + static_cast<std::ptrdiff_t>(kept));
    double pace = std::numeric_limits<double>::infinity();
    for (const Router::Flow& flow : ring.flows)
        if (const float bandwidth = fabric.linkBandwidth()[flow.directedLink / 2]; bandwidth > 0)
            pace = std::min<double>(pace, bandwidth / flow.share);
    if (pace < std::numeric_limits<double>::infinity())
        ring.bytesPerSecond = pace;
    ring.fullLoads.reserve(ring.flows.size());
    for (const Router::Flow& flow : ring.flows) {
        const float bandwidth = fabric.linkBandwidth()[flow.directedLink / 2];
        ring.fullLoads.push_back(bandwidth > 0 ? static_cast<float>(pace * flow.share / bandwidth) : kMissing);
    }
}

} // namespace

std::vector<JobRing> RunningRings::ringsOf(JobId id)
{
    std::vector<JobRing> rings;
    const Job& job = m_trace.jobs[id.value];
    std::vector<std::uint32_t> endpoints = endpointsOf(m_trace.rangesOf(job), m_fabric, m_cluster.tree);
    if (endpoints.size() < 2)
        return rings;
    if (!m_router)
        m_router.emplace(m_fabric);
    std::ranges::stable_sort(endpoints, {}, [&](std::uint32_t endpoint) { return m_router->partOf(endpoint); });
    for (std::size_t first = 0; first < endpoints.size();) {
        std::size_t last = first;
        while (last < endpoints.size() && m_router->partOf(endpoints[last]) == m_router->partOf(endpoints[first]))
            ++last;
        const std::span part = std::span(endpoints).subspan(first, last - first);
        if (m_fabric.torus())
            orderOnTorus(part, *m_fabric.torus());
        else
            orderBySwitch(part, m_fabric);
        if (part.size() > 1) {
            rings.push_back({id, 1, {part.begin(), part.end()}, {}, {}, {}});
            finishRing(rings.back(), m_fabric, *m_router);
        }
        first = last;
    }
    return rings;
}

bool RunningRings::goTo(Nanoseconds time)
{
    std::vector<Running> before = std::exchange(m_running, {});
    bool isDifferent = std::exchange(m_isNew, false);
    std::ranges::sort(before, {}, &Running::job);
    for (const JobId id : m_trace.jobsRunningAt(time)) {
        const auto known = std::ranges::lower_bound(before, id, {}, &Running::job);
        const bool isKnown = known != before.end() && known->job == id;
        Running running{id, utilisationOf(m_trace.jobs[id.value], m_trace, m_cluster.tree, time), isKnown ? std::move(known->rings) : ringsOf(id)};
        isDifferent = isDifferent || !isKnown || known->utilisation != running.utilisation;
        for (JobRing& ring : running.rings)
            ring.utilisation = running.utilisation;
        m_running.push_back(std::move(running));
    }
    return isDifferent || before.size() != m_running.size();
}

std::vector<const JobRing*> RunningRings::rings() const
{
    std::vector<const JobRing*> all;
    for (const Running& running : m_running)
        for (const JobRing& ring : running.rings)
            all.push_back(&ring);
    return all;
}

std::vector<JobRing> ringsAt(const Cluster& cluster, const Fabric& fabric, const Trace& trace, Nanoseconds time)
{
    RunningRings running(cluster, fabric, trace);
    running.goTo(time);
    std::vector<JobRing> rings;
    for (const JobRing* ring : running.rings())
        rings.push_back(*ring);
    return rings;
}

} // namespace podscape
