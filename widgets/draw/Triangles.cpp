#include "widgets/draw/Triangles.h"

#include <algorithm>
#include <cmath>

namespace podscape {
namespace {

constexpr float kFade = 0.5F;          // half the pixel over which an edge goes from full to nothing
constexpr float kLongestMiter = 2.0F;  // sharper corners are cut, or a spike would leave the picture

PointPx operator+(PointPx a, PointPx b) { return {a.x + b.x, a.y + b.y}; }
PointPx operator*(PointPx a, float f) { return {a.x * f, a.y * f}; }

// Left-hand unit normal of a → b; zero when they coincide.
PointPx normalOf(PointPx a, PointPx b)
{
    const float dx = b.x - a.x, dy = b.y - a.y;
    const float length = std::hypot(dx, dy);
    return length > 0 ? PointPx{-dy / length, dx / length} : PointPx{};
}

// Direction along which a corner between two edges moves so that both edges move by one.
PointPx miter(PointPx before, PointPx after)
{
    const PointPx sum = before + after;
    const float lengthSquared = sum.x * sum.x + sum.y * sum.y;
    if (lengthSquared < 1e-6F)
        return after;
    const float factor = std::min(2 / lengthSquared, kLongestMiter / std::sqrt(lengthSquared));
    return sum * factor;
}

std::vector<PointPx> withoutRepeats(std::vector<PointPx> points)
{
    const auto same = [](PointPx a, PointPx b) { return std::abs(a.x - b.x) < 1e-3F && std::abs(a.y - b.y) < 1e-3F; };
    points.erase(std::unique(points.begin(), points.end(), same), points.end());
    return points;
}

} // namespace

void Triangles::clear()
{
    points.clear();
    colors.clear();
    runs.clear();
}

void Triangles::startRun(bool isOpaque)
{
    if (runs.empty() || runs.back().isOpaque != isOpaque)
        runs.push_back({points.size() / 2, isOpaque});
}

void Triangles::corner(PointPx at, Rgba color)
{
    points.insert(points.end(), {at.x, at.y});
    colors.insert(colors.end(), {color.r, color.g, color.b, color.a});
}

void Triangles::triangle(PointPx a, PointPx b, PointPx c, Rgba color)
{
    corner(a, color);
    corner(b, color);
    corner(c, color);
}

void Triangles::bar(float x0, float y0, float x1, float y1, Rgba color)
{
    triangle({x0, y0}, {x1, y0}, {x1, y1}, color);
    triangle({x0, y0}, {x1, y1}, {x0, y1}, color);
}

// A quad between two lines a0–b0 and a1–b1, each with its own colour.
void Triangles::ribbon(PointPx a0, PointPx b0, Rgba color0, PointPx a1, PointPx b1, Rgba color1)
{
    corner(a0, color0);
    corner(b0, color0);
    corner(b1, color1);
    corner(a0, color0);
    corner(b1, color1);
    corner(a1, color1);
}

void Triangles::add(const DrawList::Fills& fills)
{
    startRun(std::ranges::all_of(fills.colors, [](Rgba color) { return color.a == 255; }));
    points.reserve(points.size() + fills.rects.size() * 12);
    colors.reserve(colors.size() + fills.rects.size() * 24);
    for (std::size_t i = 0; i < fills.rects.size(); ++i) {
        const RectPx& r = fills.rects[i];
        const float x0 = std::round(r.x * m_ratio), y0 = std::round(r.y * m_ratio);
        bar(x0, y0, std::max(x0 + 1, std::round(r.right() * m_ratio)), std::max(y0 + 1, std::round(r.bottom() * m_ratio)), fills.colors[i]);
    }
}

void Triangles::add(const DrawList::Segments& segments)
{
    startRun(false);
    const float width = std::max(1.0F, std::round(segments.width * m_ratio));
    for (std::size_t i = 0; i + 1 < segments.points.size(); i += 2) {
        const PointPx a = scaled(segments.points[i]), b = scaled(segments.points[i + 1]);
        if (a.x == b.x) {
            const float x = std::round(a.x - width / 2);
            bar(x, std::min(a.y, b.y), x + width, std::max(a.y, b.y), segments.color);
        } else if (a.y == b.y) {
            const float y = std::round(a.y - width / 2);
            bar(std::min(a.x, b.x), y, std::max(a.x, b.x), y + width, segments.color);
        } else {
            stroke({a, b}, segments.color, segments.width * m_ratio);
        }
    }
}

void Triangles::add(const DrawList::Polyline& line)
{
    startRun(false);
    std::vector<PointPx> device(line.points.size());
    std::ranges::transform(line.points, device.begin(), [this](PointPx p) { return scaled(p); });
    stroke(withoutRepeats(std::move(device)), line.color, line.width * m_ratio);
}

void Triangles::stroke(const std::vector<PointPx>& line, Rgba color, float widthPx)
{
    if (line.size() < 2)
        return;
    const float inner = std::max(0.0F, widthPx / 2 - kFade), outer = widthPx / 2 + kFade;
    const Rgba none = color.withAlpha(0);
    PointPx before = normalOf(line[0], line[1]);
    PointPx offset = before;
    for (std::size_t i = 0; i + 1 < line.size(); ++i) {
        const PointPx after = i + 2 < line.size() ? normalOf(line[i + 1], line[i + 2]) : before;
        const PointPx next = miter(before, after);
        const PointPx a = line[i], b = line[i + 1];
        ribbon(a + offset * outer, b + next * outer, none, a + offset * inner, b + next * inner, color);
        ribbon(a + offset * inner, b + next * inner, color, a + offset * -inner, b + next * -inner, color);
        ribbon(a + offset * -inner, b + next * -inner, color, a + offset * -outer, b + next * -outer, none);
        offset = next;
        before = after;
    }
}

void Triangles::add(const DrawList::Band& band)
{
    startRun(false);
    const Rgba none = band.color.withAlpha(0);
    for (std::size_t i = 0; i + 3 < band.edges.size(); i += 2) {
        const PointPx up0 = scaled(band.edges[i]), low0 = scaled(band.edges[i + 1]);
        const PointPx up1 = scaled(band.edges[i + 2]), low1 = scaled(band.edges[i + 3]);
        ribbon({up0.x, up0.y - 1}, {up1.x, up1.y - 1}, none, up0, up1, band.color);
        ribbon(up0, up1, band.color, low0, low1, band.color);
        ribbon(low0, low1, band.color, {low0.x, low0.y + 1}, {low1.x, low1.y + 1}, none);
    }
}

void Triangles::add(const DrawList::Polygon& polygon)
{
    startRun(false);
    std::vector<PointPx> ring(polygon.points.size());
    std::ranges::transform(polygon.points, ring.begin(), [this](PointPx p) { return scaled(p); });
    ring = withoutRepeats(std::move(ring));
    const std::size_t n = ring.size();
    if (n < 3)
        return;
    float area = 0;
    for (std::size_t i = 0; i < n; ++i)
        area += ring[i].x * ring[(i + 1) % n].y - ring[(i + 1) % n].x * ring[i].y;
    if (area > 0)
        std::ranges::reverse(ring);   // so that the left-hand normal points outwards
    std::vector<PointPx> inner(n), outer(n);
    for (std::size_t i = 0; i < n; ++i) {
        const PointPx out = miter(normalOf(ring[(i + n - 1) % n], ring[i]), normalOf(ring[i], ring[(i + 1) % n]));
        inner[i] = ring[i] + out * -kFade;
        outer[i] = ring[i] + out * kFade;
    }
    const Rgba none = polygon.color.withAlpha(0);
    for (std::size_t i = 1; i + 1 < n; ++i)
        triangle(inner[0], inner[i], inner[i + 1], polygon.color);
    for (std::size_t i = 0; i < n; ++i) {
        const std::size_t j = (i + 1) % n;
        ribbon(inner[i], inner[j], polygon.color, outer[i], outer[j], none);
    }
}

} // namespace podscape
