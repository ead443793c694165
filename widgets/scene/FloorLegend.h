#pragma once

#include "model/layout/RayPicker.h"
#include "widgets/draw/DrawList.h"
#include "widgets/draw/Theme.h"
#include "widgets/scene/CameraPose.h"

#include <string>
#include <vector>

namespace podscape {

struct FloorLegendEntry
{
    Rgba color;
    std::string word;
};

// What of the floor is large enough on screen to be told apart, with its colour: layers of racks when one is 3 px high, racks of one device
// when they are 5 px wide, aisles when they are drawn. Measured at what is in the middle of the picture.
[[nodiscard]] std::vector<FloorLegendEntry> floorLegendEntries(const Layout& layout, const Theme& theme, const Projector& projector, const RayPicker& picker);

// A card of this width with a swatch and a word for each entry.
[[nodiscard]] DrawList floorLegend(const std::vector<FloorLegendEntry>& entries, const Theme& theme, PointPx corner, float width);
[[nodiscard]] float floorLegendHeight(std::size_t entries);

} // namespace podscape
