#pragma once

#include "widgets/vtk/Scene.h"

#include <vtkNew.h>
#include <vtkRenderWindow.h>
#include <vtkRenderer.h>

namespace podscape::test {

// One renderer on black, for what is to be drawn alone.
class PlainScene : public Scene
{
public:
    PlainScene() { m_renderer->SetBackground(0, 0, 0); }
    void attach(vtkRenderWindow* window) override { window->AddRenderer(m_renderer); }
    void resize(SizePx, float) override {}
    void showPart(const PicturePart&) override {}
    void detach() override { m_renderer->ReleaseGraphicsResources(m_renderer->GetRenderWindow()); }

protected:
    vtkNew<vtkRenderer> m_renderer;
};

} // namespace podscape::test
