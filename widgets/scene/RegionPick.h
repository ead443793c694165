#pragma once

#include "model/layout/RayPicker.h"
#include "model/select/ChipSet.h"
#include "widgets/scene/CameraPose.h"
#include "widgets/scene/PixelRegion.h"
#include "widgets/scene/UnitBoxes.h"

namespace podscape {

// What lies in a region of the frame, by arithmetic down the tree of units: a unit whose box projects into the region is taken whole, one
// outside is left, and only what the line crosses is looked into. A unit counts where its centre is. Everything along the line
// of sight counts, hidden or not, but for what is cut away or not in the layer that is shown.
struct RegionPick
{
    ChipSet chips;
    std::uint32_t blocks = 0;      // with at least one chip in it
    bool byChips = false;          // chips were large enough to tell them apart; else whole blocks are in or out

    // Chips smaller than this cannot be aimed at: blocks are taken or left as a whole.
    static constexpr double kChipPx = 4;

    [[nodiscard]] static RegionPick find(const PixelRegion& region, const Projector& projector, const Layout& layout, const UnitTree& tree, const UnitBoxes& boxes, const PickLimits& limits = {});
};

} // namespace podscape
