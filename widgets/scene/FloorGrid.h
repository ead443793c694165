#pragma once

#include "widgets/draw/Theme.h"
#include "widgets/scene/CameraPose.h"
#include "widgets/lines/Line.h"

#include "model/layout/Layout.h"

namespace podscape {

// A step of 1, 2 or 5 × 10^n so that `length` has about `count` of them.
[[nodiscard]] double roundStep(double length, double count);

// The part of the floor that has fine grid lines: all of a layout from afar, the neighbourhood of what the camera looks at from near.
// Its corners are multiples of five steps, so it stays the same while the camera moves a little.
struct GridPatch
{
    float step = 0;                       // 0: no grid
    Eigen::Vector2f min{0, 0}, max{0, 0};
    bool operator==(const GridPatch&) const = default;
};
[[nodiscard]] GridPatch gridPatch(const Layout& layout, const CameraPose& pose);

// Lines of the patch a step apart, every fifth a little stronger; around a near patch the coarse ones of the whole floor.
[[nodiscard]] std::vector<Line> floorGrid(const Layout& layout, const GridPatch& patch, const Theme& theme);

// A round number of metres in the picture. Empty where there are no metres.
struct ScaleBar
{
    Eigen::Vector3d from{0, 0, 0}, to{0, 0, 0};
    double metres = 0;
};
[[nodiscard]] ScaleBar scaleBar(const Layout& layout);   // along the front edge

// The same while it can be read in the frame, else one on what is seen near the lower edge of the picture, a rack or the floor, along the
// axis seen best. In perspective a length is only true where it is.
[[nodiscard]] ScaleBar scaleBar(const Layout& layout, const Projector& projector, const RayPicker& picker);

} // namespace podscape
