// The camera of the pod scene: where it looks, what moves it, and the animations.
#include "widgets/scene/PodSceneParts.h"

#include <algorithm>
#include <cmath>

namespace podscape {

namespace {

constexpr double kMoveSeconds = 0.9;   // between two arrangements
constexpr double kFlySeconds = 0.6;

double eased(double t) { return t * t * (3 - 2 * t); }

} // namespace

void PodScene::frameAll()
{
    if (!m->layout)
        return;
    setCamera(m->pose.framing(m->everything(), m->aspect(), m->captionShare()));
}

void PodScene::frame(const EntityRef& entity)
{
    if (!m->layout)
        return;
    if (const Box box = m->boxOf(entity); !box.isEmpty())
        setCamera(m->pose.framing(box, m->aspect()));
}

void PodScene::flyTo(const EntityRef& entity)
{
    if (!m->layout)
        return;
    Box box = m->boxOf(entity);
    if (box.isEmpty())
        return;
    // Leave the neighbourhood in view: a rack alone in the frame says nothing about where it is.
    const Eigen::Vector3f margin = box.sizes() * 0.75f;
    box.extend(box.min() - margin);
    box.extend(box.max() + margin);
    m->flyFrom = m->pose;
    m->flyTo = m->pose.framing(box, m->aspect());
    m->flyProgress = 0;
}

void PodScene::lookFrom(StandardView view)
{
    CameraPose pose = m->pose;
    switch (view) {
    case StandardView::Front: pose.azimuth = 0, pose.elevation = 4; break;
    case StandardView::Right: pose.azimuth = 90, pose.elevation = 4; break;
    case StandardView::Top: pose.azimuth = 0, pose.elevation = 89.9; break;
    case StandardView::Isometric: pose.azimuth = CameraPose().azimuth, pose.elevation = CameraPose().elevation; break;
    }
    m->flyFrom = m->pose;
    m->flyTo = m->layout ? pose.framing(m->everything(), m->aspect(), m->captionShare()) : pose;
    m->flyProgress = 0;
}

void PodScene::setParallel(bool parallel)
{
    m->pose.parallel = parallel;
    m->overlayStale = true;
}

bool PodScene::isParallel() const { return m->pose.parallel; }

void PodScene::orbit(double dxPx, double dyPx)
{
    CameraPose pose = m->pose;
    pose.azimuth -= dxPx * 0.35;
    pose.elevation = std::clamp(pose.elevation + dyPx * 0.35, -89.9, 89.9);
    setCamera(pose);
}

void PodScene::pan(double dxPx, double dyPx)
{
    CameraPose pose = m->pose;
    const double unitsPerPixel = 2 * pose.halfHeight() / std::max(1.f, m->size.height);
    pose.target += (-dxPx * pose.right() + dyPx * pose.up()) * unitsPerPixel;
    setCamera(pose);
}

void PodScene::zoomAt(double factor, double xPx, double yPx)
{
    CameraPose pose = m->pose;
    const double unitsPerPixel = 2 * pose.halfHeight() / std::max(1.f, m->size.height);
    const Eigen::Vector3d offset = ((xPx - m->size.width / 2) * pose.right() + (m->size.height / 2 - yPx) * pose.up()) * unitsPerPixel;
    const double extent = m->layout && !m->layout->bounds.isEmpty() ? m->layout->bounds.sizes().norm() : 1;
    const double nearest = m->layout && m->layout->metric ? std::min(0.5, 0.002 * extent) : 0.002 * extent;   // half a metre from a tray, however large the campus
    const double distance = std::clamp(pose.distance / factor, nearest, 20 * extent);
    pose.target += offset * (1 - distance / pose.distance);
    pose.distance = distance;
    setCamera(pose);
}

CameraPose PodScene::camera() const { return m->pose; }

void PodScene::setCamera(const CameraPose& pose)
{
    m->pose = pose;
    m->flyProgress = 1;
    m->overlayStale = true;
}

bool PodScene::advance(std::chrono::milliseconds elapsed)
{
    Parts& p = *m;
    const double seconds = static_cast<double>(elapsed.count()) / 1000;
    if (p.flyProgress < 1) {
        p.flyProgress = std::min(1.0, p.flyProgress + seconds / (p.isMoving() ? kMoveSeconds : kFlySeconds));
        p.pose = blend(p.flyFrom, p.flyTo, eased(p.flyProgress));
        p.overlayStale = true;
    }
    if (p.isMoving()) {
        p.moveProgress = std::min(1.0, p.moveProgress + seconds / kMoveSeconds);
        p.lattice.setMove(*p.moveFrom, p.layout, static_cast<float>(eased(p.moveProgress)), p.cluster().tree);
        p.linksStale = p.linesStale = p.overlayStale = true;
    }
    return p.flyProgress < 1 || p.isMoving();
}

void PodScene::finishAnimations()
{
    while (advance(std::chrono::milliseconds(1'000))) {
    }
}

} // namespace podscape
