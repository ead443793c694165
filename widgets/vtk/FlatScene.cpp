#include "widgets/vtk/FlatScene.h"

#include "widgets/vtk/DrawListActor.h"
#include "widgets/vtk/FontMeasure.h"

#include <vtkNew.h>
#include <vtkRenderWindow.h>
#include <vtkRenderer.h>

namespace podscape {

struct FlatScene::Private
{
    Builder build;
    DrawListActor actor;
    vtkNew<vtkRenderer> renderer;
    vtkRenderWindow* window = nullptr;
    SizePx size;
    float pixelRatio = 1;
    TextMeasure measure;
    bool isStale = true;
};

FlatScene::FlatScene(Builder build, Rgba background) : d(std::make_unique<Private>())
{
    d->build = std::move(build);
    d->actor.addTo(d->renderer);
    setBackground(background);
}

FlatScene::~FlatScene() = default;

void FlatScene::setBackground(Rgba background)
{
    d->renderer->SetBackground(background.r / 255.0, background.g / 255.0, background.b / 255.0);
}

void FlatScene::invalidate()
{
    d->isStale = true;
}

void FlatScene::attach(vtkRenderWindow* window)
{
    d->window = window;
    window->AddRenderer(d->renderer);
}

void FlatScene::resize(SizePx logicalSize, float pixelRatio)
{
    if (!d->measure || d->pixelRatio != pixelRatio)
        d->measure = fontMeasure(pixelRatio);
    d->size = logicalSize;
    d->pixelRatio = pixelRatio;
    d->actor.setOrigin(0, 0);
    invalidate();
}

void FlatScene::showPart(const PicturePart& part)
{
    d->actor.setOrigin(part.x, part.y);
}

void FlatScene::prepareFrame()
{
    if (!std::exchange(d->isStale, false) || !d->measure)
        return;
    d->actor.setDrawList(d->build(d->size, d->measure), d->pixelRatio);
}

void FlatScene::detach()
{
    if (!d->window)
        return;
    d->actor.releaseGraphics(d->window);
    d->window->RemoveRenderer(d->renderer);
    d->window = nullptr;
}

} // namespace podscape
