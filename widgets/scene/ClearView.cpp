#include "widgets/scene/ClearView.h"

#include "model/layout/EyeSpace.h"

#include <algorithm>
#include <cmath>

namespace podscape {

namespace {

constexpr double kElevations[] = {15, 30, 45, 60, 75, 89.9};   // degrees
constexpr double kFartherBy = 1.15;
constexpr int kSteps = 80;                                     // 70,000 times as far: out of any layout

constexpr int kStepsOutOfARack = 12;
constexpr double kSteepestAtAFace = 40, kFacingElevation = 12;   // from higher up one sees the top of a rack, and nothing of a tray in it

// A tray or a chip, not a rack.
bool isInsideOfABlock(const Layout& layout, const Box& unit)
{
    const Eigen::Vector3f centre = unit.center();
    return std::ranges::any_of(layout.blocks, [&](const LatticeBlock& block) {
        const Box box(block.min, (block.min + block.size).eval());
        return box.contains(centre) && box.volume() > 1.5f * unit.volume();
    });
}

// The upright side that looks to the eye, a little thick: what is behind it is hidden by itself.
Box faceOf(const Box& unit, const Eigen::Vector3d& toEye)
{
    Box face = unit;
    const int axis = std::abs(toEye.x()) > std::abs(toEye.y()) ? 0 : 1;
    const float thickness = 0.02f * unit.sizes()[axis];
    if (toEye[axis] > 0)
        face.min()[axis] = unit.max()[axis] - thickness;
    else
        face.max()[axis] = unit.min()[axis] + thickness;
    return face;
}

bool isOpen(const Layout& layout, const Eigen::Vector3d& eye)
{
    return !isInBlock(layout, eye, 2 * kEyeRoom) && hasOpenSky(layout, eye);
}

} // namespace

CameraPose clearView(const CameraPose& from, const Layout& layout, const Box& unit, const Box& frame, double aspect, double topShare)
{
    return clearView(from, layout, unit, std::span(&frame, 1), aspect, topShare);
}

CameraPose clearView(const CameraPose& from, const Layout& layout, const Box& unit, std::span<const Box> frame, double aspect, double topShare)
{
    const CameraPose wanted = from.framing(frame, aspect, topShare);
    if (wanted.parallel)
        return wanted;   // looks past everything
    const bool isWithin = layout.solidBlocks && isInsideOfABlock(layout, unit);
    const auto isClear = [&](const CameraPose& pose) { return isOpen(layout, pose.eye()) && isInSight(layout, pose.eye(), isWithin ? faceOf(unit, pose.toEye()) : unit); };
    if ((!isWithin || from.elevation <= kSteepestAtAFace) && isClear(wanted))
        return wanted;
    for (const std::span<const Box> seen : {frame, std::span(&unit, 1)})   // alone, an aisle has room enough for it
        for (const double turn : {0., 90., -90., 180.}) {
            CameraPose facing = from;
            facing.azimuth = 90 * std::round(from.azimuth / 90) + turn;
            facing.elevation = std::clamp(from.elevation, 0., kFacingElevation);
            facing = facing.framing(seen, aspect, topShare);
            for (int step = 0; isWithin && step < kStepsOutOfARack && !isOpen(layout, facing.eye()); ++step)
                facing.distance *= kFartherBy;   // a chip is deep in its rack
            if (isWithin && isClear(facing))
                return facing;
        }
    for (const double elevation : kElevations) {
        CameraPose higher = from;
        higher.elevation = elevation;
        if (elevation > from.elevation && isClear(higher = higher.framing(frame, aspect, topShare)))
            return higher;
    }
    CameraPose farther = wanted;
    for (int step = 0; step < kSteps && !isOpen(layout, farther.eye()); ++step)
        farther.distance *= kFartherBy;
    return farther;
}

} // namespace podscape
