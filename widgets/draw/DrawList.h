#pragma once

#include "model/color/ColorMap.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace podscape {

// Logical pixels, origin top left, y down, as in Qt.
struct PointPx { float x = 0, y = 0; };
struct SizePx { float width = 0, height = 0; };
struct RectPx
{
    float x = 0, y = 0, width = 0, height = 0;
    [[nodiscard]] constexpr float right() const { return x + width; }
    [[nodiscard]] constexpr float bottom() const { return y + height; }
    [[nodiscard]] constexpr bool contains(PointPx p) const { return p.x >= x && p.x < right() && p.y >= y && p.y < bottom(); }
    [[nodiscard]] constexpr bool overlaps(const RectPx& o) const { return x < o.right() && o.x < right() && y < o.bottom() && o.y < bottom(); }
    constexpr bool operator==(const RectPx&) const = default;
};

struct Rgba
{
    std::uint8_t r = 0, g = 0, b = 0, a = 255;
    constexpr Rgba() = default;
    constexpr Rgba(std::uint8_t red, std::uint8_t green, std::uint8_t blue, std::uint8_t alpha = 255) : r(red), g(green), b(blue), a(alpha) {}
    constexpr Rgba(Rgb c, std::uint8_t alpha = 255) : r(c.r), g(c.g), b(c.b), a(alpha) {}
    [[nodiscard]] constexpr Rgba withAlpha(std::uint8_t alpha) const { return {r, g, b, alpha}; }
    constexpr bool operator==(const Rgba&) const = default;
};

enum class AlignX { Left, Centre, Right };
enum class AlignY { Top, Middle, Bottom };
enum class TextWeight { Regular, Bold, Mono };

// Text size at a font size in logical pixels; the real one asks the font (widgets/vtk/FontMeasure), tests may pass a simple rule.
using TextMeasure = std::function<SizePx(std::string_view text, float fontPx, TextWeight weight)>;

// A flat picture as plain shapes in painting order, over a frame cleared to the theme's background. Built by pure functions, replayed by DrawListPainter; no toolkit here.
// Shapes of one kind that follow each other are one batch: call fill() a thousand times in a row, not between two texts.
class DrawList
{
public:
    struct Fills { std::vector<RectPx> rects; std::vector<Rgba> colors; };            // one colour a rectangle
    struct Segments { std::vector<PointPx> points; Rgba color; float width = 1; };     // pairs of points
    struct Polyline { std::vector<PointPx> points; Rgba color; float width = 1; };
    struct Band { std::vector<PointPx> edges; Rgba color; };                           // upper, lower, upper, lower, … along x
    struct Polygon { std::vector<PointPx> points; Rgba color; };                       // convex
    struct Image { RectPx rect; int columns = 0, rows = 0; std::shared_ptr<const std::vector<Rgba>> pixels; };  // row 0 on top, not smoothed
    struct Text { PointPx at; std::string text; float fontPx = 12; Rgba color; AlignX alignX = AlignX::Left; AlignY alignY = AlignY::Middle; TextWeight weight = TextWeight::Regular; float angleDegrees = 0; };
    struct Clip { RectPx rect; bool off = false; };                                    // what follows shows inside rect only; off ends it
    using Shape = std::variant<Fills, Segments, Polyline, Band, Polygon, Image, Text, Clip>;

    void fill(const RectPx& rect, Rgba color);
    void line(PointPx from, PointPx to, Rgba color, float width = 1);
    void outline(const RectPx& rect, Rgba color, float width = 1);
    void text(Text text) { m_shapes.emplace_back(std::move(text)); }
    void add(Shape shape) { m_shapes.push_back(std::move(shape)); }
    void append(const DrawList& other);

    [[nodiscard]] const std::vector<Shape>& shapes() const { return m_shapes; }

private:
    std::vector<Shape> m_shapes;
};

} // namespace podscape
