#include "widgets/scene/SceneMenu.h"

#include "widgets/common/EntityText.h"
#include "widgets/common/Selecting.h"
#include "widgets/scene/PodScene.h"
#include "widgets/state/ViewState.h"
#include "widgets/view/ViewAction.h"
#include "widgets/vtk/VtkWidget.h"

#include <QApplication>
#include <QMenu>
#include <QMouseEvent>
#include <QToolTip>

namespace podscape {

namespace {

// Opened without waiting: the view goes on drawing while the menu is up.
void open(QWidget& view, ViewState& state, const EntityRef& about, QPoint at)
{
    QToolTip::hideText();
    auto* menu = new QMenu(&view);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(titleOf(about, *state.values().dataset))->setEnabled(false);   // what it is about
    addSelectEntries(*menu, state, about);
    menu->popup(at);
}

} // namespace

SceneMenu::SceneMenu(VtkWidget& view, PodScene& scene, ViewState& state) : QObject(&view), m_view(view), m_scene(scene), m_state(state)
{
    view.installEventFilter(this);
    addViewAction(&view, tr("Select what has to do with the selection"), {Qt::Key_Menu, Qt::SHIFT | Qt::Key_F10}, [this] { openForSelection(); });
}

bool SceneMenu::eventFilter(QObject* watched, QEvent* event)
{
    const auto isRight = [&] { return static_cast<QMouseEvent*>(event)->button() == Qt::RightButton; };
    if (event->type() == QEvent::MouseButtonPress && isRight()) {
        m_pressedAt = static_cast<QMouseEvent*>(event)->position();
        m_isClick = true;
    } else if (event->type() == QEvent::MouseMove && (static_cast<QMouseEvent*>(event)->position() - m_pressedAt).manhattanLength() >= QApplication::startDragDistance() / 2.0) {
        m_isClick = false;   // it pans
    } else if (event->type() == QEvent::MouseButtonRelease && isRight() && std::exchange(m_isClick, false)) {
        openAt(static_cast<QMouseEvent*>(event)->position());
    }
    return QObject::eventFilter(watched, event);
}

void SceneMenu::openAt(QPointF at)
{
    const auto about = m_state.values().dataset ? m_scene.shownAt(at.x(), at.y()) : std::nullopt;
    if (about)
        open(m_view, m_state, *about, m_view.mapToGlobal(at.toPoint()));
}

void SceneMenu::openForSelection()
{
    if (!m_state.values().selection.empty())
        open(m_view, m_state, m_state.values().selection.back(), m_view.mapToGlobal(m_view.rect().center()));
}

} // namespace podscape
