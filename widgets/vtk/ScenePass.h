#pragma once

#include <vtkRenderPass.h>

#include <memory>
#include <vector>

class vtkProp;

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
    [[nodiscard]] bool isOnGraphicsCard() const;   // as far as is known: false before the first frame of a context

    // Light is kept away from corners within so many pixels; 0: everywhere the same. At scale 1 only.
    void setShade(double radiusPx);
    // The next frames are parts of one picture: each adds its own, `sample` counting from 1 to `samples`, to the mean of those before. 0: each for
    // itself. The camera moves by parts of a pixel meanwhile. At scale 1 only.
    void setSample(int sample, int samples);
    // The next frame takes over the last mean and draws only what is marked by setOver() and what is flat. Ignored where there is none.
    void setReuse(bool reuse);
    void setOver(vtkProp* prop);          // drawn after everything else
    void setThin(std::vector<vtkProp*> props);   // lines in the air, which keep no light away; drawn after what does when there is a shade

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
