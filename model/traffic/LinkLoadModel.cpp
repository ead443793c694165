#include "model/traffic/LinkLoadModel.h"

#include "model/traffic/TrafficMatrix.h"

#include <algorithm>
#include <execution>
#include <numeric>
#include <utility>

namespace podscape {

namespace {

constexpr std::uint32_t kSlice = 1 << 16;   // links whose loads fit into a processor's cache

// Samples of the fabric's links, as percentages or as rates.
const Metric* recordedLinks(const Fabric& fabric, const Trace& trace)
{
    const auto isOfFabric = [&](const Metric& metric) {
        const Metric::Info& info = metric.info();
        return info.subject == MetricSubject::Links && info.fabric == fabric.name() && (info.unit == "%" || info.unit == "B/s")
            && metric.columns() == 2 * fabric.linkCount();
    };
    const auto metric = std::ranges::find_if(trace.metrics, isOfFabric);
    return metric == trace.metrics.end() ? nullptr : &*metric;
}

} // namespace

LinkLoadModel::LinkLoadModel(const Cluster& cluster, FabricId fabric, const Trace& trace, std::uint64_t firstVersion)
    : m_cluster(cluster), m_fabric(cluster.fabrics[fabric.value]), m_recorded(recordedLinks(m_fabric, trace)), m_rings(cluster, m_fabric, trace),
      m_loads{fabric, m_recorded ? Origin::Recorded : Origin::Modelled, {}}, m_version(firstVersion)
{
}

bool LinkLoadModel::goTo(Nanoseconds time)
{
    m_time = time;
    if (m_recorded ? !takeSample(time) : !m_rings.goTo(time))
        return false;
    m_loadsStale = true;
    ++m_version;
    return true;
}

bool LinkLoadModel::takeSample(Nanoseconds time)
{
    const std::optional<std::size_t> sample = m_recorded->sampleAt(time);
    return std::exchange(m_sample, sample) != sample || std::exchange(m_isNew, false);
}

const LinkLoads& LinkLoadModel::loads()
{
    if (std::exchange(m_loadsStale, false))
        m_recorded ? takeRecorded() : takeModelled();
    return m_loads;
}

// Links between endpoints say who talks to whom; where links go to switches the rings have to.
TrafficMatrix LinkLoadModel::matrix(int level)
{
    if (m_recorded && m_fabric.switches().empty())
        return trafficMatrix(m_cluster, m_fabric, loads(), level);
    if (m_recorded)
        m_rings.goTo(m_time);
    return trafficMatrix(m_cluster, m_fabric, m_rings.rings(), level);
}

// Percentages as they are, rates by the bandwidth of their link.
void LinkLoadModel::takeRecorded()
{
    std::vector<float>& shares = m_loads.share;
    shares.assign(m_recorded->columns(), kMissing);
    if (!m_sample)
        return;
    m_recorded->frame(*m_sample, shares);
    const bool isRate = m_recorded->info().unit == "B/s";
    for (std::size_t i = 0; i < shares.size(); ++i) {
        const float whole = isRate ? m_fabric.linkBandwidth()[i / 2] : 100.0f;
        shares[i] = whole > 0 ? shares[i] / whole : kMissing;
    }
}

// Slice after slice of the links, in parallel: all rings of a slice while it is in the cache.
void LinkLoadModel::takeModelled()
{
    std::vector<float>& shares = m_loads.share;
    shares.resize(2 * std::size_t(m_fabric.linkCount()));
    const std::vector<const JobRing*> rings = m_rings.rings();
    std::vector<std::uint32_t> slices((m_fabric.linkCount() + kSlice - 1) / kSlice);
    std::iota(slices.begin(), slices.end(), 0u);
    std::for_each(std::execution::par, slices.begin(), slices.end(), [&](std::uint32_t slice) {
        const std::uint32_t first = slice * kSlice, last = std::min(m_fabric.linkCount(), first + kSlice);
        for (std::uint32_t link = first; link < last; ++link)
            shares[2 * link] = shares[2 * link + 1] = m_fabric.linkBandwidth()[link] > 0 ? 0.0f : kMissing;
        for (const JobRing* ring : rings) {
            const float utilisation = static_cast<float>(ring->utilisation);
            auto flow = std::ranges::lower_bound(ring->flows, directedLink(first, true), {}, &Router::Flow::directedLink);
            auto load = ring->fullLoads.begin() + (flow - ring->flows.begin());
            // Jobs that meet on a link fill it; that they then slow each other down is beyond this model.
            for (; flow != ring->flows.end() && flow->directedLink < directedLink(last, true); ++flow, ++load)
                shares[flow->directedLink] = std::min(shares[flow->directedLink] + utilisation * *load, 1.0f);   // kMissing stays
        }
    });
}

} // namespace podscape
