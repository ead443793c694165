#pragma once

#include "widgets/draw/DrawList.h"
#include "widgets/vtk/Scene.h"

#include <functional>
#include <memory>

namespace podscape {

// A flat picture that fills the frame. `build` makes the draw list for a size; it runs in prepareFrame() when something changed.
class FlatScene : public Scene
{
public:
    using Builder = std::function<DrawList(SizePx logicalSize, const TextMeasure& measure)>;

    explicit FlatScene(Builder build, Rgba background);
    ~FlatScene() override;

    void setBackground(Rgba background);
    void invalidate();                        // the next frame builds again

    void attach(vtkRenderWindow* window) override;
    void resize(SizePx logicalSize, float pixelRatio) override;
    void showPart(const PicturePart& part) override;
    void prepareFrame() override;
    void detach() override;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace podscape
