#pragma once

#include "widgets/draw/Theme.h"
#include "widgets/scene/LineActor.h"

#include "model/layout/Layout.h"

namespace podscape {

// A step of 1, 2 or 5 × 10^n so that `length` has about `count` of them.
[[nodiscard]] double roundStep(double length, double count);

// Lines on the floor around a layout, a step apart, every fifth a little stronger; in a lattice arrangement a quiet frame only.
[[nodiscard]] std::vector<LineActor::Line> floorGrid(const Layout& layout, const Theme& theme);

// Where the scale bar lies on the floor: along the front edge, its length a round number of metres. Empty where there are no metres.
struct ScaleBar
{
    Eigen::Vector3d from{0, 0, 0}, to{0, 0, 0};
    double metres = 0;
};
[[nodiscard]] ScaleBar scaleBar(const Layout& layout);

} // namespace podscape
