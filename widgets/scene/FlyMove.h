#pragma once

#include "model/layout/Layout.h"
#include "widgets/scene/CameraPose.h"

namespace podscape {

// Where someone wants to fly, as the keys that are held say: -1, 0 or 1 each way, relative to where the camera looks; up is up.
struct FlyMove
{
    int forward = 0, right = 0, up = 0;
    bool isFast = false;

    [[nodiscard]] bool isAny() const { return forward != 0 || right != 0 || up != 0; }
    bool operator==(const FlyMove&) const = default;
};

// The camera after flying for some seconds, as fast as fits what is `ahead` scene units in front of it. Slides along racks and stops before them, and
// before the floor of a building. An orthographic camera has no place of its own: forward makes things larger instead.
[[nodiscard]] CameraPose flown(const CameraPose& pose, const FlyMove& move, const Layout& layout, double ahead, double seconds);

} // namespace podscape
