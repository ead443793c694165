// The camera of the pod scene: where it looks, what moves it, and the animations.
#include "model/layout/EyeSpace.h"
#include "widgets/scene/CameraMoves.h"
#include "widgets/scene/ClearView.h"
#include "widgets/scene/PodSceneParts.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <utility>

namespace podscape {

namespace {

constexpr double kDegreesPerPixel = 0.35;

double eased(double t) { return t * t * (3 - 2 * t); }

} // namespace

void PodScene::frameAll()
{
    if (!m->layout)
        return;
    setCamera(m->poseOfAll(m->pose));
}

void PodScene::frame(const EntityRef& entity)
{
    if (!m->layout)
        return;
    if (const Box box = m->boxOf(entity); !box.isEmpty())
        setCamera(m->pose.framing(box, m->aspect()));
}

void PodScene::flyTo(const EntityRef& entity, bool keepsAngles)
{
    if (!m->layout)
        return;
    const Box unit = m->boxOf(entity);
    if (unit.isEmpty())
        return;
    std::vector<Box> frame = m->surroundingsOf(entity);
    frame.push_back(frame.empty() ? m->withNeighbours(unit) : unit);
    m->flyOver(keepsAngles ? m->pose.framing(frame, m->aspect(), m->captionShare()) : clearView(m->pose, *m->layout, unit, frame, m->aspect(), m->captionShare()));
}

void PodScene::flyToFrame(std::span<const EntityRef> entities)
{
    if (!m->layout)
        return;
    Box box;
    for (const EntityRef& entity : entities)
        box.extend(m->boxOf(entity));
    std::vector<Box> frame{box};
    if (entities.size() == 1)
        std::ranges::copy(m->surroundingsOf(entities.front()), std::back_inserter(frame));
    m->flyOver(box.isEmpty() ? m->poseOfAll(m->pose) : clearView(m->pose, *m->layout, box, frame, m->aspect(), m->captionShare()));
}

void PodScene::lookFrom(StandardView view)
{
    CameraPose pose = m->pose;
    switch (view) {
    case StandardView::Front: pose.azimuth = 0, pose.elevation = 4; break;
    case StandardView::Right: pose.azimuth = 90, pose.elevation = 4; break;
    case StandardView::Top: pose.azimuth = 0, pose.elevation = 89.9; break;
    case StandardView::Isometric: pose.azimuth = CameraPose().azimuth, pose.elevation = CameraPose().elevation; break;
    case StandardView::Back: pose.azimuth = 180, pose.elevation = 4; break;
    case StandardView::Left: pose.azimuth = -90, pose.elevation = 4; break;
    case StandardView::Bottom: pose.azimuth = 0, pose.elevation = -89.9; break;
    case StandardView::OppositeCorner: pose.azimuth = CameraPose().azimuth + 180, pose.elevation = CameraPose().elevation; break;
    }
    m->flyOver(m->layout ? m->poseOfAll(pose) : pose);
}

void PodScene::setParallel(bool parallel)
{
    CameraPose pose = m->pose;
    if (pose.parallel == parallel)
        return;
    // What is in the middle of the picture keeps its size; what is before and behind it cannot.
    pose = focusedOn(pose, m->holdAt(m->size.width / 2, m->size.height / 2).point);
    pose.parallel = parallel;
    setCamera(pose);
}

bool PodScene::isParallel() const { return m->pose.parallel; }

void PodScene::grab(double xPx, double yPx)
{
    m->motion.stop();
    m->motion.grabbed = m->holdAt(xPx, yPx);
}

void PodScene::letGo()
{
    m->motion.grabbed.reset();
}

void PodScene::orbit(double dxPx, double dyPx)
{
    const CameraHold hold = m->heldOrMiddle();
    m->moveByHand(orbitedAbout(focusedOn(m->pose, hold.point), hold.point, -dxPx * kDegreesPerPixel, dyPx * kDegreesPerPixel));
}

void PodScene::pan(double dxPx, double dyPx)
{
    const CameraHold hold = m->heldOrMiddle();
    m->moveByHand(pannedBy(focusedOn(m->pose, hold.point), dxPx, dyPx, m->size.height));
}

void PodScene::zoomAt(double factor, double xPx, double yPx)
{
    zoomSmoothly(factor, xPx, yPx);
    m->pose = m->backedOut(zoomedAt(m->pose, *m->motion.aim, std::exp(std::exchange(m->motion.zoomLeft, 0)), m->farthest()));
}

void PodScene::zoomSmoothly(double factor, double xPx, double yPx)
{
    CameraMotion& motion = m->motion;
    motion.flight.reset();
    if (!motion.aim || motion.aim->xPx != xPx || motion.aim->yPx != yPx)
        motion.aim = m->holdAt(xPx, yPx);
    motion.zoomLeft += std::log(factor);
    m->overlayStale = true;
}

void PodScene::fly(const FlyMove& keys)
{
    m->motion.stop();
    if (!m->motion.keys.isAny())
        m->motion.ahead = 0;
    m->motion.keys = keys;
}

CameraPose PodScene::camera() const { return m->pose; }

void PodScene::setCamera(const CameraPose& pose)
{
    m->motion.stop();
    m->pose = pose;
    m->overlayStale = true;
}

bool PodScene::advance(std::chrono::milliseconds elapsed)
{
    Parts& p = *m;
    const double seconds = static_cast<double>(elapsed.count()) / 1000;
    if (p.motion.isRunning()) {
        const bool keysFly = p.motion.keys.isAny() && !p.motion.flight && p.motion.zoomLeft == 0 && p.layout;
        p.pose = keysFly ? p.motion.flyOn(p.pose, seconds, p.holdAt(p.size.width / 2, p.size.height / 2), *p.layout) : p.motion.advance(p.pose, seconds, p.farthest());
        if (p.motion.aim)
            p.pose = p.backedOut(p.pose);
        p.overlayStale = true;
    }
    if (p.isMoving()) {
        p.moveProgress = std::min(1.0, p.moveProgress + seconds / Parts::kMoveSeconds);
        p.lattice.setMove(*p.moveFrom, p.layout, static_cast<float>(eased(p.moveProgress)), p.cluster().tree);
        p.linksStale = p.linesStale = p.overlayStale = true;
    }
    return p.motion.isRunning() || p.isMoving();
}

void PodScene::finishAnimations()
{
    m->motion.keys = {};
    while (advance(std::chrono::milliseconds(1'000))) {
    }
}

CameraPose PodScene::Parts::poseOfAll(const CameraPose& angles) const
{
    return angles.framing(everything(), aspect(), captionShare());
}

// Of a unit above the blocks: itself, the room it stands in and, where links are shown, the switches over it. Nothing for what is smaller.
std::vector<Box> PodScene::Parts::surroundingsOf(const EntityRef& entity) const
{
    std::vector<Box> around;
    const auto* unit = std::get_if<UnitRef>(&entity);
    if (!unit || unit->level >= layout->blockLevel)
        return around;
    around.push_back(boxes.of(*unit));
    for (const Body& body : layout->bodies)
        if (body.unit == *unit)
            around.push_back(body.box);
    if (linksVisible)
        for (const SwitchMark& mark : places.marks)
            if (mark.region.level >= unit->level && cluster().tree.ancestor(mark.region, unit->level) == *unit)
                around.push_back(mark.box());
    return around;
}

// A rack alone in the frame says nothing about where it is: three quarters of it are seen on every side. The larger something is, the less it needs.
Box PodScene::Parts::withNeighbours(const Box& box) const
{
    const float rack = layout->blocks.empty() ? box.sizes().norm() : layout->blocks.front().size.norm();
    const float share = std::min(1.f, rack / std::max(box.sizes().norm(), 1e-6f));
    const Eigen::Vector3f margin = box.sizes() * (0.75f * share * share);
    return {box.min() - margin, box.max() + margin};
}

void PodScene::Parts::flyOver(const CameraPose& destination)
{
    motion.fly(layout ? CameraFlight(pose, destination, *layout) : CameraFlight(pose, destination));
}

// Out behind a rack that one has come into backwards, away from what the wheel turns about: nobody sees anything from inside.
CameraPose PodScene::Parts::backedOut(const CameraPose& zoomed) const
{
    if (zoomed.parallel || !layout || !layout->solidBlocks || isMoving())
        return zoomed;
    const Eigen::Vector3d point = motion.aim->point, way = zoomed.eye() - point;
    const double far = way.norm(), out = far > 0 ? wayOut(*layout, zoomed.eye(), way / far) : 0;
    return out > 0 ? zoomedAbout(zoomed, point, far / (far + out)) : zoomed;
}

// A hand that turns or moves the picture stops where the eye would get into a rack.
void PodScene::Parts::moveByHand(const CameraPose& next)
{
    const auto held = motion.grabbed;
    motion.stop();
    motion.grabbed = held;
    const bool isSolid = layout && layout->solidBlocks && !next.parallel && !isMoving();
    if (!isSolid || !isInBlock(*layout, next.eye()) || isInBlock(*layout, pose.eye()))
        pose = next;
    overlayStale = true;
}

CameraHold PodScene::Parts::heldOrMiddle() const
{
    return motion.grabbed ? *motion.grabbed : holdAt(size.width / 2, size.height / 2);
}

// Blocks and switches are held on to where the ray meets them, the floor where there are none; in the sky, what is as far as the target.
CameraHold PodScene::Parts::holdAt(double xPx, double yPx) const
{
    const Ray ray = projector().rayAt(xPx, yPx);
    const auto at = [&](double distance) { return Eigen::Vector3d(ray.origin.cast<double>() + distance * ray.direction.cast<double>()); };
    CameraHold hold{xPx, yPx, at(depthOf(pose, pose.target) + backOff()), 1e-3};
    if (!layout || layout->blocks.empty())
        return hold;
    // A chip fills half of the frame: all of it where one looks through the block, else its face in the front of the rack.
    const auto chipHeight = [&](const LatticeBlock& block) {
        const Eigen::Vector3d cell = block.size.cwiseQuotient(Eigen::Vector3f(block.grid[0], block.grid[1], block.grid[2])).cast<double>();
        return layout->solidBlocks ? cell.z() * std::max(pose.up().z(), 0.35) : heightSeen(pose, cell);
    };
    hold.nearest = chipHeight(layout->blocks.front());
    const auto hit = isMoving() ? std::nullopt : picker->pick(ray);
    const auto over = pickSwitch(ray);
    if (over && (!hit || over->distance < hit->distance)) {
        hold.point = at(over->distance);
        hold.nearest = heightSeen(pose, 2 * places.marks[over->mark].half.cast<double>());
    } else if (hit) {
        hold.point = at(hit->distance);
        hold.nearest = chipHeight(layout->blocks[hit->block]);
    } else if (const double down = (layout->bounds.min().z() - ray.origin.z()) / ray.direction.z(); down > 0 && std::isfinite(down)) {
        const Eigen::Vector3d spot = at(down);
        const double extent = layout->bounds.sizes().norm();
        if (layout->bounds.squaredExteriorDistance(spot.cast<float>().eval()) < extent * extent)   // else it is near the horizon
            hold.point = spot;
    }
    return hold;
}

double PodScene::Parts::farthest() const
{
    const double extent = layout && !layout->bounds.isEmpty() ? layout->bounds.sizes().norm() : 1;
    CameraPose far;
    far.distance = 20 * extent;
    return far.halfHeight();
}

// In an orthographic picture the eye has no place; rays and the near plane begin before everything.
double PodScene::Parts::backOff() const
{
    if (!pose.parallel || !layout || layout->bounds.isEmpty())
        return 0;
    const Eigen::Vector3d centre = layout->bounds.center().cast<double>();
    return std::max(0.0, -depthOf(pose, centre) + layout->bounds.sizes().norm());
}

} // namespace podscape
