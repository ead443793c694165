#include "model/io/clusterfile/ClusterFileKeys.h"
#include "model/io/clusterfile/Sections.h"

#include <algorithm>

namespace podscape::clusterfile {

namespace {

constexpr double kLongestMetres = 1e4;   // beyond it a float cannot tell trays apart

double metres(const JsonCursor& value, double min)
{
    const double length = value.quantity(Dimension::Length);
    if (!value.reading().failed() && (length < min || length > kLongestMetres))
        value.fail(ErrorCode::Value, "a length from " + formatQuantity(min, Dimension::Length) + " to " + formatQuantity(kLongestMetres, Dimension::Length));
    return length;
}

// The units that are drawn as one block: a level named rack when there is one, else the parents of the leaves' parents in a tree that
// is deep enough, else the leaves' parents.
int defaultBlockLevel(const UnitTree& tree)
{
    if (const auto rack = tree.levelNamed("rack"))
        return *rack;
    return std::max(0, tree.leafLevel() - (tree.levelCount() > 3 ? 2 : 1));
}

} // namespace

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
        if (size->size() != 3)
            size->fail(ErrorCode::Schema, "width, depth and height", "For example [\"0.6 m\", \"1.2 m\", \"2.2 m\"].");
        for (std::size_t i = 0; i < 3 && !size->reading().failed(); ++i)
            plan.blockSizeMetres[i] = metres(size->item(i), 0.001);
        plan.pitchMetres = plan.blockSizeMetres[0];
    }
    if (const auto slots = floor->find("slots")) {
        if (slots->size() != 3)
            slots->fail(ErrorCode::Schema, "slots across, deep and high", "For example [4, 1, 16].");
        for (std::size_t i = 0; i < 3 && !slots->reading().failed(); ++i)
            plan.slotGrid[i] = slots->item(i).whole(1, 65'535);
        const std::uint64_t cells = std::uint64_t(plan.slotGrid[0]) * plan.slotGrid[1] * plan.slotGrid[2];
        std::uint32_t chips = 0;
        for (std::uint32_t i = 0; i < tree.unitCount(plan.blockLevel); ++i)
            chips = std::max(chips, tree.chips({static_cast<std::uint16_t>(plan.blockLevel), i}).size());
        constexpr std::uint64_t kEmptyShare = 64;   // a rack that is nearly all blank is a mistake and costs memory
        if (!slots->reading().failed() && (cells < chips || cells > kEmptyShare * std::max(chips, 64u)))
            slots->fail(ErrorCode::Value, "slots for the " + formatCount(chips) + ' ' + tree.levelName(tree.leafLevel()) + "s of the largest " + tree.levelName(plan.blockLevel),
                        formatCount(static_cast<long long>(cells)) + " slots", "The three numbers multiply to the slots of one block.");
    }
    plan.blocksPerRow = floor->wholeOr("perRow", 1, UnitTree::kMaxChips, 0);
    if (const auto pitch = floor->find("pitch"))
        plan.pitchMetres = metres(*pitch, plan.blockSizeMetres[0]);
    if (const auto aisle = floor->find("coldAisle"))
        plan.coldAisleMetres = metres(*aisle, 0);
    if (const auto aisle = floor->find("hotAisle"))
        plan.hotAisleMetres = metres(*aisle, 0);
    plan.provenance = readProvenance(*floor);
    return plan;
}

} // namespace podscape::clusterfile
