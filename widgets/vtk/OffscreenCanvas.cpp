#include "widgets/vtk/OffscreenCanvas.h"

#include "widgets/vtk/EglContext.h"
#include "widgets/vtk/FrameWindow.h"
#include "widgets/vtk/Scene.h"

#include <vtkNew.h>
#include <vtkObjectFactory.h>
#include <vtk_glew.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

namespace podscape {
namespace {

// Debian's GLEW is built for GLX and reports "no display" on EGL although every entry point resolved; believe the entry points.
class EglRenderWindow : public FrameWindow
{
public:
    static EglRenderWindow* New();
    vtkTypeMacro(EglRenderWindow, FrameWindow)

    void OpenGLInitContext() override
    {
        if (this->Initialized)
            return;
        const int warnings = vtkObject::GetGlobalWarningDisplay();
        vtkObject::GlobalWarningDisplayOff();
        this->Superclass::OpenGLInitContext();
        vtkObject::SetGlobalWarningDisplay(warnings);
        this->GlewInitValid = true;
        this->Initialized = true;
    }
};
vtkStandardNewMacro(EglRenderWindow);

} // namespace

struct OffscreenCanvas::Private
{
    std::unique_ptr<EglContext> context;
    vtkNew<EglRenderWindow> window;
    Scene* scene = nullptr;
    int widthPx = 0, heightPx = 0;
};

OffscreenCanvas::OffscreenCanvas(std::unique_ptr<Private> priv) : d(std::move(priv)) {}

OffscreenCanvas::~OffscreenCanvas()
{
    close();
    d->context->makeCurrent();
    d->window->Finalize();
}

Result<std::unique_ptr<OffscreenCanvas>> OffscreenCanvas::create()
{
    Result<std::unique_ptr<EglContext>> context = EglContext::create();
    if (!context)
        return context.error();
    auto d = std::make_unique<Private>();
    d->context = std::move(context).value();
    d->window->SetOwnContext(0);
    d->window->SetReadyForRendering(true);
    d->window->SetIsCurrent(true);
    d->window->SetSupportsOpenGL(true);
    d->window->SetMultiSamples(0);
    d->window->SetDPI(72);                     // so that a font of 12 points is 12 pixels
    d->window->InitializeFromCurrentContext();
    return std::unique_ptr<OffscreenCanvas>(new OffscreenCanvas(std::move(d)));
}

Status OffscreenCanvas::open(Scene& scene, SizePx logicalSize, float pixelRatio)
{
    return openFrame(scene, logicalSize, pixelRatio, static_cast<int>(std::lround(logicalSize.width * pixelRatio)), static_cast<int>(std::lround(logicalSize.height * pixelRatio)));
}

Status OffscreenCanvas::openFrame(Scene& scene, SizePx logicalSize, float pixelRatio, int frameWidthPx, int frameHeightPx)
{
    close();
    const int largest = largestSidePx();
    if (frameWidthPx < 1 || frameHeightPx < 1 || frameWidthPx > largest || frameHeightPx > largest)
        return Error{ErrorCode::Limit, {}, {}, "a picture of 1 to " + std::to_string(largest) + " pixels a side",
                     std::to_string(frameWidthPx) + " × " + std::to_string(frameHeightPx), "Choose a smaller size or pixel ratio."};
    d->widthPx = frameWidthPx;
    d->heightPx = frameHeightPx;
    d->window->SetSize(d->widthPx, d->heightPx);
    d->scene = &scene;
    scene.attach(d->window);
    scene.resize(logicalSize, pixelRatio);
    return Done{};
}

void OffscreenCanvas::renderFrame()
{
    d->context->makeCurrent();
    d->scene->prepareFrame();
    d->window->Render();
    d->window->WaitForCompletion();
}

FrameCounters OffscreenCanvas::renderCountedFrame()
{
    d->context->makeCurrent();
    constexpr std::array<GLenum, 2> kCounted{GL_PRIMITIVES_GENERATED, GL_SAMPLES_PASSED};
    std::array<GLuint, 2> queries{}, counts{};
    glGenQueries(2, queries.data());
    for (std::size_t i = 0; i < queries.size(); ++i)
        glBeginQuery(kCounted[i], queries[i]);
    renderFrame();
    for (std::size_t i = 0; i < queries.size(); ++i) {
        glEndQuery(kCounted[i]);
        glGetQueryObjectuiv(queries[i], GL_QUERY_RESULT, &counts[i]);
    }
    glDeleteQueries(2, queries.data());
    return {.primitives = counts[0], .fragments = counts[1]};
}

Image OffscreenCanvas::grab() const
{
    d->context->makeCurrent();
    Image image{d->widthPx, d->heightPx, {}};
    const std::size_t rowBytes = static_cast<std::size_t>(image.width) * 3;
    image.rgb.resize(rowBytes * static_cast<std::size_t>(image.height));
    std::vector<std::uint8_t> rgba(std::size_t(image.width) * image.height * 4);
    d->window->readPixels(rgba);
    for (int y = 0; y < image.height; ++y) {   // OpenGL's first row is the bottom one
        const std::uint8_t* from = rgba.data() + std::size_t(image.height - 1 - y) * image.width * 4;
        std::uint8_t* to = image.rgb.data() + std::size_t(y) * rowBytes;
        for (int x = 0; x < image.width; ++x, from += 4, to += 3)
            std::copy_n(from, 3, to);
    }
    return image;
}

void OffscreenCanvas::close()
{
    if (!d->scene)
        return;
    d->context->makeCurrent();
    d->scene->detach();
    d->scene = nullptr;
}

Result<Image> OffscreenCanvas::render(Scene& scene, SizePx logicalSize, float pixelRatio)
{
    if (const Status opened = open(scene, logicalSize, pixelRatio); !opened)
        return opened.error();
    renderFrame();
    Image image = grab();
    close();
    return image;
}

int OffscreenCanvas::largestSidePx() const
{
    d->context->makeCurrent();
    GLint largest = 0;
    glGetIntegerv(GL_MAX_TEXTURE_SIZE, &largest);
    return largest;
}

std::string OffscreenCanvas::rendererName() const
{
    d->context->makeCurrent();
    const auto* name = reinterpret_cast<const char*>(glGetString(GL_RENDERER));
    return name ? name : "unknown";
}

} // namespace podscape
