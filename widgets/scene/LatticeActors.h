#pragma once

#include "model/color/ColorMap.h"
#include "model/layout/Layout.h"
#include "widgets/scene/LatticeShader.h"

#include <vtkNew.h>
#include <vtkSmartPointer.h>

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

class vtkActor;
class vtkFloatArray;
class vtkImageData;
class vtkOpenGLPolyDataMapper;
class vtkPolyData;
class vtkRenderer;
class vtkTexture;

namespace podscape {

// All lattice blocks of a cluster in one draw call: eight corners and twelve triangles a block, chips found per pixel by the shader.
// A new moment is one upload of a colour per chip. Camera and values change often, geometry once per dataset and while it moves.
class LatticeActors
{
public:
    LatticeActors();
    ~LatticeActors();

    [[nodiscard]] vtkActor* actor() const { return m_actor; }

    void setLayout(const Layout& layout, std::uint32_t chipCount);
    // Blocks between two arrangements of the same cluster: 0 = from, 1 = to. Cells follow the nearer one.
    void setMove(const Layout& from, const Layout& to, float t);

    // One index into `colors` per chip, and one per block for what is too small to see (see ColorScale).
    void setColors(std::span<const std::uint8_t> chips, std::span<const std::uint8_t> blockMeans, std::span<const Rgb, 256> colors);
    void setFrameColor(Rgb color);
    void setDeviceColors(std::span<const Rgb, kDeviceKinds> colors);   // of what is no chip; from setColors() on

    // Before every frame: the rays of the shader start at the camera. Also orders the blocks front to back when the eye has moved enough,
    // so that hidden pixels are rejected before they are shaded.
    void updateCamera(vtkRenderer* renderer);

private:
    void useProgramFor(const Layout& layout);
    void writeCells(const Layout& layout);
    void writeBlocks(const Layout& from, const Layout& to, float t);
    void sortFrontToBack(const Eigen::Vector3d& eye);

    vtkNew<vtkPolyData> m_geometry;
    vtkNew<vtkOpenGLPolyDataMapper> m_mapper;
    vtkNew<vtkActor> m_actor;
    vtkNew<vtkFloatArray> m_min, m_size, m_grid, m_walk, m_data;
    vtkNew<vtkImageData> m_cells, m_colors;      // colours: of the chips, then from a new row on of the blocks and the devices
    vtkNew<vtkTexture> m_cellTexture, m_colorTexture;
    std::optional<shader::Variant> m_variant;
    std::size_t m_firstMean = 0;                 // index of the first block's colour
    std::array<Rgb, kDeviceKinds> m_deviceColors{};
    std::vector<std::int32_t> m_solidContent;    // by block: what all of it holds when it has no chips, else blank
    std::vector<Eigen::Vector3f> m_centres;
    Eigen::Vector3d m_sortedFrom{1e30, 1e30, 1e30};
    double m_extent = 1;
};

} // namespace podscape
