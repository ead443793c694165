#pragma once

#include "widgets/draw/DrawList.h"

#include <memory>

class vtkProp;
class vtkRenderer;
class vtkWindow;

namespace podscape {

// A draw list over everything that a renderer shows: full-frame pictures, and legends and labels over a 3D scene.
class DrawListActor
{
public:
    DrawListActor();
    ~DrawListActor();
    DrawListActor(const DrawListActor&) = delete;
    DrawListActor& operator=(const DrawListActor&) = delete;

    void setDrawList(DrawList list, float pixelRatio);
    void setOrigin(int x, int y);   // which device pixel of the picture is the frame's top left; 0, 0 unless only a part is drawn
    void addTo(vtkRenderer* renderer);
    void removeFrom(vtkRenderer* renderer);
    void releaseGraphics(vtkWindow* window);   // GL context current
    [[nodiscard]] vtkProp* prop() const;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace podscape
