#include "widgets/scene/LatticeActors.h"

#include "widgets/scene/DeviceColors.h"
#include "widgets/scene/LatticeShader.h"

#include <vtkActor.h>
#include <vtkCamera.h>
#include <vtkCellArray.h>
#include <vtkFloatArray.h>
#include <vtkImageData.h>
#include <vtkOpenGLPolyDataMapper.h>
#include <vtkPointData.h>
#include <vtkPoints.h>
#include <vtkPolyData.h>
#include <vtkProperty.h>
#include <vtkRenderer.h>
#include <vtkShaderProperty.h>
#include <vtkTexture.h>
#include <vtkTypeInt64Array.h>
#include <vtkUniforms.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <numeric>
#include <optional>

namespace podscape {

namespace {

using shader::kTextureWidth;

// Corner i has x from bit 0, y from bit 1, z from bit 2; faces counter-clockwise from outside.
constexpr int kTriangles[12][3] = {{0, 4, 6}, {0, 6, 2}, {1, 3, 7}, {1, 7, 5}, {0, 1, 5}, {0, 5, 4}, {2, 6, 7}, {2, 7, 3}, {0, 2, 3}, {0, 3, 1}, {4, 5, 7}, {4, 7, 6}};

void prepareArray(vtkFloatArray* array, const char* name, int components, vtkIdType tuples)
{
    array->SetName(name);
    array->SetNumberOfComponents(components);
    array->SetNumberOfTuples(tuples);
}

void prepareTable(vtkImageData* image, std::size_t count, int components)
{
    const int rows = std::max<int>(1, static_cast<int>((count + kTextureWidth - 1) / kTextureWidth));
    int extent[3];
    image->GetDimensions(extent);
    if (extent[0] == kTextureWidth && extent[1] == rows && image->GetNumberOfScalarComponents() == components)
        return;
    image->SetDimensions(kTextureWidth, rows, 1);
    image->AllocateScalars(VTK_UNSIGNED_CHAR, components);
}

std::uint8_t* bytesOf(vtkImageData* image) { return static_cast<std::uint8_t*>(image->GetScalarPointer()); }

void prepareTexture(vtkTexture* texture, vtkImageData* image)
{
    texture->SetInputData(image);
    texture->InterpolateOff();
    texture->MipmapOff();
    texture->SetColorModeToDirectScalars();
}

// The chip in a cell is steps · cell + offset in a table that runs along x, y, z from the first chip, or, in racks that face the other way,
// backwards within each layer. A rack full of one device has the same code everywhere.
struct Walk { float steps[3]; float offset; };

std::optional<Walk> walkOf(const Layout& layout, const LatticeBlock& block)
{
    const auto layer = static_cast<std::int32_t>(block.grid[0]) * block.grid[1];
    const std::int32_t count = layer * block.grid[2];
    const std::span<const std::int32_t> table = std::span(layout.cells).subspan(block.table, static_cast<std::size_t>(count));
    bool plain = true, turned = true;
    for (std::int32_t i = 0; i < count; ++i) {
        plain = plain && table[static_cast<std::size_t>(i)] == i;
        turned = turned && table[static_cast<std::size_t>(i)] == i / layer * layer + layer - 1 - i % layer;
    }
    const float x = 1, y = float(block.grid[0]), z = float(layer);
    if (plain)
        return Walk{{x, y, z}, 0};
    if (turned)
        return Walk{{-x, -y, z}, float(layer - 1)};
    return std::nullopt;
}

} // namespace

LatticeActors::LatticeActors()
{
    m_mapper->SetInputData(m_geometry);
    m_mapper->ScalarVisibilityOff();
    m_mapper->SetVBOShiftScaleMethod(0);   // the shader works in the coordinates of the layout
    for (const char* name : {"blockMin", "blockSize", "blockGrid", "blockWalk", "blockData"})
        m_mapper->MapDataArrayToVertexAttribute((std::string(name) + 'A').c_str(), name, vtkDataObject::FIELD_ASSOCIATION_POINTS, -1);

    m_actor->SetMapper(m_mapper);
    m_actor->GetProperty()->BackfaceCullingOn();
    prepareTable(m_cells, 1, 3);
    prepareTable(m_colors, 1, 4);
    prepareTexture(m_cellTexture, m_cells);
    prepareTexture(m_colorTexture, m_colors);
    m_actor->GetProperty()->SetTexture("cellTable", m_cellTexture);
    m_actor->GetProperty()->SetTexture("boxColors", m_colorTexture);
    setFrameColor({30, 34, 44});
}

LatticeActors::~LatticeActors() = default;

void LatticeActors::useProgramFor(const Layout& layout)
{
    const std::span<const LatticeBlock> racks = std::span(layout.blocks).first(layout.blocks.size() - layout.serviceRacks.size());
    const bool affine = std::ranges::all_of(racks, [&](const LatticeBlock& block) { return walkOf(layout, block).has_value(); });
    const bool full = affine || std::ranges::none_of(racks, [&](const LatticeBlock& block) {
        const std::size_t count = std::size_t(block.grid[0]) * block.grid[1] * block.grid[2];
        return std::ranges::any_of(std::span(layout.cells).subspan(block.table, count), [](std::int32_t content) { return content < 0; });
    });
    const shader::Variant variant{layout.solidBlocks, affine, full};
    if (m_variant == variant)
        return;
    m_variant = variant;
    vtkShaderProperty* code = m_actor->GetShaderProperty();
    code->ClearAllShaderReplacements();
    code->AddVertexShaderReplacement("//VTK::PositionVC::Dec", true, shader::kVertexDeclarations, false);
    code->AddVertexShaderReplacement("//VTK::PositionVC::Impl", true, shader::kVertexBody, false);
    code->AddFragmentShaderReplacement("//VTK::PositionVC::Dec", true, shader::fragmentDeclarations(variant), false);
    code->AddFragmentShaderReplacement("//VTK::Color::Impl", true, shader::fragmentColor(variant), false);
    code->AddFragmentShaderReplacement("//VTK::Light::Impl", true, "  fragOutput0 = vec4(ambientColor, 1.0);\n", false);
}

void LatticeActors::setLayout(const Layout& layout, std::uint32_t chipCount)
{
    const auto count = static_cast<vtkIdType>(layout.blocks.size());
    prepareArray(m_min, "blockMin", 3, 8 * count);
    prepareArray(m_size, "blockSize", 3, 8 * count);
    prepareArray(m_grid, "blockGrid", 3, 8 * count);
    prepareArray(m_walk, "blockWalk", 3, 8 * count);
    prepareArray(m_data, "blockData", 4, 8 * count);
    vtkNew<vtkPoints> points;
    points->SetDataTypeToFloat();
    points->SetNumberOfPoints(8 * count);
    m_geometry->SetPoints(points);
    m_geometry->SetPolys(vtkNew<vtkCellArray>());   // those of the dataset before would point behind the end of the points
    for (vtkFloatArray* array : {m_min.Get(), m_size.Get(), m_grid.Get(), m_walk.Get(), m_data.Get()})
        m_geometry->GetPointData()->AddArray(array);
    m_firstMean = (chipCount + kTextureWidth - 1) / kTextureWidth * std::size_t(kTextureWidth);
    prepareTable(m_colors, m_firstMean + layout.blocks.size() + kDeviceKinds, 4);
    m_solidContent.assign(layout.blocks.size(), kCellBlank);
    for (const ServiceRack& rack : layout.serviceRacks)
        m_solidContent[rack.block] = rack.holds;
    m_actor->GetShaderProperty()->GetFragmentCustomUniforms()->SetUniformi("firstDevice", static_cast<int>(m_firstMean + layout.blocks.size()));
    std::memset(bytesOf(m_colors), 0x60, static_cast<std::size_t>(m_colors->GetNumberOfPoints()) * 4);
    m_centres.resize(layout.blocks.size());
    setMove(layout, layout, 1.f);
}

void LatticeActors::setMove(const Layout& from, const Layout& to, float t)
{
    const Layout& nearer = t < 0.5f ? from : to;
    useProgramFor(nearer);
    writeCells(nearer);
    writeBlocks(from, to, t);
    vtkUniforms* uniforms = m_actor->GetShaderProperty()->GetFragmentCustomUniforms();
    uniforms->SetUniformf("cellGap", nearer.cellGap);
    m_sortedFrom.setConstant(1e30);
}

void LatticeActors::writeCells(const Layout& layout)
{
    prepareTable(m_cells, layout.cells.size(), 3);
    std::uint8_t* bytes = bytesOf(m_cells);
    for (std::size_t i = 0; i < layout.cells.size(); ++i) {
        const std::int32_t content = layout.cells[i];
        const std::uint32_t code = content == kCellBlank ? 0u
                                   : content < 0         ? static_cast<std::uint32_t>(-content - 1)
                                                         : static_cast<std::uint32_t>(content + shader::kFirstChipCode);
        bytes[3 * i] = static_cast<std::uint8_t>(code);
        bytes[3 * i + 1] = static_cast<std::uint8_t>(code >> 8);
        bytes[3 * i + 2] = static_cast<std::uint8_t>(code >> 16);
    }
    m_cells->Modified();
}

void LatticeActors::writeBlocks(const Layout& from, const Layout& to, float t)
{
    const Layout& nearer = t < 0.5f ? from : to;
    Box bounds;
    for (std::size_t i = 0; i < to.blocks.size(); ++i) {
        const LatticeBlock& block = nearer.blocks[i];
        const Eigen::Vector3f min = from.blocks[i].min + t * (to.blocks[i].min - from.blocks[i].min);
        const Eigen::Vector3f size = from.blocks[i].size + t * (to.blocks[i].size - from.blocks[i].size);
        const float grid[3] = {float(block.grid[0]), float(block.grid[1]), float(block.grid[2])};
        const bool isDevice = m_solidContent[i] < kCellBlank;
        const Walk walk = !m_variant->isAffine ? Walk{{0, 0, 0}, float(block.table)}
                          : isDevice           ? Walk{{0, 0, 0}, float(deviceIndex(m_solidContent[i]) + 1) - shader::kFirstChipCode}
                                               : *walkOf(nearer, block);
        const float data[4] = {walk.offset, float(block.firstChip / kTextureWidth), float(block.firstChip % kTextureWidth), float(m_firstMean + i)};
        m_centres[i] = min + size / 2;
        bounds.extend(min);
        bounds.extend(min + size);
        for (int corner = 0; corner < 8; ++corner) {
            const vtkIdType point = static_cast<vtkIdType>(8 * i) + corner;
            m_geometry->GetPoints()->SetPoint(point, min.x() + float(corner & 1) * size.x(), min.y() + float(corner >> 1 & 1) * size.y(), min.z() + float(corner >> 2 & 1) * size.z());
            m_min->SetTypedTuple(point, min.data());
            m_size->SetTypedTuple(point, size.data());
            m_grid->SetTypedTuple(point, grid);
            m_walk->SetTypedTuple(point, walk.steps);
            m_data->SetTypedTuple(point, data);
        }
    }
    m_extent = bounds.isEmpty() ? 1 : bounds.sizes().norm();
    for (vtkFloatArray* array : {m_min.Get(), m_size.Get(), m_grid.Get(), m_walk.Get(), m_data.Get()})
        array->Modified();
    m_geometry->GetPoints()->Modified();
    m_geometry->Modified();
}

void LatticeActors::setColors(std::span<const std::uint8_t> chips, std::span<const std::uint8_t> blockMeans, std::span<const Rgb, 256> colors)
{
    std::array<std::uint32_t, 256> packed;
    for (std::size_t i = 0; i < colors.size(); ++i) {
        const std::uint8_t rgba[4] = {colors[i].r, colors[i].g, colors[i].b, 255};
        std::memcpy(&packed[i], rgba, 4);
    }
    auto* out = reinterpret_cast<std::uint32_t*>(bytesOf(m_colors));
    std::ranges::transform(chips, out, [&](std::uint8_t index) { return packed[index]; });
    const auto packedDevice = [&](std::size_t device) {
        const std::uint8_t rgba[4] = {m_deviceColors[device].r, m_deviceColors[device].g, m_deviceColors[device].b, 255};
        std::uint32_t color = 0;
        std::memcpy(&color, rgba, 4);
        return color;
    };
    for (std::size_t block = 0; block < blockMeans.size(); ++block)
        out[m_firstMean + block] = m_solidContent[block] < kCellBlank ? packedDevice(deviceIndex(m_solidContent[block])) : packed[blockMeans[block]];
    for (std::size_t device = 0; device < kDeviceKinds; ++device)
        out[m_firstMean + blockMeans.size() + device] = packedDevice(device);
    m_colors->Modified();
}

void LatticeActors::setFrameColor(Rgb color)
{
    const float rgb[3] = {color.r / 255.f, color.g / 255.f, color.b / 255.f};
    m_actor->GetShaderProperty()->GetFragmentCustomUniforms()->SetUniform3f("frameColor", rgb);
}

void LatticeActors::setDeviceColors(std::span<const Rgb, kDeviceKinds> colors)
{
    std::ranges::copy(colors, m_deviceColors.begin());
}

void LatticeActors::updateCamera(vtkRenderer* renderer)
{
    vtkCamera* camera = renderer->GetActiveCamera();
    Eigen::Vector3d eye, direction;
    camera->GetPosition(eye.data());
    camera->GetDirectionOfProjection(direction.data());
    const Eigen::Vector3f eyeMC = eye.cast<float>(), viewMC = direction.cast<float>();
    vtkUniforms* uniforms = m_actor->GetShaderProperty()->GetFragmentCustomUniforms();
    uniforms->SetUniform3f("eyeMC", eyeMC.data());
    uniforms->SetUniform3f("viewMC", viewMC.data());
    uniforms->SetUniformi("isParallel", camera->GetParallelProjection());
    if ((eye - m_sortedFrom).norm() > 0.08 * m_extent)
        sortFrontToBack(eye);
}

void LatticeActors::sortFrontToBack(const Eigen::Vector3d& eye)
{
    m_sortedFrom = eye;
    const Eigen::Vector3f from = eye.cast<float>();
    std::vector<float> distance(m_centres.size());
    std::ranges::transform(m_centres, distance.begin(), [&](const Eigen::Vector3f& centre) { return (centre - from).squaredNorm(); });
    std::vector<std::uint32_t> order(m_centres.size());
    std::iota(order.begin(), order.end(), 0u);
    std::ranges::sort(order, [&](std::uint32_t a, std::uint32_t b) { return distance[a] < distance[b]; });

    vtkNew<vtkCellArray> triangles;
    triangles->AllocateExact(static_cast<vtkIdType>(12 * order.size()), static_cast<vtkIdType>(36 * order.size()));
    for (const std::uint32_t block : order)
        for (const auto& corners : kTriangles) {
            const vtkIdType ids[3] = {8 * vtkIdType(block) + corners[0], 8 * vtkIdType(block) + corners[1], 8 * vtkIdType(block) + corners[2]};
            triangles->InsertNextCell(3, ids);
        }
    m_geometry->SetPolys(triangles);
}

} // namespace podscape
