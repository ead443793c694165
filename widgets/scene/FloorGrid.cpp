#include "widgets/scene/FloorGrid.h"

#include <algorithm>
#include <cmath>

namespace podscape {

double roundStep(double length, double count)
{
    const double raw = std::max(length / count, 1e-9);
    const double power = std::pow(10.0, std::floor(std::log10(raw)));
    for (const double factor : {1.0, 2.0, 5.0})
        if (raw <= factor * power * 1.0001)
            return factor * power;
    return 10 * power;
}

std::vector<LineActor::Line> floorGrid(const Layout& layout, const Theme& theme)
{
    std::vector<LineActor::Line> lines;
    if (layout.bounds.isEmpty())
        return lines;
    const float z = layout.bounds.min().z() - 0.01f * layout.bounds.sizes().maxCoeff();
    const float step = static_cast<float>(roundStep(layout.bounds.sizes().head<2>().maxCoeff(), 16));
    const float margin = layout.bounds.sizes().head<2>().maxCoeff() * 0.08f;
    const auto snap = [&](float v, bool up) { return (up ? std::ceil(v / step) : std::floor(v / step)) * step; };
    const float x0 = snap(layout.bounds.min().x() - margin, false), x1 = snap(layout.bounds.max().x() + margin, true);
    const float y0 = snap(layout.bounds.min().y() - margin, false), y1 = snap(layout.bounds.max().y() + margin, true);
    const auto add = [&](const Eigen::Vector3f& from, const Eigen::Vector3f& to, long index) {
        lines.push_back({{from, to}, theme.grid.withAlpha(index % 5 == 0 ? 255 : 130)});
    };
    for (long i = std::lround(x0 / step); i <= std::lround(x1 / step); ++i)
        add({float(i) * step, y0, z}, {float(i) * step, y1, z}, i);
    for (long i = std::lround(y0 / step); i <= std::lround(y1 / step); ++i)
        add({x0, float(i) * step, z}, {x1, float(i) * step, z}, i);
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

} // namespace podscape
