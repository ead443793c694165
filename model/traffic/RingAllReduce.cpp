#include "model/traffic/RingAllReduce.h"

#include "model/traffic/JobRings.h"

#include <algorithm>

namespace podscape {

namespace {

// Samples of the fabric's links, as shares: percentages as they are, rates by the bandwidth of their link.
std::optional<std::vector<float>> recordedShares(const Fabric& fabric, const Trace& trace, Nanoseconds time)
{
    const auto isOfFabric = [&](const Metric& metric) {
        const Metric::Info& info = metric.info();
        return info.subject == MetricSubject::Links && info.fabric == fabric.name() && (info.unit == "%" || info.unit == "B/s")
            && metric.columns() == 2 * fabric.linkCount();
    };
    const auto metric = std::ranges::find_if(trace.metrics, isOfFabric);
    if (metric == trace.metrics.end())
        return std::nullopt;

    std::vector<float> shares(metric->columns(), kMissing);
    const std::optional<std::size_t> sample = metric->sampleAt(time);
    if (!sample)
        return shares;
    metric->frame(*sample, shares);
    const bool isRate = metric->info().unit == "B/s";
    for (std::size_t i = 0; i < shares.size(); ++i) {
        const float whole = isRate ? fabric.linkBandwidth()[i / 2] : 100.0f;
        shares[i] = whole > 0 ? shares[i] / whole : kMissing;
    }
    return shares;
}

std::vector<float> modelledShares(const Cluster& cluster, const Fabric& fabric, const Trace& trace, Nanoseconds time)
{
    std::vector<float> shares(2 * std::size_t(fabric.linkCount()), 0.0f);
    for (const JobRing& ring : ringsAt(cluster, fabric, trace, time))
        for (const Router::Flow& flow : ring.flows)
            if (const float bandwidth = fabric.linkBandwidth()[flow.directedLink / 2]; bandwidth > 0) {
                // Jobs that meet on a link fill it; that they then slow each other down is beyond this model.
                float& share = shares[flow.directedLink];
                share = std::min(1.0f, share + static_cast<float>(ring.utilisation * *ring.bytesPerSecond * flow.share / bandwidth));
            }
    for (std::uint32_t link = 0; link < fabric.linkCount(); ++link)
        if (!(fabric.linkBandwidth()[link] > 0))
            shares[2 * link] = shares[2 * link + 1] = kMissing;
    return shares;
}

} // namespace

LinkLoads linkLoadsAt(const Cluster& cluster, FabricId fabricId, const Trace& trace, Nanoseconds time)
{
    const Fabric& fabric = cluster.fabrics[fabricId.value];
    if (std::optional<std::vector<float>> shares = recordedShares(fabric, trace, time))
        return {fabricId, Origin::Recorded, *std::move(shares)};
    return {fabricId, Origin::Modelled, modelledShares(cluster, fabric, trace, time)};
}

} // namespace podscape
