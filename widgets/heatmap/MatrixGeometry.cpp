#include "widgets/heatmap/MatrixGeometry.h"

#include <algorithm>
#include <cmath>

namespace podscape {
namespace {

constexpr float kTop = 52;             // title and column labels
constexpr float kRowLabels = 116;
constexpr float kWideRowLabels = 150;   // a full host name, where there is room
constexpr float kMargin = 14;
constexpr float kSideWidth = 330;

} // namespace

CellSpan zoomed(CellSpan span, double count, double anchor, double factor, double least)
{
    if (!(factor > 0) || !(count > 0))
        return span;
    const double length = std::clamp(span.length() / factor, std::min(least, count), count);
    const double fraction = span.length() > 0 ? std::clamp((anchor - span.begin) / span.length(), 0.0, 1.0) : 0.5;
    const double begin = anchor - fraction * length;
    return panned({begin, begin + length}, count, 0);
}

CellSpan panned(CellSpan span, double count, double delta)
{
    const double length = std::min(span.length(), count);
    const double begin = std::clamp(span.begin + delta, 0.0, count - length);
    return {begin, begin + length};
}

int heatmapLevel(const UnitTree& tree, const Fabric& fabric, std::uint32_t most)
{
    int level = fabric.endpointLevel();
    while (level > 0 && tree.unitCount(level) > most)
        --level;
    return level;
}

MatrixGeometry MatrixGeometry::of(SizePx size, std::uint32_t units, std::optional<CellSpan> rows, std::optional<CellSpan> columns)
{
    MatrixGeometry g;
    g.units = units;
    const CellSpan all{0, static_cast<double>(std::max(1U, units))};
    g.rows = rows && rows->length() > 0 ? *rows : all;
    g.columns = columns && columns->length() > 0 ? *columns : all;
    const float labels = size.width >= 900 ? kWideRowLabels : kRowLabels;
    const float room = size.width - labels - kMargin;
    const float side = std::floor(std::max(20.0F, std::min(size.height - kTop - kMargin, room)));
    g.plot = {labels, kTop, side, side};
    if (room - side >= kSideWidth + 24)
        g.side = {g.plot.right() + 28, kTop, std::min(460.0F, room - side - 28), side};
    return g;
}

std::optional<MatrixGeometry::Cell> MatrixGeometry::cellAt(PointPx point) const
{
    if (!plot.contains(point))
        return std::nullopt;
    const auto inside = [this](double cell) { return static_cast<std::uint32_t>(std::clamp(cell, 0.0, static_cast<double>(units) - 1)); };
    return Cell{inside(rowAt(point.y)), inside(columnAt(point.x))};
}

} // namespace podscape
