#include "widgets/draw/DrawList.h"

namespace podscape {
namespace {

// The last shape when it is a T, so that neighbours of one kind stay one batch.
template <class T>
T* lastAs(std::vector<DrawList::Shape>& shapes)
{
    return shapes.empty() ? nullptr : std::get_if<T>(&shapes.back());
}

} // namespace

void DrawList::fill(const RectPx& rect, Rgba color)
{
    // Written so that NaN is left out as well.
    if (!(rect.width > 0) || !(rect.height > 0) || color.a == 0)
        return;
    Fills* fills = lastAs<Fills>(m_shapes);
    if (!fills)
        fills = &std::get<Fills>(m_shapes.emplace_back(Fills{}));
    fills->rects.push_back(rect);
    fills->colors.push_back(color);
}

void DrawList::line(PointPx from, PointPx to, Rgba color, float width)
{
    Segments* segments = lastAs<Segments>(m_shapes);
    if (!segments || !(segments->color == color) || segments->width != width)
        segments = &std::get<Segments>(m_shapes.emplace_back(Segments{{}, color, width}));
    segments->points.push_back(from);
    segments->points.push_back(to);
}

void DrawList::outline(const RectPx& rect, Rgba color, float width)
{
    // Four bars inside the rectangle: lines centred on an edge blur over two pixels and miss the corners.
    if (rect.width <= 2 * width || rect.height <= 2 * width) {
        fill(rect, color);
        return;
    }
    fill({rect.x, rect.y, rect.width, width}, color);
    fill({rect.x, rect.bottom() - width, rect.width, width}, color);
    fill({rect.x, rect.y + width, width, rect.height - 2 * width}, color);
    fill({rect.right() - width, rect.y + width, width, rect.height - 2 * width}, color);
}

void DrawList::append(const DrawList& other)
{
    m_shapes.insert(m_shapes.end(), other.m_shapes.begin(), other.m_shapes.end());
}

} // namespace podscape
