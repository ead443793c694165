#include "widgets/scene/RubberBand.h"

#include <algorithm>
#include <cmath>

namespace podscape {

namespace {

constexpr float kTextPx = 13, kPadding = 7, kBesidePx = 16;
constexpr std::uint8_t kFillAlpha = 26;

bool isBox(const std::vector<PointPx>& p)
{
    return p.size() == 4 && p[0].y == p[1].y && p[1].x == p[2].x && p[2].y == p[3].y && p[3].x == p[0].x;
}

RectPx around(const std::vector<PointPx>& points)
{
    const auto [left, right] = std::ranges::minmax(points, {}, &PointPx::x);
    const auto [top, bottom] = std::ranges::minmax(points, {}, &PointPx::y);
    return {left.x, top.y, right.x - left.x, bottom.y - top.y};
}

// Row by row between every other crossing, as PixelRegion tells what is inside: a lasso may cross itself, and no pixel is filled twice.
void fillInside(DrawList& list, const std::vector<PointPx>& points, Rgba color)
{
    const RectPx bounds = around(points);
    const int first = static_cast<int>(std::floor(bounds.y)), rows = static_cast<int>(std::ceil(bounds.bottom())) - first;
    std::vector<std::vector<float>> crossings(static_cast<std::size_t>(std::max(rows, 0)));
    for (std::size_t i = 0; i < points.size(); ++i) {
        const PointPx a = points[i], b = points[(i + 1) % points.size()];
        const float low = std::min(a.y, b.y), high = std::max(a.y, b.y);
        for (int row = std::max(0, static_cast<int>(std::ceil(low - 0.5f)) - first); row < rows; ++row) {
            const float y = static_cast<float>(first + row) + 0.5f;
            if (y >= high)
                break;
            crossings[static_cast<std::size_t>(row)].push_back(a.x + (y - a.y) / (b.y - a.y) * (b.x - a.x));
        }
    }
    for (int row = 0; row < rows; ++row) {
        std::vector<float>& xs = crossings[static_cast<std::size_t>(row)];
        std::ranges::sort(xs);
        for (std::size_t i = 0; i + 1 < xs.size(); i += 2)
            list.fill({xs[i], static_cast<float>(first + row), xs[i + 1] - xs[i], 1}, color);
    }
}

// Below and right of the pointer, or wherever the frame has room.
RectPx textCard(PointPx pointer, SizePx text, SizePx frame)
{
    const float width = text.width + 2 * kPadding, height = text.height + 2 * kPadding;
    const float right = pointer.x + kBesidePx, below = pointer.y + kBesidePx;
    const float x = right + width <= frame.width ? right : pointer.x - kBesidePx - width;
    const float y = below + height <= frame.height ? below : pointer.y - kBesidePx - height;
    return {std::max(2.f, x), std::max(2.f, y), width, height};
}

} // namespace

DrawList rubberBandDrawList(const RubberBand& band, const Theme& theme, SizePx frame, const TextMeasure& measure)
{
    DrawList list;
    if (band.points.size() < 2)
        return list;
    const Rgba color = band.removes ? theme.alarm : theme.accent;
    if (isBox(band.points))
        list.fill(around(band.points), color.withAlpha(kFillAlpha));
    else
        fillInside(list, band.points, color.withAlpha(kFillAlpha));
    std::vector<PointPx> closed = band.points;
    closed.push_back(closed.front());
    list.add(DrawList::Polyline{closed, theme.background.withAlpha(170), 4});   // over bright chips, too, the line is to be seen
    list.add(DrawList::Polyline{std::move(closed), color, 1.5f});
    if (band.text.empty())
        return list;
    const SizePx size = measure(band.text, kTextPx, TextWeight::Bold);
    const RectPx card = textCard(band.pointer, size, frame);
    list.fill(card, theme.panel.withAlpha(240));
    list.outline(card, color.withAlpha(150));
    list.text({{card.x + kPadding, card.y + card.height / 2}, band.text, kTextPx, theme.text, AlignX::Left, AlignY::Middle, TextWeight::Bold, 0});
    return list;
}

} // namespace podscape
