#pragma once

#include "widgets/draw/DrawList.h"

#include <vtkContextItem.h>

#include <memory>

class vtkWindow;

namespace podscape {

// Replays a draw list on a PixelDevice; decides nothing. Shapes in a row become one draw call, texts another; images stay on the
// graphics side for as long as the same pixels are drawn.
class DrawListPainter : public vtkContextItem
{
public:
    static DrawListPainter* New();
    vtkTypeMacro(DrawListPainter, vtkContextItem)

    void setDrawList(DrawList list, float pixelRatio);
    void releaseGraphics(vtkWindow* window);
    bool Paint(vtkContext2D* painter) override;

protected:
    DrawListPainter();
    ~DrawListPainter() override;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace podscape
