#pragma once

#include <vtkRenderPass.h>

#include <memory>

namespace podscape {

// How a 3D scene becomes a frame: background, solid things in their order, then what lies flat over them. The 3D part can be drawn with
// fewer pixels than the frame has and brought up to it; what is flat is always drawn with all of them. Background colours are the renderer's
// own. VTK's steps between, which our scenes have no use for (lights, sorting of what is seen through, volumes), are left out.
class ScenePass : public vtkRenderPass
{
public:
    static ScenePass* New();
    vtkTypeMacro(ScenePass, vtkRenderPass)

    void setScale(double scale);   // of width and height; 1 draws every pixel, from kSmallestScale on
    static constexpr double kSmallestScale = 0.25;

    void setBackgroundRange(double bottom, double top);   // of the gradient, 0…1: what of it the frame shows

    void Render(const vtkRenderState* state) override;
    void ReleaseGraphicsResources(vtkWindow* window) override;

protected:
    ScenePass();
    ~ScenePass() override;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace podscape
