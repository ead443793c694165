#pragma once

#include "widgets/scene/CutawayEdit.h"
#include "widgets/scene/PodScene.h"
#include "widgets/scene/SceneDetail.h"
#include "widgets/view/SavedView.h"
#include "widgets/vtk/VtkWidget.h"

#include <QElapsedTimer>
#include <QTimer>

namespace podscape {

class SceneHover;
class ViewState;

// The pod scene in the window: mouse and keys become camera moves, hover and selection.
class SceneView : public VtkWidget, public SavedView
{
    Q_OBJECT

public:
    explicit SceneView(ViewState& state, QWidget* parent = nullptr);

    [[nodiscard]] PodScene& scene() { return m_scene; }
    [[nodiscard]] SceneDetail& detail() { return m_detail; }

    // What a click on `hit` selects: the block it is in; the hit itself once that block, or something in it, is selected.
    [[nodiscard]] static EntityRef clickedEntity(const ViewValues& values, const EntityRef& hit);

    [[nodiscard]] QVariantMap saveView() const override;
    void restoreView(const QVariantMap& saved) override;

protected:
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    SceneView(std::unique_ptr<PodScene> scene, ViewState& state, QWidget* parent);

    void createActions();
    void createFlyKeys();
    void createCutaway();
    void connectState();
    void showValues();
    void moved();                 // the camera was moved by hand
    void zoom(double factor, QPointF at);
    [[nodiscard]] QPointF middle() const;
    void frameSelection();
    void flyTo(const EntityRef& entity);
    void animate();
    void advance();
    void selectAt(QPointF at, bool toggles);

    PodScene& m_scene;            // owned by VtkWidget
    ViewState& m_state;
    CutawayEdit m_cutaway;
    SceneDetail m_detail;
    SceneHover& m_hover;           // owned by its parent, this
    QTimer m_animation;
    QElapsedTimer m_sinceFrame;
    QPointF m_pressedAt, m_lastAt;
    bool m_dragged = false;
};

} // namespace podscape
