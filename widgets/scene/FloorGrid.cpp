#include "widgets/scene/FloorGrid.h"

#include "widgets/scene/BuildingShells.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace podscape {

namespace {

constexpr double kLinesOfAll = 16, kLinesOfPatch = 40;   // across; much of a patch is outside the frame

GridPatch snapped(const Eigen::Vector2f& min, const Eigen::Vector2f& max, double lines)
{
    GridPatch patch;
    patch.step = static_cast<float>(roundStep((max - min).maxCoeff(), lines));
    const float coarse = 5 * patch.step;
    patch.min = Eigen::Vector2f(std::floor(min.x() / coarse), std::floor(min.y() / coarse)) * coarse;
    patch.max = Eigen::Vector2f(std::ceil(max.x() / coarse), std::ceil(max.y() / coarse)) * coarse;
    return patch;
}

GridPatch wholeFloor(const Layout& layout)
{
    const Eigen::Vector2f margin = Eigen::Vector2f::Constant(layout.bounds.sizes().head<2>().maxCoeff() * 0.08f);
    const Eigen::Vector2f min = layout.bounds.min().head<2>() - margin, max = layout.bounds.max().head<2>() + margin;
    GridPatch patch = snapped(min, max, kLinesOfAll);
    // All of it may end at any line: five steps more on each side would be a third of a small floor.
    patch.min = Eigen::Vector2f(std::floor(min.x() / patch.step), std::floor(min.y() / patch.step)) * patch.step;
    patch.max = Eigen::Vector2f(std::ceil(max.x() / patch.step), std::ceil(max.y() / patch.step)) * patch.step;
    return patch;
}

void addLines(const GridPatch& patch, float z, Rgba strong, Rgba quiet, std::vector<Line>& lines)
{
    for (int axis = 0; axis < 2; ++axis)
        for (long i = std::lround(patch.min[axis] / patch.step); i <= std::lround(patch.max[axis] / patch.step); ++i) {
            Eigen::Vector3f from(patch.min.x(), patch.min.y(), z), to(patch.max.x(), patch.max.y(), z);
            from[axis] = to[axis] = static_cast<float>(i) * patch.step;
            lines.push_back({from, to, i % 5 == 0 ? strong : quiet});
        }
}

} // namespace

double roundStep(double length, double count)
{
    const double raw = std::max(length / count, 1e-9);
    const double power = std::pow(10.0, std::floor(std::log10(raw)));
    for (const double factor : {1.0, 2.0, 5.0})
        if (raw <= factor * power * 1.0001)
            return factor * power;
    return 10 * power;
}

GridPatch gridPatch(const Layout& layout, const CameraPose& pose)
{
    if (layout.bounds.isEmpty())
        return {};
    const GridPatch whole = wholeFloor(layout);
    const auto reach = static_cast<float>(1.6 * pose.distance);
    if (2 * reach >= (whole.max - whole.min).maxCoeff())
        return whole;
    const Eigen::Vector2f centre = pose.target.head<2>().cast<float>();
    return snapped((centre.array() - reach).matrix().cwiseMax(whole.min).cwiseMin(whole.max), (centre.array() + reach).matrix().cwiseMin(whole.max).cwiseMax(whole.min), kLinesOfPatch);
}

std::vector<Line> floorGrid(const Layout& layout, const GridPatch& patch, const Theme& theme)
{
    std::vector<Line> lines;
    if (patch.step <= 0 || layout.bounds.isEmpty())
        return lines;
    const float z = layout.bounds.min().z() - groundBelow(layout);
    const Rgba strong = theme.grid, quiet = theme.grid.withAlpha(130);
    if (const GridPatch whole = wholeFloor(layout); whole != patch)
        addLines(whole, z, strong, quiet, lines);
    addLines(patch, z, strong, quiet, lines);
    return lines;
}

ScaleBar scaleBar(const Layout& layout)
{
    ScaleBar bar;
    if (!layout.metric || layout.bounds.isEmpty())
        return bar;
    const Eigen::Vector3d min = layout.bounds.min().cast<double>(), size = layout.bounds.sizes().cast<double>();
    bar.metres = roundStep(size.x(), 6);
    const double y = min.y() - 0.06 * std::max(size.x(), size.y());
    bar.from = {min.x(), y, min.z()};
    bar.to = {min.x() + bar.metres, y, min.z()};
    return bar;
}

ScaleBar scaleBar(const Layout& layout, const Projector& projector, const RayPicker& picker)
{
    constexpr double kShortestPx = 60, kLongestPx = 400, kUsualPx = 130, kMarginPx = 12;
    ScaleBar bar = scaleBar(layout);
    if (bar.metres <= 0)
        return bar;
    const auto inFrame = [&](const std::optional<Eigen::Vector2d>& at) {
        return at && at->x() > kMarginPx && at->y() > kMarginPx && at->x() < projector.widthPx() - kMarginPx && at->y() < projector.heightPx() - kMarginPx;
    };
    const auto from = projector.toPixel(bar.from), to = projector.toPixel(bar.to);
    if (inFrame(from) && inFrame(to) && (*to - *from).norm() > kShortestPx && (*to - *from).norm() < kLongestPx)
        return bar;

    // A rack under a spot low in the picture, else the floor there; looking along the floor or up, there is none.
    const Ray ray = projector.rayAt(projector.widthPx() * 0.5, projector.heightPx() * 0.86);
    const double floor = layout.bounds.min().z(), fall = -ray.direction.z(), above = ray.origin.z() - floor;
    const auto rack = picker.pick(ray);
    if (!rack && (above <= 0 || fall <= 1e-3 * ray.direction.norm()))
        return {};
    const Eigen::Vector3d spot = ray.origin.cast<double>() + ray.direction.cast<double>() * (rack ? double(rack->distance) : above / fall);
    const double scale = projector.pixelsPerUnit(spot);
    const auto lengthOnScreen = [&](const Eigen::Vector3d& way) {
        const auto a = projector.toPixel(spot - way / 2), b = projector.toPixel(spot + way / 2);
        return a && b ? std::abs(a->x() - b->x()) : 0.0;
    };
    if (scale <= 0)
        return {};
    bar.metres = roundStep(kUsualPx / scale, 1.5);
    Eigen::Vector3d way(bar.metres, 0, 0);
    if (const Eigen::Vector3d other(0, bar.metres, 0); lengthOnScreen(other) > lengthOnScreen(way))
        way = other;
    bar.from = spot - way / 2;
    bar.to = spot + way / 2;
    return bar;
}

} // namespace podscape
