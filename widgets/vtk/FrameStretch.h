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
    void draw(vtkOpenGLRenderWindow* window, vtkOpenGLFramebufferObject* from, int fromWidth, int fromHeight, int toWidth, int toHeight);
    void release() { *this = {}; }   // another context may be another renderer

private:
    void stretch(vtkOpenGLRenderWindow* window, int fromWidth, int fromHeight, int toWidth, int toHeight);

    enum class Renderer : std::uint8_t { Unknown, Software, Hardware };
    Renderer m_renderer = Renderer::Unknown;
    std::vector<std::uint32_t> m_small, m_large;
};

} // namespace podscape
