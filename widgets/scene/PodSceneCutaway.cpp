// How the pod scene is cut open: the clip plane, the layer of a torus, units pulled apart.
#include "widgets/scene/ClipActors.h"
#include "widgets/scene/PodSceneParts.h"
#include "widgets/scene/TorusSlice.h"

namespace podscape {

std::shared_ptr<const Layout> PodScene::Parts::arranged(Arrangement arrangement) const
{
    const auto& whole = values.dataset->layouts[static_cast<std::size_t>(arrangement)];
    const auto& explode = values.cutaway.explode;
    return explode && explode->factor > 1 ? std::make_shared<const Layout>(exploded(*whole, cluster().tree, explode->axis, explode->factor)) : whole;
}

void PodScene::Parts::takeLayout(std::shared_ptr<const Layout> next, bool animated)
{
    moveFrom = layout;
    layout = std::move(next);
    picker.emplace(layout);
    boxes = UnitBoxes(*layout, cluster().tree);
    labels.forget();
    takeFabric();
    takeClip();
    moveProgress = animated ? 0 : 1;
    if (!animated)
        lattice.setLayout(layout, cluster().tree);
    linksStale = linesStale = overlayStale = roomsStale = true;
}

void PodScene::Parts::takeCutaway(const Cutaway& before)
{
    const Cutaway& now = values.cutaway;
    if (before.explode != now.explode)   // dragged by its slider it follows at once
        takeLayout(arranged(values.arrangement), before.explode.has_value() != now.explode.has_value());
    else if (before.clip != now.clip)
        takeClip();
    maskStale |= before.slice != now.slice;
}

void PodScene::Parts::takeClip()
{
    PickLimits limits = picker->limits();
    limits.clip = clipBox(values.cutaway.clip, *layout, cluster().tree);
    limits.mask = mask.chips();
    picker->setLimits(limits);
    std::vector<vtkActor*> actors{bodies.actor(), selection.actor(), hover.actor(), rooms.actor(), aisles.actor(), walls.actor()};
    for (vtkActor* actor : links.actors())
        actors.push_back(actor);
    clipActors(actors, limits.clip);
    lattice.setClip(limits.clip);
    overlayStale = true;
}

void PodScene::Parts::updateMask()
{
    mask.update(values);
    if (const Fabric* fabric = values.cutaway.slice ? slicedFabric(cluster(), values.fabric) : nullptr)
        hideOtherLayers(mask, cluster(), *fabric, *values.cutaway.slice);
    PickLimits limits = picker->limits();
    limits.mask = mask.chips();
    picker->setLimits(limits);
    lattice.paint().setMask(mask.chips(), *layout);
    links.setMask(mask.chips());
    overlayStale = true;
}

std::optional<SwitchPlaces::Hit> PodScene::Parts::pickSwitch(const Ray& ray) const
{
    const auto over = linksVisible && !isMoving() ? places.pick(ray) : std::nullopt;
    return over && picker->limits().clip.contains((ray.origin + over->distance * ray.direction).eval()) ? over : std::nullopt;
}

} // namespace podscape
