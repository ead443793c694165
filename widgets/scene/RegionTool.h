#pragma once

#include "widgets/scene/RegionPick.h"
#include "widgets/state/ViewValues.h"

#include <QObject>
#include <QPointF>

#include <optional>
#include <vector>

class QMouseEvent;

namespace podscape {

class PodScene;
class ViewState;
class VtkWidget;

// Draws a box or a lasso over the pod layout and selects what is in it: B or L and a left drag, or Ctrl and a left drag for a box. Shift adds
// to the selection, Alt takes away, Escape gives up. Looks at the view's events before the view does, and lets pass what it has no use for.
class RegionTool : public QObject
{
    Q_OBJECT

public:
    enum class Shape { Rectangle, Lasso };
    enum class Combine { Replace, Add, Remove };

    RegionTool(VtkWidget& view, PodScene& scene, ViewState& state);

    void arm(Shape shape);             // the next left drag draws it
    void cancel();
    void selectAllInFrame();

    // The selection after a region: as few units as cover it; links, switches and the like stay unless they are replaced.
    [[nodiscard]] static std::vector<EntityRef> combined(const ViewValues& values, const ChipSet& region, Combine how);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    bool press(const QMouseEvent& event);
    bool move(const QMouseEvent& event);
    bool release(const QMouseEvent& event);
    void stretch(QPointF to, Qt::KeyboardModifiers modifiers);
    void finish(Qt::KeyboardModifiers modifiers);
    void showBand(const RegionPick& found, Combine how);
    void showCursor();
    [[nodiscard]] PixelRegion region() const;

    VtkWidget& m_view;
    PodScene& m_scene;
    ViewState& m_state;
    std::optional<Shape> m_armed;      // by a key; the drag has not begun
    std::optional<Shape> m_drawing;
    bool m_isPending = false;          // Ctrl and the button are down: a click until the mouse has moved
    std::vector<Eigen::Vector2d> m_points;
};

// "1,296 racks · 82,944 chips", or "35 chips in 4 racks" where single chips were chosen.
[[nodiscard]] QString regionText(const RegionPick& found, const UnitTree& tree, int blockLevel);

} // namespace podscape
