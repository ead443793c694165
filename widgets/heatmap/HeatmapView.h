#pragma once

#include "widgets/heatmap/HeatmapScene.h"
#include "widgets/vtk/VtkWidget.h"

namespace podscape {

class ViewState;

// One form of the interconnect heatmap in the window: hover shows the pair, a click selects, the wheel zooms the matrix at the pointer.
class HeatmapView : public VtkWidget
{
    Q_OBJECT

public:
    HeatmapView(ViewState& state, HeatmapForm form, QWidget* parent = nullptr);

    [[nodiscard]] const HeatmapScene& scene() const { return m_scene; }

protected:
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    HeatmapView(std::unique_ptr<HeatmapScene> scene, ViewState& state, HeatmapForm form, QWidget* parent);

    void createActions();
    void connectState();
    void showValues();
    void showSoon();
    void zoom(double factor, QPointF at);
    void pan(double columns, double rows);     // in shares of what is visible
    void showEverything();
    void stepLevel(int step);
    void hover(QPointF at, QPoint global);
    void setPointer(std::optional<PointPx> pointer);
    [[nodiscard]] std::optional<EntityRef> entityAt(QPointF at) const;
    [[nodiscard]] QString tipAt(QPointF at) const;

    HeatmapScene& m_scene;                     // owned by VtkWidget
    ViewState& m_state;
    bool m_stale = true;                       // hidden tabs follow when they are shown
    bool m_dragged = false;
    QPointF m_pressedAt, m_lastAt;
};

} // namespace podscape
