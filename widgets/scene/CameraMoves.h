#pragma once

#include "widgets/scene/CameraPose.h"

namespace podscape {

// Moves by hand that keep a point of the scene where it is on screen: what is under the cursor stays under it. Lengths in scene units,
// angles in degrees, pixels are logical. Pure arithmetic, in perspective and orthographic alike.

[[nodiscard]] double depthOf(const CameraPose& pose, const Eigen::Vector3d& point);   // before the eye, along the view axis

// The same picture with its target as far away as `point`, so that sizes and speeds are those of what is looked at. In perspective a point
// behind the eye changes nothing.
[[nodiscard]] CameraPose focusedOn(const CameraPose& pose, const Eigen::Vector3d& point);

[[nodiscard]] CameraPose zoomedAbout(const CameraPose& pose, const Eigen::Vector3d& point, double factor);   // factor > 1 goes nearer
[[nodiscard]] CameraPose orbitedAbout(const CameraPose& pose, const Eigen::Vector3d& point, double azimuth, double elevation);
[[nodiscard]] CameraPose pannedBy(const CameraPose& pose, double dxPx, double dyPx, double heightPx);        // at the target's distance

// How much of a zoom by `factor` is left when half of the frame's height at the target must stay between two lengths. A pose that is already
// beyond one of them may only come back.
[[nodiscard]] double limitedZoom(const CameraPose& pose, double factor, double nearest, double farthest);

// What a box of this size measures along the frame's height.
[[nodiscard]] double heightSeen(const CameraPose& pose, const Eigen::Vector3d& size);

} // namespace podscape
