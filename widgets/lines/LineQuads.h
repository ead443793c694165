#pragma once

#include "widgets/lines/Line.h"

#include <cstdint>
#include <limits>
#include <span>
#include <vector>

namespace podscape {

// From which eye lines are seen, and how they are drawn.
struct LineView
{
    Eigen::Matrix4d toClip = Eigen::Matrix4d::Identity();
    double widthPx = 1, heightPx = 1;              // of the frame
    bool strokes = false;                          // where the device draws wide lines itself two ends are a piece, in half the time
    std::vector<Eigen::Vector4d> planes;           // scene units: what is below 0 of any is cut off
    float lineWidthPx = 1;                         // may be below 1: fainter then
    float fadePx = 0;                              // lines smaller than this fade, and are left out below a third; 0: each stays a dot at least
    double fadedAtMost = std::numeric_limits<double>::infinity();   // in pieces, what lines may cost where they fade; see LineQuads
    std::size_t piecesAtMost = 60'000;             // of all arcs together; a straight line is one
};

// What a corner of a piece tells the graphics card.
struct LineVertex
{
    float place[3];            // of the frame, −1…1; depth as OpenGL has it
    float edge[3];             // pixels from the middle of the line are (x, y, 1) · edge, x and y from the middle of the frame; the same for all of a piece
    std::uint8_t color[4];
};

// Turns lines into flat pieces that face the eye, half a pixel wider than the line on each side so that the edge can be soft: four corners each, or
// the two ends of a stroke. What is outside of the frame or behind the eye makes none; an arc has as many pieces as its pixels need. On a
// software renderer a piece costs as much as kPieceLength of its pixels; of lines that cost too much the smaller ones fade, up to kMostFade ×
// fadePx.
class LineQuads
{
public:
    static constexpr float kMostFade = 8, kPieceLength = 50;

    [[nodiscard]] const std::vector<LineVertex>& build(std::span<const Line> lines, const LineView& view);   // valid until the next call

private:
    struct Seen { std::uint32_t line; float pieces, size; };   // pixels; kNear where it reaches behind the eye
    struct End { Eigen::Vector3f at; Eigen::Vector4d clip; };

    [[nodiscard]] Eigen::Vector4d toClip(const Eigen::Vector3f& point) const;
    [[nodiscard]] End endAt(const Line& line, float t) const;
    [[nodiscard]] Eigen::Vector2d toPixel(const Eigen::Vector4d& clip) const;
    void see(std::span<const Line> lines);
    [[nodiscard]] float fadeOfSeen();
    void addArc(const Line& line, int pieces, float alpha);
    void addPiece(const End& begin, const End& end, const Eigen::Vector2d& acrossBegin, const Eigen::Vector2d& acrossEnd, Rgba color);
    void addCorners(const Eigen::Vector4d& from, const Eigen::Vector4d& to, const Eigen::Vector2d& acrossBegin, const Eigen::Vector2d& acrossEnd, Rgba color);

    LineView m_view;
    std::vector<Seen> m_seen;
    std::vector<End> m_ends;
    std::vector<Eigen::Vector2d> m_across;
    std::vector<LineVertex> m_vertices;
};

} // namespace podscape
