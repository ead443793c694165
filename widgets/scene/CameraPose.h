#pragma once

#include "model/layout/Layout.h"
#include "model/layout/RayPicker.h"

#include <Eigen/Core>

#include <optional>
#include <span>

namespace podscape {

// Where the eye is: on a sphere around `target`. Angles in degrees: azimuth 0 looks north (+y) from the south, growing anticlockwise
// seen from above; elevation 90 looks straight down.
struct CameraPose
{
    static constexpr double kViewAngle = 30;   // vertical, degrees

    Eigen::Vector3d target{0, 0, 0};
    double distance = 1;
    double azimuth = -32;
    double elevation = 30;
    bool parallel = false;

    [[nodiscard]] Eigen::Vector3d toEye() const;      // unit vector from target to eye
    [[nodiscard]] Eigen::Vector3d eye() const { return target + distance * toEye(); }
    [[nodiscard]] Eigen::Vector3d right() const;
    [[nodiscard]] Eigen::Vector3d up() const;
    [[nodiscard]] double halfHeight() const;          // of what is seen at the target, in scene units

    // The same angles, near enough that the box fills the frame, centred; `aspect` is width / height. `topShare` of the frame's height is
    // left free above, for a caption.
    [[nodiscard]] CameraPose framing(const Box& box, double aspect, double topShare = 0) const;
    [[nodiscard]] CameraPose framing(std::span<const Box> boxes, double aspect, double topShare = 0) const;
};

// The side of a square as large as the smallest face of a box: what there is to see of it from any direction, in scene units.
[[nodiscard]] double apparentSide(const Eigen::Vector3f& size);

// Between two poses: 0 = from, 1 = to; angles the short way round, distance geometrically, so that a long way feels even.
[[nodiscard]] CameraPose blend(const CameraPose& from, const CameraPose& to, double t);

// A camera with a frame of pixels: scene points to logical pixels (origin top left) and back to rays. Rays begin at the eye, or `backOff` scene
// units behind it.
class Projector
{
public:
    Projector(const CameraPose& pose, double widthPx, double heightPx, double backOff = 0);

    [[nodiscard]] std::optional<Eigen::Vector2d> toPixel(const Eigen::Vector3d& point) const;   // nullopt behind the eye
    [[nodiscard]] Ray rayAt(double xPx, double yPx) const;
    [[nodiscard]] double pixelsPerUnit(const Eigen::Vector3d& point) const;                     // size of one scene unit there
    [[nodiscard]] bool sees(const Box& box) const;                                              // false: all of it is beside the frame or behind the eye
    [[nodiscard]] double depth(const Eigen::Vector3d& point) const { return (point - m_eye).dot(m_forward); }   // before the eye
    [[nodiscard]] bool isParallel() const { return m_parallel; }
    [[nodiscard]] double widthPx() const { return m_width; }
    [[nodiscard]] double heightPx() const { return m_height; }

private:
    Eigen::Vector3d m_eye, m_right, m_up, m_forward;
    double m_width, m_height, m_scale;   // pixels per unit at distance 1 (perspective) or anywhere (parallel)
    bool m_parallel;
};

} // namespace podscape
