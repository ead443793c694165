#include "widgets/vtk/DrawListActor.h"

#include "widgets/vtk/DrawListPainter.h"
#include "widgets/vtk/PixelDevice.h"

#include <vtkContextActor.h>
#include <vtkContextScene.h>
#include <vtkNew.h>
#include <vtkRenderer.h>

namespace podscape {

struct DrawListActor::Private
{
    vtkNew<PixelDevice> device;
    vtkNew<DrawListPainter> painter;
    vtkNew<vtkContextActor> actor;
};

DrawListActor::DrawListActor() : d(std::make_unique<Private>())
{
    d->actor->SetForceDevice(d->device);
    d->actor->GetScene()->AddItem(d->painter);
    d->actor->PickableOff();
}

DrawListActor::~DrawListActor() = default;

void DrawListActor::setDrawList(DrawList list, float pixelRatio)
{
    d->painter->setDrawList(std::move(list), pixelRatio);
    d->actor->GetScene()->SetDirty(true);
}

void DrawListActor::setOrigin(int x, int y)
{
    d->device->setOrigin(x, y);
}

void DrawListActor::addTo(vtkRenderer* renderer)
{
    renderer->AddActor(d->actor);
    d->actor->GetScene()->SetRenderer(renderer);
}

void DrawListActor::removeFrom(vtkRenderer* renderer)
{
    renderer->RemoveActor(d->actor);
    d->actor->GetScene()->SetRenderer(nullptr);
}

void DrawListActor::releaseGraphics(vtkWindow* window)
{
    d->painter->releaseGraphics(window);
    d->device->ReleaseGraphicsResources(window);
}

vtkProp* DrawListActor::prop() const { return d->actor; }

} // namespace podscape
