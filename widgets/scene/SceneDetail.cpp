#include "widgets/scene/SceneDetail.h"

#include "widgets/scene/PodScene.h"
#include "widgets/vtk/VtkWidget.h"

namespace podscape {

namespace {

constexpr int kReplayMs = 200;   // times that follow each other sooner are a movement

} // namespace

SceneDetail::SceneDetail(PodScene& scene, VtkWidget& view) : m_scene(scene), m_view(view)
{
    m_rest.setSingleShot(true);
    m_rest.setInterval(kRestMs);
    connect(&m_rest, &QTimer::timeout, this, &SceneDetail::settle);
    connect(&view, &VtkWidget::rendered, this, &SceneDetail::takeFrame);
}

void SceneDetail::stir()
{
    m_budget.move();
    m_scene.setDetail(m_budget.scale());
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
    m_view.requestRender();
}

void SceneDetail::takeFrame(double milliseconds)
{
    m_budget.addFrame(milliseconds);
}

} // namespace podscape
