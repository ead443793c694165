#include "widgets/scene/FaceActor.h"

#include <vtkActor.h>
#include <vtkCellArray.h>
#include <vtkPointData.h>
#include <vtkPoints.h>
#include <vtkPolyData.h>
#include <vtkPolyDataMapper.h>
#include <vtkProperty.h>
#include <vtkUnsignedCharArray.h>

namespace podscape {

FaceActor::FaceActor()
{
    m_mapper->SetInputData(m_geometry);
    m_mapper->SetScalarModeToUsePointData();   // a colour a cell would be looked up for every pixel
    m_mapper->SetColorModeToDirectScalars();
    m_actor->SetMapper(m_mapper);
    m_actor->GetProperty()->LightingOff();
    m_actor->ForceOpaqueOn();   // blended in the order of drawing, see LineActor
    m_actor->VisibilityOff();
}

FaceActor::~FaceActor() = default;

void FaceActor::setFaces(const std::vector<Face>& faces)
{
    vtkNew<vtkPoints> points;
    vtkNew<vtkCellArray> cells;
    vtkNew<vtkUnsignedCharArray> colors;
    colors->SetNumberOfComponents(4);
    for (const Face& face : faces) {
        cells->InsertNextCell(4);
        const unsigned char rgba[4] = {face.color.r, face.color.g, face.color.b, face.color.a};
        for (const Eigen::Vector3f& corner : face.corners) {
            cells->InsertCellPoint(points->InsertNextPoint(corner.data()));
            colors->InsertNextTypedTuple(rgba);
        }
    }
    m_geometry->Initialize();
    m_geometry->SetPoints(points);
    m_geometry->SetPolys(cells);
    m_geometry->GetPointData()->SetScalars(colors);
    m_actor->SetVisibility(!faces.empty());
}

void FaceActor::showOnlyBacks()
{
    m_actor->GetProperty()->FrontfaceCullingOn();
}

} // namespace podscape
