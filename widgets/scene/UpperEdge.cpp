#include "widgets/scene/UpperEdge.h"

#include <algorithm>
#include <array>
#include <vector>

namespace podscape {

namespace {

// What of a convex polygon lies where `side` is not negative (Sutherland and Hodgman, "Reentrant Polygon Clipping", 1974).
template <class Point, class Side>
std::vector<Point> clipped(const std::vector<Point>& polygon, const Side& side)
{
    std::vector<Point> kept;
    for (std::size_t i = 0; i < polygon.size(); ++i) {
        const Point &a = polygon[i], &b = polygon[(i + 1) % polygon.size()];
        const double at = side(a), next = side(b);
        if (at >= 0)
            kept.push_back(a);
        if ((at >= 0) != (next >= 0))
            kept.push_back(a + at / (at - next) * (b - a));
    }
    return kept;
}

double topAt(const std::vector<Eigen::Vector2d>& polygon, double x)
{
    double top = polygon.front().y();
    bool isFirst = true;
    for (std::size_t i = 0; i < polygon.size(); ++i) {
        const Eigen::Vector2d &a = polygon[i], &b = polygon[(i + 1) % polygon.size()];
        if (x < std::min(a.x(), b.x()) || x > std::max(a.x(), b.x()))
            continue;
        const double y = a.x() == b.x() ? std::min(a.y(), b.y()) : a.y() + (x - a.x()) / (b.x() - a.x()) * (b.y() - a.y());
        top = isFirst ? y : std::min(top, y);
        isFirst = false;
    }
    return top;
}

} // namespace

std::optional<UpperEdge> upperEdge(const Box& box, const Projector& projector)
{
    const Eigen::Vector3d low = box.min().cast<double>(), high = box.max().cast<double>();
    std::vector<Eigen::Vector3d> top{{low.x(), low.y(), high.z()}, {high.x(), low.y(), high.z()}, {high.x(), high.y(), high.z()}, {low.x(), high.y(), high.z()}};
    double nearest = projector.depth(low), farthest = nearest;
    for (int corner = 1; corner < 8; ++corner) {
        const double depth = projector.depth({corner & 1 ? high.x() : low.x(), corner & 2 ? high.y() : low.y(), corner & 4 ? high.z() : low.z()});
        nearest = std::min(nearest, depth);
        farthest = std::max(farthest, depth);
    }
    if (!projector.isParallel()) {
        if (farthest <= 0)
            return std::nullopt;
        const double before = 1e-3 * farthest;   // what is nearer to the plane of the eye is far out of the frame
        if (nearest < before)
            top = clipped(top, [&](const Eigen::Vector3d& point) { return projector.depth(point) - before; });
    }
    std::vector<Eigen::Vector2d> seen;
    for (const Eigen::Vector3d& point : top)
        if (const auto at = projector.toPixel(point))
            seen.push_back(*at);
    seen = clipped(seen, [](const Eigen::Vector2d& point) { return point.x(); });
    seen = clipped(seen, [&](const Eigen::Vector2d& point) { return projector.widthPx() - point.x(); });
    if (seen.size() < 3)
        return std::nullopt;
    const auto [left, right] = std::ranges::minmax(seen, {}, [](const Eigen::Vector2d& point) { return point.x(); });
    const double x = (left.x() + right.x()) / 2, y = topAt(seen, x);
    if (y < 0 || y > projector.heightPx())
        return std::nullopt;
    return UpperEdge{{static_cast<float>(x), static_cast<float>(y)}, static_cast<float>(right.x() - left.x()), nearest};
}

} // namespace podscape
