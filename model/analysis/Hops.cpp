#include "model/analysis/Hops.h"

#include "model/analysis/HopCount.h"
#include "model/analysis/Throughput.h"
#include "model/base/Nouns.h"

namespace podscape {

namespace {

Hops figures(const Fabric& fabric, double diameter, std::string diameterFormula, double mean, std::string meanFormula)
{
    return {fabricFigure(fabric, diameter, Dimension::Count, std::move(diameterFormula)), fabricFigure(fabric, mean, Dimension::Count, std::move(meanFormula))};
}

std::optional<Hops> torusHops(const Cluster& cluster, const Fabric& fabric)
{
    const TorusShape& torus = *fabric.torus();
    const auto chips = static_cast<double>(torus.coordinates.size());
    if (chips < 2)
        return std::nullopt;
    double diameter = 0, mean = 0;
    std::string farthest, average;
    for (int axis = 0; axis < torus.dimensions; ++axis) {
        const std::uint32_t n = torus.size[axis];
        if (n < 2)
            continue;
        const std::string length = std::to_string(n);
        const std::string plus = farthest.empty() ? "" : " + ";
        if (torus.wraps[axis]) {
            diameter += n / 2;
            mean += double(n * n / 4) / n;
            farthest += plus + "⌊" + length + "/2⌋";
            average += plus + (n % 2 == 0 ? length + "/4" : '(' + length + "²−1)/(4·" + length + ')');
        } else {
            diameter += n - 1;
            mean += (double(n) * n - 1) / (3.0 * n);
            farthest += plus + '(' + length + "−1)";
            average += plus + '(' + length + "²−1)/(3·" + length + ')';
        }
    }
    const std::string all = formatCount(static_cast<long long>(chips)), others = formatCount(static_cast<long long>(chips) - 1);
    const std::string where = perInstance(cluster.tree, torus.instanceLevel);
    return figures(fabric, diameter, farthest + where, mean * chips / (chips - 1), '(' + average + ") · " + all + '/' + others + where);
}

// "8 at 2, 24 at 4": how many endpoints are how far.
std::string histogramText(const HopCount& count)
{
    constexpr int kMostTerms = 6;
    std::string text;
    int terms = 0;
    for (std::size_t distance = 1; distance < count.pairsAt.size(); ++distance) {
        if (count.pairsAt[distance] == 0)
            continue;
        if (++terms > kMostTerms)
            return text + ", …";
        text += (text.empty() ? "" : ", ") + formatNumber(double(count.pairsAt[distance]) / double(count.sources)) + " at " + std::to_string(distance);
    }
    return text;
}

std::optional<Hops> countedHops(const Cluster& cluster, const Fabric& fabric, const HopCount& count)
{
    if (count.pairs() == 0)
        return std::nullopt;
    const std::string endpoint = cluster.tree.levelName(fabric.endpointLevel());
    const std::string from = count.isSampled ? "counted from " + counted(count.sources, endpoint) + " of " + formatCount(fabric.endpointCount()) + ", spread evenly"
                             : count.sources == 1 ? "counted from one " + endpoint + ", all are alike"
                                                  : "counted from all " + counted(count.sources, endpoint);
    return figures(fabric, count.farthest(), from, count.mean(), "from " + withArticle(endpoint) + ' ' + histogramText(count) + "; " + from);
}

} // namespace

std::optional<Hops> hops(const Cluster& cluster, const Fabric& fabric)
{
    if (isCloud(fabric) || fabric.linkCount() == 0)
        return std::nullopt;
    if (fabric.torus() && fabric.torus()->isTwisted())
        return countedHops(cluster, fabric, countHopsFrom(fabric, fabric.torus()->firstOf(0)));
    if (fabric.torus())
        return torusHops(cluster, fabric);
    if (const auto domain = switchedDomain(fabric, cluster.tree); domain && domain->endpoints > 1) {
        const std::string formula = "up to a switch and down" + perInstance(cluster.tree, domain->level);
        return figures(fabric, 2, formula, 2, formula);
    }
    return countedHops(cluster, fabric, countHops(fabric, kMostSteps));
}

} // namespace podscape
