#include "widgets/scene/FlyMove.h"

#include "model/layout/EyeSpace.h"
#include "widgets/scene/CameraMoves.h"

#include <algorithm>
#include <cmath>

namespace podscape {

namespace {

constexpr double kSharePerSecond = 0.9;   // of what is ahead: one is there in about a second, and slows down on the way
constexpr double kFast = 4;
constexpr double kLeastAhead = 0.8;       // metres or chip steps: close to a rack one still gets along it
constexpr double kMostAhead = 1.5;        // extents of the layout

} // namespace

CameraPose flown(const CameraPose& pose, const FlyMove& move, const Layout& layout, double ahead, double seconds)
{
    if (!move.isAny() || layout.bounds.isEmpty())
        return pose;
    const double extent = layout.bounds.sizes().norm();
    const double reach = std::clamp(pose.parallel ? pose.distance : ahead, kLeastAhead, kMostAhead * extent);
    const double step = reach * kSharePerSecond * (move.isFast ? kFast : 1) * seconds;
    CameraPose next = pose;
    if (pose.parallel) {
        next.distance = std::clamp(pose.distance - move.forward * step, std::min(pose.distance, kLeastAhead), std::max(pose.distance, 20 * extent));
        next.target += step * (move.right * pose.right() + move.up * pose.up());
        return next;
    }
    const Eigen::Vector3d way = -move.forward * pose.toEye() + move.right * pose.right() + move.up * Eigen::Vector3d::UnitZ();
    if (way.norm() < 1e-9)   // forward and up at once, looking down
        return pose;
    const Eigen::Vector3d from = pose.eye();
    Eigen::Vector3d to = from + step * way.normalized();
    const double floor = layout.bounds.min().z() + kEyeRoom;
    if (layout.metric && from.z() >= floor)
        to.z() = std::max(to.z(), floor);
    next.target += slideAlong(layout, from, to) - from;
    return next;
}

} // namespace podscape
