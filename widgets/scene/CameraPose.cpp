#include "widgets/scene/CameraPose.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <vector>

namespace podscape {

namespace {

double radians(double degrees) { return degrees * std::numbers::pi / 180; }

const double kTanHalf = std::tan(radians(CameraPose::kViewAngle / 2));

} // namespace

Eigen::Vector3d CameraPose::toEye() const
{
    const double a = radians(azimuth), e = radians(elevation);
    return {std::sin(a) * std::cos(e), -std::cos(a) * std::cos(e), std::sin(e)};
}

Eigen::Vector3d CameraPose::right() const
{
    const double a = radians(azimuth);
    return {std::cos(a), std::sin(a), 0};
}

Eigen::Vector3d CameraPose::up() const { return toEye().cross(right()); }

double CameraPose::halfHeight() const { return distance * kTanHalf; }

CameraPose CameraPose::framing(const Box& box, double aspect, double topShare) const
{
    return framing(std::span(&box, 1), aspect, topShare);
}

CameraPose CameraPose::framing(std::span<const Box> boxes, double aspect, double topShare) const
{
    CameraPose pose = *this;
    Box all;
    std::vector<Eigen::Vector3d> corners;
    for (const Box& box : boxes) {
        all.extend(box);
        for (int corner = 0; corner < 8 && !box.isEmpty(); ++corner)
            corners.push_back(box.corner(static_cast<Box::CornerType>(corner)).cast<double>());
    }
    pose.target = all.center().cast<double>();
    const Eigen::Vector3d r = right(), u = up(), back = toEye();
    // Two rounds: the first finds the distance, the second recentres on what perspective makes of the box.
    for (int round = 0; round < 3; ++round) {
        double needed = 0;
        Eigen::Vector2d low(1e300, 1e300), high(-1e300, -1e300);
        for (const Eigen::Vector3d& corner : corners) {
            const Eigen::Vector3d p = corner - pose.target;
            const double depth = parallel ? 0 : p.dot(back);
            needed = std::max({needed, std::abs(p.dot(r)) / (kTanHalf * aspect) + depth, std::abs(p.dot(u)) / kTanHalf + depth});
            const double away = std::max(pose.distance - depth, 1e-9);
            const Eigen::Vector2d seen = round == 0 ? Eigen::Vector2d::Zero().eval() : Eigen::Vector2d(p.dot(r) / away, p.dot(u) / away);
            low = low.cwiseMin(seen);
            high = high.cwiseMax(seen);
        }
        pose.distance = std::max(needed * 1.08, 1e-3);
        const Eigen::Vector2d off = (low + high) / 2 * pose.distance;
        pose.target += off.x() * r + off.y() * u;
    }
    pose.distance /= 1 - topShare;
    pose.target += topShare * pose.halfHeight() * u;
    return pose;
}

double apparentSide(const Eigen::Vector3f& size)
{
    const Eigen::Vector3d s = size.cast<double>();
    return std::sqrt(std::min({s.x() * s.y(), s.y() * s.z(), s.x() * s.z()}));
}

CameraPose blend(const CameraPose& from, const CameraPose& to, double t)
{
    if (t >= 1)
        return to;   // exactly, whatever rounding says
    CameraPose pose = to;
    pose.target = from.target + t * (to.target - from.target);
    pose.distance = from.distance * std::pow(to.distance / from.distance, t);
    pose.azimuth = from.azimuth + t * std::remainder(to.azimuth - from.azimuth, 360.0);
    pose.elevation = from.elevation + t * (to.elevation - from.elevation);
    return pose;
}

Projector::Projector(const CameraPose& pose, double widthPx, double heightPx, double backOff)
    : m_eye(pose.eye() + backOff * pose.toEye()), m_right(pose.right()), m_up(pose.up()), m_forward(-pose.toEye()), m_width(widthPx), m_height(heightPx),
      m_scale(heightPx / 2 / (pose.parallel ? pose.halfHeight() : kTanHalf)), m_parallel(pose.parallel)
{
}

std::optional<Eigen::Vector2d> Projector::toPixel(const Eigen::Vector3d& point) const
{
    const Eigen::Vector3d p = point - m_eye;
    const double depth = p.dot(m_forward);
    if (depth <= 0 && !m_parallel)
        return std::nullopt;
    const double scale = m_parallel ? m_scale : m_scale / depth;
    return Eigen::Vector2d(m_width / 2 + p.dot(m_right) * scale, m_height / 2 - p.dot(m_up) * scale);
}

Ray Projector::rayAt(double xPx, double yPx) const
{
    const double x = (xPx - m_width / 2) / m_scale, y = (m_height / 2 - yPx) / m_scale;
    const Eigen::Vector3d offset = x * m_right + y * m_up;
    if (m_parallel)
        return {(m_eye + offset).cast<float>(), m_forward.cast<float>()};
    return {m_eye.cast<float>(), (m_forward + offset).cast<float>()};
}

double Projector::pixelsPerUnit(const Eigen::Vector3d& point) const
{
    return m_parallel ? m_scale : m_scale / std::max((point - m_eye).dot(m_forward), 1e-9);
}

bool Projector::sees(const Box& box) const
{
    const Eigen::Vector3d least = box.min().cast<double>() - m_eye, most = box.max().cast<double>() - m_eye;
    const auto reaches = [&](const Eigen::Vector3d& inwards, double offset) { return (inwards.array() > 0).select(most, least).dot(inwards) + offset >= 0; };
    // The frame's side is this far from its middle: at distance 1, or anywhere.
    const auto isWithin = [&](const Eigen::Vector3d& side, double halfPx) {
        const double half = halfPx / m_scale;
        return m_parallel ? reaches(-side, half) : reaches(half * m_forward - side, 0);
    };
    return !box.isEmpty() && (m_parallel || reaches(m_forward, 0)) && isWithin(m_right, m_width / 2) && isWithin(-m_right, m_width / 2) && isWithin(m_up, m_height / 2)
           && isWithin(-m_up, m_height / 2);
}

} // namespace podscape
