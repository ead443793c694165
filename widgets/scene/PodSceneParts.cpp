#include "widgets/scene/PodSceneParts.h"

#include "widgets/scene/Alarms.h"
#include "widgets/scene/AssumedUnits.h"
#include "widgets/scene/AssumptionLegend.h"
#include "widgets/scene/BuildingShells.h"
#include "widgets/scene/DeviceColors.h"
#include "widgets/scene/Outlines.h"
#include "widgets/scene/PodOverlay.h"

#include <vtkActor.h>
#include <vtkCamera.h>

#include <cmath>
#include <numbers>

namespace podscape {

namespace {

double radians(double degrees) { return degrees * std::numbers::pi / 180; }
double degrees(double radians) { return radians * 180 / std::numbers::pi; }

constexpr std::size_t kMostAlarms = 12;   // named; more would be a wall of red
constexpr double kFabricAzimuth = -14, kFabricElevation = 27;

} // namespace

void PodScene::Parts::takeDataset()
{
    lattice.actor()->SetVisibility(values.dataset != nullptr);
    shownSample.reset();
    alarmsAt.reset();
    chipsStale = linksStale = overlayStale = linesStale = roomsStale = maskStale = true;
    if (!values.dataset) {
        layout.reset();
        picker.reset();
        links.clear();
        places = {};
        clearLines();
        return;
    }
    layout = arranged(values.arrangement);
    picker.emplace(layout);
    boxes = UnitBoxes(*layout, cluster().tree);
    labels.forget();
    takeFabric();
    takeClip();
    moveProgress = 1;
    lattice.setLayout(layout, cluster().tree);
}

void PodScene::Parts::takeArrangement(Arrangement arrangement, bool animated)
{
    takeLayout(arranged(arrangement), animated);
    const CameraPose next = poseOfAll(poseFor(arrangement));
    motion.fly(CameraFlight(pose, next));
    motion.flight->setSeconds(kMoveSeconds);
    if (!animated) {
        motion.stop();
        pose = next;
    }
}

// Tiers are told apart from the front; the way back leads to where one looked from before, unless one has turned since.
CameraPose PodScene::Parts::poseFor(Arrangement arrangement)
{
    CameraPose next = pose;
    const bool isTiered = pose.azimuth == kFabricAzimuth && pose.elevation == kFabricElevation;
    if (arrangement == Arrangement::Fabric && !isTiered) {
        beforeFabric = pose;
        next.azimuth = kFabricAzimuth;
        next.elevation = kFabricElevation;
    } else if (arrangement != Arrangement::Fabric && isTiered && beforeFabric) {
        next.azimuth = beforeFabric->azimuth;
        next.elevation = beforeFabric->elevation;
    }
    return next;
}

void PodScene::Parts::takeFabric()
{
    places = values.fabric.value < cluster().fabrics.size() ? SwitchPlaces::place(cluster(), cluster().fabrics[values.fabric.value], *layout) : SwitchPlaces();
    linksStale = linesStale = overlayStale = true;
}

void PodScene::Parts::applyTheme()
{
    const Theme& theme = Theme::of(values.theme);
    renderer->SetBackground(theme.background.r / 255., theme.background.g / 255., theme.background.b / 255.);
    renderer->SetBackground2(theme.backgroundTop.r / 255., theme.backgroundTop.g / 255., theme.backgroundTop.b / 255.);
    const bool isEmphasised = values.emphasis == Emphasis::Assumptions && values.dataset;
    const AssumptionColors two = AssumptionColors::of(values.theme);
    const bool isAssumedFloor = isEmphasised && values.arrangement == Arrangement::Physical && isFloorAssumed(cluster());
    lattice.setFrameColor(isAssumedFloor ? two.lit : Rgb{theme.body.r, theme.body.g, theme.body.b});
    auto devices = deviceColors(values.theme);
    if (isEmphasised)
        devices.fill(two.quiet);
    lattice.paint().setDeviceColors(devices);
    chipsStale = roomsStale = true;
}

void PodScene::Parts::showPart(const PicturePart& shown)
{
    part = shown;
    overlay.setOrigin(part.x, part.y);
    const double high = std::max(1.f, size.height * pixelRatio);
    pass->setBackgroundRange(1 - (part.y + part.height) / high, 1 - part.y / high);
}

void PodScene::Parts::applyFrameKind()
{
    const bool keeps = sample > 0 && detail == 1 && (frameKind == FrameKind::Over || sample == kFinest);
    if (frameKind == FrameKind::Whole || detail < 1)
        sample = 0;
    else if (frameKind == FrameKind::Finer && !keeps)
        ++sample;
    pass->setReuse(keeps && frameKind != FrameKind::Whole);
    pass->setSample(sample, kFinest);
    pass->setShade(sample > 0 || shaded ? kShadePx * pixelRatio : 0);
}

// Where in its pixel a sample looks, from the middle: a square turned so that no two are in one row or column.
Eigen::Vector2d PodScene::Parts::sampleOffset() const
{
    constexpr double kOffsets[][2] = {{0, 0}, {-0.125, -0.375}, {0.375, -0.125}, {0.125, 0.375}, {-0.375, 0.125}};
    return {kOffsets[sample][0], kOffsets[sample][1]};
}

// A part of the picture is seen by the same eye through a smaller window beside the middle.
void PodScene::Parts::applyPart(vtkCamera* camera) const
{
    const double wide = std::max(1.f, size.width * pixelRatio), high = std::max(1.f, size.height * pixelRatio);
    const double share = part.height / high;
    camera->SetViewAngle(2 * degrees(std::atan(std::tan(radians(CameraPose::kViewAngle / 2)) * share)));
    camera->SetParallelScale(pose.halfHeight() * share);
    const Eigen::Vector2d off = sampleOffset();
    camera->SetWindowCenter((part.x + off.x() + part.width / 2. - wide / 2) / (part.width / 2.), (high / 2 - part.y - off.y() - part.height / 2.) / (part.height / 2.));
}

void PodScene::Parts::applyCamera()
{
    vtkCamera* camera = renderer->GetActiveCamera();
    const Eigen::Vector3d eye = pose.eye() + backOff() * pose.toEye(), up = pose.up();
    camera->SetFocalPoint(pose.target.data());
    camera->SetPosition(eye.data());
    camera->SetViewUp(up.data());
    camera->SetParallelProjection(pose.parallel);
    applyPart(camera);
    // A campus reaches kilometres behind a rack that is looked at from two metres: the near plane follows the target, or VTK would put it
    // at a thousandth of the far one and cut the rack away.
    renderer->SetNearClippingPlaneTolerance(1e-6);
    renderer->ResetCameraClippingRange();
    if (double range[2]; !pose.parallel) {
        camera->GetClippingRange(range);
        camera->SetClippingRange(std::max(range[0], 0.02 * pose.distance), range[1]);
    }
}

void PodScene::Parts::applyLineWidths()
{
    const float ratio = pixelRatio * static_cast<float>(detail);
    floor.setWidth(ratio);
    bodies.setWidth(ratio);
    hover.setWidth(2 * ratio);
    selection.setWidth(2.5f * ratio);
    links.setPixelRatio(pixelRatio, detail);
}

Box PodScene::Parts::boxOf(const EntityRef& entity) const
{
    Box box;
    ViewValues only;
    only.dataset = values.dataset;
    only.selection = {entity};
    for (const UnitRef unit : only.selectedUnits())
        box.extend(quickBoxOf(unit, *layout, cluster().tree, boxes));
    if (const Box place = boxOfSwitch(entity); !place.isEmpty()) {
        box.extend(place);
        box.extend(layout->boxOf(places.marks[places.markOf[std::get<SwitchRef>(entity).index]].region, cluster().tree));   // a switch alone says little
    }
    return box;
}

Box PodScene::Parts::boxOfSwitch(const EntityRef& entity) const
{
    const auto* ref = std::get_if<SwitchRef>(&entity);
    return ref && ref->fabric == values.fabric ? places.boxOf(ref->index) : Box();
}

// What belongs into the frame when all is shown: blocks, the scale bar in front of them, switches above.
Box PodScene::Parts::everything() const
{
    Box box = layout->bounds;
    if (const ScaleBar bar = scaleBar(*layout); bar.metres > 0) {
        box.extend(bar.from.cast<float>());
        box.extend(bar.to.cast<float>());
    }
    if (linksVisible)
        box.extend(places.bounds());
    return box;
}

void PodScene::Parts::drawLines()
{
    const Theme& theme = Theme::of(values.theme);
    if (isMoving()) {   // outlines of where things were would lie
        clearLines();
        return;
    }
    if (std::exchange(roomsStale, false)) {
        gridShown = {};
        std::vector<Line> outlines = bodyEdges(*layout, theme);
        if (values.emphasis == Emphasis::Assumptions)
            addAssumedUnits(cluster(), *layout, values.theme, outlines);
        bodies.setLines(outlines);
        rooms.setFaces(roomFloors(*layout, theme));
        aisles.setFaces(aisleFloors(*layout, theme));
        walls.setFaces(roomWalls(*layout, theme));
    }

    selection.setLines(outlinesOf(values.selection, theme.accent));
    drawHover();
}

// Apart from the selection, which may be thousands of boxes: hover follows the mouse.
void PodScene::Parts::drawHover()
{
    if (isMoving())
        return;
    hover.setLines(values.hover ? outlinesOf({&*values.hover, 1}, Theme::of(values.theme).text.withAlpha(200)) : std::vector<Line>());
}

std::vector<Line> PodScene::Parts::outlinesOf(std::span<const EntityRef> entities, Rgba color) const
{
    std::vector<Line> lines;
    const auto add = [&](const Box& box, float off) { addBoxEdges(box.min(), box.max(), color, off, lines); };
    ViewValues only;
    only.dataset = values.dataset;
    only.selection.assign(entities.begin(), entities.end());
    for (const UnitRef unit : outlinedUnits(cluster().tree, only.selectedUnits())) {
        const Box box = quickBoxOf(unit, *layout, cluster().tree, boxes);
        add(box, unit.level > layout->blockLevel ? 0.f : 0.03f * box.sizes().minCoeff());
    }
    for (const EntityRef& entity : entities)
        if (const Box box = linksVisible ? boxOfSwitch(entity) : Box(); !box.isEmpty())
            add(box, 0.03f * box.sizes().minCoeff());
    return lines;
}

void PodScene::Parts::clearLines()
{
    for (LineActor* lines : {&floor, &bodies, &selection, &hover})
        lines->setLines({});
    for (FaceActor* faces : {&rooms, &aisles, &walls})
        faces->setFaces({});
    gridShown = {};
    roomsStale = true;
}

void PodScene::Parts::drawFloor()
{
    if (isMoving())
        return;
    if (const GridPatch patch = gridPatch(*layout, pose); patch != gridShown) {
        gridShown = patch;
        floor.setLines(floorGrid(*layout, patch, Theme::of(values.theme)));
    }
    aisles.actor()->SetVisibility(aislesAreSeen(*layout, projector().pixelsPerUnit(pose.target)));
}

void PodScene::Parts::drawOverlay()
{
    if (!values.dataset || !overlayVisible) {
        overlay.setDrawList({}, pixelRatio);
        return;
    }
    const Projector camera = projector();
    if (std::exchange(alarmsAt, values.time) != values.time)
        alarms = unitsInAlarm(*values.dataset, values.time, kMostAlarms);
    const SwitchPlaces none;
    const bool showLinks = linksVisible && !isMoving();
    const PodOverlay picture{values, *layout, camera, *picker, boxes, showLinks ? places : none, showLinks ? &links.legend() : nullptr, measure, labelsVisible && !isMoving(), &labels, alarms};
    DrawList list = picture.build();
    if (band)
        list.append(rubberBandDrawList(*band, Theme::of(values.theme), size, measure));
    overlay.setDrawList(list, pixelRatio);
}

} // namespace podscape
