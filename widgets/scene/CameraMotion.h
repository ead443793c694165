#pragma once

#include "widgets/scene/CameraFlight.h"
#include "widgets/scene/FlyMove.h"

#include <optional>

namespace podscape {

// Something of the scene under a pixel that a move by hand holds on to.
struct CameraHold
{
    double xPx = 0, yPx = 0;
    Eigen::Vector3d point{0, 0, 0};
    double nearest = 0;            // half height of the frame, in scene units, at which it is as large as it should get
};

// What moves the camera between two frames: a flight, a wheel that has turned faster than the picture follows, or keys that are held. One of
// them at a time.
struct CameraMotion
{
    std::optional<CameraFlight> flight;
    double inFlight = 0;             // seconds
    std::optional<CameraHold> grabbed;
    std::optional<CameraHold> aim; // of the last zoom: it stays while the cursor does
    double zoomLeft = 0;           // logarithm of the factor that is still to come

    FlyMove keys;
    double ahead = 0;              // scene units to what one flies towards, smoothed: it jumps from a rack to the floor behind it

    [[nodiscard]] bool isRunning() const { return flight || zoomLeft != 0 || keys.isAny(); }
    void stop();                   // where it is; the aim and what is grabbed are forgotten, keys stay held
    void fly(CameraFlight next);

    // Moves on by some seconds. With keys held: what is in the middle of the picture, and what one must not fly into.
    [[nodiscard]] CameraPose advance(CameraPose pose, double seconds, double farthest);
    [[nodiscard]] CameraPose flyOn(const CameraPose& pose, double seconds, const CameraHold& middle, const Layout& layout);
};

// Nearer or farther about what is held, within the limits.
[[nodiscard]] CameraPose zoomedAt(const CameraPose& pose, const CameraHold& hold, double factor, double farthest);

} // namespace podscape
