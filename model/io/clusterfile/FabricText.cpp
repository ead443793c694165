#include "model/io/clusterfile/FabricText.h"

#include "model/base/Units.h"
#include "model/cluster/FabricBuilder.h"
#include "model/io/clusterfile/ClusterFileKeys.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace podscape::clusterfile {

namespace {

using nlohmann::ordered_json;
using Lengths = std::array<std::uint32_t, 3>;

ordered_json lengthsText(const Lengths& lengths, int dimensions)
{
    return ordered_json(std::vector<std::uint32_t>(lengths.begin(), lengths.begin() + dimensions));
}

template <class T, class Write>
ordered_json perAxisText(const std::array<T, 3>& values, int dimensions, Write write)
{
    if (std::all_of(values.begin(), values.begin() + dimensions, [&](const T& v) { return v == values[0]; }))
        return write(values[0]);
    ordered_json list = ordered_json::array();
    for (int axis = 0; axis < dimensions; ++axis)
        list.push_back(write(values[axis]));
    return list;
}

ordered_json rateText(BytesPerSecond rate) { return exactQuantity(rate.value, Dimension::DataRate); }

ordered_json circuitsText(const TorusSpec::Circuits& circuits, const UnitTree& tree)
{
    ordered_json text{{"per", tree.levelName(circuits.level)}, {"name", circuits.name}};
    if (circuits.ports > 0)
        text["ports"] = circuits.ports;
    return text;
}

// What each kind of spec adds to a fabric's name.
struct SpecText
{
    const UnitTree& tree;
    ordered_json text;

    void operator()(std::monostate) {}

    void operator()(const TorusSpec& spec)
    {
        text["kind"] = "torus";
        text["instance"] = tree.levelName(spec.instanceLevel);
        if (!spec.within.empty())
            text["within"] = spec.within;
        text["shape"] = lengthsText(spec.shape, spec.dimensions);
        text["wraps"] = perAxisText(spec.wraps, spec.dimensions, [](bool wraps) { return ordered_json(wraps); });
        if (spec.twisted)
            text["twist"] = true;
        for (const TorusSpec::Brick& brick : spec.bricks)
            text["bricks"][tree.levelName(brick.level)] = lengthsText(brick.size, 3);
        if (spec.cube)
            text["cube"] = lengthsText(*spec.cube, spec.dimensions);
        if (spec.boardLevel)
            text["board"] = tree.levelName(*spec.boardLevel);
        if (spec.circuits)
            text["circuitSwitches"] = circuitsText(*spec.circuits, tree);
        text["bandwidth"] = perAxisText(spec.bandwidth, spec.dimensions, rateText);
    }

    void operator()(const FatTreeSpec& spec)
    {
        text["kind"] = "fat tree";
        text["endpoints"] = tree.levelName(spec.endpointLevel);
        text["group"] = tree.levelName(spec.groupLevel);
        text["node"] = tree.levelName(spec.nodeLevel);
        text["rails"] = spec.railOptimised;
        text["leavesPerGroup"] = spec.leavesPerGroup;
        text["spines"] = spec.spines;
        text["uplinksPerLeaf"] = spec.uplinksPerLeaf;
        if (spec.cores > 0) {
            text["cores"] = spec.cores;
            text["uplinksPerSpine"] = spec.uplinksPerSpine;
        }
        text["bandwidth"] = rateText(spec.bandwidth);
    }

    void operator()(const SwitchedSpec& spec)
    {
        text["kind"] = "switched";
        text["endpoints"] = tree.levelName(spec.endpointLevel);
        text["domain"] = tree.levelName(spec.domainLevel);
        text["switchesPerDomain"] = spec.switchesPerDomain;
        if (spec.switchesPerDomain > 0)
            text["switchName"] = spec.switchName;
        if (spec.medium != Medium::Unknown)
            text["medium"] = kMediumWords[static_cast<std::size_t>(spec.medium)];
        text["bandwidth"] = rateText(spec.perEndpoint);
    }

    void operator()(const TieredSpec& spec)
    {
        text["kind"] = "tiers";
        text["endpoints"] = tree.levelName(spec.endpointLevel);
        if (spec.railLevel)
            text["rails"] = tree.levelName(*spec.railLevel);
        for (const TieredSpec::Tier& tier : spec.tiers)
            text["tiers"].push_back(tierText(tier));
    }

    ordered_json tierText(const TieredSpec::Tier& tier) const
    {
        ordered_json part{{"name", tier.name}, {"per", tree.levelName(tier.level)}, {"switches", tier.switches}, {"cables", tier.cables}};
        if (tier.oversubscription > 0)
            part["oversubscription"] = exactQuantity(tier.oversubscription, Dimension::Count);
        else if (tier.perCable.value > 0)
            part["bandwidth"] = rateText(tier.perCable);
        if (tier.medium != Medium::Unknown)
            part["medium"] = kMediumWords[static_cast<std::size_t>(tier.medium)];
        addProvenance(part, tier.provenance);
        return part;
    }
};

} // namespace

void addProvenance(ordered_json& part, const Provenance& provenance)
{
    if (provenance.status != FactStatus::Unstated)
        part["status"] = kStatusWords[static_cast<std::size_t>(provenance.status)];
    if (!provenance.source.empty())
        part["source"] = provenance.source;
    if (!provenance.note.empty())
        part["note"] = provenance.note;
}

ordered_json fabricText(const Fabric& fabric, const UnitTree& tree)
{
    if (std::holds_alternative<std::monostate>(fabric.spec()))
        return explicitFabricText(fabric, tree);
    SpecText writer{tree, {{"name", fabric.name()}}};
    std::visit(writer, fabric.spec());
    addProvenance(writer.text, fabric.provenance());
    return std::move(writer.text);
}

} // namespace podscape::clusterfile
