#include "widgets/scene/PixelRegion.h"

#include <algorithm>

namespace podscape {

namespace {

constexpr double kBandsAtMost = 256;
constexpr double kStepPx = 1.5;   // points nearer to each other say nothing more

// Liang and Barsky, "A New Concept and Method for Line Clipping", 1984.
bool meets(const Eigen::Vector2d& from, const Eigen::Vector2d& to, const PixelRegion::Rect& rect)
{
    double enter = 0, leave = 1;
    for (int axis = 0; axis < 2; ++axis) {
        const double along = to[axis] - from[axis];
        if (along == 0) {
            if (from[axis] < rect.min()[axis] || from[axis] > rect.max()[axis])
                return false;
            continue;
        }
        const double a = (rect.min()[axis] - from[axis]) / along, b = (rect.max()[axis] - from[axis]) / along;
        enter = std::max(enter, std::min(a, b));
        leave = std::min(leave, std::max(a, b));
    }
    return enter <= leave;
}

} // namespace

PixelRegion::PixelRegion(std::vector<Eigen::Vector2d> points)
{
    for (const Eigen::Vector2d& point : points)
        if (m_points.empty() || (point - m_points.back()).norm() >= kStepPx)
            m_points.push_back(point);
    if (isEmpty())
        return;
    for (const Eigen::Vector2d& point : m_points)
        m_bounds.extend(point);
    m_bandPx = std::max(4.0, m_bounds.sizes().y() / kBandsAtMost);
    m_edgesOfBand.resize(bandOf(m_bounds.max().y()) + 1);
    for (std::uint32_t i = 0; i < m_points.size(); ++i) {
        const double y = m_points[i].y(), next = m_points[(i + 1) % m_points.size()].y();
        for (std::size_t band = bandOf(std::min(y, next)); band <= bandOf(std::max(y, next)); ++band)
            m_edgesOfBand[band].push_back(i);
    }
}

PixelRegion PixelRegion::box(Eigen::Vector2d corner, Eigen::Vector2d opposite)
{
    return PixelRegion({corner, {opposite.x(), corner.y()}, opposite, {corner.x(), opposite.y()}});
}

std::size_t PixelRegion::bandOf(double y) const
{
    return static_cast<std::size_t>(std::max(0.0, y - m_bounds.min().y()) / m_bandPx);
}

bool PixelRegion::contains(const Eigen::Vector2d& point) const
{
    if (isEmpty() || !m_bounds.contains(point))
        return false;
    bool inside = false;
    for (const std::uint32_t i : m_edgesOfBand[bandOf(point.y())]) {
        const Eigen::Vector2d &a = m_points[i], &b = m_points[(i + 1) % m_points.size()];
        if ((a.y() > point.y()) != (b.y() > point.y()) && point.x() < a.x() + (point.y() - a.y()) / (b.y() - a.y()) * (b.x() - a.x()))
            inside = !inside;
    }
    return inside;
}

PixelRegion::Relation PixelRegion::relationTo(const Rect& rect) const
{
    if (isEmpty() || !m_bounds.intersects(rect))
        return Relation::Outside;
    const std::size_t last = std::min(bandOf(rect.max().y()), m_edgesOfBand.size() - 1);
    for (std::size_t band = bandOf(rect.min().y()); band <= last; ++band)
        for (const std::uint32_t i : m_edgesOfBand[band])
            if (meets(m_points[i], m_points[(i + 1) % m_points.size()], rect))
                return Relation::Crossed;
    return contains(rect.center()) ? Relation::Inside : Relation::Outside;
}

} // namespace podscape
