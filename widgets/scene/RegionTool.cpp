#include "widgets/scene/RegionTool.h"

#include "widgets/common/EntityText.h"
#include "widgets/scene/PodScene.h"
#include "widgets/scene/RubberBand.h"
#include "widgets/state/ViewState.h"
#include "widgets/view/ViewAction.h"
#include "widgets/vtk/VtkWidget.h"
#include "widgets/vtk/VtkWindow.h"

#include <QApplication>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QToolTip>

#include <algorithm>

namespace podscape {

namespace {

constexpr std::size_t kLassoPointsAtMost = 4'000;

RegionTool::Combine combineOf(Qt::KeyboardModifiers modifiers)
{
    if (modifiers & Qt::AltModifier)
        return RegionTool::Combine::Remove;
    return modifiers & Qt::ShiftModifier ? RegionTool::Combine::Add : RegionTool::Combine::Replace;
}

Eigen::Vector2d toVector(QPointF point) { return {point.x(), point.y()}; }

bool isUnitLike(const EntityRef& entity)
{
    return !std::holds_alternative<LinkRef>(entity) && !std::holds_alternative<SwitchRef>(entity);
}

} // namespace

RegionTool::RegionTool(VtkWidget& view, PodScene& scene, ViewState& state) : QObject(&view), m_view(view), m_scene(scene), m_state(state)
{
    view.installEventFilter(this);
    addViewAction(&view, tr("Select in a box: then drag (or Ctrl+drag); Shift adds, Alt removes"), {Qt::Key_B}, [this] { arm(Shape::Rectangle); });
    addViewAction(&view, tr("Select in a lasso: then drag; Shift adds, Alt removes"), {Qt::Key_L}, [this] { arm(Shape::Lasso); });
    addViewAction(&view, tr("Select all that is in view"), {Qt::SHIFT | Qt::Key_B}, [this] { selectAllInFrame(); });
}

void RegionTool::arm(Shape shape)
{
    cancel();
    m_armed = shape;
    showCursor();
}

void RegionTool::cancel()
{
    m_armed.reset();
    m_drawing.reset();
    m_isPending = false;
    m_points.clear();
    m_scene.setRubberBand(std::nullopt);
    m_view.requestRender();
    showCursor();
}

void RegionTool::selectAllInFrame()
{
    const auto found = m_scene.pickRegion(PixelRegion::box({0, 0}, {double(m_view.width()), double(m_view.height())}));
    m_state.select(combined(m_state.values(), found.chips, Combine::Replace));
}

std::vector<EntityRef> RegionTool::combined(const ViewValues& values, const ChipSet& region, Combine how)
{
    const UnitTree& tree = values.dataset->cluster->tree;
    const ChipSet before = ChipSet::of(tree, values.selectedUnits());
    const ChipSet after = how == Combine::Replace ? region : how == Combine::Add ? before.with(region) : before.without(region);
    std::vector<EntityRef> entities;
    if (how != Combine::Replace)
        std::ranges::copy_if(values.selection, std::back_inserter(entities), [](const EntityRef& entity) { return !isUnitLike(entity); });
    const std::vector<UnitRef> units = chosenUnits(tree, after).units;
    entities.insert(entities.end(), units.begin(), units.end());
    return entities;
}

bool RegionTool::eventFilter(QObject* watched, QEvent* event)
{
    const bool isBusy = m_armed || m_drawing;
    switch (event->type()) {
    case QEvent::MouseButtonPress: return press(static_cast<QMouseEvent&>(*event));
    case QEvent::MouseMove: return move(static_cast<QMouseEvent&>(*event));
    case QEvent::MouseButtonRelease: return release(static_cast<QMouseEvent&>(*event));
    case QEvent::ShortcutOverride:   // Escape gives up the region before it empties the selection
        if (isBusy && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape) {
            event->accept();
            return true;
        }
        break;
    case QEvent::KeyPress:
        if (isBusy && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape) {
            cancel();
            return true;
        }
        break;
    default: break;
    }
    return QObject::eventFilter(watched, event);
}

bool RegionTool::press(const QMouseEvent& event)
{
    if (!m_state.values().dataset || event.button() != Qt::LeftButton)
        return m_drawing.has_value();
    m_points = {toVector(event.position())};
    m_isPending = !m_armed && (event.modifiers() & Qt::ControlModifier);
    if (m_armed) {
        m_drawing = std::exchange(m_armed, std::nullopt);
        QToolTip::hideText();
    }
    return m_drawing.has_value();
}

bool RegionTool::move(const QMouseEvent& event)
{
    if (m_isPending) {
        if ((toVector(event.position()) - m_points.front()).lpNorm<1>() < QApplication::startDragDistance())
            return true;
        m_isPending = false;
        m_drawing = Shape::Rectangle;
        showCursor();
    }
    if (m_drawing)
        stretch(event.position(), event.modifiers());
    return m_drawing || m_armed;
}

bool RegionTool::release(const QMouseEvent& event)
{
    m_isPending = false;
    if (!m_drawing || event.button() != Qt::LeftButton)
        return m_drawing.has_value();
    stretch(event.position(), event.modifiers());
    finish(event.modifiers());
    return true;
}

PixelRegion RegionTool::region() const
{
    if (m_points.size() < 2)
        return {};
    return m_drawing == Shape::Rectangle ? PixelRegion::box(m_points.front(), m_points.back()) : PixelRegion(m_points);
}

// What lies outside the frame is not meant: nobody sees it.
void RegionTool::stretch(QPointF to, Qt::KeyboardModifiers modifiers)
{
    const Eigen::Vector2d point(std::clamp(to.x(), 0.0, double(m_view.width())), std::clamp(to.y(), 0.0, double(m_view.height())));
    if (m_drawing == Shape::Rectangle)
        m_points.resize(1);
    if (m_points.size() < kLassoPointsAtMost)
        m_points.push_back(point);
    showBand(m_scene.pickRegion(region()), combineOf(modifiers));
}

void RegionTool::showBand(const RegionPick& found, Combine how)
{
    RubberBand band;
    std::vector<Eigen::Vector2d> line = m_points;
    if (m_drawing == Shape::Rectangle)
        line = {m_points.front(), {m_points.back().x(), m_points.front().y()}, m_points.back(), {m_points.front().x(), m_points.back().y()}};
    for (const Eigen::Vector2d& point : line)
        band.points.push_back({static_cast<float>(point.x()), static_cast<float>(point.y())});
    band.pointer = {static_cast<float>(m_points.back().x()), static_cast<float>(m_points.back().y())};
    const Dataset& dataset = *m_state.values().dataset;
    band.text = regionText(found, dataset.cluster->tree, dataset.layout(m_state.values().arrangement).blockLevel).toStdString();
    band.removes = how == Combine::Remove;
    m_scene.setRubberBand(std::move(band));
    m_view.requestRender();
}

void RegionTool::finish(Qt::KeyboardModifiers modifiers)
{
    const RegionPick found = m_scene.pickRegion(region());
    cancel();
    m_state.select(combined(m_state.values(), found.chips, combineOf(modifiers)));
}

void RegionTool::showCursor()
{
    if (m_armed || m_drawing)
        m_view.window3d().setCursor(Qt::CrossCursor);
    else
        m_view.window3d().unsetCursor();
}

QString regionText(const RegionPick& found, const UnitTree& tree, int blockLevel)
{
    const auto counted = [&](std::uint32_t count, int level) { return countText(count, tree.levelName(level)).replace(QChar(0x00A0), QLatin1Char(' ')); };
    const QString chips = counted(found.chips.chipCount(), tree.leafLevel());
    if (found.chips.isEmpty())
        return RegionTool::tr("nothing");
    if (blockLevel == tree.leafLevel())
        return chips;
    const QString blocks = counted(found.blocks, blockLevel);
    return found.byChips ? RegionTool::tr("%1 in %2").arg(chips, blocks) : RegionTool::tr("%1 · %2").arg(blocks, chips);
}

} // namespace podscape
