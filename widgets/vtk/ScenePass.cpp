#include "widgets/vtk/ScenePass.h"

#include "widgets/vtk/CornerShade.h"
#include "widgets/vtk/FrameStretch.h"
#include "widgets/vtk/RendererName.h"

#include <vtkObjectFactory.h>
#include <vtkOpenGLFramebufferObject.h>
#include <vtkOpenGLQuadHelper.h>
#include <vtkOpenGLRenderWindow.h>
#include <vtkOpenGLShaderCache.h>
#include <vtkOpenGLState.h>
#include <vtkProp.h>
#include <vtkRenderState.h>
#include <vtkRenderer.h>
#include <vtkShaderProgram.h>
#include <vtkSmartPointer.h>
#include <vtk_glew.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <span>
#include <utility>

namespace podscape {

namespace {

// VTK makes an actor, a mapper and a program in every frame for this.
constexpr const char* kGradient = R"(//VTK::System::Dec
//VTK::Output::Dec
in vec2 texCoord;
uniform vec3 bottom; uniform vec3 top; uniform vec2 range;
void main() { gl_FragData[0] = vec4(mix(bottom, top, mix(range.x, range.y, texCoord.y)), 1.0); }
)";

struct PixelSize
{
    int width = 1, height = 1;
    bool operator==(const PixelSize&) const = default;
};

} // namespace

struct ScenePass::Private
{
    double scale = 1;
    float range[2] = {0, 1};
    std::unique_ptr<vtkOpenGLQuadHelper> gradient;
    vtkSmartPointer<vtkOpenGLFramebufferObject> background;   // the gradient, drawn once: a copy is a fraction of its cost
    std::array<double, 8> shown{};                            // what it shows: both colours and the range
    vtkSmartPointer<vtkOpenGLFramebufferObject> solid;        // where 3D is drawn when it does not go straight into the frame
    vtkSmartPointer<vtkOpenGLFramebufferObject> mean;         // of the samples so far
    PixelSize meanSize{0, 0};
    double shadeRadius = 0;
    int sample = 0, samples = 1;
    bool reuse = false;
    vtkProp* over = nullptr;
    std::vector<vtkProp*> thin;
    vtkSmartPointer<vtkOpenGLFramebufferObject> solidDepths;  // without what is thin
    CornerShade shade;
    FrameStretch stretch;
    std::optional<bool> onProcessor;                          // who draws, once a context was current

    void bindSolid(vtkOpenGLRenderWindow* window, PixelSize size);
    void keepDepths(vtkOpenGLRenderWindow* window, PixelSize size);
    void compose(vtkOpenGLRenderWindow* window, vtkRenderer* renderer, PixelSize size);
    void copy(vtkOpenGLRenderWindow* window, vtkOpenGLFramebufferObject* from, unsigned int bits, PixelSize size);
    void prepare(vtkOpenGLRenderWindow* window, PixelSize size);
    void drawBackground(vtkOpenGLRenderWindow* window, vtkRenderer* renderer, PixelSize size);
    void drawGradient(vtkOpenGLRenderWindow* window);
};

vtkStandardNewMacro(ScenePass);
ScenePass::ScenePass() : d(std::make_unique<Private>()) {}
ScenePass::~ScenePass() = default;

void ScenePass::setScale(double scale)
{
    d->scale = std::clamp(scale, kSmallestScale, 1.0);
}

bool ScenePass::isOnGraphicsCard() const { return d->onProcessor == false; }

void ScenePass::setBackgroundRange(double bottom, double top)
{
    d->range[0] = static_cast<float>(bottom);
    d->range[1] = static_cast<float>(top);
}

void ScenePass::Render(const vtkRenderState* state)
{
    vtkRenderer* renderer = state->GetRenderer();
    auto* window = static_cast<vtkOpenGLRenderWindow*>(renderer->GetRenderWindow());
    const std::span<vtkProp*> props(state->GetPropArray(), static_cast<std::size_t>(state->GetPropArrayCount()));
    const PixelSize frame{renderer->GetSize()[0], renderer->GetSize()[1]};
    const PixelSize drawn{std::max(1, int(std::lround(frame.width * d->scale))), std::max(1, int(std::lround(frame.height * d->scale)))};
    const bool isSmall = drawn != frame, isComposed = !isSmall && (d->shadeRadius > 0 || d->sample > 0);

    if (!d->onProcessor) {
        const auto* name = reinterpret_cast<const char*>(glGetString(GL_RENDERER));
        d->onProcessor = drawsOnProcessor(name ? name : "");
    }
    this->NumberOfRenderedProps = 0;
    const auto drawSolid = [&](vtkProp* prop) {
        this->NumberOfRenderedProps += prop->RenderOpaqueGeometry(renderer);
        if (prop->HasTranslucentPolygonalGeometry())
            this->NumberOfRenderedProps += prop->RenderTranslucentPolygonalGeometry(renderer);
    };
    if (d->reuse && !isSmall && d->meanSize == frame) {
        d->prepare(window, frame);
        d->copy(window, d->mean, GL_COLOR_BUFFER_BIT, frame);
        d->copy(window, d->solid, GL_DEPTH_BUFFER_BIT, frame);
    } else {
        d->meanSize = d->sample > 1 && d->meanSize == frame ? frame : PixelSize{0, 0};
        if (isSmall || isComposed) {
            window->GetState()->PushFramebufferBindings();
            d->bindSolid(window, drawn);
        }
        d->prepare(window, drawn);
        d->drawBackground(window, renderer, drawn);
        const bool splits = isComposed && d->shadeRadius > 0;
        const auto isThin = [&](vtkProp* prop) { return splits && std::ranges::find(d->thin, prop) != d->thin.end(); };
        for (vtkProp* prop : props)
            if ((prop != d->over || isSmall) && !isThin(prop))
                drawSolid(prop);
        if (splits)
            d->keepDepths(window, drawn);
        for (vtkProp* prop : props)
            if (isThin(prop))
                drawSolid(prop);
        if (isSmall || isComposed)
            window->GetState()->PopFramebufferBindings();
        if (isSmall) {
            window->GetState()->vtkglViewport(0, 0, frame.width, frame.height);
            d->stretch.draw(window, d->solid, drawn.width, drawn.height, frame.width, frame.height, *d->onProcessor);
        } else if (isComposed) {
            d->compose(window, renderer, frame);
        }
    }
    if (!isSmall && std::ranges::find(props, d->over) != props.end())
        drawSolid(d->over);
    for (vtkProp* prop : props)
        this->NumberOfRenderedProps += prop->RenderOverlay(renderer);
}

void ScenePass::setShade(double radiusPx) { d->shadeRadius = radiusPx; }

void ScenePass::setSample(int sample, int samples)
{
    d->sample = sample;
    d->samples = samples;
}

void ScenePass::setReuse(bool reuse) { d->reuse = reuse; }
void ScenePass::setOver(vtkProp* prop) { d->over = prop; }
void ScenePass::setThin(std::vector<vtkProp*> props) { d->thin = std::move(props); }

void fit(vtkSmartPointer<vtkOpenGLFramebufferObject>& buffer, vtkOpenGLRenderWindow* window, PixelSize size, bool hasDepth)
{
    if (!buffer) {
        buffer = vtkSmartPointer<vtkOpenGLFramebufferObject>::New();
        buffer->SetContext(window);
        buffer->PopulateFramebuffer(size.width, size.height, true, 1, VTK_UNSIGNED_CHAR, hasDepth, 32, 0, false);
    } else {
        buffer->Resize(size.width, size.height);
    }
}

void ScenePass::Private::bindSolid(vtkOpenGLRenderWindow* window, PixelSize size)
{
    fit(solid, window, size, true);
    solid->Bind();
    solid->ActivateDrawBuffer(0);
}

void ScenePass::Private::prepare(vtkOpenGLRenderWindow* window, PixelSize size)
{
    vtkOpenGLState* state = window->GetState();
    state->vtkglViewport(0, 0, size.width, size.height);
    state->vtkglDisable(GL_SCISSOR_TEST);
    state->vtkglEnable(GL_DEPTH_TEST);
    state->vtkglDepthMask(GL_TRUE);
    state->vtkglColorMask(GL_TRUE, GL_TRUE, GL_TRUE, GL_TRUE);
    state->vtkglClearDepth(1);
    state->vtkglClear(GL_DEPTH_BUFFER_BIT);
}

void ScenePass::Private::drawBackground(vtkOpenGLRenderWindow* window, vtkRenderer* renderer, PixelSize size)
{
    const double *low = renderer->GetBackground(), *high = renderer->GetBackground2();
    const std::array<double, 8> wanted{low[0], low[1], low[2], high[0], high[1], high[2], range[0], range[1]};
    vtkOpenGLState* state = window->GetState();
    const bool fits = background && background->GetLastSize()[0] == size.width && background->GetLastSize()[1] == size.height;
    if (!fits || shown != wanted) {
        state->PushFramebufferBindings();
        fit(background, window, size, false);
        background->Bind();
        background->ActivateDrawBuffer(0);
        shown = wanted;
        drawGradient(window);
        state->PopFramebufferBindings();
    }
    copy(window, background, GL_COLOR_BUFFER_BIT, size);
}

void ScenePass::Private::drawGradient(vtkOpenGLRenderWindow* window)
{
    vtkOpenGLState* state = window->GetState();
    if (!gradient)
        gradient = std::make_unique<vtkOpenGLQuadHelper>(window, nullptr, kGradient, nullptr);
    else
        window->GetShaderCache()->ReadyShaderProgram(gradient->Program);
    if (!gradient->Program)
        return;
    const float low[3] = {float(shown[0]), float(shown[1]), float(shown[2])}, high[3] = {float(shown[3]), float(shown[4]), float(shown[5])};
    gradient->Program->SetUniform3f("bottom", low);
    gradient->Program->SetUniform3f("top", high);
    gradient->Program->SetUniform2f("range", range);
    state->vtkglDisable(GL_DEPTH_TEST);
    state->vtkglDisable(GL_BLEND);
    gradient->Render();
    state->vtkglEnable(GL_BLEND);
    state->vtkglEnable(GL_DEPTH_TEST);
}

void ScenePass::Private::keepDepths(vtkOpenGLRenderWindow* window, PixelSize size)
{
    window->GetState()->PushFramebufferBindings();
    fit(solidDepths, window, size, true);
    solidDepths->Bind();
    copy(window, solid, GL_DEPTH_BUFFER_BIT, size);
    window->GetState()->PopFramebufferBindings();
}

// What was drawn, shaded, into the frame or into the mean of the samples and from there into the frame.
void ScenePass::Private::compose(vtkOpenGLRenderWindow* window, vtkRenderer* renderer, PixelSize size)
{
    vtkOpenGLState* state = window->GetState();
    const bool hasMean = sample > 1 && meanSize == size;
    const double weight = hasMean ? 1.0 / sample : 1;
    state->PushFramebufferBindings();
    if (sample > 0) {
        fit(mean, window, size, false);
        mean->Bind();
        mean->ActivateDrawBuffer(0);
    }
    state->vtkglViewport(0, 0, size.width, size.height);
    state->vtkglDisable(GL_DEPTH_TEST);
    state->SetEnumState(GL_BLEND, hasMean);
    glBlendColor(0, 0, 0, float(weight));
    state->vtkglBlendFuncSeparate(GL_CONSTANT_ALPHA, GL_ONE_MINUS_CONSTANT_ALPHA, GL_ONE, GL_ZERO);
    const auto& depths = shadeRadius > 0 ? solidDepths : solid;
    shade.draw(window, renderer, solid->GetColorAttachmentAsTextureObject(0), depths->GetDepthAttachmentAsTextureObject(), {shadeRadius, std::max(0, sample - 1), samples});
    state->vtkglBlendFuncSeparate(GL_SRC_ALPHA, GL_ONE_MINUS_SRC_ALPHA, GL_ONE, GL_ONE_MINUS_SRC_ALPHA);
    state->vtkglEnable(GL_BLEND);
    state->vtkglEnable(GL_DEPTH_TEST);
    state->PopFramebufferBindings();
    if (sample > 0) {
        meanSize = size;
        copy(window, mean, GL_COLOR_BUFFER_BIT, size);
    }
    copy(window, solid, GL_DEPTH_BUFFER_BIT, size);   // so that what is drawn over it is hidden by what is before it
}

void ScenePass::Private::copy(vtkOpenGLRenderWindow* window, vtkOpenGLFramebufferObject* from, unsigned int bits, PixelSize size)
{
    vtkOpenGLState* state = window->GetState();
    state->PushReadFramebufferBinding();
    from->Bind(GL_READ_FRAMEBUFFER);
    from->ActivateReadBuffer(0);
    state->vtkglBlitFramebuffer(0, 0, size.width, size.height, 0, 0, size.width, size.height, bits, GL_NEAREST);
    state->PopReadFramebufferBinding();
}

void ScenePass::ReleaseGraphicsResources(vtkWindow* window)
{
    this->Superclass::ReleaseGraphicsResources(window);
    for (auto* buffer : {&d->solid, &d->solidDepths, &d->mean}) {
        if (*buffer)
            (*buffer)->ReleaseGraphicsResources(window);
        *buffer = nullptr;
    }
    d->meanSize = {0, 0};
    d->shade.releaseGraphics(window);
    d->stretch.release();
    d->onProcessor.reset();   // another context may have another renderer
    if (d->background)
        d->background->ReleaseGraphicsResources(window);
    d->background = nullptr;
    if (d->gradient)
        d->gradient->ReleaseGraphicsResources(window);
    d->gradient.reset();
}

} // namespace podscape
