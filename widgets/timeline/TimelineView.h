#pragma once

#include "widgets/timeline/TimelineScene.h"
#include "widgets/vtk/VtkWidget.h"

namespace podscape {

class ViewState;

// The timeline in the window. Dragging in the plots brushes, on the axis moves the playhead, in the overview moves what is visible.
class TimelineView : public VtkWidget
{
    Q_OBJECT

public:
    explicit TimelineView(ViewState& state, QWidget* parent = nullptr);

    [[nodiscard]] const TimelineScene& scene() const { return m_scene; }

protected:
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    enum class Drag { None, Brush, Playhead, Overview, Pan };

    TimelineView(std::unique_ptr<TimelineScene> scene, ViewState& state, QWidget* parent);

    void createActions();
    void connectState();
    void showValues();
    void zoomAt(Nanoseconds anchor, double factor);
    void zoomAtPlayhead(double factor);
    void panBy(double share);                  // of what is visible
    void toEvent(int step);
    void centreVisibleAt(Nanoseconds time);
    void drag(QPointF at);
    void click(QPointF at, bool toggles);
    void hover(QPointF at, QPoint global);
    void followPlayhead();
    [[nodiscard]] TimeRange whole() const;
    [[nodiscard]] const TimelineGeometry& geometry() const { return m_scene.picture().geometry(); }

    TimelineScene& m_scene;                    // owned by VtkWidget
    ViewState& m_state;
    Drag m_drag = Drag::None;
    bool m_moved = false;
    QPointF m_pressedAt;
    Nanoseconds m_pressedTime;
    TimeRange m_pressedVisible;
};

} // namespace podscape
