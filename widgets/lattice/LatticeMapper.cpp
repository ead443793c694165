#include "widgets/lattice/LatticeMapper.h"

#include "widgets/lattice/LatticeFaces.h"
#include "widgets/lattice/LatticeProgram.h"
#include "widgets/lattice/LatticeTexture.h"
#include "widgets/vtk/QuadIndices.h"

#include <vtkActor.h>
#include <vtkCamera.h>
#include <vtkMatrix3x3.h>
#include <vtkMatrix4x4.h>
#include <vtkObjectFactory.h>
#include <vtkOpenGLBufferObject.h>
#include <vtkOpenGLCamera.h>
#include <vtkOpenGLRenderWindow.h>
#include <vtkOpenGLState.h>
#include <vtkRenderer.h>
#include <vtk_glew.h>

#include <algorithm>
#include <array>
#include <map>

namespace podscape {

namespace {

using Kind = shader::Variant::Kind;

constexpr int kWidestTexture = 4096;
constexpr std::array kDetails{LatticeDetail::Chips, LatticeDetail::Linked, LatticeDetail::Through, LatticeDetail::Means};   // nearest first

// Planes and scale from the matrix that projects; it comes transposed, as OpenGL takes it. Works for any projection, tiles of a picture included.
LatticeView viewOf(vtkRenderer* renderer, const vtkMatrix4x4& transposed, int heightPx, const Box& clip)
{
    vtkCamera* camera = renderer->GetActiveCamera();
    LatticeView view;
    Eigen::Vector3d eye, forward;
    camera->GetPosition(eye.data());
    camera->GetDirectionOfProjection(forward.data());
    view.eye = eye.cast<float>();
    view.forward = forward.cast<float>();
    view.isParallel = camera->GetParallelProjection();
    std::array<Eigen::Vector4d, 4> rows;
    for (int row = 0; row < 4; ++row)
        for (int column = 0; column < 4; ++column)
            rows[static_cast<std::size_t>(row)][column] = transposed.GetElement(column, row);
    view.pixelsAtOne = static_cast<float>(rows[1].head<3>().norm() * heightPx / 2);
    view.planes = {(rows[3] + rows[0]).cast<float>(), (rows[3] - rows[0]).cast<float>(), (rows[3] + rows[1]).cast<float>(), (rows[3] - rows[1]).cast<float>(), (rows[3] + rows[2]).cast<float>()};
    view.clip = clip;
    return view;
}

} // namespace

struct LatticeMapper::Private
{
    std::shared_ptr<const Layout> layout;
    BlockRuns runs;
    CellWalks walks;
    LatticePaint paint;
    LatticeCut cut;
    std::array<float, 3> frameColor{0.12f, 0.13f, 0.17f};
    Box clip = LatticeView().clip;
    int textureLimit = kWidestTexture;
    std::array<double, 6> bounds{};
    FrameCounters counters;

    std::map<shader::Variant, LatticeProgram> programs;
    LatticeTexture colors, table;
    vtkNew<vtkOpenGLBufferObject> vertices;
    QuadIndices indices;

    // The faces of one go, by detail.
    struct Faces { LatticeDetail detail; bool isFaded, isAlone; std::vector<LatticeVertex> corners; };
    std::vector<Faces> faces;
    std::vector<LatticeVertex> stream;

    void uploadTable(vtkOpenGLRenderWindow* window, int limit);
    void drawGo(vtkOpenGLRenderWindow* window, vtkMatrix4x4* toClip, const LatticeView& view, int limit);
    [[nodiscard]] Faces& facesOf(const LatticePart& part, bool isFaded);
    [[nodiscard]] shader::Variant variantOf(const Faces& faces, int widthBits) const;
};

vtkStandardNewMacro(LatticeMapper);

LatticeMapper::LatticeMapper() : d(std::make_unique<Private>())
{
    this->SetNumberOfInputPorts(0);
    for (const bool isFaded : {false, true})
        for (const LatticeDetail detail : kDetails)
            for (const bool isAlone : {true, false})
                d->faces.push_back({detail, isFaded, isAlone, {}});
}

LatticeMapper::~LatticeMapper() = default;

void LatticeMapper::setLayout(std::shared_ptr<const Layout> layout, const UnitTree& tree)
{
    d->layout = std::move(layout);
    d->runs = d->layout ? BlockRuns(*d->layout, tree) : BlockRuns();
    d->walks = d->layout ? CellWalks(*d->layout) : CellWalks();
    d->table.markStale();
    this->Modified();
}

LatticePaint& LatticeMapper::paint()
{
    return d->paint;
}

void LatticeMapper::setFrameColor(Rgb color)
{
    d->frameColor = {float(color.r) / 255.f, float(color.g) / 255.f, float(color.b) / 255.f};
}

void LatticeMapper::setClip(const Box& clip)
{
    d->clip = clip;
}

void LatticeMapper::setTextureLimit(int pixels)
{
    d->textureLimit = std::clamp(pixels, 16, kWidestTexture);
    d->table.markStale();
}

const FrameCounters& LatticeMapper::counters() const
{
    return d->counters;
}

double* LatticeMapper::GetBounds()
{
    const Box box = d->layout && !d->layout->bounds.isEmpty() ? d->layout->bounds : Box(Eigen::Vector3f::Zero(), Eigen::Vector3f::Ones());
    for (int axis = 0; axis < 3; ++axis) {
        this->Bounds[2 * axis] = box.min()[axis];
        this->Bounds[2 * axis + 1] = box.max()[axis];
    }
    return this->Bounds;
}

void LatticeMapper::ReleaseGraphicsResources(vtkWindow* window)
{
    d->programs.clear();
    d->colors.release(window);
    d->table.release(window);
    d->vertices->ReleaseGraphicsResources();
    d->indices.release();
}

shader::Variant LatticeMapper::Private::variantOf(const Faces& f, int widthBits) const
{
    const bool isLinked = f.detail == LatticeDetail::Linked;
    const Kind kind = f.detail == LatticeDetail::Chips ? Kind::Chips : isLinked || f.detail == LatticeDetail::Through ? Kind::Through : Kind::Means;
    const bool isTable = !walks.areAll() && kind != Kind::Means;
    return {kind, isTable, isTable && walks.haveHoles() && kind == Kind::Through, isLinked, paint.hasMask() && kind == Kind::Through, f.isAlone && kind == Kind::Through, widthBits};
}

LatticeMapper::Private::Faces& LatticeMapper::Private::facesOf(const LatticePart& part, bool isFaded)
{
    const bool isAlone = !part.region && part.blocks.blockCount() == 1;
    return *std::ranges::find_if(faces, [&](const Faces& f) { return f.detail == part.detail && f.isFaded == isFaded && f.isAlone == isAlone; });
}

void LatticeMapper::Private::uploadTable(vtkOpenGLRenderWindow* window, int limit)
{
    if (!table.isStale())
        return;
    std::vector<std::uint32_t> codes(layout->cells.size());
    std::ranges::transform(layout->cells, codes.begin(), [](std::int32_t content) {
        return content == kCellBlank ? 0u : content < 0 ? static_cast<std::uint32_t>(deviceIndex(content) + 1) : static_cast<std::uint32_t>(content + shader::kFirstChipCode);
    });
    counters.textureBytes += table.upload(window, codes, limit);
}

// Opaque parts nearest first, then what is faded, farthest first, over them.
void LatticeMapper::Private::drawGo(vtkOpenGLRenderWindow* window, vtkMatrix4x4* toClip, const LatticeView& view, int limit)
{
    const int widthBits = LatticeTexture::widthBits(limit);
    counters.textureBytes += colors.upload(window, paint.colors(), limit);
    stream.clear();
    for (const Faces& f : faces)
        stream.insert(stream.end(), f.corners.begin(), f.corners.end());
    if (stream.empty())
        return;
    vertices->Upload(stream, vtkOpenGLBufferObject::ArrayBuffer);
    vtkOpenGLState* state = window->GetState();
    colors.activate();
    table.activate();
    std::size_t firstFace = 0;
    for (Faces& f : faces) {
        const std::size_t count = f.corners.size() / 4;
        if (count > 0) {
            const shader::Variant variant = variantOf(f, widthBits);
            LatticeProgram& program = programs[variant];
            if (program.use(window, variant, vertices)) {
                program.setView(toClip, view, frameColor, *layout);
                program.setTextures(colors.unit(), table.unit());
                state->vtkglDepthMask(f.isFaded ? GL_FALSE : GL_TRUE);
                state->SetEnumState(GL_BLEND, f.isFaded);
                f.isFaded ? glEnable(GL_POLYGON_OFFSET_FILL) : glDisable(GL_POLYGON_OFFSET_FILL);   // what fades in lies in the place of what it covers
                indices.draw(firstFace, count);
                program.letGo();
                ++counters.draws;
            }
        }
        firstFace += count;
        counters.primitives += 2 * count;
        f.corners.clear();
    }
    colors.deactivate();
    table.deactivate();
}

void LatticeMapper::Render(vtkRenderer* renderer, vtkActor*)
{
    d->counters = {};
    if (!d->layout)
        return;
    auto* window = static_cast<vtkOpenGLRenderWindow*>(renderer->GetRenderWindow());
    vtkOpenGLState* state = window->GetState();
    int viewport[4];
    state->vtkglGetIntegerv(GL_VIEWPORT, viewport);
    vtkMatrix4x4 *worldToView = nullptr, *viewToClip = nullptr, *toClip = nullptr;
    vtkMatrix3x3* normals = nullptr;
    static_cast<vtkOpenGLCamera*>(renderer->GetActiveCamera())->GetKeyMatrices(renderer, worldToView, normals, viewToClip, toClip);
    const LatticeView view = viewOf(renderer, *toClip, viewport[3], d->clip);

    int largest = 0;
    state->vtkglGetIntegerv(GL_MAX_TEXTURE_SIZE, &largest);
    const int limit = std::min(d->textureLimit, largest);
    const std::size_t room = (std::size_t{1} << LatticeTexture::widthBits(limit)) * static_cast<std::size_t>(limit);
    vtkOpenGLState::ScopedglEnableDisable blend(state, GL_BLEND), culling(state, GL_CULL_FACE), depth(state, GL_DEPTH_TEST);
    vtkOpenGLState::ScopedglDepthMask depthMask(state);
    state->SetEnumState(GL_CULL_FACE, false);
    state->SetEnumState(GL_DEPTH_TEST, true);
    glPolygonOffset(-1, -4);
    d->uploadTable(window, limit);

    const LatticeFaces builder(*d->layout, d->runs, d->walks, view);
    d->paint.begin();
    const auto add = [&](const LatticePart& part, std::size_t size) {
        if (d->paint.colors().size() + size > room && d->paint.colors().size() > kDeviceKinds) {
            d->drawGo(window, toClip, view, limit);
            d->paint.begin();
        }
        LatticePaint::Place place = d->paint.add(*d->layout, d->runs, part);
        const bool isFaded = part.share < 1 || place.opacity < 0.9f;
        place.opacity *= part.share;
        if (place.opacity > 0.f)
            builder.add(part, place, d->facesOf(part, isFaded).corners);
    };
    for (const LatticePart& part : d->cut.cut(*d->layout, d->runs, view, &d->paint.bars(), d->paint.blockMask())) {
        const std::size_t size = d->paint.sizeOf(*d->layout, part);
        if (size + kDeviceKinds <= room || part.region) {
            add(part, size);
            continue;
        }
        const BlockRun& run = part.blocks;   // block by block what no texture holds at once
        for (std::uint32_t z = 0; z < run.count[2]; ++z)
            for (std::uint32_t y = 0; y < run.count[1]; ++y)
                for (std::uint32_t x = 0; x < run.count[0]; ++x) {
                    const LatticePart block{{}, run.piece({x, y, z}, {1, 1, 1}), part.detail, part.share};
                    add(block, d->paint.sizeOf(*d->layout, block));
                }
    }
    d->drawGo(window, toClip, view, limit);
    glPolygonOffset(0, 0);   // VTK does not keep track of it
    glDisable(GL_POLYGON_OFFSET_FILL);
}

} // namespace podscape
