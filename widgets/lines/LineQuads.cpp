#include "widgets/lines/LineQuads.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <utility>

namespace podscape {

namespace {

constexpr double kFlatness = 0.6;        // pixels between an arc and its pieces
constexpr double kMostPieces = 24;        // of one arc
constexpr double kReach = 1.2;            // how far beyond the frame a line is kept, in frames: more and its corners lose precision

constexpr float kLeastSize = 1 / 3.f;     // of the size that is drawn in full
constexpr float kNear = 1e9f;             // pixels
constexpr float kLongest = 1000;          // that are in the frame of a line, about

float alphaAt(float size, float fade)
{
    return fade > 0 ? std::clamp((size / fade - kLeastSize) / (1 - kLeastSize), 0.f, 1.f) : 1.f;
}

// Where it meets half a space: what is left of from + t (to − from) for t in [first, last].
bool cut(double atFrom, double atTo, double& first, double& last)
{
    if (atFrom < 0 && atTo < 0)
        return false;
    const double t = atFrom / (atFrom - atTo);
    if (atFrom < 0)
        first = std::max(first, t);
    else if (atTo < 0)
        last = std::min(last, t);
    return first < last;
}

std::array<double, 5> insideFrame(const Eigen::Vector4d& clip)
{
    const double w = kReach * clip.w();
    return {clip.z() + clip.w(), w + clip.x(), w - clip.x(), w + clip.y(), w - clip.y()};
}

// A quarter turn from the way on screen; up where there is no way.
Eigen::Vector2d acrossOf(const Eigen::Vector2d& way)
{
    const double length = way.norm();
    return length > 1e-6 ? Eigen::Vector2d(-way.y() / length, way.x() / length) : Eigen::Vector2d(0, 1);
}

} // namespace

Eigen::Vector4d LineQuads::toClip(const Eigen::Vector3f& point) const
{
    return m_view.toClip.leftCols<3>() * point.cast<double>() + m_view.toClip.col(3);
}

Eigen::Vector2d LineQuads::toPixel(const Eigen::Vector4d& clip) const
{
    return Eigen::Vector2d(clip.x() * m_view.widthPx, clip.y() * m_view.heightPx) / (2 * clip.w());
}

LineQuads::End LineQuads::endAt(const Line& line, float t) const
{
    const Eigen::Vector3f at = t <= 0 ? line.from : t >= 1 ? line.to : Eigen::Vector3f(line.from + t * (line.to - line.from) + 4 * t * (1 - t) * line.bulge);
    return {at, toClip(at)};
}

const std::vector<LineVertex>& LineQuads::build(std::span<const Line> lines, const LineView& view)
{
    m_view = view;
    m_vertices.clear();
    see(lines);
    const float fade = fadeOfSeen();
    double wanted = 0;
    for (const Seen& seen : m_seen)
        wanted += alphaAt(seen.size, fade) > 0 ? seen.pieces : 0;
    const double share = std::min(1., double(m_view.piecesAtMost) / std::max(wanted, 1.));
    for (const Seen& seen : m_seen) {
        const Line& line = lines[seen.line];
        const float alpha = alphaAt(seen.size, fade);
        if (alpha * float(line.color.a) >= 1)
            addArc(line, std::max(1, int(std::ceil(seen.pieces * share))), alpha);
    }
    return m_vertices;
}

// At which size lines are drawn in full. It grows with what they cost without a step, so nothing comes or goes at once.
float LineQuads::fadeOfSeen()
{
    if (m_view.fadePx <= 0 || std::isinf(m_view.fadedAtMost))
        return std::max(m_view.fadePx, 0.f);
    std::vector<std::pair<float, float>> sizes;   // with costs
    for (const Seen& seen : m_seen)
        sizes.emplace_back(seen.size, seen.pieces + std::min(seen.size, kLongest) / kPieceLength);
    std::ranges::sort(sizes, std::greater<>());
    double sum = 0;
    for (const auto& [size, cost] : sizes)
        if ((sum += cost) > m_view.fadedAtMost)
            return std::clamp(size / kLeastSize, m_view.fadePx, kMostFade * m_view.fadePx);
    return m_view.fadePx;
}

// Which lines have pixels, and how many pieces each is worth. An arc lies within the triangle of its ends and a corner twice the bulge away.
void LineQuads::see(std::span<const Line> lines)
{
    m_seen.clear();
    for (std::uint32_t i = 0; i < lines.size(); ++i) {
        const Line& line = lines[i];
        if (line.color.a == 0)
            continue;
        const bool isArc = !line.bulge.isZero();
        const Eigen::Vector4d from = toClip(line.from), to = toClip(line.to);
        const Eigen::Vector4d corner = isArc ? toClip((line.from + line.to) / 2 + 2 * line.bulge) : from;
        const auto a = insideFrame(from), b = insideFrame(to), c = insideFrame(corner);
        bool isOutside = false, isBefore = true;
        for (std::size_t side = 0; side < a.size(); ++side)
            isOutside |= a[side] < 0 && b[side] < 0 && c[side] < 0;
        isBefore = a[0] > 0 && b[0] > 0 && c[0] > 0;
        if (isOutside)
            continue;
        if (!isBefore) {   // one end is behind the eye: it is near
            m_seen.push_back({i, isArc ? float(kMostPieces) : 1.f, kNear});
            continue;
        }
        const Eigen::Vector2d p = toPixel(from), q = toPixel(to);
        const double sagitta = isArc ? (toPixel(corner) - (p + q) / 2).norm() / 2 : 0;
        const double size = (q - p).norm() + sagitta;
        if (m_view.fadePx <= 0 || size > kLeastSize * m_view.fadePx)
            m_seen.push_back({i, float(std::clamp(std::ceil(std::sqrt(sagitta / kFlatness)), 1., kMostPieces)), float(size)});
    }
}

// Neighbouring pieces share their corners, so that nothing is drawn twice where they meet.
void LineQuads::addArc(const Line& line, int pieces, float alpha)
{
    const auto count = static_cast<std::size_t>(pieces) + 1;
    m_ends.clear();
    for (std::size_t i = 0; i < count; ++i)
        m_ends.push_back(endAt(line, float(i) / float(pieces)));
    m_across.assign(count, Eigen::Vector2d::Zero());
    const auto isBefore = [&](std::size_t i) { return m_ends[i].clip.z() + m_ends[i].clip.w() > 0; };
    for (std::size_t i = 0; pieces > 1 && i < count; ++i) {
        const std::size_t before = i > 0 ? i - 1 : 0, after = std::min(i + 1, count - 1);
        if (isBefore(before) && isBefore(i) && isBefore(after))
            m_across[i] = acrossOf(toPixel(m_ends[after].clip) - toPixel(m_ends[before].clip));
    }
    const auto shade = static_cast<std::uint8_t>(std::lround(alpha * float(line.color.a)));
    for (std::size_t i = 0; i + 1 < count; ++i)
        addPiece(m_ends[i], m_ends[i + 1], m_across[i], m_across[i + 1], {line.color.r, line.color.g, line.color.b, shade});
}

// An end that is cut off is cut at a right angle, as is one without a neighbour (`across` is zero).
void LineQuads::addPiece(const End& begin, const End& end, const Eigen::Vector2d& acrossBegin, const Eigen::Vector2d& acrossEnd, Rgba color)
{
    double first = 0, last = 1;
    const auto a = insideFrame(begin.clip), b = insideFrame(end.clip);
    for (std::size_t side = 0; side < a.size(); ++side)
        if (!cut(a[side], b[side], first, last))
            return;
    for (const Eigen::Vector4d& plane : m_view.planes)
        if (!cut(plane.head<3>().dot(begin.at.cast<double>()) + plane.w(), plane.head<3>().dot(end.at.cast<double>()) + plane.w(), first, last))
            return;
    const Eigen::Vector4d along = end.clip - begin.clip;
    const Eigen::Vector2d none(0, 0);
    addCorners(begin.clip + first * along, begin.clip + last * along, first > 0 ? none : acrossBegin, last < 1 ? none : acrossEnd, color);
}

void LineQuads::addCorners(const Eigen::Vector4d& from, const Eigen::Vector4d& to, const Eigen::Vector2d& acrossBegin, const Eigen::Vector2d& acrossEnd, Rgba color)
{
    const Eigen::Vector2d p = toPixel(from), q = toPixel(to);
    const Eigen::Vector2d across = acrossOf(q - p), ahead(across.y(), -across.x());
    const auto corner = [&](const Eigen::Vector4d& clip, const Eigen::Vector2d& pixel) {
        m_vertices.push_back({{float(2 * pixel.x() / m_view.widthPx), float(2 * pixel.y() / m_view.heightPx), float(clip.z() / clip.w())},
                              {float(across.x()), float(across.y()), float(-across.dot(p))},
                              {color.r, color.g, color.b, color.a}});
    };
    const Eigen::Vector2d longer = m_view.fadePx > 0 ? Eigen::Vector2d(0, 0) : Eigen::Vector2d(std::max(0., (m_view.lineWidthPx - (q - p).norm()) / 2) * ahead);
    if (m_view.strokes) {
        corner(from, p - longer);
        corner(to, q + longer);
        return;
    }
    const double half = m_view.lineWidthPx / 2. + 0.5;
    const Eigen::Vector2d offBegin = half * (acrossBegin.isZero() ? across : acrossBegin), offEnd = half * (acrossEnd.isZero() ? across : acrossEnd);
    corner(from, p - longer - offBegin);
    corner(from, p - longer + offBegin);
    corner(to, q + longer + offEnd);
    corner(to, q + longer - offEnd);
}

} // namespace podscape
