#include "model/analysis/CableRoute.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace podscape {

namespace {

double squareWay(const Eigen::Vector2f& a, const Eigen::Vector2f& b)
{
    return double(std::fabs(a.x() - b.x())) + double(std::fabs(a.y() - b.y()));
}

std::array<Eigen::Vector2f, 2> exitsOf(const CableEnd& end)
{
    if (end.row)
        return {end.row->from, end.row->to};
    return {end.at.head<2>(), end.at.head<2>()};
}

double alongTrays(const CableEnd& a, const CableEnd& b)
{
    const Eigen::Vector2f from = a.at.head<2>(), to = b.at.head<2>();
    if (a.row && a.row == b.row)
        return squareWay(from, to);
    double shortest = 1e300;
    for (const Eigen::Vector2f& out : exitsOf(a))
        for (const Eigen::Vector2f& in : exitsOf(b))
            shortest = std::min(shortest, squareWay(from, out) + squareWay(out, in) + squareWay(in, to));
    return shortest;
}

} // namespace

double cableMetres(const CableEnd& a, const CableEnd& b, const CableRule& rule)
{
    const double rise = double(std::fabs(a.tray - a.at.z()) + std::fabs(b.tray - b.at.z()) + std::fabs(a.tray - b.tray));
    if (a.rack == b.rack && a.rack != CableEnd::kNoRack)
        return squareWay(a.at.head<2>(), b.at.head<2>()) + double(std::fabs(a.at.z() - b.at.z())) + rule.slackInside;
    return alongTrays(a, b) + rise + rule.slackOutside;
}

} // namespace podscape
