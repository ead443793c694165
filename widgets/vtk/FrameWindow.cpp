#include "widgets/vtk/FrameWindow.h"

#include <vtkObjectFactory.h>
#include <vtkOpenGLFramebufferObject.h>
#include <vtkOpenGLState.h>
#include <vtk_glew.h>

#include <cassert>

namespace podscape {

vtkStandardNewMacro(FrameWindow);

void FrameWindow::Start()
{
    if (!this->Initialized)
        this->Initialize();
    this->MakeCurrent();
    vtkOpenGLState* state = this->GetState();
    state->Initialize(this);   // the context is shared with others, who have changed what VTK remembers
    state->vtkglEnable(GL_BLEND);
    state->vtkglBlendFuncSeparate(GL_SRC_ALPHA, GL_ONE_MINUS_SRC_ALPHA, GL_ONE, GL_ONE_MINUS_SRC_ALPHA);
    state->PushFramebufferBindings();
    if (this->RenderFramebuffer->GetFBOIndex() == 0)
        this->RenderFramebuffer->PopulateFramebuffer(this->Size[0], this->Size[1], true, 1, VTK_UNSIGNED_CHAR, true, 32, 0, false);
    else
        this->RenderFramebuffer->Resize(this->Size[0], this->Size[1]);
    this->RenderFramebuffer->Bind();
    this->RenderFramebuffer->ActivateDrawBuffer(0);
}

void FrameWindow::readPixels(std::span<std::uint8_t> rgba)
{
    assert(rgba.size() >= std::size_t(this->Size[0]) * std::size_t(this->Size[1]) * 4);
    vtkOpenGLState* state = this->GetState();
    state->PushReadFramebufferBinding();
    this->RenderFramebuffer->Bind(GL_READ_FRAMEBUFFER);
    this->RenderFramebuffer->ActivateReadBuffer(0);
    glReadPixels(0, 0, this->Size[0], this->Size[1], GL_RGBA, GL_UNSIGNED_BYTE, rgba.data());
    state->PopReadFramebufferBinding();
}

} // namespace podscape
