#pragma once

#include "widgets/draw/DrawList.h"

#include <Eigen/Core>

#include <vtkNew.h>

#include <vector>

class vtkActor;
class vtkPolyData;
class vtkPolyDataMapper;

namespace podscape {

// Coloured polylines in space, unlit, one draw call: floor grid, outlines, links.
class LineActor
{
public:
    struct Line { std::vector<Eigen::Vector3f> points; Rgba color; };

    LineActor();
    ~LineActor();

    [[nodiscard]] vtkActor* actor() const { return m_actor; }
    void setLines(const std::vector<Line>& lines);
    void setColors(const std::vector<Rgba>& colors);   // one a line; the lines stay where they are
    void setWidth(float px);

private:
    vtkNew<vtkPolyData> m_geometry;
    vtkNew<vtkPolyDataMapper> m_mapper;
    vtkNew<vtkActor> m_actor;
};

// The twelve edges of a box, moved outwards by `margin`.
[[nodiscard]] std::vector<LineActor::Line> boxEdges(const Eigen::Vector3f& min, const Eigen::Vector3f& max, Rgba color, float margin = 0);

// Straight when bulge is zero, else a parabola through the bulge at its middle, in so many pieces.
[[nodiscard]] LineActor::Line arc(const Eigen::Vector3f& from, const Eigen::Vector3f& to, const Eigen::Vector3f& bulge, Rgba color, int pieces);

} // namespace podscape
