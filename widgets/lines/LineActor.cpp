#include "widgets/scene/LineActor.h"

#include <vtkActor.h>
#include <vtkCellArray.h>
#include <vtkCellData.h>
#include <vtkPoints.h>
#include <vtkPolyData.h>
#include <vtkPolyDataMapper.h>
#include <vtkProperty.h>
#include <vtkUnsignedCharArray.h>

#include <algorithm>

namespace podscape {

LineActor::LineActor()
{
    m_mapper->SetInputData(m_geometry);
    m_mapper->SetScalarModeToUseCellData();
    m_mapper->SetColorModeToDirectScalars();
    m_actor->SetMapper(m_mapper);
    m_actor->GetProperty()->LightingOff();
    // In the opaque pass, where blending is on too: VTK's order-independent translucent pass costs 18 ms a frame on a software renderer.
    m_actor->ForceOpaqueOn();
}

LineActor::~LineActor() = default;

void LineActor::setLines(const std::vector<Line>& lines)
{
    vtkNew<vtkPoints> points;
    vtkNew<vtkCellArray> cells;
    vtkNew<vtkUnsignedCharArray> colors;
    colors->SetNumberOfComponents(4);
    for (const Line& line : lines) {
        cells->InsertNextCell(static_cast<int>(line.points.size()));
        for (const Eigen::Vector3f& point : line.points)
            cells->InsertCellPoint(points->InsertNextPoint(point.data()));
        const unsigned char rgba[4] = {line.color.r, line.color.g, line.color.b, line.color.a};
        colors->InsertNextTypedTuple(rgba);
    }
    m_geometry->Initialize();
    m_geometry->SetPoints(points);
    m_geometry->SetLines(cells);
    m_geometry->GetCellData()->SetScalars(colors);
    m_actor->SetVisibility(!lines.empty());
}

void LineActor::setColors(const std::vector<Rgba>& colors)
{
    auto* array = vtkUnsignedCharArray::SafeDownCast(m_geometry->GetCellData()->GetScalars());
    for (std::size_t i = 0; i < colors.size(); ++i) {
        const unsigned char rgba[4] = {colors[i].r, colors[i].g, colors[i].b, colors[i].a};
        array->SetTypedTuple(static_cast<vtkIdType>(i), rgba);
    }
    array->Modified();
}

void LineActor::setWidth(float px)
{
    m_actor->GetProperty()->SetLineWidth(std::max(px, 1.f));   // thinner ones would be neither drawn evenly nor faster
}

std::vector<LineActor::Line> boxEdges(const Eigen::Vector3f& min, const Eigen::Vector3f& max, Rgba color, float margin)
{
    const Eigen::Vector3f lo = min - Eigen::Vector3f::Constant(margin), hi = max + Eigen::Vector3f::Constant(margin);
    const auto at = [&](bool x, bool y, bool z) { return Eigen::Vector3f(x ? hi.x() : lo.x(), y ? hi.y() : lo.y(), z ? hi.z() : lo.z()); };
    return {{{at(0, 0, 0), at(1, 0, 0), at(1, 1, 0), at(0, 1, 0), at(0, 0, 0), at(0, 0, 1), at(1, 0, 1), at(1, 1, 1), at(0, 1, 1), at(0, 0, 1)}, color},
            {{at(1, 0, 0), at(1, 0, 1)}, color},
            {{at(1, 1, 0), at(1, 1, 1)}, color},
            {{at(0, 1, 0), at(0, 1, 1)}, color}};
}

LineActor::Line arc(const Eigen::Vector3f& from, const Eigen::Vector3f& to, const Eigen::Vector3f& bulge, Rgba color, int pieces)
{
    if (bulge.isZero())
        pieces = 1;
    LineActor::Line line{{}, color};
    for (int i = 0; i <= pieces; ++i) {
        const float t = static_cast<float>(i) / static_cast<float>(pieces);
        line.points.push_back(from + t * (to - from) + 4 * t * (1 - t) * bulge);
    }
    return line;
}

} // namespace podscape
