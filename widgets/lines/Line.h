#pragma once

#include "widgets/draw/DrawList.h"

#include <Eigen/Core>

#include <vector>

namespace podscape {

// A straight line in space, or an arc: a parabola whose middle lies `bulge` beside the middle of the straight line.
struct Line
{
    Eigen::Vector3f from, to;
    Rgba color;
    Eigen::Vector3f bulge{0, 0, 0};
};

// The twelve edges of a box, moved outwards by `margin`.
void addBoxEdges(const Eigen::Vector3f& min, const Eigen::Vector3f& max, Rgba color, float margin, std::vector<Line>& lines);

} // namespace podscape
