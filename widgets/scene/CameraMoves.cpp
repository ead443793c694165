#include "widgets/scene/CameraMoves.h"

#include <algorithm>

namespace podscape {

namespace {

constexpr double kSteepest = 89.9;   // degrees; at 90 "up" and the way to the eye are one

} // namespace

double depthOf(const CameraPose& pose, const Eigen::Vector3d& point)
{
    return (pose.eye() - point).dot(pose.toEye());
}

CameraPose focusedOn(const CameraPose& pose, const Eigen::Vector3d& point)
{
    const double depth = depthOf(pose, point);
    CameraPose focused = pose;
    if (pose.parallel) {
        focused.target += (pose.distance - depth) * pose.toEye();   // the distance is the size of what is seen, and stays
    } else if (depth > 0) {
        focused.target = pose.eye() - depth * pose.toEye();
        focused.distance = depth;
    }
    return focused;
}

CameraPose zoomedAbout(const CameraPose& pose, const Eigen::Vector3d& point, double factor)
{
    CameraPose zoomed = pose;
    zoomed.target = point + (pose.target - point) / factor;   // all of the camera shrinks towards the point
    zoomed.distance = pose.distance / factor;
    return zoomed;
}

CameraPose orbitedAbout(const CameraPose& pose, const Eigen::Vector3d& point, double azimuth, double elevation)
{
    CameraPose turned = pose;
    turned.azimuth = pose.azimuth + azimuth;
    turned.elevation = std::clamp(pose.elevation + elevation, -kSteepest, kSteepest);
    // The point keeps its coordinates in the camera's own frame.
    const Eigen::Vector3d away = pose.target - point;
    turned.target = point + away.dot(pose.right()) * turned.right() + away.dot(pose.up()) * turned.up() + away.dot(pose.toEye()) * turned.toEye();
    return turned;
}

CameraPose pannedBy(const CameraPose& pose, double dxPx, double dyPx, double heightPx)
{
    CameraPose panned = pose;
    const double unitsPerPixel = 2 * pose.halfHeight() / std::max(1.0, heightPx);
    panned.target += (-dxPx * pose.right() + dyPx * pose.up()) * unitsPerPixel;
    return panned;
}

double limitedZoom(const CameraPose& pose, double factor, double nearest, double farthest)
{
    const double half = pose.halfHeight();
    return factor > 1 ? std::min(factor, std::max(1.0, half / nearest)) : std::max(factor, std::min(1.0, half / farthest));
}

double heightSeen(const CameraPose& pose, const Eigen::Vector3d& size)
{
    return pose.up().cwiseAbs().dot(size);
}

} // namespace podscape
