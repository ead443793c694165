#include "widgets/scene/BoxActor.h"

#include <vtkActor.h>
#include <vtkCellArray.h>
#include <vtkCellData.h>
#include <vtkPoints.h>
#include <vtkPolyData.h>
#include <vtkPolyDataMapper.h>
#include <vtkProperty.h>
#include <vtkUnsignedCharArray.h>

namespace podscape {

namespace {

// Corners as bits x y z, and how much light the face gets; the same factors as in the lattice shader.
struct Face { int corners[4]; float light; };
constexpr Face kFaces[6] = {{{0, 4, 6, 2}, 0.70f}, {{1, 3, 7, 5}, 0.70f}, {{0, 1, 5, 4}, 0.86f}, {{2, 6, 7, 3}, 0.86f}, {{0, 2, 3, 1}, 0.6f}, {{4, 5, 7, 6}, 1.0f}};

} // namespace

BoxActor::BoxActor()
{
    m_mapper->SetInputData(m_geometry);
    m_mapper->SetScalarModeToUseCellData();
    m_mapper->SetColorModeToDirectScalars();
    m_actor->SetMapper(m_mapper);
    m_actor->GetProperty()->LightingOff();
}

BoxActor::~BoxActor() = default;

void BoxActor::setBoxes(const std::vector<Solid>& boxes)
{
    vtkNew<vtkPoints> points;
    vtkNew<vtkCellArray> cells;
    vtkNew<vtkUnsignedCharArray> colors;
    colors->SetNumberOfComponents(3);
    for (const Solid& box : boxes) {
        vtkIdType first = 0;
        for (int corner = 0; corner < 8; ++corner) {
            const vtkIdType id = points->InsertNextPoint(corner & 1 ? box.max.x() : box.min.x(), corner & 2 ? box.max.y() : box.min.y(), corner & 4 ? box.max.z() : box.min.z());
            if (corner == 0)
                first = id;
        }
        for (const Face& face : kFaces) {
            const vtkIdType ids[4] = {first + face.corners[0], first + face.corners[1], first + face.corners[2], first + face.corners[3]};
            cells->InsertNextCell(4, ids);
            const unsigned char rgb[3] = {static_cast<unsigned char>(float(box.color.r) * face.light), static_cast<unsigned char>(float(box.color.g) * face.light),
                                          static_cast<unsigned char>(float(box.color.b) * face.light)};
            colors->InsertNextTypedTuple(rgb);
        }
    }
    m_geometry->Initialize();
    m_geometry->SetPoints(points);
    m_geometry->SetPolys(cells);
    m_geometry->GetCellData()->SetScalars(colors);
    m_actor->SetVisibility(!boxes.empty());
}

} // namespace podscape
