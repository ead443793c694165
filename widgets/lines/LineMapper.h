#pragma once

#include "widgets/lines/Line.h"

#include <vtkMapper.h>

#include <memory>
#include <vector>

namespace podscape {

// Draws lines and arcs with soft edges. What is seen of them is streamed anew in every frame (LineQuads): VTK's own wide lines go through a
// geometry shader, which on a software renderer costs several times as much and knows no arcs. Honours the clipping planes of vtkMapper.
// Needs OpenGL 3.2.
class LineMapper : public vtkMapper
{
public:
    static LineMapper* New();
    vtkTypeMacro(LineMapper, vtkMapper)

    void setLines(std::vector<Line> lines);
    void setColors(const std::vector<Rgba>& colors);   // one a line
    void setWidth(float px);
    void setFade(float px, double atMost);             // see LineView

    void Render(vtkRenderer* renderer, vtkActor* actor) override;
    double* GetBounds() override;
    void GetBounds(double bounds[6]) override { this->Superclass::GetBounds(bounds); }
    void ReleaseGraphicsResources(vtkWindow* window) override;

protected:
    LineMapper();
    ~LineMapper() override;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace podscape
