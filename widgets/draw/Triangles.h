#pragma once

#include "widgets/draw/DrawList.h"

#include <cstdint>
#include <vector>

namespace podscape {

// Shapes as triangles with a colour at every corner, in device pixels with y down. Bars snap to whole pixels and never vanish; slanted
// edges fade over one pixel, which needs no multisampling. One array for any number of shapes: one draw call.
class Triangles
{
public:
    explicit Triangles(float pixelRatio) : m_ratio(pixelRatio) {}

    void add(const DrawList::Fills& fills);
    void add(const DrawList::Segments& segments);
    void add(const DrawList::Polyline& line);
    void add(const DrawList::Band& band);
    void add(const DrawList::Polygon& polygon);

    [[nodiscard]] bool isEmpty() const { return points.empty(); }
    void clear();

    // Corners from `first` to the next run are all opaque or not. Opaque ones need no blending, which is half of a software renderer's work.
    struct Run { std::size_t first = 0; bool isOpaque = false; };

    std::vector<float> points;           // x, y a corner
    std::vector<std::uint8_t> colors;    // r, g, b, a a corner
    std::vector<Run> runs;

private:
    void startRun(bool isOpaque);
    void corner(PointPx at, Rgba color);
    void triangle(PointPx a, PointPx b, PointPx c, Rgba color);
    void bar(float x0, float y0, float x1, float y1, Rgba color);
    void ribbon(PointPx a0, PointPx b0, Rgba color0, PointPx a1, PointPx b1, Rgba color1);
    void stroke(const std::vector<PointPx>& devicePoints, Rgba color, float widthPx);
    [[nodiscard]] PointPx scaled(PointPx p) const { return {p.x * m_ratio, p.y * m_ratio}; }

    float m_ratio;
};

} // namespace podscape
