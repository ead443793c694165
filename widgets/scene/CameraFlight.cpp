#include "widgets/scene/CameraFlight.h"

#include "model/layout/EyeSpace.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace podscape {

namespace {

constexpr double kRho = 1.3;                 // how far out a long way leads; van Wijk and Nuij found people to like 1.42
constexpr double kSecondsPerLength = 0.4;
constexpr double kShortest = 0.4, kLongest = 2.5;
constexpr double kDegreesPerLength = 40;     // a turn counts as much as a way
constexpr int kSamples = 96;                 // of the path, to see what is in its way

double eased(double t) { return t * t * (3 - 2 * t); }
double smoothStep(double low, double high, double x) { return eased(std::clamp((x - low) / (high - low), 0.0, 1.0)); }

} // namespace

CameraFlight::CameraFlight(const CameraPose& from, const CameraPose& to) : m_from(from), m_to(to), m_reach((to.target - from.target).norm())
{
    // Equations (5) and (9) of the paper, w the distance of the target, u the way along the line between the targets.
    const double w0 = from.distance, w1 = to.distance, rho2 = kRho * kRho;
    if (m_reach > 1e-6 * std::max(w0, w1)) {
        const auto r = [&](double w, double sign) {
            const double b = (w1 * w1 - w0 * w0 + sign * rho2 * rho2 * m_reach * m_reach) / (2 * w * rho2 * m_reach);
            return std::asinh(-b);   // the paper's ln(√(b² + 1) − b), without its loss of digits
        };
        m_r0 = r(w0, 1);
        m_length = (r(w1, -1) - m_r0) / kRho;
    } else {
        m_reach = 0;
        m_length = std::abs(std::log(w1 / w0)) / kRho;
    }
    const double turn = std::hypot(std::remainder(to.azimuth - from.azimuth, 360.0), to.elevation - from.elevation) / kDegreesPerLength;
    m_seconds = std::clamp(kSecondsPerLength * std::hypot(m_length, turn), kShortest, kLongest);
}

CameraFlight::CameraFlight(const CameraPose& from, const CameraPose& to, const Layout& obstacles) : CameraFlight(from, to)
{
    if (!to.parallel && !isClear(obstacles))
        rise(obstacles);
}

CameraPose CameraFlight::plain(double way) const
{
    CameraPose pose = blend(m_from, m_to, way);
    if (m_reach == 0 || way <= 0 || way >= 1)
        return pose;
    const double s = way * m_length, w0 = m_from.distance;
    const double u = w0 / (kRho * kRho) * (std::cosh(m_r0) * std::tanh(kRho * s + m_r0) - std::sinh(m_r0));
    pose.distance = w0 * std::cosh(m_r0) / std::cosh(kRho * s + m_r0);
    pose.target = m_from.target + std::clamp(u / m_reach, 0.0, 1.0) * (m_to.target - m_from.target);
    return pose;
}

// Straight up from where the eye is, then the plain way moved up, then straight down to where it should be.
CameraPose CameraFlight::lifted(double way) const
{
    CameraPose pose = plain(way);
    const Eigen::Vector3d eye = pose.eye(), end = (way < 0.5 ? m_from : m_to).eye();
    const double z = eye.z() + 4 * m_lift * way * (1 - way);
    const double share = smoothStep(m_safeHeight, m_safeHeight + m_margin, z);
    pose.target += Eigen::Vector3d((1 - share) * (end.x() - eye.x()), (1 - share) * (end.y() - eye.y()), z - eye.z());
    return pose;
}

CameraPose CameraFlight::at(double share) const
{
    if (share <= 0 || share >= 1)
        return share <= 0 ? m_from : m_to;
    const double way = eased(share);
    return m_isLifted ? lifted(way) : plain(way);
}

bool CameraFlight::isClear(const Layout& obstacles) const
{
    Eigen::Vector3d last = m_from.eye();
    for (int i = 1; i <= kSamples; ++i) {
        const Eigen::Vector3d next = at(double(i) / kSamples).eye();
        if (crossesBlock(obstacles, last, next))
            return false;
        last = next;
    }
    return true;
}

void CameraFlight::rise(const Layout& obstacles)
{
    Eigen::AlignedBox2d under;
    for (int i = 0; i <= kSamples; ++i)
        under.extend(plain(double(i) / kSamples).eye().head<2>().eval());
    const auto highest = highestWithin(obstacles, under);
    if (!highest)
        return;
    m_margin = std::max(0.25 * (*highest - obstacles.bounds.min().z()), 3 * kEyeRoom);
    m_safeHeight = *highest + kEyeRoom;
    m_lift = std::max(0.0, m_safeHeight + m_margin - plain(0.5).eye().z());
    m_isLifted = true;
    m_seconds = std::clamp(m_seconds + kSecondsPerLength * m_lift / std::max(plain(0.5).distance, 1e-6), kShortest, kLongest);
}

} // namespace podscape
