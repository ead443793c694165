#include "widgets/scene/PodScene.h"

#include "widgets/scene/DeviceColors.h"
#include "widgets/scene/HoverText.h"
#include "widgets/scene/NearUnit.h"
#include "widgets/scene/PodSceneParts.h"
#include "widgets/vtk/FontMeasure.h"

#include <vtkActor.h>
#include <vtkCullerCollection.h>
#include <vtkRenderWindow.h>

#include <cmath>
#include <utility>

namespace podscape {

PodScene::PodScene() : m(std::make_unique<Parts>())
{
    m->renderer->GradientBackgroundOn();
    m->renderer->SetPass(m->pass);
    m->renderer->GetCullers()->RemoveAllItems();   // a dozen things, most of them everywhere
    m->renderer->AddActor(m->floor.actor());
    m->renderer->AddActor(m->rooms.actor());
    m->renderer->AddActor(m->aisles.actor());
    m->renderer->AddActor(m->lattice.actor());
    m->renderer->AddActor(m->bodies.actor());
    for (vtkActor* actor : m->links.actors())
        m->renderer->AddActor(actor);
    m->renderer->AddActor(m->hover.actor());
    m->renderer->AddActor(m->selection.actor());
    m->pass->setOver(m->hover.actor());
    const auto links = m->links.actors();
    m->pass->setThin({links.begin(), links.end()});
    m->walls.showOnlyBacks();
    m->renderer->AddActor(m->walls.actor());   // seen through, so after all that is behind them
    m->takeDataset();
    m->applyTheme();
}

PodScene::~PodScene() = default;

void PodScene::attach(vtkRenderWindow* window)
{
    m->window = window;
    window->AddRenderer(m->renderer);
    m->overlay.addTo(m->renderer);
}

void PodScene::detach()
{
    m->overlay.releaseGraphics(m->window);
    m->overlay.removeFrom(m->renderer);
    m->renderer->ReleaseGraphicsResources(m->window);
    m->window->RemoveRenderer(m->renderer);
    m->window = nullptr;
}

void PodScene::resize(SizePx logicalSize, float pixelRatio)
{
    if (!m->measure || m->pixelRatio != pixelRatio)
        m->measure = fontMeasure(pixelRatio);
    m->size = logicalSize;
    m->pixelRatio = pixelRatio;
    m->showPart({0, 0, int(std::lround(logicalSize.width * pixelRatio)), int(std::lround(logicalSize.height * pixelRatio))});
    m->applyLineWidths();
    m->overlayStale = true;
}

void PodScene::showPart(const PicturePart& part)
{
    m->showPart(part);
}

void PodScene::show(const ViewValues& values)
{
    Parts& p = *m;
    const ViewValues before = std::exchange(p.values, values);
    const bool newTheme = before.theme != values.theme;
    const bool newScale = before.metric != values.metric || before.scale != values.scale || before.emphasis != values.emphasis;
    if (before.dataset != values.dataset) {
        const bool sameShape = before.dataset && values.dataset && before.dataset->cluster == values.dataset->cluster;
        p.takeDataset();
        if (values.dataset && !sameShape) {
            p.pose = p.poseFor(values.arrangement);
            frameAll();
        }
    } else if (values.dataset && before.arrangement != values.arrangement) {
        p.takeArrangement(values.arrangement, true);
    }
    if (values.dataset && before.dataset == values.dataset && before.cutaway != values.cutaway)
        p.takeCutaway(before.cutaway);
    if (newTheme || newScale || before.dataset != values.dataset || before.arrangement != values.arrangement)
        p.applyTheme();
    if (!values.dataset)
        return;

    const Metric* metric = values.shownMetric();
    const auto sample = metric ? metric->sampleAt(values.time) : std::nullopt;
    const bool newMoment = sample != p.shownSample || (!metric && before.time != values.time);
    p.shownSample = sample;
    p.chipsStale |= newMoment || newScale;
    p.loadsStale |= newMoment || before.linkDirection != values.linkDirection;
    if (before.fabric != values.fabric && before.dataset == values.dataset)
        p.takeFabric();
    const bool newEmphasis = before.emphasis != values.emphasis;
    p.linksStale |= newTheme || newEmphasis;
    p.choiceStale |= before.selection != values.selection;
    p.maskStale |= before.fadeUnselected != values.fadeUnselected || (values.fadeUnselected && before.selection != values.selection);
    p.linesStale |= newTheme || newEmphasis || before.selection != values.selection;
    p.hoverStale |= before.hover != values.hover;
    p.overlayStale = true;
    if (p.maskStale && (values.cutaway.slice || before.cutaway.slice))
        p.updateMask();   // before the next pick
}

void PodScene::setFrameKind(FrameKind kind) { m->frameKind = kind; }

int PodScene::fineness() const { return m->sample; }

void PodScene::prepareFrame()
{
    Parts& p = *m;
    p.laterMs = 0;
    p.applyFrameKind();
    if (!p.values.dataset) {
        p.drawOverlay();
        return;
    }
    if (std::exchange(p.chipsStale, false)) {
        p.colors.update(p.values, *p.layout);
        p.lattice.paint().setColors(p.colors.codes(), p.colors.indexOfCode(), p.colors.blocks(), ChipColors::table(p.values), ColorScale::kMissingIndex);
    }
    const bool newMask = std::exchange(p.maskStale, false);
    if (newMask)
        p.updateMask();
    const bool newLoads = p.loadsStale && (!p.hurried || p.loadsPace.isTime()), newChoice = std::exchange(p.choiceStale, false);
    p.loadsStale = p.loadsStale && !newLoads;
    if (std::exchange(p.linksStale, false)) {
        if (p.linksVisible && !p.isMoving())
            p.links.update(p.values, *p.layout, p.places);
        else
            p.links.clear();
    } else if (p.linksVisible && !p.isMoving()) {
        if (newChoice)
            p.links.updateChoice(p.values, *p.layout, p.places);
        if (newLoads) {
            const Pace::Turn turn(p.loadsPace);
            p.links.updateLoads(p.values);
        }
        p.laterMs = p.loadsPace.takeSpent();
        if (newMask)
            p.links.updateMask(p.values);
    }
    if (p.linksVisible && !p.isMoving() && p.values.fabric.value < p.cluster().fabrics.size())
        p.links.setNear(nearUnit(p.cluster().tree, p.boxes, p.layout->blockLevel, p.pose, p.projector()), p.values, *p.layout, p.places);
    p.lattice.paint().setBars(p.linksVisible && !p.isMoving() ? p.links.bars(p.values, *p.layout) : LatticeBars());
    const bool newHover = std::exchange(p.hoverStale, false);
    if (std::exchange(p.linesStale, false))
        p.drawLines();
    else if (newHover)
        p.drawHover();
    p.drawFloor();
    p.applyCamera();
    if (std::exchange(p.overlayStale, false))
        p.drawOverlay();
}

FrameCounters PodScene::counters() const { return m->lattice.counters(); }

std::optional<EntityRef> PodScene::pick(double xPx, double yPx) const
{
    const Parts& p = *m;
    if (!p.picker || p.isMoving())
        return std::nullopt;
    const Ray ray = p.projector().rayAt(xPx, yPx);
    const auto hit = p.picker->pick(ray);
    const auto over = p.pickSwitch(ray);
    if (over && (!hit || over->distance < hit->distance)) {
        const SwitchMark& mark = p.places.marks[over->mark];
        return mark.switches == 1 ? EntityRef(SwitchRef{p.values.fabric, mark.firstSwitch}) : EntityRef(mark.region);
    }
    if (!hit)
        return std::nullopt;
    if (hit->content >= 0)
        return UnitRef{static_cast<std::uint16_t>(p.cluster().tree.leafLevel()), static_cast<std::uint32_t>(hit->content)};
    return p.layout->blocks[hit->block].unit;
}

std::optional<EntityRef> PodScene::shownAt(double xPx, double yPx) const
{
    const auto hit = pick(xPx, yPx);
    const auto* unit = hit ? std::get_if<UnitRef>(&*hit) : nullptr;
    if (!unit || unit->level != m->cluster().tree.leafLevel())
        return hit;
    return unitShownAt(unit->index, *m->layout, m->cluster().tree, m->projector());
}

RegionPick PodScene::pickRegion(const PixelRegion& region) const
{
    if (!m->layout || m->isMoving())
        return {};
    return RegionPick::find(region, m->projector(), *m->layout, m->cluster().tree, m->boxes, m->picker->limits());
}

void PodScene::setRubberBand(std::optional<RubberBand> band)
{
    m->overlayStale |= m->band || band;
    m->band = std::move(band);
}

std::string PodScene::deviceAt(double xPx, double yPx) const
{
    const Parts& p = *m;
    if (!p.picker || p.isMoving())
        return {};
    const Ray ray = p.projector().rayAt(xPx, yPx);
    const auto hit = p.picker->pick(ray);
    const auto over = p.pickSwitch(ray);
    if (!hit || (over && over->distance < hit->distance))   // a mark of a switch hangs before it
        return {};
    const ServiceRack* service = p.layout->serviceRackAt(hit->block);
    return service ? service->name : deviceWord(hit->content);
}

std::optional<Eigen::Vector2d> PodScene::project(UnitRef unit) const
{
    if (!m->layout)
        return std::nullopt;
    return m->projector().toPixel(m->layout->boxOf(unit, m->cluster().tree).center().cast<double>());
}

std::optional<Eigen::Vector2d> PodScene::project(SwitchRef fabricSwitch) const
{
    const Box box = m->boxOfSwitch(fabricSwitch);
    return box.isEmpty() ? std::nullopt : m->projector().toPixel(box.center().cast<double>());
}

void PodScene::setLinksVisible(bool visible)
{
    m->linksVisible = visible;
    m->linksStale = m->linesStale = m->overlayStale = true;
}

void PodScene::setLabelsVisible(bool visible)
{
    m->labelsVisible = visible;
    m->overlayStale = true;
}

void PodScene::setHurried(bool hurried) { m->hurried = hurried; }
double PodScene::laterMs() const { return m->laterMs; }

void PodScene::setDetail(double scale)
{
    m->detail = m->pass->isOnGraphicsCard() ? 1 : scale;
    m->pass->setScale(m->detail);
    m->applyLineWidths();
}

void PodScene::setShaded(bool shaded)
{
    m->shaded = shaded;
}

double PodScene::detail() const { return m->detail; }

void PodScene::setOverlayVisible(bool visible)
{
    m->overlayVisible = visible;
    m->overlayStale = true;
}

} // namespace podscape
