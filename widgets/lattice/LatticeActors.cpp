#include "widgets/lattice/LatticeActors.h"

#include <vtkActor.h>

namespace podscape {

LatticeActors::LatticeActors()
{
    m_actor->SetMapper(m_mapper);
    m_actor->ForceOpaqueOn();   // it blends what is faded itself, in the opaque pass
}

LatticeActors::~LatticeActors() = default;

void LatticeActors::setLayout(std::shared_ptr<const Layout> layout, const UnitTree& tree)
{
    m_mapper->setLayout(std::move(layout), tree);
}

void LatticeActors::setMove(const Layout& from, const std::shared_ptr<const Layout>& to, float t, const UnitTree& tree)
{
    if (t >= 1)
        return setLayout(to, tree);
    auto between = std::make_shared<Layout>(t < 0.5f ? from : *to);
    for (std::size_t i = 0; i < between->blocks.size(); ++i) {
        between->blocks[i].min = from.blocks[i].min + t * (to->blocks[i].min - from.blocks[i].min);
        between->blocks[i].size = from.blocks[i].size + t * (to->blocks[i].size - from.blocks[i].size);
    }
    between->bounds = from.bounds.merged(to->bounds);
    setLayout(std::move(between), tree);
}

void LatticeActors::setFrameColor(Rgb color) { m_mapper->setFrameColor(color); }
void LatticeActors::setClip(const Box& clip) { m_mapper->setClip(clip); }
void LatticeActors::setTextureLimit(int pixels) { m_mapper->setTextureLimit(pixels); }

} // namespace podscape
