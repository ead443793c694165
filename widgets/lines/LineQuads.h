#pragma once

#include "widgets/lines/Line.h"

#include <cstdint>
#include <span>
#include <vector>

namespace podscape {

// From which eye lines are seen, and how they are drawn.
struct LineView
{
    Eigen::Matrix4d toClip = Eigen::Matrix4d::Identity();
    double widthPx = 1, heightPx = 1;              // of the frame
    std::vector<Eigen::Vector4d> planes;           // scene units: what is below 0 of any is cut off
    float lineWidthPx = 1;                         // may be below 1: fainter then
    float fadePx = 0;                              // lines smaller than this fade, and are left out below a third; 0: each stays a dot at least
    std::size_t fadedAtMost = 4'000;               // pieces, where lines fade: with more of them larger ones fade too, up to kMostFade times as large
    std::size_t piecesAtMost = 60'000;             // of all arcs together; a straight line is one
};

// What a corner of a piece tells the graphics card.
struct LineVertex
{
    float place[3];            // of the frame, −1…1; depth as OpenGL has it
    float aside;               // pixels from the middle of the line
    std::uint8_t color[4];
};

// Turns lines into flat pieces that face the eye, four corners each, half a pixel wider than the line on each side so that the edge can be
// soft. What is outside of the frame or behind the eye makes none; an arc has as many pieces as its pixels need.
class LineQuads
{
public:
    static constexpr float kMostFade = 4;

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

    LineView m_view;
    std::vector<Seen> m_seen;
    std::vector<End> m_ends;
    std::vector<Eigen::Vector2d> m_across;
    std::vector<LineVertex> m_vertices;
};

} // namespace podscape
