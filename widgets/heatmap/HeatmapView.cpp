#include "widgets/heatmap/HeatmapView.h"

#include "model/base/Units.h"
#include "widgets/common/EntityText.h"
#include "widgets/common/Text.h"
#include "widgets/state/ViewState.h"
#include "widgets/view/ViewAction.h"

#include <QApplication>
#include <QMouseEvent>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace podscape {

namespace {

constexpr double kZoomPerStep = 1.25;
constexpr double kPanPerStep = 0.2;    // of what is visible
constexpr double kWheelStep = 120;     // QWheelEvent: eighths of a degree, 15 degrees a notch

PointPx toPoint(QPointF at)
{
    return {static_cast<float>(at.x()), static_cast<float>(at.y())};
}

} // namespace

HeatmapView::HeatmapView(ViewState& state, HeatmapForm form, QWidget* parent) : HeatmapView(std::make_unique<HeatmapScene>(), state, form, parent) {}

HeatmapView::HeatmapView(std::unique_ptr<HeatmapScene> scene, ViewState& state, HeatmapForm form, QWidget* parent)
    : VtkWidget(std::unique_ptr<Scene>(scene.get()), parent), m_scene(*scene.release()), m_state(state)
{
    setAccessibleName(form == HeatmapForm::Matrix ? tr("Interconnect matrix") : tr("Links by group"));
    setMinimumSize(200, 140);
    m_scene.setForm(form);
    if (form == HeatmapForm::Matrix)
        createActions();
    connectState();
}

void HeatmapView::createActions()
{
    const auto middle = [this] { return QPointF(width() / 2.0, height() / 2.0); };
    addViewAction(this, tr("Zoom in"), {Qt::Key_W, Qt::Key_Plus, Qt::Key_Equal}, [this, middle] { zoom(kZoomPerStep, middle()); });
    addViewAction(this, tr("Zoom out"), {Qt::Key_S, Qt::Key_Minus}, [this, middle] { zoom(1 / kZoomPerStep, middle()); });
    addViewAction(this, tr("Left"), {Qt::Key_Left, Qt::Key_A}, [this] { pan(-kPanPerStep, 0); });
    addViewAction(this, tr("Right"), {Qt::Key_Right, Qt::Key_D}, [this] { pan(kPanPerStep, 0); });
    addViewAction(this, tr("Up"), {Qt::Key_Up}, [this] { pan(0, -kPanPerStep); });
    addViewAction(this, tr("Down"), {Qt::Key_Down}, [this] { pan(0, kPanPerStep); });
    addViewAction(this, tr("Everything"), {Qt::Key_Home}, [this] { showEverything(); });
    addViewAction(this, tr("Finer units"), {Qt::Key_PageDown}, [this] { stepLevel(1); });
    addViewAction(this, tr("Coarser units"), {Qt::Key_PageUp}, [this] { stepLevel(-1); });
}

void HeatmapView::connectState()
{
    connect(&m_state, &ViewState::datasetChanged, this, [this] {
        m_scene.setOptions({});
        showSoon();
    });
    connect(&m_state, &ViewState::fabricChanged, this, [this] {
        m_scene.setOptions({});   // the other fabric's cells are others
        showSoon();
    });
    connect(&m_state, &ViewState::selectionChanged, this, &HeatmapView::showSoon);
    connect(&m_state, &ViewState::hoverChanged, this, &HeatmapView::showSoon);
    connect(&m_state, &ViewState::timeChanged, this, &HeatmapView::showSoon);
    connect(&m_state, &ViewState::scaleChanged, this, &HeatmapView::showSoon);
    connect(&m_state, &ViewState::themeChanged, this, &HeatmapView::showSoon);
}

void HeatmapView::showSoon()
{
    if (isVisible())
        showValues();
    else
        m_stale = true;
}

void HeatmapView::showValues()
{
    m_stale = false;
    m_scene.show(m_state.values());
    requestRender();
}

void HeatmapView::showEvent(QShowEvent* event)
{
    VtkWidget::showEvent(event);
    if (m_stale)
        showValues();
}

void HeatmapView::zoom(double factor, QPointF at)
{
    const MatrixGeometry& geometry = m_scene.matrix().geometry();
    if (m_scene.form() != HeatmapForm::Matrix || geometry.units == 0 || geometry.plot.width <= 0)
        return;
    MatrixOptions options = m_scene.options();
    options.columns = zoomed(geometry.columns, geometry.units, std::clamp(geometry.columnAt(static_cast<float>(at.x())), geometry.columns.begin, geometry.columns.end), factor);
    options.rows = zoomed(geometry.rows, geometry.units, std::clamp(geometry.rowAt(static_cast<float>(at.y())), geometry.rows.begin, geometry.rows.end), factor);
    m_scene.setOptions(options);
    requestRender();
}

void HeatmapView::pan(double columns, double rows)
{
    const MatrixGeometry& geometry = m_scene.matrix().geometry();
    if (m_scene.form() != HeatmapForm::Matrix || geometry.units == 0)
        return;
    MatrixOptions options = m_scene.options();
    options.columns = panned(geometry.columns, geometry.units, columns * geometry.columns.length());
    options.rows = panned(geometry.rows, geometry.units, rows * geometry.rows.length());
    m_scene.setOptions(options);
    requestRender();
}

void HeatmapView::showEverything()
{
    MatrixOptions options;
    options.level = m_scene.options().level;
    m_scene.setOptions(options);
    requestRender();
}

void HeatmapView::stepLevel(int step)
{
    const auto& dataset = m_state.values().dataset;
    if (!dataset || m_state.values().fabric.value >= dataset->cluster->fabrics.size())
        return;
    const Fabric& fabric = dataset->cluster->fabrics[m_state.values().fabric.value];
    MatrixOptions options;
    options.level = std::clamp(m_scene.matrix().level() + step, 1, std::max(1, heatmapLevel(dataset->cluster->tree, fabric, 2'048)));
    m_scene.setOptions(options);
    requestRender();
}

std::optional<EntityRef> HeatmapView::entityAt(QPointF at) const
{
    return m_scene.form() == HeatmapForm::Matrix ? m_scene.matrix().at(toPoint(at)) : m_scene.linkGroups().at(toPoint(at));
}

void HeatmapView::mousePressEvent(QMouseEvent* event)
{
    m_pressedAt = m_lastAt = event->position();
    m_dragged = false;
}

void HeatmapView::mouseMoveEvent(QMouseEvent* event)
{
    if (event->buttons() == Qt::NoButton) {
        hover(event->position(), event->globalPosition().toPoint());
        return;
    }
    m_dragged = m_dragged || (event->position() - m_pressedAt).manhattanLength() >= QApplication::startDragDistance() / 2.0;
    const QPointF delta = event->position() - m_lastAt;
    m_lastAt = event->position();
    const float side = m_scene.matrix().geometry().plot.width;
    if (m_dragged && side > 0)
        pan(-delta.x() / side, -delta.y() / side);
}

void HeatmapView::mouseReleaseEvent(QMouseEvent* event)
{
    const auto entity = entityAt(event->position());
    if (m_dragged || event->button() != Qt::LeftButton || !entity)
        return;
    if (event->modifiers() & Qt::ControlModifier)
        m_state.toggleSelected(*entity);
    else
        m_state.select({*entity});
}

void HeatmapView::mouseDoubleClickEvent(QMouseEvent* event)
{
    m_dragged = true;   // the release that follows does not select once more
    if (const auto entity = entityAt(event->position()))
        m_state.requestFlyTo(*entity);
}

void HeatmapView::wheelEvent(QWheelEvent* event)
{
    zoom(std::pow(kZoomPerStep, event->angleDelta().y() / kWheelStep), event->position());
}

void HeatmapView::leaveEvent(QEvent*)
{
    m_state.setHover(std::nullopt);
    setPointer(std::nullopt);
    QToolTip::hideText();
}

void HeatmapView::hover(QPointF at, QPoint global)
{
    m_state.setHover(entityAt(at));
    setPointer(toPoint(at));
    const QString tip = tipAt(at);
    if (tip.isEmpty())
        QToolTip::hideText();
    else
        QToolTip::showText(global, tip, this);
}

void HeatmapView::setPointer(std::optional<PointPx> pointer)
{
    if (m_scene.form() != HeatmapForm::Matrix)
        return;
    MatrixOptions options = m_scene.options();
    options.pointer = pointer;
    m_scene.setOptions(options);
    requestRender();
}

QString HeatmapView::tipAt(QPointF at) const
{
    const auto& dataset = m_state.values().dataset;
    if (!dataset)
        return {};
    if (m_scene.form() == HeatmapForm::LinkGroups) {
        const auto entity = entityAt(at);
        return entity ? titleOf(*entity, *dataset) : QString();
    }
    const auto cell = m_scene.matrix().cellAt(toPoint(at));
    if (!cell)
        return {};
    return tr("%1 to %2\n%3").arg(detailOf(cell->from, *dataset), detailOf(cell->to, *dataset), toQString(formatQuantity(cell->bytesPerSecond, Dimension::DataRate)));
}

} // namespace podscape
