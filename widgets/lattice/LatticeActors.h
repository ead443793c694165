#pragma once

#include "model/layout/Layout.h"
#include "widgets/lattice/LatticeMapper.h"

#include <vtkNew.h>

#include <memory>

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

    [[nodiscard]] LatticePaint& paint() { return m_mapper->paint(); }
    void setFrameColor(Rgb color);
    void setClip(const Box& clip);              // scene units; see LatticeMapper
    void setTextureLimit(int pixels);           // for tests

private:
    vtkNew<LatticeMapper> m_mapper;
    vtkNew<vtkActor> m_actor;
};

} // namespace podscape
