#include "widgets/vtk/FrameStretch.h"

#include <QImage>
#include <QPainter>

#include <vtkOpenGLFramebufferObject.h>
#include <vtkOpenGLRenderWindow.h>
#include <vtkOpenGLState.h>
#include <vtkTextureObject.h>
#include <vtk_glew.h>

namespace podscape {

namespace {

// Neither the order of channels nor that of rows matters to the mean of neighbours.
QImage imageOver(std::vector<std::uint32_t>& pixels, int width, int height)
{
    pixels.resize(std::size_t(width) * std::size_t(height));
    return {reinterpret_cast<uchar*>(pixels.data()), width, height, width * 4, QImage::Format_RGB32};
}

} // namespace

void FrameStretch::draw(vtkOpenGLRenderWindow* window, vtkOpenGLFramebufferObject* from, int fromWidth, int fromHeight, int toWidth, int toHeight, bool onProcessor)
{
    vtkOpenGLState* state = window->GetState();
    state->PushReadFramebufferBinding();
    from->Bind(GL_READ_FRAMEBUFFER);
    from->ActivateReadBuffer(0);
    if (onProcessor)
        stretch(window, fromWidth, fromHeight, toWidth, toHeight);
    else
        state->vtkglBlitFramebuffer(0, 0, fromWidth, fromHeight, 0, 0, toWidth, toHeight, GL_COLOR_BUFFER_BIT, GL_LINEAR);
    state->PopReadFramebufferBinding();
}

void FrameStretch::stretch(vtkOpenGLRenderWindow* window, int fromWidth, int fromHeight, int toWidth, int toHeight)
{
    const QImage small = imageOver(m_small, fromWidth, fromHeight);
    QImage large = imageOver(m_large, toWidth, toHeight);
    vtkOpenGLState* state = window->GetState();
    state->vtkglPixelStorei(GL_PACK_ALIGNMENT, 4);
    glReadPixels(0, 0, fromWidth, fromHeight, GL_RGBA, GL_UNSIGNED_BYTE, m_small.data());
    QPainter painter(&large);
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    painter.setCompositionMode(QPainter::CompositionMode_Source);
    painter.drawImage(QRectF(0, 0, toWidth, toHeight), small, QRectF(0, 0, fromWidth, fromHeight));
    painter.end();
    vtkTextureObject* target = window->GetRenderFramebuffer()->GetColorAttachmentAsTextureObject(0);
    target->Activate();
    state->vtkglPixelStorei(GL_UNPACK_ALIGNMENT, 4);
    glTexSubImage2D(GL_TEXTURE_2D, 0, 0, 0, toWidth, toHeight, GL_RGBA, GL_UNSIGNED_BYTE, m_large.data());
    target->Deactivate();
}

} // namespace podscape
