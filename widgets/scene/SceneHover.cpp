#include "widgets/scene/SceneHover.h"

#include "widgets/common/Text.h"
#include "widgets/scene/PodScene.h"
#include "widgets/scene/SceneDetail.h"
#include "widgets/state/ViewState.h"
#include "widgets/vtk/VtkWidget.h"

#include <QToolTip>

namespace podscape {

SceneHover::SceneHover(VtkWidget& view, PodScene& scene, SceneDetail& detail, ViewState& state) : QObject(&view), m_view(view), m_scene(scene), m_state(state)
{
    connect(&detail, &SceneDetail::rested, this, [this] {
        if (m_isHidden && m_at)
            show();
    });
    connect(&state, &ViewState::timeChanged, this, &SceneHover::followTime);
}

void SceneHover::moveTo(QPointF at)
{
    m_at = at;
    show();
}

void SceneHover::leave()
{
    m_at.reset();
    hide();
}

void SceneHover::hide()
{
    m_isHidden = true;
    m_state.setHover(std::nullopt);
    QToolTip::hideText();
}

void SceneHover::show()
{
    m_isHidden = false;
    const auto entity = m_state.values().dataset ? m_scene.shownAt(m_at->x(), m_at->y()) : std::nullopt;
    m_state.setHover(entity);
    if (!entity)
        return QToolTip::hideText();
    const QString device = toQString(m_scene.deviceAt(m_at->x(), m_at->y()));
    QToolTip::showText(m_view.mapToGlobal(m_at->toPoint()), m_text.of(*entity, m_state.values(), device), &m_view);
}

// A tip that is read while a trace replays goes on telling the truth; one that has gone by itself stays away.
void SceneHover::followTime()
{
    if (!m_isHidden && m_at && m_state.values().hover && QToolTip::isVisible())
        show();
}

} // namespace podscape
