#include "model/analysis/TierRates.h"

#include "model/analysis/LinkRates.h"

#include <algorithm>

namespace podscape {

namespace {

// −1: the hosts' side; 0, 1, …: a switch of that tier; nullopt: a node that carries no traffic across.
std::optional<int> tierOf(const Fabric& fabric, std::uint32_t node)
{
    if (!fabric.isSwitch(node))
        return -1;
    const FabricSwitch& s = fabric.switchOf(node);
    if (s.kind == FabricSwitch::Kind::Aggregation)
        return std::nullopt;
    return s.kind == FabricSwitch::Kind::Adapter ? -1 : int(s.tier);
}

void nameStages(std::vector<TierStage>& stages, const Fabric& fabric)
{
    for (std::size_t tier = 0; tier < stages.size(); ++tier) {
        stages[tier].upper = tier < fabric.tierNames().size() ? fabric.tierNames()[tier] : "switch";
        stages[tier].lower = tier == 0 ? "endpoint" : stages[tier - 1].upper;
    }
}

} // namespace

std::string TierStage::text() const
{
    return formatCount(links) + ' ' + lower + "–" + upper + " links · " + formatQuantity(rate / links, Dimension::DataRate);
}

std::vector<TierStage> tierStages(const Fabric& fabric)
{
    std::vector<TierStage> stages(std::max<std::size_t>(fabric.tierNames().size(), 1));
    LinkRates rateOf(fabric);
    for (std::uint32_t link = 0; link < fabric.linkCount(); ++link) {
        const auto a = tierOf(fabric, fabric.linkA()[link]);
        const auto b = tierOf(fabric, fabric.linkB()[link]);
        if (!a || !b || *a == *b)
            continue;
        const double rate = rateOf(link);
        if (rate <= 0)
            return {};
        for (int tier = std::min(*a, *b) + 1; tier <= std::max(*a, *b); ++tier) {
            stages[static_cast<std::size_t>(tier)].rate += rate;
            ++stages[static_cast<std::size_t>(tier)].links;
        }
    }
    stages.erase(std::ranges::find_if(stages, [](const TierStage& s) { return s.links == 0; }), stages.end());
    nameStages(stages, fabric);
    return stages;
}

std::vector<Oversubscription> oversubscription(const Fabric& fabric)
{
    const std::vector<TierStage> stages = tierStages(fabric);
    std::vector<Oversubscription> tiers;
    for (std::size_t tier = 0; tier + 1 < stages.size(); ++tier) {
        const TierStage &down = stages[tier], &up = stages[tier + 1];
        tiers.push_back({down.upper, fabricFigure(fabric, down.rate / up.rate, Dimension::Count, '(' + down.text() + ") / (" + up.text() + ')')});
    }
    return tiers;
}

} // namespace podscape
