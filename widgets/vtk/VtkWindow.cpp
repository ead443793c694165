#include "widgets/vtk/VtkWindow.h"

#include "widgets/vtk/FrameWindow.h"
#include "widgets/vtk/Scene.h"
#include "widgets/vtk/SceneFormat.h"

#include <QCoreApplication>
#include <QMouseEvent>
#include <QOpenGLContext>
#include <QOpenGLExtraFunctions>
#include <QWidget>

#include <vtkOpenGLFramebufferObject.h>
#include <vtkOpenGLState.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <utility>

namespace podscape {

namespace {

constexpr GLenum kContextLost = 0x0507;   // GL_CONTEXT_LOST of OpenGL 4.5
constexpr int kMostErrors = 64;           // a lost context may report one for ever

} // namespace

VtkWindow::VtkWindow(Scene& scene, QWidget& inputTarget) : m_scene(scene), m_inputTarget(inputTarget)
{
    setFormat(sceneFormat());
    setFlag(Qt::WindowDoesNotAcceptFocus);   // the widget has the keyboard, so that shortcuts and Tab work as everywhere
    m_window->SetOwnContext(0);
    m_window->SetReadyForRendering(false);
    // A software renderer works on after the last call, until the pixels are handed over.
    connect(this, &QOpenGLWindow::frameSwapped, this, [this] {
        if (const double elapsed = m_frameTimer.isValid() ? static_cast<double>(m_frameTimer.nsecsElapsed()) * 1e-6 : -1; elapsed >= 0) {
            m_frameTimer.invalidate();
            emit rendered(elapsed);
        }
    });
    m_window->SetMultiSamples(0);
}

VtkWindow::~VtkWindow()
{
    if (!m_attached)
        return;
    makeCurrent();   // GL objects die with their context current, and with it where it is gone
    m_scene.detach();
    m_window->Finalize();
    doneCurrent();
}

void VtkWindow::requestRender(FrameKind kind)
{
    m_wanted = std::min(m_wanted.value_or(kind), kind);
    update();
}

QImage VtkWindow::grabImage()
{
    if (!m_attached || m_failed)
        return {};
    makeCurrent();
    m_wanted = FrameKind::Whole;
    if (!renderFrame())
        return {};
    QImage image(m_window->GetSize()[0], m_window->GetSize()[1], QImage::Format_RGBX8888);
    m_window->readPixels({image.bits(), static_cast<std::size_t>(image.sizeInBytes())});
    m_frameTimer.invalidate();
    doneCurrent();
    QImage upright = image.mirrored();
    upright.setDevicePixelRatio(devicePixelRatio());
    return upright;
}

bool VtkWindow::event(QEvent* event)
{
    switch (event->type()) {
    case QEvent::MouseButtonPress:
        m_inputTarget.setFocus(Qt::MouseFocusReason);
        [[fallthrough]];
    case QEvent::MouseButtonRelease:
    case QEvent::MouseButtonDblClick:
    case QEvent::MouseMove:
    case QEvent::Wheel:
    case QEvent::KeyPress:
    case QEvent::KeyRelease:
    case QEvent::Enter:
    case QEvent::Leave:
    case QEvent::DragEnter:
    case QEvent::DragMove:
    case QEvent::DragLeave:
    case QEvent::Drop:
        forward(event);
        return true;
    default:
        return QOpenGLWindow::event(event);
    }
}

// The widget fills the same area, so positions mean the same in both.
void VtkWindow::forward(QEvent* event)
{
    const bool isDrag = event->type() == QEvent::DragEnter || event->type() == QEvent::DragMove || event->type() == QEvent::DragLeave
        || event->type() == QEvent::Drop;
    if (isDrag) {
        QCoreApplication::sendEvent(&m_inputTarget, event);   // Qt itself looks for a parent that takes drops
        return;
    }
    const std::unique_ptr<QEvent> copy(event->clone());
    copy->setAccepted(true);
    QCoreApplication::sendEvent(&m_inputTarget, copy.get());
    event->setAccepted(copy->isAccepted());
}

void VtkWindow::initializeGL()
{
    if (!context() || !context()->isValid() || context()->format().version() < sceneFormat().version())
        return fail(tr("This display offers no OpenGL 3.2, which the picture needs."));
    m_window->SetForceMaximumHardwareLineWidth(1);
    m_window->SetReadyForRendering(true);
    m_window->SetIsCurrent(true);
    m_window->SetSupportsOpenGL(true);
    m_window->InitializeFromCurrentContext();
    m_scene.attach(m_window);
    m_attached = true;
}

void VtkWindow::resizeGL(int, int)
{
    requestRender();   // the system does not always expose a window that grew inside another one
}

void VtkWindow::fitToWindow()
{
    const double ratio = devicePixelRatio();
    const int wide = static_cast<int>(std::lround(width() * ratio)), high = static_cast<int>(std::lround(height() * ratio));
    m_window->SetSize(wide, high);
    m_scene.resize({static_cast<float>(width()), static_cast<float>(height())}, static_cast<float>(ratio));
}

bool VtkWindow::renderFrame()
{
    m_frameTimer.start();
    m_scene.setFrameKind(m_wanted.value_or(FrameKind::Whole));
    m_wanted.reset();
    if (!isCurrent())
        return lose();
    m_window->SetIsCurrent(true);
    vtkOpenGLState* state = m_window->GetState();
    state->Reset();   // Qt has touched GL since the last frame
    state->Push();
    fitToWindow();
    m_scene.prepareFrame();
    if (!isCurrent())
        return lose();
    m_window->Render();
    state->Pop();
    return isHealthy() || lose();
}

bool VtkWindow::isCurrent() const
{
    return context() && QOpenGLContext::currentContext() == context();
}

// Errors of single calls spoil a detail; without memory or a context there is no picture at all.
bool VtkWindow::isHealthy() const
{
    auto* gl = context()->functions();
    for (int i = 0; i < kMostErrors; ++i) {
        const GLenum error = gl->glGetError();
        if (error == GL_NO_ERROR)
            return true;
        if (error == GL_OUT_OF_MEMORY || error == kContextLost)
            return false;
    }
    return false;
}

bool VtkWindow::lose()
{
    if (context())
        context()->makeCurrent(this);   // Qt goes on as if nothing had happened, and does not ask whether there is one
    fail(tr("The graphics driver has given up on the picture. Close other programs that draw, or start again with LIBGL_ALWAYS_SOFTWARE=1."));
    return false;
}

void VtkWindow::fail(const QString& sentence)
{
    if (std::exchange(m_failed, true))
        return;
    // Later: whoever listens may take this window away, which must not happen while it is being drawn.
    QMetaObject::invokeMethod(this, [this, sentence] { emit failed(sentence); }, Qt::QueuedConnection);
}

void VtkWindow::copyFrame()
{
    vtkOpenGLFramebufferObject* frame = m_window->GetRenderFramebuffer();
    vtkOpenGLState* state = m_window->GetState();
    state->Reset();
    state->Push();
    frame->Bind(GL_READ_FRAMEBUFFER);
    frame->ActivateReadBuffer(0);
    const int wide = m_window->GetSize()[0], high = m_window->GetSize()[1];
    auto* gl = context()->extraFunctions();
    gl->glBindFramebuffer(GL_DRAW_FRAMEBUFFER, defaultFramebufferObject());
    gl->glDisable(GL_SCISSOR_TEST);
    gl->glBlitFramebuffer(0, 0, wide, high, 0, 0, wide, high, GL_COLOR_BUFFER_BIT, GL_NEAREST);
    state->Pop();
    gl->glBindFramebuffer(GL_FRAMEBUFFER, defaultFramebufferObject());
}

void VtkWindow::paintGL()
{
    if (width() <= 0 || height() <= 0 || !m_attached || m_failed)
        return;
    if (m_wanted && !renderFrame())
        return;
    copyFrame();
}

} // namespace podscape
