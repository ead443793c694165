#pragma once

#include "widgets/draw/DrawList.h"

class vtkRenderWindow;

namespace podscape {

// A part of a picture, in device pixels from its top left.
struct PicturePart
{
    int x = 0, y = 0, width = 0, height = 0;
};

// What a frame has to show anew. A frame of the later kinds may reuse what the frame before it drew; the first is always right.
enum class FrameKind
{
    Whole,   // anything may have changed
    Finer,   // nothing has: once more and better, see Scene::fineness()
    Over,    // only what lies over the picture: hover
};

// One picture, VTK only: renders in the window's bridge and in OffscreenCanvas alike. The host calls, with its GL context current:
// attach once, resize before the first frame and on every change of size, prepareFrame and then the window's Render() per frame,
// detach before the context dies. The scene adds its own renderers (and may use several layers).
class Scene
{
public:
    virtual ~Scene() = default;

    virtual void attach(vtkRenderWindow* window) = 0;
    virtual void resize(SizePx logicalSize, float pixelRatio) = 0;   // the framebuffer is logicalSize × pixelRatio
    // Only a part of the picture that resize() spoke of, until the next resize(): the framebuffer is as large as the part. What is drawn is what
    // the whole picture would show there.
    virtual void showPart(const PicturePart& part) = 0;
    virtual void setFrameKind(FrameKind) {}                          // of the frames from now on
    [[nodiscard]] virtual int fineness() const { return 0; }         // pictures that the last frame is the mean of; 0 without refinement
    virtual void prepareFrame() {}                                   // last chance to follow the camera or the state
    virtual void detach() = 0;                                       // frees GL resources and removes the renderers
};

} // namespace podscape
