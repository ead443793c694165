#include "widgets/vtk/PixelDevice.h"

#include "widgets/draw/Triangles.h"

#include <vtkObjectFactory.h>
#include <vtkOpenGLHelper.h>
#include <vtkOpenGLRenderWindow.h>
#include <vtkOpenGLShaderCache.h>
#include <vtkOpenGLState.h>
#include <vtkRenderer.h>
#include <vtkShaderProgram.h>
#include <vtkTextureObject.h>
#include <vtk_glew.h>

#include <algorithm>
#include <string>

namespace podscape {
namespace {

// `defines` choose what a corner carries: a colour, a place in a texture, or both (a glyph: colour × coverage).
constexpr const char* kVertexShader = R"(
in vec2 vertexMC;
uniform vec2 frame; uniform vec2 origin;
#ifdef COLORED
in vec4 vertexScalar;
out vec4 color;
#endif
#ifdef TEXTURED
in vec2 tcoordMC;
out vec2 place;
#endif
void main()
{
#ifdef COLORED
  color = vertexScalar;
#endif
#ifdef TEXTURED
  place = tcoordMC;
#endif
  vec2 spot = vertexMC - origin;
  gl_Position = vec4(2.0 * spot.x / frame.x - 1.0, 1.0 - 2.0 * spot.y / frame.y, 0.0, 1.0);
}
)";

constexpr const char* kFragmentShader = R"(//VTK::Output::Dec
#ifdef COLORED
in vec4 color;
#endif
#ifdef TEXTURED
in vec2 place;
uniform sampler2D picture;
#endif
void main()
{
#if defined(COLORED) && defined(TEXTURED)
  gl_FragData[0] = vec4(color.rgb, color.a * texture2D(picture, place).r);
#elif defined(TEXTURED)
  gl_FragData[0] = texture2D(picture, place);
#else
  gl_FragData[0] = color;
#endif
}
)";

} // namespace

struct PixelDevice::Program
{
    const char* defines;
    vtkOpenGLHelper helper;
};

struct PixelDevice::Private
{
    Program triangles{"#define COLORED\n", {}};
    Program pictures{"#define TEXTURED\n", {}};
    Program glyphs{"#define COLORED\n#define TEXTURED\n", {}};
    float widthPx = 1, heightPx = 1;
    int originX = 0, originY = 0;
};

vtkStandardNewMacro(PixelDevice);
PixelDevice::PixelDevice() : d(std::make_unique<Private>()) {}
PixelDevice::~PixelDevice() = default;

void PixelDevice::Begin(vtkViewport* viewport)
{
    this->Superclass::Begin(viewport);
    GLint view[4] = {0, 0, 1, 1};
    glGetIntegerv(GL_VIEWPORT, view);
    d->widthPx = static_cast<float>(view[2]);
    d->heightPx = static_cast<float>(view[3]);
}

void PixelDevice::ReleaseGraphicsResources(vtkWindow* window)
{
    for (Program* program : {&d->triangles, &d->pictures, &d->glyphs})
        program->helper.ReleaseGraphicsResources(window);
    this->Superclass::ReleaseGraphicsResources(window);
}

bool PixelDevice::ready(Program& program)
{
    vtkOpenGLShaderCache* shaders = this->RenderWindow->GetShaderCache();
    if (program.helper.Program) {
        shaders->ReadyShaderProgram(program.helper.Program);
    } else {
        const std::string head = std::string("//VTK::System::Dec\n") + program.defines;
        program.helper.Program = shaders->ReadyShaderProgram((head + kVertexShader).c_str(), (head + kFragmentShader).c_str(), "");
    }
    if (!program.helper.Program)
        return false;
    const float frame[2] = {d->widthPx, d->heightPx};
    program.helper.Program->SetUniform2f("frame", frame);
    const float origin[2] = {float(d->originX), float(d->originY)};
    program.helper.Program->SetUniform2f("origin", origin);
    return true;
}

void PixelDevice::drawTriangles(Triangles& triangles)
{
    if (triangles.isEmpty() || !ready(d->triangles))
        return;
    const std::size_t count = triangles.points.size() / 2;
    this->BuildVBO(&d->triangles.helper, triangles.points.data(), static_cast<int>(count), triangles.colors.data(), 4, nullptr);
    vtkOpenGLState* state = this->RenderWindow->GetState();
    for (std::size_t run = 0; run < triangles.runs.size(); ++run) {
        const std::size_t first = triangles.runs[run].first, end = run + 1 < triangles.runs.size() ? triangles.runs[run + 1].first : count;
        state->SetEnumState(GL_BLEND, !triangles.runs[run].isOpaque);
        glDrawArrays(GL_TRIANGLES, static_cast<GLint>(first), static_cast<GLsizei>(end - first));
    }
    state->SetEnumState(GL_BLEND, true);
}

void PixelDevice::drawGlyphs(vtkTextureObject* coverage, std::vector<float>& points, std::vector<std::uint8_t>& colors, std::vector<float>& textureCoordinates)
{
    if (points.empty() || !ready(d->glyphs))
        return;
    coverage->Activate();
    d->glyphs.helper.Program->SetUniformi("picture", coverage->GetTextureUnit());
    const int count = static_cast<int>(points.size() / 2);
    this->BuildVBO(&d->glyphs.helper, points.data(), count, colors.data(), 4, textureCoordinates.data());
    glDrawArrays(GL_TRIANGLES, 0, count);
    coverage->Deactivate();
}

void PixelDevice::drawPicture(vtkTextureObject* picture, float x0, float y0, float x1, float y1, bool isOpaque)
{
    if (!ready(d->pictures))
        return;
    picture->Activate();
    d->pictures.helper.Program->SetUniformi("picture", picture->GetTextureUnit());
    float corners[] = {x0, y0, x1, y0, x1, y1, x0, y0, x1, y1, x0, y1};
    float places[] = {0, 0, 1, 0, 1, 1, 0, 0, 1, 1, 0, 1};
    this->BuildVBO(&d->pictures.helper, corners, 6, nullptr, 0, places);
    this->RenderWindow->GetState()->SetEnumState(GL_BLEND, !isOpaque);
    glDrawArrays(GL_TRIANGLES, 0, 6);
    this->RenderWindow->GetState()->SetEnumState(GL_BLEND, true);
    picture->Deactivate();
}

void PixelDevice::setOrigin(int x, int y)
{
    d->originX = x;
    d->originY = y;
}

void PixelDevice::clipTo(int x, int y, int width, int height)
{
    int rect[4] = {x - d->originX, static_cast<int>(d->heightPx) - (y - d->originY) - height, std::max(0, width), std::max(0, height)};
    this->SetClipping(rect);
    this->EnableClipping(true);
}

void PixelDevice::clipOff()
{
    this->EnableClipping(false);
}

} // namespace podscape
