#include "model/io/clusterfile/ClusterFileKeys.h"
#include "model/io/clusterfile/FloorParts.h"
#include "model/io/clusterfile/Sections.h"

#include <algorithm>

namespace podscape::clusterfile {

namespace {

constexpr double kLongestMetres = 1e4;   // beyond it a float cannot tell trays apart
constexpr double kShortestMetres = 0.001;

// The units that are drawn as one block: a level named rack when there is one, else the parents of the leaves' parents in a tree that
// is deep enough, else the leaves' parents.
int defaultBlockLevel(const UnitTree& tree)
{
    if (const auto rack = tree.levelNamed("rack"))
        return *rack;
    return std::max(0, tree.leafLevel() - (tree.levelCount() > 3 ? 2 : 1));
}

void readSlots(const JsonCursor& slots, const UnitTree& tree, FloorPlan& plan)
{
    if (slots.size() != 3)
        slots.fail(ErrorCode::Schema, "slots across, deep and high", "For example [4, 1, 16].");
    for (std::size_t i = 0; i < 3 && !slots.reading().failed(); ++i)
        plan.slotGrid[i] = slots.item(i).whole(1, 65'535);
    if (slots.reading().failed())
        return;
    const std::uint64_t count = std::uint64_t(plan.slotGrid[0]) * plan.slotGrid[1] * plan.slotGrid[2];
    const std::uint32_t chips = mostUnitsWithin(tree, plan.blockLevel, tree.leafLevel());
    constexpr std::uint64_t kEmptyShare = 8;   // a rack that is nearly all blank is a mistake and costs memory
    if (count < chips || count > kEmptyShare * std::max(chips, 8u))
        slots.fail(ErrorCode::Value, "slots for the " + formatCount(chips) + ' ' + tree.levelName(tree.leafLevel()) + "s of the largest " + tree.levelName(plan.blockLevel),
                   formatCount(static_cast<long long>(count)) + " slots", "The three numbers multiply to the slots of one block.");
}

void readRows(const JsonCursor& floor, const UnitTree& tree, FloorPlan& plan)
{
    if (const auto perRow = floor.find("perRow")) {
        plan.blocksPerRow = perRow->whole(1, UnitTree::kMaxChips);
        const int rowsIn = std::max(0, plan.blockLevel - 1);
        const std::uint32_t most = mostUnitsWithin(tree, rowsIn, plan.blockLevel);
        if (!perRow->reading().failed() && plan.blocksPerRow > most)
            perRow->fail(ErrorCode::Value, "at most the " + formatCount(most) + ' ' + tree.levelName(plan.blockLevel) + "s that the largest " + tree.levelName(rowsIn) + " has",
                         "Rows are formed within each " + tree.levelName(rowsIn) + '.');
    }
    if (const auto pitch = floor.find("pitch"))
        plan.pitchMetres = readMetres(*pitch, kShortestMetres);
    if (const auto aisle = floor.find("coldAisle"))
        plan.coldAisleMetres = readMetres(*aisle, 0);
    if (const auto aisle = floor.find("hotAisle"))
        plan.hotAisleMetres = readMetres(*aisle, 0);
}

} // namespace

double readMetres(const JsonCursor& value, double min)
{
    const double length = value.quantity(Dimension::Length);
    if (!value.reading().failed() && (length < min || length > kLongestMetres))
        value.fail(ErrorCode::Value, "a length from " + formatQuantity(min, Dimension::Length) + " to " + formatQuantity(kLongestMetres, Dimension::Length));
    return length;
}

std::array<double, 3> readSize(const JsonCursor& value)
{
    std::array<double, 3> size{};
    if (value.size() != 3)
        value.fail(ErrorCode::Schema, "width, depth and height", "For example [\"0.6 m\", \"1.2 m\", \"2.2 m\"].");
    for (std::size_t i = 0; i < 3 && !value.reading().failed(); ++i)
        size[i] = readMetres(value.item(i), kShortestMetres);
    return size;
}

std::uint32_t mostUnitsWithin(const UnitTree& tree, int outer, int inner)
{
    std::uint32_t most = 0;
    for (std::uint32_t i = 0; i < tree.unitCount(outer); ++i)
        most = std::max(most, tree.unitsWithin({static_cast<std::uint16_t>(outer), i}, inner).size());
    return most;
}

FloorPlan readFloor(const JsonCursor& file, const UnitTree& tree)
{
    FloorPlan plan;
    plan.blockLevel = defaultBlockLevel(tree);
    const auto floor = file.find("floor");
    if (!floor)
        return plan;
    floor->expectKeys(kFloorKeys);
    if (const auto block = floor->find("block"))
        plan.blockLevel = readLevel(*block, tree);
    if (const auto size = floor->find("size")) {
        plan.stated = true;
        plan.blockSizeMetres = readSize(*size);
        plan.pitchMetres = plan.blockSizeMetres[0];
    }
    if (const auto slots = floor->find("slots"))
        readSlots(*slots, tree, plan);
    readElevation(*floor, plan);
    readRows(*floor, tree, plan);
    readService(*floor, tree, plan);
    readLevelPlans(*floor, tree, plan);
    readPlaces(*floor, tree, plan);
    plan.provenance = readProvenance(*floor);
    return plan;
}

} // namespace podscape::clusterfile
