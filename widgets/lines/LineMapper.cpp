#include "widgets/lines/LineMapper.h"

#include "model/layout/Layout.h"
#include "widgets/lines/LineQuads.h"
#include "widgets/vtk/QuadIndices.h"
#include "widgets/vtk/StreamProgram.h"

#include <vtkCamera.h>
#include <vtkMatrix3x3.h>
#include <vtkMatrix4x4.h>
#include <vtkObjectFactory.h>
#include <vtkOpenGLBufferObject.h>
#include <vtkOpenGLCamera.h>
#include <vtkOpenGLRenderWindow.h>
#include <vtkOpenGLState.h>
#include <vtkPlane.h>
#include <vtkPlaneCollection.h>
#include <vtkRenderer.h>
#include <vtkShaderProgram.h>
#include <vtk_glew.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

namespace podscape {

namespace {

constexpr StreamAttribute kAttributes[] = {
    {"place", offsetof(LineVertex, place), 3, VTK_FLOAT},
    {"edgeAt", offsetof(LineVertex, edge), 3, VTK_FLOAT},
    {"colorAt", offsetof(LineVertex, color), 4, VTK_UNSIGNED_CHAR},
};

constexpr const char* kVertex = R"(//VTK::System::Dec
in vec3 place; in vec3 edgeAt; in vec4 colorAt;
flat out vec3 edge; flat out vec4 color;
void main() { edge = edgeAt; color = colorAt; gl_Position = vec4(place, 1.0); }
)";

// How much of a pixel the line covers, seen across it.
constexpr const char* kFragment = R"(//VTK::System::Dec
//VTK::Output::Dec
flat in vec3 edge; flat in vec4 color;
uniform float width; uniform vec2 middle;
void main()
{
  float aside = dot(edge, vec3(gl_FragCoord.xy - middle, 1.0));
  gl_FragData[0] = vec4(color.rgb, color.a * clamp(0.5 * width + 0.5 - abs(aside), 0.0, min(width, 1.0)));
}
)";

Eigen::Matrix4d toClipOf(vtkRenderer* renderer)
{
    vtkMatrix4x4 *worldToView = nullptr, *viewToClip = nullptr, *toClip = nullptr;
    vtkMatrix3x3* normals = nullptr;
    static_cast<vtkOpenGLCamera*>(renderer->GetActiveCamera())->GetKeyMatrices(renderer, worldToView, normals, viewToClip, toClip);
    Eigen::Matrix4d matrix;   // comes transposed, as OpenGL takes it
    for (int row = 0; row < 4; ++row)
        for (int column = 0; column < 4; ++column)
            matrix(row, column) = toClip->GetElement(column, row);
    return matrix;
}

// Of lines that the device draws itself, in pixels. VTK says 1 of every core context, and only forward-compatible ones must.
float widestStroke()
{
    GLint flags = 0;
    glGetIntegerv(GL_CONTEXT_FLAGS, &flags);
    std::array<float, 2> range{1, 1};
    glGetFloatv(GL_ALIASED_LINE_WIDTH_RANGE, range.data());
    return flags & GL_CONTEXT_FLAG_FORWARD_COMPATIBLE_BIT ? 1 : range[1];
}

std::vector<Eigen::Vector4d> planesOf(vtkPlaneCollection* collection)
{
    std::vector<Eigen::Vector4d> planes;
    for (int i = 0; collection && i < collection->GetNumberOfItems(); ++i) {
        vtkPlane* plane = collection->GetItem(i);
        const Eigen::Map<const Eigen::Vector3d> origin(plane->GetOrigin()), normal(plane->GetNormal());
        planes.emplace_back(normal.x(), normal.y(), normal.z(), -normal.dot(origin));
    }
    return planes;
}

} // namespace

struct LineMapper::Private
{
    std::vector<Line> lines;
    Box bounds;
    float width = 1, fade = 0;
    double atMost = 0;
    LineQuads quads;
    StreamProgram program;
    vtkNew<vtkOpenGLBufferObject> vertices;
    QuadIndices indices;
};

vtkStandardNewMacro(LineMapper);

LineMapper::LineMapper() : d(std::make_unique<Private>())
{
    this->SetNumberOfInputPorts(0);
}

LineMapper::~LineMapper() = default;

void LineMapper::setLines(std::vector<Line> lines)
{
    d->lines = std::move(lines);
    d->bounds.setEmpty();
    for (const Line& line : d->lines) {
        d->bounds.extend(line.from).extend(line.to);
        if (!line.bulge.isZero())
            d->bounds.extend((line.from + line.to) / 2 + line.bulge);
    }
    this->Modified();
}

void LineMapper::setColors(const std::vector<Rgba>& colors)
{
    for (std::size_t i = 0; i < std::min(colors.size(), d->lines.size()); ++i)
        d->lines[i].color = colors[i];
}

void LineMapper::setWidth(float px) { d->width = px; }
void LineMapper::setFade(float px, double atMost)
{
    d->fade = px;
    d->atMost = atMost;
}

double* LineMapper::GetBounds()
{
    const Box box = d->bounds.isEmpty() ? Box(Eigen::Vector3f::Zero(), Eigen::Vector3f::Zero()) : d->bounds;
    for (int axis = 0; axis < 3; ++axis) {
        this->Bounds[2 * axis] = box.min()[axis];
        this->Bounds[2 * axis + 1] = box.max()[axis];
    }
    return this->Bounds;
}

void LineMapper::ReleaseGraphicsResources(vtkWindow*)
{
    d->program.release();
    d->vertices->ReleaseGraphicsResources();
    d->indices.release();
}

void LineMapper::Render(vtkRenderer* renderer, vtkActor*)
{
    auto* window = static_cast<vtkOpenGLRenderWindow*>(renderer->GetRenderWindow());
    vtkOpenGLState* state = window->GetState();
    int viewport[4];
    state->vtkglGetIntegerv(GL_VIEWPORT, viewport);
    LineView view;
    view.toClip = toClipOf(renderer);
    view.widthPx = viewport[2];
    view.heightPx = viewport[3];
    view.planes = planesOf(this->ClippingPlanes);
    view.lineWidthPx = d->width;
    view.fadePx = d->fade;
    view.fadedAtMost = d->atMost;
    // A stroke's width counts along an axis; at 45° this leaves away the outermost and faintest sixth of a pixel of its soft edge. Its ends are cut
    // along an axis too: good enough for what fades when it is short.
    const float strokePx = 1.25f * (d->width + 1);
    view.strokes = d->fade > 0 && strokePx <= widestStroke();
    const std::vector<LineVertex>& corners = d->quads.build(d->lines, view);
    if (corners.empty())
        return;
    d->vertices->Upload(corners, vtkOpenGLBufferObject::ArrayBuffer);
    if (!d->program.use(window, kVertex, kFragment, d->vertices, kAttributes, sizeof(LineVertex)))
        return;
    vtkOpenGLState::ScopedglEnableDisable blend(state, GL_BLEND), culling(state, GL_CULL_FACE), depth(state, GL_DEPTH_TEST);
    vtkOpenGLState::ScopedglDepthMask depthMask(state);
    state->SetEnumState(GL_CULL_FACE, false);
    state->SetEnumState(GL_DEPTH_TEST, true);
    state->SetEnumState(GL_BLEND, true);
    state->vtkglDepthMask(GL_FALSE);
    const std::array<float, 2> middle{float(viewport[0]) + float(viewport[2]) / 2, float(viewport[1]) + float(viewport[3]) / 2};
    d->program.shader()->SetUniformf("width", d->width);
    d->program.shader()->SetUniform2f("middle", middle.data());
    if (view.strokes) {
        state->vtkglLineWidth(strokePx);
        glDrawArrays(GL_LINES, 0, static_cast<GLsizei>(corners.size()));
        state->vtkglLineWidth(1);
    } else {
        d->indices.draw(0, corners.size() / 4);
    }
    d->program.letGo();
}

} // namespace podscape
