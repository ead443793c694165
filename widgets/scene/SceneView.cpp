#include "widgets/scene/SceneView.h"

#include "widgets/scene/CutawayBar.h"
#include "widgets/scene/FlyKeys.h"
#include "widgets/scene/RegionTool.h"
#include "widgets/scene/SceneHover.h"
#include "widgets/scene/SceneMenu.h"
#include "widgets/state/ViewState.h"
#include "widgets/view/ViewAction.h"
#include "widgets/view/ViewInfo.h"
#include "widgets/vtk/VtkWindow.h"

#include <QApplication>
#include <QLayout>
#include <QMouseEvent>

#include <cmath>
#include <utility>

namespace podscape {

namespace {

constexpr int kAnimationMs = 16;
constexpr int kFlyStepMs = 150;
constexpr double kKeyOrbitPx = 24;
constexpr double kKeyPanPx = 48;
constexpr double kKeyZoom = 1.25;
constexpr double kZoomPerWheelStep = 1.2;
constexpr double kWheelStep = 120;    // QWheelEvent: eighths of a degree, 15 degrees a notch

} // namespace

SceneView::SceneView(ViewState& state, QWidget* parent) : SceneView(std::make_unique<PodScene>(), state, parent) {}

SceneView::SceneView(std::unique_ptr<PodScene> scene, ViewState& state, QWidget* parent)
    : VtkWidget(std::unique_ptr<Scene>(scene.get()), parent), m_scene(*scene.release()), m_state(state), m_cutaway(state, [this] { return m_scene.camera().toEye(); }),
      m_detail(m_scene, *this), m_hover(*new SceneHover(*this, m_scene, m_detail, state))
{
    setAccessibleName(tr("Pod layout"));
    setMinimumSize(240, 160);
    createActions();
    createFlyKeys();
    createCutaway();
    new RegionTool(*this, m_scene, m_state);
    new SceneMenu(*this, m_scene, m_state);
    connectState();
    showValues();
}

void SceneView::createActions()
{
    addViewAction(this, tr("Frame the selection"), {Qt::Key_F}, [this] { frameSelection(); });
    addViewAction(this, tr("Show everything"), {Qt::Key_Home}, [this] {
        m_scene.flyToFrame({});
        animate();
    });
    const auto look = [this](const QString& from, const QKeySequence& key, StandardView view) {
        addViewAction(this, from, {key}, [this, view] {
            m_scene.lookFrom(view);
            animate();
        });
    };
    look(tr("From the front"), Qt::Key_1, StandardView::Front);
    look(tr("From the right"), Qt::Key_3, StandardView::Right);
    look(tr("From above"), Qt::Key_7, StandardView::Top);
    look(tr("From a corner"), Qt::Key_9, StandardView::Isometric);
    look(tr("From the back"), Qt::CTRL | Qt::Key_1, StandardView::Back);
    look(tr("From the left"), Qt::CTRL | Qt::Key_3, StandardView::Left);
    look(tr("From below"), Qt::CTRL | Qt::Key_7, StandardView::Bottom);
    look(tr("From the opposite corner"), Qt::CTRL | Qt::Key_9, StandardView::OppositeCorner);
    addViewAction(this, tr("Orthographic or perspective"), {Qt::Key_5}, [this] {
        m_scene.setParallel(!m_scene.isParallel());
        moved();
    });
    const auto orbit = [this](double dx, double dy) {
        return [this, dx, dy] {
            m_scene.orbit(dx, dy);
            moved();
        };
    };
    const auto pan = [this](double dx, double dy) {
        return [this, dx, dy] {
            m_scene.pan(dx, dy);
            moved();
        };
    };
    addViewAction(this, tr("Orbit left"), {Qt::Key_Left}, orbit(-kKeyOrbitPx, 0));
    addViewAction(this, tr("Orbit right"), {Qt::Key_Right}, orbit(kKeyOrbitPx, 0));
    addViewAction(this, tr("Orbit up"), {Qt::Key_Up}, orbit(0, -kKeyOrbitPx));
    addViewAction(this, tr("Orbit down"), {Qt::Key_Down}, orbit(0, kKeyOrbitPx));
    addViewAction(this, tr("Pan left"), {Qt::SHIFT | Qt::Key_Left}, pan(-kKeyPanPx, 0));
    addViewAction(this, tr("Pan right"), {Qt::SHIFT | Qt::Key_Right}, pan(kKeyPanPx, 0));
    addViewAction(this, tr("Pan up"), {Qt::SHIFT | Qt::Key_Up}, pan(0, -kKeyPanPx));
    addViewAction(this, tr("Pan down"), {Qt::SHIFT | Qt::Key_Down}, pan(0, kKeyPanPx));
    addViewAction(this, tr("Nearer"), {Qt::Key_Plus, Qt::Key_Equal}, [this] { zoom(kKeyZoom, middle()); });
    addViewAction(this, tr("Farther"), {Qt::Key_Minus}, [this] { zoom(1 / kKeyZoom, middle()); });
    addViewAction(this, tr("Fly to the selection"), {Qt::Key_Return}, [this] {
        if (!m_state.values().selection.empty())
            flyTo(m_state.values().selection.back());
    });
    const std::array<QString, 3> directions{tr("Links both ways"), tr("Links in + direction"), tr("Links in − direction")};
    for (const LinkDirection direction : kLinkDirections)
        addViewAction(this, directions[static_cast<std::size_t>(direction)], {QKeySequence(Qt::ALT | static_cast<Qt::Key>(Qt::Key_1 + static_cast<int>(direction)))},
                      [this, direction] { m_state.setLinkDirection(direction); })
            ->setShortcutContext(Qt::WindowShortcut);   // with Alt, like all that says what is shown: also while the timeline has the focus
    addViewAction(this, tr("Select nothing"), {Qt::Key_Escape}, [this] { m_state.select({}); });
}

// The keys are held, not pressed: the actions are there for the list of keys, and do one step where something else triggers them.
void SceneView::createFlyKeys()
{
    connect(new FlyKeys(*this), &FlyKeys::changed, this, [this](const FlyMove& move) {
        m_scene.fly(move);
        animate();
    });
    const auto add = [this](const QString& text, const QKeySequence& key, const FlyMove& move) {
        addViewAction(this, text, {key}, [this, move] {
            m_scene.fly(move);
            m_scene.advance(std::chrono::milliseconds(kFlyStepMs));
            m_scene.fly({});
            moved();
        });
    };
    add(tr("Fly forward (hold; Shift: faster)"), Qt::Key_W, {1, 0, 0, false});
    add(tr("Fly back"), Qt::Key_S, {-1, 0, 0, false});
    add(tr("Fly left"), Qt::Key_A, {0, -1, 0, false});
    add(tr("Fly right"), Qt::Key_D, {0, 1, 0, false});
    add(tr("Fly down"), Qt::Key_Q, {0, 0, -1, false});
    add(tr("Fly up"), Qt::Key_E, {0, 0, 1, false});
}

void SceneView::createCutaway()
{
    addCutawayActions(this, m_cutaway);
    auto* bar = new CutawayBar(m_cutaway, m_state, this);
    layout()->setSpacing(0);
    layout()->addWidget(bar);   // below the picture, whose positions are then the view's own
}

void SceneView::connectState()
{
    m_animation.setTimerType(Qt::PreciseTimer);
    m_animation.setInterval(kAnimationMs);
    connect(&m_animation, &QTimer::timeout, this, &SceneView::advance);
    connect(&m_state, &ViewState::datasetChanged, this, &SceneView::showValues);
    connect(&m_state, &ViewState::selectionChanged, this, &SceneView::showValues);
    connect(&m_state, &ViewState::hoverChanged, this, [this] {
        m_scene.show(m_state.values());
        requestRender(FrameKind::Over);
    });
    connect(&m_state, &ViewState::timeChanged, this, [this] {
        m_detail.stirTime();
        showValues();
    });
    connect(&m_state, &ViewState::scaleChanged, this, &SceneView::showValues);
    connect(&m_state, &ViewState::fabricChanged, this, &SceneView::showValues);
    connect(&m_state, &ViewState::themeChanged, this, &SceneView::showValues);
    connect(&m_state, &ViewState::emphasisChanged, this, &SceneView::showValues);
    connect(&m_state, &ViewState::linkDirectionChanged, this, &SceneView::showValues);
    connect(&m_state, &ViewState::fadeUnselectedChanged, this, &SceneView::showValues);
    connect(&m_state, &ViewState::arrangementChanged, this, [this] {
        showValues();
        animate();
    });
    connect(&m_state, &ViewState::cutawayChanged, this, [this] {
        showValues();
        animate();
    });
    connect(&m_state, &ViewState::flyToRequested, this, &SceneView::flyTo);
}

void SceneView::showValues()
{
    m_scene.show(m_state.values());
    requestRender();
}

void SceneView::moved()
{
    m_hover.hide();
    m_detail.stir();
    requestRender();
}

void SceneView::zoom(double factor, QPointF at)
{
    m_scene.zoomSmoothly(factor, at.x(), at.y());
    animate();
}

QPointF SceneView::middle() const
{
    return {window3d().width() / 2.0, window3d().height() / 2.0};
}

void SceneView::frameSelection()
{
    m_scene.flyToFrame(m_state.values().selection);
    animate();
}

void SceneView::flyTo(const EntityRef& entity)
{
    m_scene.flyTo(entity);
    animate();
}

void SceneView::animate()
{
    if (m_animation.isActive())
        return;   // the clock of what is under way goes on
    m_sinceFrame.start();
    m_animation.start();
}

void SceneView::advance()
{
    const bool more = m_scene.advance(std::chrono::milliseconds(m_sinceFrame.restart()));
    if (!more)
        m_animation.stop();
    m_hover.hide();
    m_detail.stir();
    requestRender();
}

EntityRef SceneView::clickedEntity(const ViewValues& values, const EntityRef& hit)
{
    const auto* unit = std::get_if<UnitRef>(&hit);
    const int blockLevel = values.dataset->layout(values.arrangement).blockLevel;
    if (!unit || unit->level <= blockLevel)
        return hit;
    const UnitTree& tree = values.dataset->cluster->tree;
    const UnitRef block = tree.ancestor(*unit, blockLevel);
    for (const EntityRef& entity : values.selection) {
        const auto* selected = std::get_if<UnitRef>(&entity);
        if (selected && selected->level >= blockLevel && tree.ancestor(*selected, blockLevel) == block)
            return hit;
    }
    return block;
}

void SceneView::mousePressEvent(QMouseEvent* event)
{
    m_pressedAt = m_lastAt = event->position();
    m_dragged = false;
}

void SceneView::mouseMoveEvent(QMouseEvent* event)
{
    const QPointF before = std::exchange(m_lastAt, event->position()), delta = event->position() - before;
    if (event->buttons() == Qt::NoButton) {
        m_hover.moveTo(event->position());
        return;
    }
    if (!m_dragged) {
        m_dragged = (event->position() - m_pressedAt).manhattanLength() >= QApplication::startDragDistance() / 2.0;
        if (!m_dragged)
            return;
        m_scene.grab(before.x(), before.y());
        m_hover.leave();
    }
    const bool pans = (event->buttons() & (Qt::MiddleButton | Qt::RightButton)) || (event->modifiers() & Qt::ShiftModifier);
    if (pans)
        m_scene.pan(delta.x(), delta.y());
    else
        m_scene.orbit(delta.x(), delta.y());
    moved();
}

void SceneView::mouseReleaseEvent(QMouseEvent* event)
{
    m_scene.letGo();
    if (m_dragged)
        m_hover.moveTo(event->position());
    else if (event->button() == Qt::LeftButton)
        selectAt(event->position(), event->modifiers() & Qt::ControlModifier);
}

void SceneView::mouseDoubleClickEvent(QMouseEvent* event)
{
    m_pressedAt = m_lastAt = event->position();
    m_dragged = true;   // the release that follows does not select once more
    if (!m_state.values().selection.empty() && m_scene.pick(event->position().x(), event->position().y()))
        m_state.requestFlyTo(m_state.values().selection.back());
}

void SceneView::wheelEvent(QWheelEvent* event)
{
    const double steps = event->angleDelta().y() / kWheelStep;
    zoom(std::pow(kZoomPerWheelStep, steps), event->position());
}

void SceneView::leaveEvent(QEvent*)
{
    m_hover.leave();
}

void SceneView::selectAt(QPointF at, bool toggles)
{
    const auto hit = m_state.values().dataset ? m_scene.pick(at.x(), at.y()) : std::nullopt;
    if (!hit) {
        if (!toggles)
            m_state.select({});
        return;
    }
    const EntityRef entity = clickedEntity(m_state.values(), *hit);
    if (toggles)
        m_state.toggleSelected(entity);
    else
        m_state.select({entity});
}

QVariantMap SceneView::saveView() const
{
    const CameraPose pose = m_scene.camera();
    return {{"x", pose.target.x()}, {"y", pose.target.y()}, {"z", pose.target.z()}, {"distance", pose.distance},
            {"azimuth", pose.azimuth}, {"elevation", pose.elevation}, {"parallel", pose.parallel}};
}

void SceneView::restoreView(const QVariantMap& saved)
{
    if (!saved.contains(QStringLiteral("distance")) || saved[QStringLiteral("distance")].toDouble() <= 0)
        return;
    CameraPose pose;
    pose.target = {saved["x"].toDouble(), saved["y"].toDouble(), saved["z"].toDouble()};
    pose.distance = saved["distance"].toDouble();
    pose.azimuth = saved["azimuth"].toDouble();
    pose.elevation = saved["elevation"].toDouble();
    pose.parallel = saved["parallel"].toBool();
    m_scene.setCamera(pose);
    moved();
}

ViewInfo sceneView()
{
    return {QStringLiteral("scene"), SceneView::tr("Pod layout"), IconName::Scene, SceneView::tr("Where every unit is, coloured by what it is doing"),
            ViewPlace::Centre, [](ViewState& state, QWidget* parent) -> QWidget* { return new SceneView(state, parent); }};
}

} // namespace podscape
