#pragma once

#include "model/layout/RayPicker.h"
#include "widgets/draw/DrawList.h"
#include "widgets/scene/CameraPose.h"
#include "widgets/scene/LabelMemory.h"
#include "widgets/scene/SwitchPlaces.h"
#include "widgets/scene/UnitBoxes.h"
#include "widgets/state/ViewValues.h"

#include <span>
#include <string>

namespace podscape {

// What the links on the picture mean, for their legend.
struct LinkLegend
{
    bool hasLoads = false;
    std::string fabric;             // name of the fabric
    std::string coarseWords;        // "groups of 4 racks" where lines join these; empty where they join blocks or less
    Origin origin = Origin::Modelled;
    ColorScale scale;
};

// Everything flat over the 3D picture: caption, unit labels that never overlap, legends, scale bar, compass or lattice axes. Built for one
// camera and frame size; no toolkit, so it can be tested by looking at its shapes.
struct PodOverlay
{
    const ViewValues& values;
    const Layout& layout;
    const Projector& projector;
    const RayPicker& picker;        // labels of hidden units are left out
    const UnitBoxes& boxes;
    const SwitchPlaces& switches;
    const LinkLegend* links = nullptr;   // null: no links on the picture
    const TextMeasure& measure;
    bool showLabels = true;
    LabelMemory* memory = nullptr;       // of the frame before; null: names know no yesterday
    std::span<const UnitRef> alarms{};   // units to be named in the colour of alarms

    [[nodiscard]] DrawList build() const;
};

// "9,216 chips · 2,304 trays · 144 racks"
[[nodiscard]] std::string sizeText(const UnitTree& tree);

} // namespace podscape
