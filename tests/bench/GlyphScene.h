#pragma once

#include "widgets/vtk/Scene.h"

#include <vtkActor.h>
#include <vtkCamera.h>
#include <vtkCubeSource.h>
#include <vtkFloatArray.h>
#include <vtkGlyph3DMapper.h>
#include <vtkNew.h>
#include <vtkPointData.h>
#include <vtkPoints.h>
#include <vtkPolyData.h>
#include <vtkRenderWindow.h>
#include <vtkRenderer.h>

#include <cmath>

namespace podscape::bench {

// What a viewer built on VTK's own classes does with as many boxes: one cube a point by vtkGlyph3DMapper, coloured by a scalar each.
class GlyphScene : public Scene
{
public:
    explicit GlyphScene(int boxes)
    {
        const int side = static_cast<int>(std::ceil(std::sqrt(boxes / 64.0)));   // racks of 64 in a square
        vtkNew<vtkPoints> points;
        for (int i = 0; i < boxes; ++i) {
            const int rack = i / 64, chip = i % 64;
            points->InsertNextPoint(rack % side * 6 + chip % 4, rack / side * 3, chip / 4 * 0.6);
        }
        m_values->SetNumberOfTuples(boxes);
        m_values->SetName("value");
        m_cloud->SetPoints(points);
        m_cloud->GetPointData()->SetScalars(m_values);
        vtkNew<vtkCubeSource> cube;
        cube->SetXLength(0.8);
        cube->SetYLength(0.8);
        cube->SetZLength(0.5);
        m_mapper->SetInputData(m_cloud);
        m_mapper->SetSourceConnection(cube->GetOutputPort());
        m_mapper->ScalingOff();
        m_mapper->OrientOff();
        m_mapper->SetScalarRange(0, 255);
        m_actor->SetMapper(m_mapper);
        m_renderer->AddActor(m_actor);
        change(0);
        m_renderer->ResetCamera();
        m_renderer->GetActiveCamera()->Elevation(-60);
        m_renderer->ResetCamera();
    }

    void change(int frame)
    {
        for (vtkIdType i = 0; i < m_values->GetNumberOfTuples(); ++i)
            m_values->SetValue(i, float((i / 64 * 37 + i * 5 + frame * 11) % 255));
        m_values->Modified();
        m_cloud->Modified();
    }
    void orbit(double degrees)
    {
        m_renderer->GetActiveCamera()->Azimuth(degrees);
        m_renderer->ResetCameraClippingRange();
    }

    void attach(vtkRenderWindow* window) override { (m_window = window)->AddRenderer(m_renderer); }
    void resize(SizePx, float) override {}
    void showPart(const PicturePart&) override {}
    void detach() override
    {
        m_renderer->ReleaseGraphicsResources(m_window);
        m_window->RemoveRenderer(m_renderer);
    }

private:
    vtkNew<vtkFloatArray> m_values;
    vtkNew<vtkPolyData> m_cloud;
    vtkNew<vtkGlyph3DMapper> m_mapper;
    vtkNew<vtkActor> m_actor;
    vtkNew<vtkRenderer> m_renderer;
    vtkRenderWindow* m_window = nullptr;
};

} // namespace podscape::bench
