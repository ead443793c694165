#pragma once

#include <vtkGenericOpenGLRenderWindow.h>

#include <cstdint>
#include <span>

namespace podscape {

// VTK's window over a context of ours, less what nobody looks at: pictures stay in the render framebuffer (GetRenderFramebuffer()). VTK's own
// class copies every frame with its depths into a second framebuffer of three layers, which costs more than drawing a small cluster.
class FrameWindow : public vtkGenericOpenGLRenderWindow
{
public:
    static FrameWindow* New();
    vtkTypeMacro(FrameWindow, vtkGenericOpenGLRenderWindow)

    void Start() override;
    void Frame() override {}

    // The last frame, 4 bytes a pixel, bottom row first; `rgba` holds width × height of them. GL context current.
    void readPixels(std::span<std::uint8_t> rgba);

protected:
    FrameWindow() = default;
    ~FrameWindow() override = default;
};

} // namespace podscape
