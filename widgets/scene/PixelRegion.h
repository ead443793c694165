#pragma once

#include <Eigen/Geometry>

#include <cstdint>
#include <vector>

namespace podscape {

// An area of the frame that somebody drew: a closed line in logical pixels, its inside by the even–odd rule, so that a lasso may cross
// itself. Edges are kept by bands of rows: asking about a point or a rectangle looks at the few that can matter.
class PixelRegion
{
public:
    using Rect = Eigen::AlignedBox2d;
    enum class Relation { Outside, Inside, Crossed };

    PixelRegion() = default;
    explicit PixelRegion(std::vector<Eigen::Vector2d> points);
    [[nodiscard]] static PixelRegion box(Eigen::Vector2d corner, Eigen::Vector2d opposite);

    [[nodiscard]] const std::vector<Eigen::Vector2d>& points() const { return m_points; }
    [[nodiscard]] const Rect& bounds() const { return m_bounds; }
    [[nodiscard]] bool isEmpty() const { return m_points.size() < 3; }

    [[nodiscard]] bool contains(const Eigen::Vector2d& point) const;
    [[nodiscard]] Relation relationTo(const Rect& rect) const;   // Crossed when an edge meets the rectangle

private:
    [[nodiscard]] std::size_t bandOf(double y) const;

    std::vector<Eigen::Vector2d> m_points;
    Rect m_bounds;
    double m_bandPx = 1;
    std::vector<std::vector<std::uint32_t>> m_edgesOfBand;   // edge i goes from point i to the next
};

} // namespace podscape
