#include "widgets/scene/PodSceneParts.h"

#include "widgets/scene/FloorGrid.h"
#include "widgets/scene/PodOverlay.h"
#include "widgets/vtk/FontMeasure.h"

#include <vtkActor.h>
#include <vtkCamera.h>

namespace podscape {

void PodScene::Parts::takeDataset()
{
    lattice.actor()->SetVisibility(values.dataset != nullptr);
    shownSample.reset();
    chipsStale = linksStale = overlayStale = linesStale = true;
    if (!values.dataset) {
        layout.reset();
        picker.reset();
        links.clear();
        for (LineActor* lines : {&floor, &bodies, &selection, &hover})
            lines->setLines({});
        return;
    }
    layout = values.dataset->layouts[static_cast<std::size_t>(values.arrangement)];
    picker.emplace(layout);
    moveProgress = 1;
    lattice.setLayout(*layout, cluster().tree.chipCount());
}

void PodScene::Parts::takeArrangement(Arrangement arrangement, bool animated)
{
    moveFrom = layout;
    layout = values.dataset->layouts[static_cast<std::size_t>(arrangement)];
    picker.emplace(layout);
    moveProgress = animated ? 0 : 1;
    if (!animated)
        lattice.setMove(*layout, *layout, 1);
    flyFrom = pose;
    flyTo = pose.framing(everything(), aspect(), captionShare());
    flyProgress = animated ? 0 : 1;
    if (!animated)
        pose = flyTo;
    linksStale = linesStale = overlayStale = true;
}

void PodScene::Parts::applyTheme()
{
    const Theme& theme = Theme::of(values.theme);
    renderer->SetBackground(theme.background.r / 255., theme.background.g / 255., theme.background.b / 255.);
    renderer->SetBackground2(theme.backgroundTop.r / 255., theme.backgroundTop.g / 255., theme.backgroundTop.b / 255.);
    lattice.setFrameColor({theme.body.r, theme.body.g, theme.body.b});
    chipsStale = true;
}

void PodScene::Parts::applyCamera()
{
    vtkCamera* camera = renderer->GetActiveCamera();
    const Eigen::Vector3d eye = pose.eye(), up = pose.up();
    camera->SetFocalPoint(pose.target.data());
    camera->SetPosition(eye.data());
    camera->SetViewUp(up.data());
    camera->SetViewAngle(CameraPose::kViewAngle);
    camera->SetParallelProjection(pose.parallel);
    camera->SetParallelScale(pose.halfHeight());
    renderer->ResetCameraClippingRange();
    lattice.updateCamera(renderer);
}

Box PodScene::Parts::boxOf(const EntityRef& entity) const
{
    Box box;
    ViewValues only = values;
    only.selection = {entity};
    for (const UnitRef unit : only.selectedUnits())
        box.extend(layout->boxOf(unit, cluster().tree));
    if (const auto* fabricSwitch = std::get_if<SwitchRef>(&entity); fabricSwitch && fabricSwitch->index < links.switches().centre.size()) {
        const Eigen::Vector3f half = Eigen::Vector3f::Constant(links.switches().size);
        box.extend(links.switches().centre[fabricSwitch->index] - half);
        box.extend(links.switches().centre[fabricSwitch->index] + half);
    }
    return box;
}

// What belongs into the frame when all is shown: blocks, the scale bar in front of them, switches above.
Box PodScene::Parts::everything() const
{
    Box box = layout->bounds;
    if (const ScaleBar bar = scaleBar(*layout); bar.metres > 0) {
        box.extend(bar.from.cast<float>());
        box.extend(bar.to.cast<float>());
    }
    if (values.fabric.value < cluster().fabrics.size())
        for (const Eigen::Vector3f& centre : SwitchPlaces::place(cluster(), cluster().fabrics[values.fabric.value], *layout).centre)
            box.extend(centre);
    return box;
}

void PodScene::Parts::drawLines()
{
    const Theme& theme = Theme::of(values.theme);
    if (isMoving()) {   // outlines of where things were would lie
        for (LineActor* lines : {&floor, &bodies, &selection, &hover})
            lines->setLines({});
        return;
    }
    floor.setLines(floorGrid(*layout, theme));
    std::vector<LineActor::Line> outlines;
    const float margin = 0.006f * layout->bounds.sizes().maxCoeff();
    for (const Body& body : layout->bodies)
        if (body.unit.level > 0) {
            const auto edges = boxEdges(body.box.min(), body.box.max(), theme.frame.withAlpha(150), margin / static_cast<float>(body.unit.level));
            outlines.insert(outlines.end(), edges.begin(), edges.end());
        }
    bodies.setLines(outlines);

    const auto outlineOf = [&](std::vector<UnitRef> units, Rgba color) {
        std::vector<LineActor::Line> lines;
        for (const UnitRef unit : units) {
            const Box box = layout->boxOf(unit, cluster().tree);
            const float off = unit.level > layout->blockLevel ? 0.f : 0.03f * box.sizes().minCoeff();
            const auto edges = boxEdges(box.min(), box.max(), color, off);
            lines.insert(lines.end(), edges.begin(), edges.end());
        }
        return lines;
    };
    std::vector<UnitRef> selected = values.selectedUnits();
    if (selected.size() > 2'000)   // a job of thousands of chips that fill no rack: its racks are clear enough
        for (UnitRef& unit : selected)
            unit = cluster().tree.ancestor(unit, layout->blockLevel);
    selection.setLines(outlineOf(selected, theme.accent));
    ViewValues hovered = values;
    hovered.selection.clear();
    if (values.hover)
        hovered.selection.push_back(*values.hover);
    hover.setLines(outlineOf(hovered.selectedUnits(), theme.text.withAlpha(200)));
}

void PodScene::Parts::drawOverlay()
{
    if (!values.dataset) {
        overlay.setDrawList({}, pixelRatio);
        return;
    }
    const Projector camera = projector();
    const TextMeasure measure = fontMeasure(pixelRatio);
    const SwitchPlaces none;
    const bool showLinks = linksVisible && !isMoving();
    const PodOverlay picture{values, *layout, camera, *picker, showLinks ? links.switches() : none, showLinks ? &links.legend() : nullptr, measure, labelsVisible && !isMoving()};
    overlay.setDrawList(picture.build(), pixelRatio);
}

} // namespace podscape
