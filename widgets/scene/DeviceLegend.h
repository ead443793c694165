#pragma once

#include "model/layout/RayPicker.h"
#include "widgets/draw/DrawList.h"
#include "widgets/draw/Theme.h"
#include "widgets/scene/CameraPose.h"

#include <vector>

namespace podscape {

// Contents of slots and racks that are large enough on screen to be told apart: layers of racks when one is 3 px high, racks of one content
// when they are 5 px wide. In the order of CellContent.
[[nodiscard]] std::vector<std::int32_t> visibleDevices(const Layout& layout, const Projector& projector, const RayPicker& picker);

// A card of this width with a swatch and a word for each.
[[nodiscard]] DrawList deviceLegend(const std::vector<std::int32_t>& devices, const Theme& theme, PointPx corner, float width);
[[nodiscard]] float deviceLegendHeight(std::size_t devices);

} // namespace podscape
