#include "model/analysis/Bisection.h"

#include "model/analysis/HopCount.h"
#include "model/analysis/Throughput.h"
#include "model/analysis/TierRates.h"
#include "model/base/Nouns.h"

#include <algorithm>

namespace podscape {

namespace {

// A plane across an axis cuts one link of each of its rows, two where the row closes to a ring (a ring of two has one link). Where
// the axes differ in speed the weakest cut counts; where they do not, that is the one across the longest axis.
std::optional<DerivedFigure> torusBisection(const Fabric& fabric, const UnitTree& tree)
{
    const TorusShape& torus = *fabric.torus();
    std::optional<DerivedFigure> weakest;
    for (int axis = 0; axis < torus.dimensions; ++axis) {
        if (torus.size[axis] < 2)
            continue;
        const double rate = rateOfAxis(fabric, axis);
        if (rate <= 0)
            return std::nullopt;
        const std::uint32_t perRow = torus.wraps[axis] && torus.size[axis] > 2 ? 2 : 1;
        double links = perRow;
        std::string formula = perRow == 2 ? "2" : "";
        for (int other = 0; other < torus.dimensions; ++other)
            if (other != axis) {
                links *= torus.size[other];
                formula += (formula.empty() ? "" : " · ") + std::to_string(torus.size[other]);
            }
        formula += (formula.empty() ? "1 link · " : " links · ") + formatQuantity(rate, Dimension::DataRate) + perInstance(tree, torus.instanceLevel);
        if (!weakest || links * rate < weakest->value)
            weakest = fabricFigure(fabric, links * rate, Dimension::DataRate, formula);
    }
    return weakest;
}

// Channels of all chips over the mean way that a message takes are what they can keep sending; half of it crosses the middle, half of that in each
// direction. The mean is over all destinations, the sender among them, as uniform traffic has it.
std::optional<DerivedFigure> twistedBisection(const Fabric& fabric, const UnitTree& tree)
{
    const TorusShape& torus = *fabric.torus();
    const double chips = torus.endpointsEach(), rate = rateOfAxis(fabric, 0);
    for (int axis = 1; axis < torus.dimensions; ++axis)
        if (rateOfAxis(fabric, axis) != rate)   // traffic would not spread evenly
            return std::nullopt;
    if (rate <= 0 || torus.endpointsEach() < 2)
        return std::nullopt;
    const double mean = countHopsFrom(fabric, torus.firstOf(0)).mean() * (chips - 1) / chips;
    const std::string formula = "¼ · " + counted(torus.endpointsEach(), tree.levelName(fabric.endpointLevel())) + " · " + std::to_string(2 * torus.dimensions) + " links · "
                                + formatQuantity(rate, Dimension::DataRate) + " / " + formatNumber(mean) + " mean hops" + perInstance(tree, torus.instanceLevel);
    return fabricFigure(fabric, chips / 4 * 2 * torus.dimensions * rate / mean, Dimension::DataRate, formula,
                        "A twisted torus has no plane that cuts it evenly: this is what uniform traffic can push through its middle.");
}

std::optional<DerivedFigure> treeBisection(const Fabric& fabric)
{
    const std::vector<TierStage> stages = tierStages(fabric);
    if (stages.empty())
        return std::nullopt;
    const auto narrowest = std::ranges::min_element(stages, {}, &TierStage::rate);
    return fabricFigure(fabric, narrowest->rate / 2, Dimension::DataRate, "½ · " + narrowest->text());
}

std::optional<DerivedFigure> switchedBisection(const Fabric& fabric, const UnitTree& tree)
{
    const auto domain = switchedDomain(fabric, tree);
    if (!domain)
        return std::nullopt;
    return fabricFigure(fabric, domain->rate / 2, Dimension::DataRate,
                        "½ · " + counted(domain->endpoints, tree.levelName(fabric.endpointLevel())) + " · "
                            + formatQuantity(domain->rate / domain->endpoints, Dimension::DataRate) + perInstance(tree, domain->level));
}

} // namespace

std::optional<DerivedFigure> bisection(const Cluster& cluster, const Fabric& fabric)
{
    if (fabric.kind() == FabricKind::Switched)
        return switchedBisection(fabric, cluster.tree);
    if (fabric.torus() && fabric.torus()->isTwisted())
        return twistedBisection(fabric, cluster.tree);
    if (fabric.torus())
        return torusBisection(fabric, cluster.tree);
    return treeBisection(fabric);
}

} // namespace podscape
