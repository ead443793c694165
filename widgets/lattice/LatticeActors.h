#pragma once

#include "model/color/ColorMap.h"
#include "model/layout/Layout.h"
#include "widgets/lattice/LatticeMapper.h"

#include <vtkNew.h>

#include <cstdint>
#include <memory>
#include <span>

class vtkActor;

namespace podscape {

// The lattice blocks of a cluster in a scene, with their colours, and on their way between two arrangements.
class LatticeActors
{
public:
    LatticeActors();
    ~LatticeActors();

    [[nodiscard]] vtkActor* actor() const { return m_actor; }
    [[nodiscard]] const FrameCounters& counters() const { return m_mapper->counters(); }

    void setLayout(std::shared_ptr<const Layout> layout, const UnitTree& tree);
    // Blocks between two arrangements of the same cluster: 0 = from, 1 = to. Cells follow the nearer one.
    void setMove(const Layout& from, const std::shared_ptr<const Layout>& to, float t, const UnitTree& tree);

    // One index into `colors` per chip, and one per block for what is too small to see (see ColorScale); `missing` means no sample.
    void setColors(std::span<const std::uint8_t> chips, std::span<const std::uint8_t> blockMeans, std::span<const Rgb, 256> colors, std::uint8_t missing);
    void setMask(std::span<const std::uint8_t> mask, const Layout& layout);   // see ChipMask
    void setFrameColor(Rgb color);
    void setDeviceColors(std::span<const Rgb, kDeviceKinds> colors);   // of what is no chip
    void setClip(const Box& clip);                                     // scene units; see LatticeMapper

private:
    vtkNew<LatticeMapper> m_mapper;
    vtkNew<vtkActor> m_actor;
};

} // namespace podscape
