#include "widgets/scene/SceneDetail.h"

#include "widgets/scene/PodScene.h"
#include "widgets/vtk/VtkWidget.h"

#include <utility>

namespace podscape {

namespace {

constexpr int kLeftAloneMs = 250;       // before the picture becomes finer: not between two moves
constexpr double kAffordable = 0.5;    // of the longest time: a sharp frame so fast leaves time to shade one
constexpr int kReplayMs = 200;   // times that follow each other sooner are a movement

} // namespace

SceneDetail::SceneDetail(PodScene& scene, VtkWidget& view) : m_scene(scene), m_view(view)
{
    m_rest.setSingleShot(true);
    m_rest.setInterval(kRestMs);
    connect(&m_rest, &QTimer::timeout, this, &SceneDetail::settle);
    m_refine.setSingleShot(true);
    connect(&m_refine, &QTimer::timeout, this, &SceneDetail::refine);
    connect(&view, &VtkWidget::rendered, this, &SceneDetail::takeFrame);
}

void SceneDetail::stir()
{
    m_budget.move();
    m_scene.setDetail(m_budget.scale());
    m_scene.setHurried(true);
    m_refine.stop();
    m_rest.start();
}

void SceneDetail::stirTime()
{
    const bool follows = m_sinceTime.isValid() && m_sinceTime.elapsed() < kReplayMs;
    m_sinceTime.start();
    if (follows)
        stir();
}

void SceneDetail::settle()
{
    m_budget.rest();
    m_scene.setDetail(1);
    m_scene.setHurried(false);
    m_view.requestRender();
    emit rested();
}

void SceneDetail::takeFrame(double milliseconds)
{
    const int before = std::exchange(m_fineness, m_scene.fineness());
    if (m_fineness == 0)
        m_budget.addFrame(milliseconds, m_scene.laterMs());
    if (m_budget.isMoving())
        return;
    if (m_fineness > 0) {
        // The first one may have a program to make.
        m_affordsFiner = m_affordsFiner && (m_fineness == before || m_fineness == 1 || milliseconds <= m_longestMs);
        if (m_affordsFiner && m_fineness < PodScene::kFinest)
            m_refine.start(m_fineness > before ? 0 : kLeftAloneMs);
        return;
    }
    const bool isSlow = milliseconds > kAffordable * m_longestMs, wasSlow = std::exchange(m_wasSlow, isSlow);
    if (milliseconds < kAffordable / 2 * m_longestMs)
        m_affordsFiner = true;   // looking elsewhere, or at less
    if (isSlow ? !wasSlow : m_affordsFiner)
        m_refine.start(kLeftAloneMs);
}

// After one slow frame the same is drawn once more to see whether it always is.
void SceneDetail::refine()
{
    if (!m_budget.isMoving())
        m_view.requestRender(m_fineness == 0 && m_wasSlow ? FrameKind::Whole : FrameKind::Finer);
}

} // namespace podscape
