#pragma once

#include <QObject>
#include <QPointF>

namespace podscape {

class PodScene;
class ViewState;
class VtkWidget;

// The context menu of the pod layout: a click of the right button that was no drag, or the menu key for what is selected.
class SceneMenu : public QObject
{
    Q_OBJECT

public:
    SceneMenu(VtkWidget& view, PodScene& scene, ViewState& state);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void openAt(QPointF at);
    void openForSelection();

    VtkWidget& m_view;
    PodScene& m_scene;
    ViewState& m_state;
    QPointF m_pressedAt;
    bool m_isClick = false;
};

} // namespace podscape
