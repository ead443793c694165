#pragma once

#include "model/layout/BlockRuns.h"
#include "widgets/lattice/LatticePaint.h"
#include "widgets/vtk/FrameCounters.h"

#include <vtkMapper.h>

#include <memory>

namespace podscape {

// Draws the lattice blocks of a layout. Every frame chooses what is seen and how fine (LatticeCut), streams a few faces and the colours of the
// chips that have pixels, and the fragment shader finds the chip under every pixel. Nothing per chip or per block is kept on the graphics card, so
// ten million chips cost what their pixels cost. Needs OpenGL 3.2. Colours beyond the limit of one texture are drawn in several goes.
class LatticeMapper : public vtkMapper
{
public:
    static LatticeMapper* New();
    vtkTypeMacro(LatticeMapper, vtkMapper)

    void setLayout(std::shared_ptr<const Layout> layout, const UnitTree& tree);   // null draws nothing
    [[nodiscard]] LatticePaint& paint();
    void setFrameColor(Rgb color);                 // of racks between their chips
    void setClip(const Box& clip);                 // scene units; nothing outside is drawn, blocks across its sides are cut open
    void setTextureLimit(int pixels);              // the longest side of a texture, at most what OpenGL allows; for tests

    [[nodiscard]] const FrameCounters& counters() const;   // of the last frame; fragments are not counted here

    void Render(vtkRenderer* renderer, vtkActor* actor) override;
    double* GetBounds() override;
    void GetBounds(double bounds[6]) override { this->Superclass::GetBounds(bounds); }
    void ReleaseGraphicsResources(vtkWindow* window) override;

protected:
    LatticeMapper();
    ~LatticeMapper() override;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace podscape
