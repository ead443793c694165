#include "widgets/scene/RubberBand.h"

#include <algorithm>

namespace podscape {

namespace {

constexpr float kTextPx = 13, kPadding = 7, kBesidePx = 16;

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
        list.fill(around(band.points), color.withAlpha(26));
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
