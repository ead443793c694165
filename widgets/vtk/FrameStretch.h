#pragma once

#include <cstdint>
#include <vector>

class vtkOpenGLFramebufferObject;
class vtkOpenGLRenderWindow;

namespace podscape {

// Draws a small frame over the window's whole render framebuffer, bilinear. Where OpenGL is software the processor does it without OpenGL:
// a blit of Mesa's llvmpipe takes twice as long.
class FrameStretch
{
public:
    // Sizes in pixels; `to` is that of the render framebuffer, which is bound and stays so.
    void draw(vtkOpenGLRenderWindow* window, vtkOpenGLFramebufferObject* from, int fromWidth, int fromHeight, int toWidth, int toHeight, bool onProcessor);
    void release() { *this = {}; }

private:
    void stretch(vtkOpenGLRenderWindow* window, int fromWidth, int fromHeight, int toWidth, int toHeight);

    std::vector<std::uint32_t> m_small, m_large;
};

} // namespace podscape
