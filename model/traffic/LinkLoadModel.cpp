#include "model/traffic/LinkLoadModel.h"

#include "model/traffic/TrafficMatrix.h"

#include <algorithm>
#include <utility>

namespace podscape {

namespace {

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

void LinkLoadModel::takeModelled()
{
    std::vector<float>& shares = m_loads.share;
    shares.assign(2 * std::size_t(m_fabric.linkCount()), 0.0f);
    for (const JobRing* ring : m_rings.rings())
        for (const Router::Flow& flow : ring->flows)
            if (const float bandwidth = m_fabric.linkBandwidth()[flow.directedLink / 2]; bandwidth > 0) {
                // Jobs that meet on a link fill it; that they then slow each other down is beyond this model.
                float& share = shares[flow.directedLink];
                share = std::min(1.0f, share + static_cast<float>(ring->utilisation * *ring->bytesPerSecond * flow.share / bandwidth));
            }
    for (std::uint32_t link = 0; link < m_fabric.linkCount(); ++link)
        if (!(m_fabric.linkBandwidth()[link] > 0))
            shares[2 * link] = shares[2 * link + 1] = kMissing;
}

} // namespace podscape
