#include "widgets/scene/ClearView.h"

#include "model/layout/EyeSpace.h"

namespace podscape {

namespace {

constexpr double kElevations[] = {15, 30, 45, 60, 75, 89.9};   // degrees
constexpr double kFartherBy = 1.15;
constexpr int kSteps = 80;                                     // 70,000 times as far: out of any layout

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
    const auto isClear = [&](const CameraPose& pose) { return isOpen(layout, pose.eye()) && isInSight(layout, pose.eye(), unit); };
    if (isClear(wanted))
        return wanted;
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
