#include "widgets/vtk/CornerShade.h"

#include <vtkCamera.h>
#include <vtkOpenGLQuadHelper.h>
#include <vtkOpenGLRenderWindow.h>
#include <vtkOpenGLShaderCache.h>
#include <vtkRenderer.h>
#include <vtkShaderProgram.h>
#include <vtkTextureObject.h>

#include <cmath>
#include <numbers>

namespace podscape {

namespace {

// nearness(d) is linear over the screen on every plane: the reciprocal of the distance in perspective, the depth itself in parallel
// projection. Differences of it, times `reach`, are distances towards the eye in pixels of the place looked at.
// The turn of the pairs follows interleaved gradient noise (Jimenez, Next Generation Post Processing in Call of Duty, 2014).
constexpr const char* kShade = R"(//VTK::System::Dec
//VTK::Output::Dec
in vec2 texCoord;
uniform sampler2D color; uniform sampler2D depth;
uniform ivec2 last; uniform vec2 nearness; uniform float reach; uniform float radius; uniform vec2 turn; uniform int isParallel;
float nearnessAt(ivec2 at) { return nearness.x + nearness.y * texelFetch(depth, clamp(at, ivec2(0), last), 0).r; }
void main()
{
  ivec2 here = ivec2(texCoord * vec2(last + 1));
  vec4 picture = vec4(texelFetch(color, here, 0).rgb, 1.0);
  float d = texelFetch(depth, here, 0).r;
  if (radius > 0.0 && d < 1.0) {
    float middle = nearness.x + nearness.y * d;
    float scale = isParallel == 1 ? reach : reach / middle;
    float noise = fract(52.9829189 * fract(dot(gl_FragCoord.xy, vec2(0.06711056, 0.00583715))));
    float dark = 0.0;
    for (int i = 0; i < 4; ++i) {
      float angle = (float(i) + fract(noise + turn.x)) * 0.78539816;
      float r = max(radius * (float(i) * 0.25 + 0.25 * fract(noise * 7.0 + turn.y)), 1.5);
      ivec2 offset = ivec2(round(r * vec2(cos(angle), sin(angle))));
      float a = (nearnessAt(here + offset) - middle) * scale, b = (nearnessAt(here - offset) - middle) * scale;
      float nearer = max(a, b);
      float seen = 1.0 - clamp(nearer / radius - 1.0, 0.0, 1.0);   // what stands far before this place keeps no light from it
      dark += seen * clamp((a + b) / (2.0 * r), 0.0, 1.0);
    }
    picture.rgb *= 1.0 - 0.6 * min(dark * 0.5, 1.0);
  }
  gl_FragData[0] = picture;
}
)";

} // namespace

struct CornerShade::Private
{
    std::unique_ptr<vtkOpenGLQuadHelper> quad;
};

CornerShade::CornerShade() : d(std::make_unique<Private>()) {}
CornerShade::~CornerShade() = default;

void CornerShade::draw(vtkOpenGLRenderWindow* window, vtkRenderer* renderer, vtkTextureObject* color, vtkTextureObject* depth, const Look& look)
{
    if (!d->quad)
        d->quad = std::make_unique<vtkOpenGLQuadHelper>(window, nullptr, kShade, nullptr);
    else
        window->GetShaderCache()->ReadyShaderProgram(d->quad->Program);
    vtkShaderProgram* program = d->quad->Program;
    if (!program)
        return;
    vtkCamera* camera = renderer->GetActiveCamera();
    double range[2];
    camera->GetClippingRange(range);
    const bool isParallel = camera->GetParallelProjection();
    const double high = depth->GetHeight();
    const double slope = 2 * (isParallel ? camera->GetParallelScale() : std::tan(camera->GetViewAngle() * std::numbers::pi / 360)) / high;   // a pixel at distance 1
    // Against the near distance in perspective, which keeps it between 0 and 1.
    const float nearness[2] = {isParallel ? 0.F : 1.F, isParallel ? -1.F : float(range[0] / range[1] - 1)};
    const float turn[2] = {float(look.turn) / float(look.turns), float(std::fmod(look.turn * 0.61803399, 1))};
    const int last[2] = {int(depth->GetWidth()) - 1, int(depth->GetHeight()) - 1};
    color->Activate();
    depth->Activate();
    program->SetUniformi("color", color->GetTextureUnit());
    program->SetUniformi("depth", depth->GetTextureUnit());
    program->SetUniform2i("last", last);
    program->SetUniform2f("nearness", nearness);
    program->SetUniformf("reach", float((isParallel ? range[1] - range[0] : 1) / slope));
    program->SetUniformf("radius", float(look.radiusPx));
    program->SetUniform2f("turn", turn);
    program->SetUniformi("isParallel", isParallel);
    d->quad->Render();
    depth->Deactivate();
    color->Deactivate();
}

void CornerShade::releaseGraphics(vtkWindow* window)
{
    if (d->quad)
        d->quad->ReleaseGraphicsResources(window);
    d->quad.reset();
}

} // namespace podscape
