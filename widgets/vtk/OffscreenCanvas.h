#pragma once

#include "model/base/Result.h"
#include "widgets/draw/DrawList.h"
#include "widgets/vtk/FrameCounters.h"
#include "widgets/vtk/Image.h"

#include <memory>
#include <string>

namespace podscape {

class Scene;

// Renders scenes with no display: a surfaceless EGL context, OpenGL 3.2 core. One thread; the context is current from create() on.
class OffscreenCanvas
{
public:
    [[nodiscard]] static Result<std::unique_ptr<OffscreenCanvas>> create();
    ~OffscreenCanvas();

    // One picture of a scene: open, one frame, close.
    [[nodiscard]] Result<Image> render(Scene& scene, SizePx logicalSize, float pixelRatio = 1);

    // In steps, for frames in a row. Fails when the framebuffer cannot be as large.
    [[nodiscard]] Status open(Scene& scene, SizePx logicalSize, float pixelRatio = 1);
    // As open(), with a frame that shows only a part of the picture at a time: the caller says which by Scene::showPart() before each frame.
    [[nodiscard]] Status openFrame(Scene& scene, SizePx logicalSize, float pixelRatio, int frameWidthPx, int frameHeightPx);
    void renderFrame();                       // returns when the pixels are done
    [[nodiscard]] FrameCounters renderCountedFrame();   // primitives and fragments as the device counts them; slower
    [[nodiscard]] Image grab() const;         // the last frame
    void close();                             // the scene is detached

    [[nodiscard]] int largestSidePx() const;          // of a frame
    [[nodiscard]] std::string rendererName() const;   // "llvmpipe (LLVM 15.0.6, 256 bits)"

private:
    struct Private;
    explicit OffscreenCanvas(std::unique_ptr<Private> d);
    std::unique_ptr<Private> d;
};

} // namespace podscape
