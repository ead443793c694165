#include "model/io/clusterfile/FloorText.h"

#include "model/base/Units.h"
#include "model/io/clusterfile/FabricText.h"

#include <nlohmann/json.hpp>

namespace podscape::clusterfile {

namespace {

using nlohmann::ordered_json;

std::string metres(double value) { return exactQuantity(value, Dimension::Length); }

ordered_json sizeText(const std::array<double, 3>& size)
{
    return {metres(size[0]), metres(size[1]), metres(size[2])};
}

ordered_json serviceText(const ServiceRacks& service, const UnitTree& tree)
{
    ordered_json text{{"name", service.name}, {"holds", toText(service.holds)}, {"per", tree.levelName(service.level)}};
    text[service.count > 0 ? "count" : "every"] = service.count > 0 ? service.count : service.every;
    if (service.sizeMetres)
        text["size"] = sizeText(*service.sizeMetres);
    addProvenance(text, service.provenance);
    return text;
}

ordered_json placeText(const GivenPlace& place, const UnitTree& tree)
{
    ordered_json text{{"unit", tree.path(place.unit)}, {"at", {metres(place.atMetres[0]), metres(place.atMetres[1])}}};
    if (place.quarterTurns > 0)
        text["turn"] = 90 * place.quarterTurns;
    return text;
}

void addLevelPlans(ordered_json& text, const FloorPlan& floor, const UnitTree& tree)
{
    for (int level = 0; level < floor.blockLevel; ++level) {
        const LevelPlan plan = floor.levelPlan(level);
        if (plan.spacingMetres)
            text["spacing"][tree.levelName(level)] = metres(*plan.spacingMetres);
        if (plan.columns > 0)
            text["columns"][tree.levelName(level)] = plan.columns;
        if (plan.marginMetres)
            text["margins"][tree.levelName(level)] = metres(*plan.marginMetres);
    }
    if (floor.stack)
        text["stack"] = {{"level", tree.levelName(floor.stack->level)}, {"height", metres(floor.stack->heightMetres)}};
}

} // namespace

ordered_json floorText(const FloorPlan& floor, const UnitTree& tree)
{
    ordered_json text{{"block", tree.levelName(floor.blockLevel)}};
    if (floor.stated)
        text["size"] = sizeText(floor.blockSizeMetres);
    if (floor.slotGrid[0] > 0)
        text["slots"] = floor.slotGrid;
    for (const RackLayers& part : floor.elevation)
        text["elevation"].push_back(ordered_json::array({toText(part.content), part.layers}));
    if (floor.blocksPerRow > 0)
        text["perRow"] = floor.blocksPerRow;
    if (floor.stated) {
        text["pitch"] = metres(floor.pitchMetres);
        text["coldAisle"] = metres(floor.coldAisleMetres);
        text["hotAisle"] = metres(floor.hotAisleMetres);
    }
    for (const ServiceRacks& service : floor.service)
        text["service"].push_back(serviceText(service, tree));
    addLevelPlans(text, floor, tree);
    for (const GivenPlace& place : floor.places)
        text["places"].push_back(placeText(place, tree));
    addProvenance(text, floor.provenance);
    return text;
}

} // namespace podscape::clusterfile
