#pragma once

#include "widgets/draw/DrawList.h"
#include "widgets/scene/CameraPose.h"

#include <optional>

namespace podscape {

// The edge of a box's top that is farthest up on screen, where a heading over the box goes.
struct UpperEdge
{
    PointPx at;              // on the edge, half way between the left and the right end of what is in the frame
    float widthPx = 0;       // of what is in the frame
    double nearest = 0;      // depth of the box's nearest corner: what hides the edge is before it
};

// Nothing where the edge is out of the frame or behind the eye. Moves without a jump while the camera does.
[[nodiscard]] std::optional<UpperEdge> upperEdge(const Box& box, const Projector& projector);

} // namespace podscape
