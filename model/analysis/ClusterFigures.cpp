#include "model/analysis/ClusterFigures.h"

#include "model/analysis/Bisection.h"
#include "model/analysis/Capacity.h"
#include "model/analysis/CircuitRacks.h"
#include "model/analysis/FloorArea.h"
#include "model/analysis/Hops.h"
#include "model/analysis/Power.h"
#include "model/analysis/Throughput.h"
#include "model/analysis/TierRates.h"
#include "model/base/Nouns.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace podscape {

namespace {

using Figure = std::optional<DerivedFigure>;

class Collector
{
public:
    Collector(const Cluster& cluster, const Layout& physical) : m_cluster(cluster), m_physical(physical) {}

    ClusterFigures collect()
    {
        addChipTotals();
        addPower();
        addFloor();
        for (const Fabric& fabric : m_cluster.fabrics)
            addFabric(fabric);
        return std::move(m_figures);
    }

private:
    void add(FigureGroup group, std::string key, std::string label, Figure figure, int level = -1, const Fabric* fabric = nullptr)
    {
        if (figure)
            m_figures.all.push_back({group, std::move(key), std::move(label), fabric ? fabric->name() : std::string(), level, *std::move(figure)});
    }

    void addChipTotals()
    {
        std::vector<std::string> keys;
        for (const Fact& fact : m_cluster.facts)
            if (fact.level == m_cluster.tree.leafLevel() && addsUp(fact.dimension) && fact.key != "power" && std::ranges::find(keys, fact.key) == keys.end())
                keys.push_back(fact.key);
        for (const std::string& key : keys)
            add(FigureGroup::Compute, "total." + key, "total " + keyWords(key), totalOfChipFact(m_cluster, key));
    }

    void addPower()
    {
        add(FigureGroup::Power, "power", "IT power", totalPower(m_cluster), 0);
        for (int level = 1; level < m_cluster.tree.levelCount(); ++level) {
            add(FigureGroup::Power, "power." + levelName(level), "power of " + withArticle(levelName(level)), powerPerUnit(m_cluster, level), level);
            if (level + 1 == m_physical.blockLevel)
                addRows();
        }
        if (m_physical.blockLevel == 1)
            addRows();
        add(FigureGroup::Power, "facilityPower", "facility power", facilityPower(m_cluster), 0);
    }

    void addRows()
    {
        if (m_physical.metric && m_figures.find("power.row") == nullptr)
            add(FigureGroup::Power, "power.row", "power of a row", powerPerRow(m_cluster, m_physical));
    }

    void addFloor()
    {
        for (int level = 0; level <= m_physical.blockLevel && level < m_cluster.tree.levelCount(); ++level) {
            const Figure area = floorArea(m_cluster, m_physical, level);
            if (!area)
                continue;
            const std::string suffix = level == 0 ? "" : '.' + levelName(level), of = level == 0 ? "" : " of " + withArticle(levelName(level));
            add(FigureGroup::Floor, "area" + suffix, "floor area" + of, area, level);
            if (const NamedFigure* power = m_figures.find("power" + suffix))
                add(FigureGroup::Floor, "density" + suffix, "power per floor area" + of, powerDensity(power->figure, *area), level);
        }
    }

    void addFabric(const Fabric& fabric)
    {
        const auto addOf = [&](std::string key, std::string label, Figure figure) {
            if (figure && isOfTheWhole(fabric, key))
                addCounts(*figure, fabric);
            add(FigureGroup::Fabric, std::move(key), std::move(label), std::move(figure), -1, &fabric);
        };
        const CableBill bill = CableBill::of(m_cluster, fabric, m_physical, circuitPositions(m_cluster, fabric, m_physical));
        for (const Medium medium : {Medium::Board, Medium::Copper, Medium::Optical, Medium::Unknown})
            addOf("links." + std::string(toText(medium)), medium == Medium::Unknown ? "links of unknown medium" : std::string(toText(medium)) + " links", linksOfMedium(fabric, bill, medium));
        for (const Medium medium : {Medium::Copper, Medium::Optical, Medium::Unknown})
            if (!isCloud(fabric))
                addOf("cable." + std::string(toText(medium)), medium == Medium::Unknown ? "cable of unknown medium" : std::string(toText(medium)) + " cable",
                      metresOfMedium(m_cluster, fabric, bill, medium));
        addOf("fibreEnds", "fibre ends at circuit switches", fibreEnds(fabric));
        addOf("bisection", "bisection", bisection(m_cluster, fabric));
        addOf("allReduce", "all-reduce bandwidth", allReduceBandwidth(m_cluster, fabric));
        if (!fabric.torus())
            addOf("injection", "injection", injection(m_cluster, fabric));
        addOf("domainBandwidth", "both directions of a domain", domainBandwidth(m_cluster, fabric));
        if (const auto way = hops(m_cluster, fabric)) {
            addOf("diameter", "diameter in hops", way->diameter);
            addOf("meanHops", "mean hops", way->mean);
        }
        for (const Oversubscription& tier : oversubscription(fabric))
            addOf("oversubscription." + tier.tier, "oversubscription of the " + tier.tier + " tier", tier.ratio);
    }

    // What is the same in each of several tori or domains does not rest on how many there are.
    static bool isOfTheWhole(const Fabric& fabric, const std::string& key)
    {
        return (!fabric.torus() && fabric.kind() != FabricKind::Switched) || key.starts_with("links") || key.starts_with("cable") || key == "fibreEnds" || key == "injection";
    }

    void addCounts(DerivedFigure& figure, const Fabric& fabric) const
    {
        addLevelInputs(figure, m_cluster, 0, fabric.endpointLevel());
        if (weakestOf(figure.inputs) == FactStatus::Assumption)
            figure.weakest = FactStatus::Assumption;
    }

    const std::string& levelName(int level) const { return m_cluster.tree.levelName(level); }

    const Cluster& m_cluster;
    const Layout& m_physical;
    ClusterFigures m_figures;
};

} // namespace

std::string_view toText(FigureGroup group)
{
    switch (group) {
    case FigureGroup::Compute: return "compute";
    case FigureGroup::Power: return "power";
    case FigureGroup::Floor: return "floor";
    case FigureGroup::Fabric: return "fabric";
    }
    return {};
}

std::string NamedFigure::text() const
{
    const bool isWhole = figure.dimension == Dimension::Count && figure.value == std::floor(figure.value) && figure.value < 1e15;
    const std::string number = isWhole ? formatCount(static_cast<long long>(figure.value)) : formatQuantity(figure.value, figure.dimension);
    return key.starts_with("oversubscription") ? number + " : 1" : number;
}

ClusterFigures ClusterFigures::of(const Cluster& cluster, const Layout& physical)
{
    return cluster.tree.levelCount() == 0 ? ClusterFigures() : Collector(cluster, physical).collect();
}

const NamedFigure* ClusterFigures::find(std::string_view key, std::string_view fabric) const
{
    const auto found = std::ranges::find_if(all, [&](const NamedFigure& f) { return f.key == key && f.fabric == fabric; });
    return found == all.end() ? nullptr : &*found;
}

} // namespace podscape
