#include "widgets/scene/CameraMotion.h"

#include "widgets/scene/CameraMoves.h"

#include <cmath>
#include <utility>

namespace podscape {

namespace {

constexpr double kZoomSeconds = 0.04;    // time constant: 95 % of a turn of the wheel are done after 120 ms
constexpr double kAheadSeconds = 0.15;   // time constant
constexpr double kZoomRest = 1e-3;       // of a logarithm: less than a pixel at the frame's edge

} // namespace

void CameraMotion::stop()
{
    flight.reset();
    grabbed.reset();
    aim.reset();
    zoomLeft = 0;
}

void CameraMotion::fly(CameraFlight next)
{
    stop();
    flight = std::move(next);
    inFlight = 0;
}

CameraPose CameraMotion::advance(CameraPose pose, double seconds, double farthest)
{
    if (flight) {
        inFlight += seconds;
        pose = flight->at(inFlight / flight->seconds());
        if (inFlight >= flight->seconds())
            flight.reset();
    } else if (zoomLeft != 0 && aim) {
        const double step = std::abs(zoomLeft) < kZoomRest ? zoomLeft : zoomLeft * (1 - std::exp(-seconds / kZoomSeconds));
        pose = zoomedAt(pose, *aim, std::exp(step), farthest);
        zoomLeft -= step;
    }
    return pose;
}

CameraPose CameraMotion::flyOn(const CameraPose& pose, double seconds, const CameraHold& middle, const Layout& layout)
{
    aim.reset();
    const CameraPose focused = focusedOn(pose, middle.point);   // sizes and the near plane follow what one comes near
    ahead = ahead > 0 ? ahead * std::pow(focused.distance / ahead, 1 - std::exp(-seconds / kAheadSeconds)) : focused.distance;
    return flown(focused, keys, layout, ahead, seconds);
}

CameraPose zoomedAt(const CameraPose& pose, const CameraHold& hold, double factor, double farthest)
{
    const CameraPose focused = focusedOn(pose, hold.point);
    return zoomedAbout(focused, hold.point, limitedZoom(focused, factor, hold.nearest, farthest));
}

} // namespace podscape
