#include "model/base/Units.h"
#include "model/io/clusterfile/ClusterFileKeys.h"
#include "model/io/clusterfile/FabricText.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace podscape::clusterfile {

namespace {

using nlohmann::ordered_json;

// One value when all are equal, else the list.
template <class Range, class Write>
ordered_json columnText(const Range& values, Write write)
{
    if (!values.empty() && std::ranges::all_of(values, [&](const auto& v) { return v == values.front(); }))
        return write(values.front());
    ordered_json column = ordered_json::array();
    for (const auto& value : values)
        column.push_back(write(value));
    return column;
}

template <class T>
ordered_json listText(std::span<const T> values)
{
    return ordered_json(std::vector<T>(values.begin(), values.end()));
}

ordered_json switchesText(const Fabric& fabric, const UnitTree& tree)
{
    std::vector<std::string> names;
    std::vector<unsigned> tiers;
    std::vector<std::size_t> kinds;
    ordered_json units = ordered_json::array();
    bool anyUnit = false;
    for (const FabricSwitch& s : fabric.switches()) {
        names.push_back(s.name);
        tiers.push_back(s.tier);
        kinds.push_back(static_cast<std::size_t>(s.kind));
        units.push_back(s.unit ? ordered_json::array({tree.levelName(s.unit->level), s.unit->index}) : ordered_json());
        anyUnit |= s.unit.has_value();
    }
    ordered_json text{{"name", names}};
    text["tier"] = columnText(tiers, [](unsigned tier) { return ordered_json(tier); });
    if (std::ranges::any_of(kinds, [](std::size_t k) { return k != 0; }))
        text["kind"] = columnText(kinds, [](std::size_t k) { return ordered_json(kSwitchKindWords[k]); });
    if (anyUnit)
        text["unit"] = std::move(units);
    return text;
}

ordered_json rateText(float rate)
{
    return rate == 0 ? ordered_json() : ordered_json(exactQuantity(decimalOf(rate), Dimension::DataRate));   // null: unknown
}

ordered_json linksText(const Fabric& fabric)
{
    ordered_json text{{"a", listText(fabric.linkA())}, {"b", listText(fabric.linkB())}};
    if (std::ranges::any_of(fabric.linkBandwidth(), [](float rate) { return rate != 0; }))
        text["bandwidth"] = columnText(fabric.linkBandwidth(), rateText);
    if (std::ranges::any_of(fabric.linkGroup(), [](std::uint8_t group) { return group != 0; }))
        text["group"] = columnText(fabric.linkGroup(), [](std::uint8_t group) { return ordered_json(unsigned(group)); });
    if (std::ranges::any_of(fabric.linkMedium(), [](Medium medium) { return medium != Medium::Unknown; }))
        text["medium"] = columnText(fabric.linkMedium(), [](Medium medium) { return ordered_json(kMediumWords[static_cast<std::size_t>(medium)]); });
    return text;
}

ordered_json torusText(const TorusShape& torus, const UnitTree& tree)
{
    ordered_json text{{"instance", tree.levelName(torus.instanceLevel)}};
    for (int axis = 0; axis < torus.dimensions; ++axis) {
        text["shape"].push_back(torus.size[axis]);
        text["wraps"].push_back(torus.wraps[axis]);
    }
    for (const auto& at : torus.coordinates)
        text["coordinates"].push_back(at[0] + torus.size[0] * (at[1] + torus.size[1] * at[2]));
    return text;
}

} // namespace

ordered_json explicitFabricText(const Fabric& fabric, const UnitTree& tree)
{
    ordered_json text{{"name", fabric.name()}, {"kind", kKindWords[static_cast<std::size_t>(fabric.kind())]}, {"endpoints", tree.levelName(fabric.endpointLevel())}};
    if (!fabric.tierNames().empty())
        text["tiers"] = listText(fabric.tierNames());
    std::vector<std::string> groups;
    for (const LinkGroup& group : fabric.groups())
        groups.push_back(group.name);
    if (!groups.empty())
        text["groups"] = groups;
    addProvenance(text, fabric.provenance());
    if (fabric.torus())
        text["torus"] = torusText(*fabric.torus(), tree);
    if (!fabric.switches().empty())
        text["switches"] = switchesText(fabric, tree);
    text["links"] = linksText(fabric);
    return text;
}

} // namespace podscape::clusterfile
