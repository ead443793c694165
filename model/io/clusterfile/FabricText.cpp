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

// The box that the first unit of a level covers, when its chips fill it.
std::optional<Lengths> brickOf(const TorusShape& torus, const UnitTree& tree, int level)
{
    const std::uint32_t chips = tree.chips({static_cast<std::uint16_t>(level), 0}).size();
    Lengths box{0, 0, 0};
    for (std::uint32_t chip = 0; chip < chips; ++chip)
        for (int axis = 0; axis < 3; ++axis)
            box[axis] = std::max<std::uint32_t>(box[axis], torus.coordinates[chip][axis] + 1u);
    return std::uint64_t(box[0]) * box[1] * box[2] == chips ? std::optional(box) : std::nullopt;
}

// How far apart the optical links of an axis stand; the whole axis when it has none but others have.
std::optional<Lengths> cubeOf(const Fabric& fabric, const TorusShape& torus)
{
    if (std::ranges::all_of(fabric.linkMedium(), [](Medium m) { return m == Medium::Unknown; }))
        return std::nullopt;
    Lengths cube = torus.size;
    const auto perInstance = static_cast<std::uint32_t>(torus.coordinates.size());
    for (std::uint32_t link = 0; link < fabric.linkCount(); ++link)
        if (fabric.linkMedium()[link] == Medium::Optical) {
            const std::uint8_t axis = fabric.linkGroup()[link];
            cube[axis] = std::min<std::uint32_t>(cube[axis], torus.coordinates[fabric.linkA()[link] % perInstance][axis] + 1u);
        }
    return cube;
}

TorusSpec torusSpec(const Fabric& fabric, const UnitTree& tree)
{
    const TorusShape& torus = *fabric.torus();
    TorusSpec spec;
    spec.name = fabric.name();
    spec.shape = torus.size;
    spec.dimensions = torus.dimensions;
    spec.wraps = torus.wraps;
    spec.instanceLevel = torus.instanceLevel;
    for (int level = torus.instanceLevel + 1; level < tree.leafLevel(); ++level)
        if (const auto box = brickOf(torus, tree, level))
            spec.bricks.push_back({level, *box});
    for (std::uint32_t link = 0; link < fabric.linkCount(); ++link)
        spec.bandwidth[fabric.linkGroup()[link] % 3].value = decimalOf(fabric.linkBandwidth()[link]);
    spec.cube = cubeOf(fabric, torus);
    return spec;
}

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

std::optional<ordered_json> torusText(const Fabric& fabric, const UnitTree& tree)
{
    if (!fabric.torus() || fabric.endpointLevel() != tree.leafLevel())
        return std::nullopt;
    const TorusSpec spec = torusSpec(fabric, tree);
    const Result<Fabric> again = buildTorus(spec, tree);
    if (!again || !sameFabric(*again, fabric))
        return std::nullopt;
    ordered_json text{{"name", spec.name}, {"kind", "torus"}, {"instance", tree.levelName(spec.instanceLevel)}, {"shape", lengthsText(spec.shape, spec.dimensions)}};
    text["wraps"] = perAxisText(spec.wraps, spec.dimensions, [](bool wraps) { return ordered_json(wraps); });
    for (const TorusSpec::Brick& brick : spec.bricks)
        text["bricks"][tree.levelName(brick.level)] = lengthsText(brick.size, 3);
    if (spec.cube)
        text["cube"] = lengthsText(*spec.cube, spec.dimensions);
    if (fabric.linkCount() > 0)
        text["bandwidth"] = perAxisText(spec.bandwidth, spec.dimensions, [](BytesPerSecond rate) { return ordered_json(exactQuantity(rate.value, Dimension::DataRate)); });
    addProvenance(text, fabric.provenance());
    return text;
}

std::optional<ordered_json> switchedText(const Fabric& fabric, const UnitTree& tree)
{
    if (fabric.switches().empty() || !fabric.switches().front().unit || fabric.linkCount() == 0 || fabric.tierNames().empty())
        return std::nullopt;
    const UnitRef domain = *fabric.switches().front().unit;
    const auto perDomain = static_cast<std::uint32_t>(std::ranges::count_if(fabric.switches(), [&](const FabricSwitch& s) { return s.unit == domain; }));
    SwitchedSpec spec;
    spec.name = fabric.name();
    spec.endpointLevel = fabric.endpointLevel();
    spec.domainLevel = domain.level;
    spec.switchName = fabric.tierNames().front();
    spec.switchesPerDomain = perDomain == 1 && spec.switchName == "cloud" ? 0 : perDomain;
    spec.perEndpoint = {decimalOf(fabric.linkBandwidth().front()) * perDomain};
    spec.medium = fabric.linkMedium().front();
    const Result<Fabric> again = buildSwitched(spec, tree);
    if (!again || !sameFabric(*again, fabric))
        return std::nullopt;
    ordered_json text{{"name", spec.name}, {"kind", "switched"}, {"endpoints", tree.levelName(spec.endpointLevel)}, {"domain", tree.levelName(spec.domainLevel)},
                      {"switchesPerDomain", spec.switchesPerDomain}};
    if (spec.switchesPerDomain > 0)
        text["switchName"] = spec.switchName;
    if (spec.medium != Medium::Unknown)
        text["medium"] = kMediumWords[static_cast<std::size_t>(spec.medium)];
    text["bandwidth"] = exactQuantity(spec.perEndpoint.value, Dimension::DataRate);
    addProvenance(text, fabric.provenance());
    return text;
}

bool sameSwitch(const FabricSwitch& a, const FabricSwitch& b)
{
    return a.name == b.name && a.tier == b.tier && a.unit == b.unit && a.kind == b.kind;
}

bool sameTorus(const std::optional<TorusShape>& a, const std::optional<TorusShape>& b)
{
    if (!a || !b)
        return !a && !b;
    return a->size == b->size && a->dimensions == b->dimensions && std::equal(a->wraps.begin(), a->wraps.begin() + a->dimensions, b->wraps.begin())
           && a->instanceLevel == b->instanceLevel && a->coordinates == b->coordinates && a->endpointAt == b->endpointAt;
}

} // namespace

bool sameFabric(const Fabric& a, const Fabric& b)
{
    return a.name() == b.name() && a.kind() == b.kind() && a.endpointLevel() == b.endpointLevel() && a.endpointCount() == b.endpointCount()
           && std::ranges::equal(a.switches(), b.switches(), sameSwitch) && std::ranges::equal(a.tierNames(), b.tierNames())
           && std::ranges::equal(a.groups(), b.groups(), {}, &LinkGroup::name, &LinkGroup::name) && std::ranges::equal(a.linkA(), b.linkA())
           && std::ranges::equal(a.linkB(), b.linkB()) && std::ranges::equal(a.linkBandwidth(), b.linkBandwidth()) && std::ranges::equal(a.linkGroup(), b.linkGroup())
           && std::ranges::equal(a.linkMedium(), b.linkMedium()) && sameTorus(a.torus(), b.torus());
}

void addProvenance(ordered_json& part, const Provenance& provenance)
{
    if (provenance.status != FactStatus::Unstated)
        part["status"] = kStatusWords[static_cast<std::size_t>(provenance.status)];
    if (!provenance.source.empty())
        part["source"] = provenance.source;
    if (!provenance.note.empty())
        part["note"] = provenance.note;
}

std::optional<ordered_json> parametricFabricText(const Fabric& fabric, const UnitTree& tree)
{
    switch (fabric.kind()) {
    case FabricKind::Torus: return torusText(fabric, tree);
    case FabricKind::Switched: return switchedText(fabric, tree);
    case FabricKind::FatTree:
    case FabricKind::Explicit: break;
    }
    return std::nullopt;
}

ordered_json fabricText(const Fabric& fabric, const UnitTree& tree)
{
    if (auto parametric = parametricFabricText(fabric, tree))
        return *std::move(parametric);
    return explicitFabricText(fabric, tree);
}

} // namespace podscape::clusterfile
