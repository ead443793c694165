#pragma once

#include "model/layout/Layout.h"

#include <Eigen/Core>

#include <algorithm>
#include <array>

namespace podscape {

// What a camera sees, as arithmetic: for choosing what to draw. Scene units; pixels are those of the framebuffer that is drawn into.
struct LatticeView
{
    Eigen::Vector3f eye{0, 0, 0};
    Eigen::Vector3f forward{0, 1, 0};                  // where a parallel projection looks
    bool isParallel = false;
    float pixelsAtOne = 1;                             // size of one unit at distance 1, or anywhere in a parallel projection
    std::array<Eigen::Vector4f, 5> planes;             // left, right, bottom, top, near: a point is inside where (x, y, z, 1) · plane ≥ 0
    Box clip = Box(Eigen::Vector3f::Constant(-1e30f), Eigen::Vector3f::Constant(1e30f));   // nothing outside it is drawn

    [[nodiscard]] bool sees(const Box& box) const
    {
        return std::ranges::all_of(planes, [&](const Eigen::Vector4f& plane) {
            Eigen::Vector3f farthest = box.max();
            for (int axis = 0; axis < 3; ++axis)
                farthest[axis] = plane[axis] < 0 ? box.min()[axis] : box.max()[axis];
            return plane.head<3>().dot(farthest) + plane[3] >= 0;
        });
    }
    [[nodiscard]] float distanceTo(const Box& box) const { return box.exteriorDistance(eye); }   // to its nearest point; 0 inside
    // The most pixels that one unit covers anywhere in the box.
    [[nodiscard]] float pixelsPerUnit(const Box& box) const { return isParallel ? pixelsAtOne : pixelsAtOne / std::max(1e-6f, distanceTo(box)); }
    // Whether the face of a box on that side of the axis, at `at`, is turned to the eye.
    [[nodiscard]] bool facesEye(int axis, bool isUpper, float at) const
    {
        const float towards = isParallel ? -forward[axis] : eye[axis] - at;
        return isUpper ? towards > 0 : towards < 0;
    }
};

} // namespace podscape
