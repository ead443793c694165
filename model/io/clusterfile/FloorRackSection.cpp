// What is inside racks, bottom to top, and the racks that hold no chips:
//   "slots": [4, 1, 18], "elevation": [["power", 4], ["chips", 8], ["switch", 9], ["chips", 10], ["power", 4]],
//   "service": [{"name": "optical switches", "holds": "circuit", "per": "superpod", "count": 4}]
#include "model/io/clusterfile/ClusterFileKeys.h"
#include "model/io/clusterfile/FloorParts.h"
#include "model/io/clusterfile/Sections.h"

#include <algorithm>
#include <numeric>

namespace podscape::clusterfile {

namespace {

constexpr std::uint32_t kMostLayers = 1'000;            // of one rack; a rack has about 50 units of height
constexpr std::uint64_t kMostServiceRacks = 1u << 20;

std::uint64_t racksOf(const ServiceRacks& service, const UnitTree& tree, int blockLevel)
{
    const std::uint64_t served = tree.unitCount(service.level);
    return service.count > 0 ? served * service.count : tree.unitCount(blockLevel) / service.every;
}

void readHowMany(const JsonCursor& part, const UnitTree& tree, int blockLevel, ServiceRacks& service)
{
    if (part.has("count") == part.has("every"))
        return part.fail(ErrorCode::Schema, "\"count\" or \"every\"", part.has("count") ? "both" : "neither",
                         "\"count\" racks stand after each " + tree.levelName(service.level) + ", or one after \"every\" so many " + tree.levelName(blockLevel) + "s.");
    if (const auto count = part.find("count"))
        service.count = count->whole(1, UnitTree::kMaxChips);
    if (const auto every = part.find("every")) {
        service.every = every->whole(1, UnitTree::kMaxChips);
        const std::uint32_t most = mostUnitsWithin(tree, service.level, blockLevel);
        if (!part.reading().failed() && service.every > most)
            every->fail(ErrorCode::Value, "at most the " + formatCount(most) + ' ' + tree.levelName(blockLevel) + "s that the largest " + tree.levelName(service.level) + " has",
                        "Otherwise there is none at all.");
    }
}

ServiceRacks readServiceRacks(const JsonCursor& part, const UnitTree& tree, int blockLevel)
{
    part.expectKeys(kServiceKeys);
    ServiceRacks service;
    service.name = part.at("name").text();
    const auto first = static_cast<std::size_t>(kServiceWords.data() - kRackContentWords.data());
    service.holds = static_cast<RackContent>(first + part.at("holds").oneOf(kServiceWords));
    const JsonCursor per = part.at("per");
    service.level = readLevel(per, tree);
    if (!part.reading().failed() && service.level > blockLevel)
        per.fail(ErrorCode::Value, "a level above \"" + tree.levelName(blockLevel) + "\", or that one", "Racks serve racks or what holds racks.");
    if (part.reading().failed())
        return service;
    readHowMany(part, tree, blockLevel, service);
    if (const auto size = part.find("size"))
        service.sizeMetres = readSize(*size);
    service.provenance = readProvenance(part);
    return service;
}

} // namespace

void readElevation(const JsonCursor& floor, FloorPlan& plan)
{
    const auto list = floor.find("elevation");
    if (!list)
        return;
    if (!floor.has("slots"))
        return list->fail(ErrorCode::Schema, "\"slots\" beside \"elevation\"", "none", "The layers of chips are the slots high, for example [4, 1, 18].");
    std::uint32_t layers = 0, chipLayers = 0;
    for (std::size_t i = 0; i < list->size() && !list->reading().failed(); ++i) {
        const JsonCursor pair = list->item(i);
        if (!pair.isList() || pair.size() != 2)
            return pair.fail(ErrorCode::Schema, "a content and its layers", "For example [\"switch\", 9].");
        const auto content = static_cast<RackContent>(pair.item(0).oneOf(kLayerWords));
        plan.elevation.push_back({content, pair.item(1).whole(1, kMostLayers)});
        layers += plan.elevation.back().layers;
        chipLayers += content == RackContent::Chips ? plan.elevation.back().layers : 0;
        if (layers > kMostLayers)
            return pair.fail(ErrorCode::Limit, "at most " + formatCount(kMostLayers) + " layers in a rack", formatCount(layers), "A layer is one tray or one unit of height.");
    }
    if (!list->reading().failed() && chipLayers != plan.slotGrid[2])
        list->fail(ErrorCode::Value, formatCount(plan.slotGrid[2]) + " layers of chips, as in \"slots\"", formatCount(chipLayers), "The layers of \"chips\" add up to the third of the slots.");
}

void readService(const JsonCursor& floor, const UnitTree& tree, FloorPlan& plan)
{
    const auto list = floor.find("service");
    if (!list)
        return;
    std::uint64_t racks = 0;
    for (std::size_t i = 0; i < list->size() && !list->reading().failed(); ++i) {
        ServiceRacks service = readServiceRacks(list->item(i), tree, plan.blockLevel);
        if (list->reading().failed())
            return;
        if (std::ranges::find(plan.service, service.name, &ServiceRacks::name) != plan.service.end())
            return list->item(i).at("name").fail(ErrorCode::Schema, "a name that is used once", "Rename one of the two.");
        racks += racksOf(service, tree, plan.blockLevel);
        if (racks > kMostServiceRacks)
            return list->item(i).fail(ErrorCode::Limit, "at most " + formatCount(kMostServiceRacks) + " service racks", formatCount(static_cast<long long>(racks)), "Reduce a count.");
        plan.service.push_back(std::move(service));
    }
}

} // namespace podscape::clusterfile
