#include "TestData.h"

#include "app/MainWindow.h"
#include "app/Settings.h"
#include "model/io/Reader.h"
#include "model/io/Writers.h"
#include "model/trace/Synthesize.h"
#include "widgets/common/Text.h"
#include "widgets/heatmap/HeatmapView.h"
#include "widgets/outline/UnitTreeModel.h"
#include "widgets/scene/SceneView.h"
#include "widgets/state/ViewState.h"
#include "widgets/timeline/TimelineView.h"
#include "widgets/vtk/VtkWindow.h"

#include <QAction>
#include <QApplication>
#include <QDir>
#include <QDockWidget>
#include <QDropEvent>
#include <QLabel>
#include <QMimeData>
#include <QPushButton>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>
#include <QToolTip>
#include <QTreeView>

using namespace podscape;
using namespace podscape::test;

namespace {

// Everything that a flat picture says in words.
QStringList textsOf(const DrawList& list)
{
    QStringList texts;
    for (const DrawList::Shape& shape : list.shapes()) {
        if (const auto* text = std::get_if<DrawList::Text>(&shape))
            texts << QString::fromStdString(text->text);
    }
    return texts;
}

// What the matrix writes in the colour of the selection.
QStringList markedTextsOf(HeatmapView& view)
{
    if (view.grabImage().isNull())   // also draws what changed
        return {};
    QStringList texts;
    for (const DrawList::Shape& shape : view.scene().drawList().shapes()) {
        const auto* text = std::get_if<DrawList::Text>(&shape);
        if (text && (text->color == Theme::of(ThemeName::Dark).accent || text->color == Theme::of(ThemeName::Light).accent))
            texts << QString::fromStdString(text->text);
    }
    return texts;
}

} // namespace

// The program as one uses it: a real window on a real screen, driven by the events that the system would send. Each step goes on
// where the one before it stopped.
class WindowTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void aFileDroppedOnThePictureOpens();
    void aBadFileSaysWhyAndLeavesThePicture();
    void draggingOrbits();
    void aBoxSelectsWhatIsInItAndEscapeGivesUp();
    void clickingARackSelectsItInEveryView();
    void clickingItAgainSelectsTheChip();
    void aMovingCameraLeavesNoTipBehind();
    void draggingInTheTimelineBrushes();
    void spacePlaysAnywhere();
    void altAndADigitChooseTheWayOfLinksAnywhere();
    void keysStepFromEventToEvent();
    void theOtherArrangementShowsTheSameSelection();
    void theThemeChangesThePicture();
    void editingTheFileShowsItAgainInTheSamePlace();
    void reopeningBringsEverythingBack();
    void everySampleOpensFromTheStartPage();
    void panelsOfTracesComeWithATrace();
    void noKeyHasTwoMeanings();

private:
    void show();
    [[nodiscard]] SceneView& sceneView() const { return *dynamic_cast<SceneView*>(m_window->view(QStringLiteral("scene"))); }
    [[nodiscard]] VtkWindow* picture() const { return &sceneView().window3d(); }
    [[nodiscard]] const ViewValues& values() const { return m_window->state().values(); }
    [[nodiscard]] QStringList outlineSelection() const;
    void drop(const QStringList& files);
    // A pixel behind which picking finds a chip of the unit; none when others hide it.
    [[nodiscard]] std::optional<QPoint> spotOnAChipOf(UnitRef unit) const
    {
        const UnitTree& tree = values().dataset->cluster->tree;
        const IndexRange chips = tree.chips(unit);
        for (std::uint32_t chip = chips.begin; chip < chips.end; ++chip) {
            const auto at = sceneView().scene().project(UnitRef{static_cast<std::uint16_t>(tree.leafLevel()), chip});
            const QPoint pixel = at ? QPoint(static_cast<int>(at->x()), static_cast<int>(at->y())) : QPoint();
            const auto hit = at ? sceneView().scene().pick(pixel.x(), pixel.y()) : std::nullopt;
            const auto* found = hit ? std::get_if<UnitRef>(&*hit) : nullptr;
            if (found && found->level == tree.leafLevel() && tree.ancestor(*found, unit.level) == unit)
                return pixel;
        }
        return std::nullopt;
    }
    // The matrix is the first tab of the interconnect, the one that shows.
    [[nodiscard]] HeatmapView& matrix() const
    {
        const QList<QWidget*> widgets = m_window->findChildren<QWidget*>();
        return *dynamic_cast<HeatmapView*>(*std::find_if(widgets.begin(), widgets.end(), [](QWidget* widget) { return dynamic_cast<HeatmapView*>(widget) && widget->isVisible(); }));
    }
    [[nodiscard]] TimelineView& timeline() const { return *dynamic_cast<TimelineView*>(m_window->view(QStringLiteral("timeline"))); }

    QTemporaryDir m_folder;
    std::unique_ptr<Settings> m_settings;
    std::unique_ptr<MainWindow> m_window;
    QString m_file, m_trace;
    UnitRef m_rack;
};

void WindowTest::initTestCase()
{
    m_file = m_folder.filePath(QStringLiteral("ironwood-superpod.cluster.json"));   // a copy: one test edits it
    QVERIFY(QFile::copy(QString::fromStdString(sourcePath("samples/clusters/ironwood-superpod.cluster.json")), m_file));
    QVERIFY(QFile::setPermissions(m_file, QFile::ReadOwner | QFile::WriteOwner));
    m_trace = m_folder.filePath(QStringLiteral("hour.podtrace"));
    Progress progress;
    const auto cluster = readDocument(m_file.toStdString(), progress);
    QVERIFY(cluster.ok());
    SynthesisOptions options;
    options.hours = 1;
    const auto trace = synthesizeTrace(std::get<Cluster>(cluster.value()), options, progress);
    QVERIFY(trace.ok());
    QVERIFY(writeTraceBundle(trace.value(), m_trace.toStdString(), progress).ok());
    m_settings = std::make_unique<Settings>(m_folder.filePath(QStringLiteral("settings.ini")));
    show();
}

void WindowTest::show()
{
    m_window = std::make_unique<MainWindow>(*m_settings);
    m_window->resize(1280, 800);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));   // keys go to the active window only
}

QStringList WindowTest::outlineSelection() const
{
    const auto* tree = m_window->findChild<QTreeView*>(QStringLiteral("units"));
    QStringList names;
    for (const QModelIndex& index : tree->selectionModel()->selectedRows())
        names << index.data().toString();
    return names;
}

void WindowTest::drop(const QStringList& files)
{
    QMimeData data;
    QList<QUrl> urls;
    for (const QString& file : files)
        urls << QUrl::fromLocalFile(file);
    data.setUrls(urls);
    QDragEnterEvent enter(QPoint(40, 40), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(picture(), &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent dropped(QPointF(40, 40), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(picture(), &dropped);
}

void WindowTest::aFileDroppedOnThePictureOpens()
{
    QVERIFY(!values().dataset);
    drop({m_file, m_trace});
    QTRY_VERIFY_WITH_TIMEOUT(values().dataset, 60'000);
    QCOMPARE(values().dataset->cluster->tree.chipCount(), 9'216u);
    QCOMPARE(m_window->errorText(), QString());
    QVERIFY(QTest::qWaitForWindowExposed(picture()));
    QTRY_VERIFY_WITH_TIMEOUT(!sceneView().grabImage().isNull(), 60'000);
    const QImage image = sceneView().grabImage();
    QSet<QRgb> colors;
    for (int y = 0; y < image.height(); y += 7) {
        for (int x = 0; x < image.width(); x += 7)
            colors.insert(image.pixel(x, y));
    }
    QVERIFY2(colors.size() > 40, qPrintable(QString("the picture has only %1 colours").arg(colors.size())));
}

void WindowTest::aBadFileSaysWhyAndLeavesThePicture()
{
    const auto before = values().dataset;
    QFile bad(m_folder.filePath("bad.cluster.json"));
    QVERIFY(bad.open(QIODevice::WriteOnly));
    bad.write("{ \"podscape\": ");
    bad.close();
    drop({bad.fileName()});
    QTRY_VERIFY_WITH_TIMEOUT(!m_window->errorText().isEmpty(), 60'000);
    QVERIFY2(m_window->errorText().startsWith(bad.fileName()), qPrintable(m_window->errorText()));
    QCOMPARE(values().dataset, before);
}

void WindowTest::draggingOrbits()
{
    const double azimuth = sceneView().scene().camera().azimuth;
    const QPoint from(picture()->width() / 2, picture()->height() / 2);
    QTest::mousePress(picture(), Qt::LeftButton, {}, from);
    QTest::mouseMove(picture(), from + QPoint(30, 0));
    QTest::mouseMove(picture(), from + QPoint(80, 0));
    QTest::mouseRelease(picture(), Qt::LeftButton, {}, from + QPoint(80, 0));
    QTRY_VERIFY(std::abs(sceneView().scene().camera().azimuth - azimuth) > 1);
    QVERIFY(values().selection.empty());   // a drag is no click
}

void WindowTest::aBoxSelectsWhatIsInItAndEscapeGivesUp()
{
    sceneView().setFocus();
    sceneView().scene().lookFrom(StandardView::Top);
    QVERIFY(!sceneView().grabImage().isNull());
    const double azimuth = sceneView().scene().camera().azimuth;
    const QPoint corner(1, 1), middle(picture()->width() / 2, picture()->height() / 2), opposite(picture()->width() - 1, picture()->height() - 1);
    const auto drag = [&](QPoint to, Qt::KeyboardModifiers modifiers) {
        QTest::mousePress(picture(), Qt::LeftButton, modifiers, corner);
        QTest::mouseMove(picture(), middle);
        QTest::mouseMove(picture(), to);
    };
    QTest::keyClick(&sceneView(), Qt::Key_B);
    drag(opposite, {});
    QTest::keyClick(&sceneView(), Qt::Key_Escape);
    QTest::mouseRelease(picture(), Qt::LeftButton, {}, opposite);
    QVERIFY(values().selection.empty());

    QTest::keyClick(&sceneView(), Qt::Key_B);
    drag(opposite, {});
    QTest::mouseRelease(picture(), Qt::LeftButton, {}, opposite);
    QCOMPARE(values().selection, (std::vector<EntityRef>{UnitTree::root()}));
    QCOMPARE(sceneView().scene().camera().azimuth, azimuth);   // it drew a box and turned nothing

    drag(middle, Qt::ControlModifier);   // a box without a key before it; Alt takes what is in it away
    QTest::mouseRelease(picture(), Qt::LeftButton, Qt::ControlModifier | Qt::AltModifier, middle);
    QVERIFY(values().selection.size() > 1);
    m_window->state().select({});
}

void WindowTest::clickingARackSelectsItInEveryView()
{
    QTest::keyClick(m_window.get(), Qt::Key_Escape);
    sceneView().setFocus();
    sceneView().scene().lookFrom(StandardView::Top);
    QVERIFY(!sceneView().grabImage().isNull());
    const int rackLevel = values().dataset->layout(values().arrangement).blockLevel;
    m_rack = {static_cast<std::uint16_t>(rackLevel), values().dataset->cluster->tree.unitCount(rackLevel) / 2};
    const auto at = sceneView().scene().project(m_rack);
    QVERIFY(at);
    QTest::mouseClick(picture(), Qt::LeftButton, {}, QPoint(static_cast<int>(at->x()), static_cast<int>(at->y())));
    QTRY_COMPARE(values().selection.size(), std::size_t(1));
    QVERIFY(values().selection.front() == EntityRef(m_rack));
    const QString name = QString::fromStdString(values().dataset->cluster->tree.name(m_rack));
    QCOMPARE(outlineSelection(), QStringList{name});
    QVERIFY(!timeline().grabImage().isNull());
    QVERIFY2(!textsOf(timeline().scene().picture().list()).filter(name).isEmpty(), qPrintable(textsOf(timeline().scene().picture().list()).join(u'|')));
    QVERIFY2(markedTextsOf(matrix()).contains(name), qPrintable(markedTextsOf(matrix()).join(u'|')));
}

void WindowTest::clickingItAgainSelectsTheChip()
{
    // From above a rack shows only its roof, the mean of its chips; a front shows them one by one.
    sceneView().scene().lookFrom(StandardView::Isometric);
    QVERIFY(!sceneView().grabImage().isNull());
    const UnitTree& tree = values().dataset->cluster->tree;
    const std::optional<QPoint> spot = spotOnAChipOf(m_rack);
    QVERIFY(spot);
    QTest::mouseClick(picture(), Qt::LeftButton, {}, *spot);
    const auto* chip = std::get_if<UnitRef>(&values().selection.back());
    QVERIFY(chip);
    QCOMPARE(int(chip->level), tree.leafLevel());
    QVERIFY(tree.ancestor(*chip, m_rack.level) == m_rack);
    m_window->state().select({m_rack});
}

void WindowTest::aMovingCameraLeavesNoTipBehind()
{
    const std::optional<QPoint> spot = spotOnAChipOf(m_rack);
    QVERIFY(spot);
    QTest::mouseMove(picture(), *spot + QPoint(8, 0));   // a move to where the mouse is would be none
    QTest::mouseMove(picture(), *spot);
    QTRY_VERIFY(values().hover && QToolTip::isVisible());
    QTest::keyClick(&sceneView(), Qt::Key_Left);
    QVERIFY(!values().hover);
    QTRY_VERIFY(!QToolTip::isVisible());
    QTRY_VERIFY(values().hover == sceneView().scene().shownAt(spot->x(), spot->y()));   // at rest: of what is there now
    QTest::keyClick(&sceneView(), Qt::Key_Right);
}

void WindowTest::draggingInTheTimelineBrushes()
{
    QVERIFY(!timeline().grabImage().isNull());
    const TimelineGeometry geometry = timeline().scene().picture().geometry();
    const RectPx plots = geometry.plots();
    const int y = static_cast<int>(plots.y + plots.height / 2);
    const int from = static_cast<int>(geometry.left + geometry.width() * 0.25f), to = static_cast<int>(geometry.left + geometry.width() * 0.5f);
    QTest::mousePress(&timeline().window3d(), Qt::LeftButton, {}, {from, y});
    QTest::mouseMove(&timeline().window3d(), {(from + to) / 2, y});
    QTest::mouseMove(&timeline().window3d(), {to, y});
    QTest::mouseRelease(&timeline().window3d(), Qt::LeftButton, {}, {to, y});
    QTRY_VERIFY(values().brush);
    QCOMPARE(values().brush->begin.value, geometry.timeAt(static_cast<float>(from)).value);
    QCOMPARE(values().brush->end.value, geometry.timeAt(static_cast<float>(to)).value);
    QCOMPARE(values().selection, (std::vector<EntityRef>{m_rack}));
}

void WindowTest::spacePlaysAnywhere()
{
    m_window->playback().setSpeed(60);
    for (QWidget* place : {static_cast<QWidget*>(&sceneView()), static_cast<QWidget*>(&timeline()), m_window->findChild<QTreeView*>(QStringLiteral("units"))->parentWidget()}) {
        place->setFocus();
        m_window->state().setTime(values().brush->begin);
        const Nanoseconds before = values().time;
        QTest::keyClick(m_window.get(), Qt::Key_Space);
        QVERIFY(m_window->playback().isPlaying());
        QTRY_VERIFY(values().time > before);
        QVERIFY(values().brush->contains(values().time));
        QTest::keyClick(m_window.get(), Qt::Key_Space);
        QVERIFY(!m_window->playback().isPlaying());
    }
}

void WindowTest::altAndADigitChooseTheWayOfLinksAnywhere()
{
    for (QWidget* place : {static_cast<QWidget*>(&sceneView()), static_cast<QWidget*>(&timeline())}) {
        place->setFocus();
        for (const auto& [key, direction] : {std::pair{Qt::Key_2, LinkDirection::Plus}, std::pair{Qt::Key_3, LinkDirection::Minus}, std::pair{Qt::Key_1, LinkDirection::Both}}) {
            QTest::keyClick(m_window.get(), key, Qt::AltModifier);
            QCOMPARE(values().linkDirection, direction);
        }
    }
}

void WindowTest::keysStepFromEventToEvent()
{
    const auto& events = values().dataset->trace->events;
    QVERIFY(!events.empty());
    m_window->state().setTime({0});
    timeline().setFocus();
    QTest::keyClick(&timeline(), Qt::Key_Period);
    const auto* event = std::get_if<EventId>(&values().selection.front());
    QVERIFY(event);
    QCOMPARE(values().time.value, events[event->value].span.begin.value);
    m_window->state().select({m_rack});
}

void WindowTest::theOtherArrangementShowsTheSameSelection()
{
    for (const auto& [key, arrangement] : {std::pair{Qt::Key_F4, Arrangement::Fabric}, std::pair{Qt::Key_F3, Arrangement::Lattice}}) {
        QTest::keyClick(m_window.get(), key);
        QCOMPARE(values().arrangement, arrangement);
        sceneView().scene().finishAnimations();
        QVERIFY(!sceneView().grabImage().isNull());
        QVERIFY(values().selection.front() == EntityRef(m_rack));
    }
}

void WindowTest::theThemeChangesThePicture()
{
    const QImage dark = sceneView().grabImage();
    QTest::keyClick(m_window.get(), Qt::Key_T, Qt::ControlModifier);
    QVERIFY(values().theme == ThemeName::Light);
    const QImage light = sceneView().grabImage();
    QVERIFY(light.pixelColor(4, light.height() - 5).lightness() > dark.pixelColor(4, dark.height() - 5).lightness() + 60);
}

void WindowTest::editingTheFileShowsItAgainInTheSamePlace()
{
    const auto write = [&](const QByteArray& text) {
        QFile file(m_file);
        return file.open(QIODevice::WriteOnly | QIODevice::Truncate) && file.write(text) == text.size();
    };
    QFile file(m_file);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray whole = file.readAll();
    file.close();
    const auto before = values().dataset;
    const std::vector<EntityRef> selection = values().selection;
    QVERIFY(!selection.empty());
    const CameraPose pose = sceneView().scene().camera();
    const Nanoseconds time = values().time;

    // Half a file: what is wrong is said, and nothing is lost.
    QVERIFY(write(whole.left(whole.size() / 2)));
    QTRY_VERIFY_WITH_TIMEOUT(m_window->errorText().startsWith(m_file), 30'000);
    QCOMPARE(values().dataset, before);

    QByteArray edited = whole;
    edited.replace("\"4614 TFLOP/s\"", "\"4500 TFLOP/s\"");
    QVERIFY(edited != whole && write(edited));
    QTRY_VERIFY_WITH_TIMEOUT(values().dataset != before, 60'000);
    QCOMPARE(values().dataset->cluster->fact("peak.fp8", values().dataset->cluster->tree.leafLevel())->value, 4.5e15);
    QVERIFY(values().selection == selection);
    QCOMPARE(values().time, time);
    const CameraPose now = sceneView().scene().camera();
    QVERIFY(now.target.isApprox(pose.target, 1e-9) && qFuzzyCompare(now.distance, pose.distance) && qFuzzyCompare(now.azimuth, pose.azimuth));
    QVERIFY(values().dataset->trace != nullptr);

    // Asked for by key, it comes again too.
    const auto second = values().dataset;
    QTest::keyClick(m_window.get(), Qt::Key_F5);
    QTRY_VERIFY_WITH_TIMEOUT(values().dataset != second, 60'000);
    QVERIFY(values().selection == selection);
}

void WindowTest::reopeningBringsEverythingBack()
{
    const CameraPose pose = sceneView().scene().camera();
    const auto brush = values().brush;
    const Nanoseconds time = values().time;
    const Cutaway cutaway{Cutaway::Clip{Axis::Y, 0.25, true, m_rack}, Cutaway::Slice{Axis::Z, 3}, Cutaway::Explode{Axis::X, 1.5}};
    m_window->state().setCutaway(cutaway);
    QCOMPARE(values().cutaway, cutaway);
    m_window->close();
    m_window.reset();
    show();
    m_window->reopenLastSession();
    QTRY_VERIFY_WITH_TIMEOUT(values().dataset, 60'000);
    QCOMPARE(values().arrangement, Arrangement::Lattice);
    QVERIFY(values().theme == ThemeName::Light);
    QCOMPARE(values().selection, (std::vector<EntityRef>{m_rack}));
    QCOMPARE(sceneView().scene().camera().azimuth, pose.azimuth);
    QCOMPARE(sceneView().scene().camera().distance, pose.distance);
    QCOMPARE(outlineSelection().size(), 1);
    QCOMPARE(values().brush, brush);
    QCOMPARE(values().time.value, time.value);
    QCOMPARE(values().cutaway, cutaway);
    const QImage cut = sceneView().grabImage();
    m_window->state().setCutaway({});
    QVERIFY(!cut.isNull() && cut != sceneView().grabImage());   // and it was in the picture
}

// As on the first start: nothing was open before, so the start page has the window to itself.
void WindowTest::everySampleOpensFromTheStartPage()
{
    m_window.reset();
    QTemporaryDir folder;
    m_settings = std::make_unique<Settings>(folder.filePath(QStringLiteral("fresh.ini")));
    show();
    const QList<QPushButton*> cards = m_window->findChildren<QPushButton*>(QStringLiteral("sampleCard"));
    QCOMPARE(cards.size(), QDir(QStringLiteral(PODSCAPE_SOURCE_DIR "/samples/clusters")).entryList(QDir::Files).size());
    for (QPushButton* card : cards) {
        const auto* shown = card->findChild<QLabel*>(QStringLiteral("cardPicture"));
        QVERIFY2(shown && !shown->pixmap().isNull(), qPrintable(card->accessibleName()));
        card->click();
        QTRY_VERIFY_WITH_TIMEOUT(values().dataset && QString::fromStdString(values().dataset->cluster->name) == card->accessibleName(), 20'000);
        QTRY_VERIFY2_WITH_TIMEOUT(!sceneView().grabImage().isNull(), qPrintable(card->accessibleName()), 20'000);   // the first one has yet to get its window
    }
}

void WindowTest::panelsOfTracesComeWithATrace()
{
    const auto* dock = qobject_cast<QDockWidget*>(timeline().parentWidget());
    QVERIFY(dock);
    drop({m_file});
    QTRY_VERIFY_WITH_TIMEOUT(values().dataset && toQString(values().dataset->cluster->sourceFile) == m_file && !values().dataset->trace, 20'000);
    QVERIFY(dock->isHidden());
    drop({m_file, m_trace});
    QTRY_VERIFY_WITH_TIMEOUT(values().dataset && values().dataset->trace, 20'000);
    QVERIFY(!dock->isHidden());
}

// A key that two actions want in the same place does nothing at all.
void WindowTest::noKeyHasTwoMeanings()
{
    QMap<QString, QList<const QAction*>> actionsOf;
    for (const QAction* action : m_window->findChildren<QAction*>())
        for (const QKeySequence& key : action->shortcuts())
            actionsOf[key.toString()] << action;
    QVERIFY(actionsOf.size() > 40);
    const auto isEverywhere = [](const QAction* action) { return action->shortcutContext() == Qt::WindowShortcut || action->shortcutContext() == Qt::ApplicationShortcut; };
    const auto textsOf = [](const QList<const QAction*>& actions) {
        QStringList texts;
        for (const QAction* action : actions)
            texts << action->text();
        return texts.join(QStringLiteral(", "));
    };
    for (auto key = actionsOf.constBegin(); key != actionsOf.constEnd(); ++key) {
        const QList<const QAction*>& actions = key.value();
        QSet<const QObject*> places;
        bool isAmbiguous = actions.size() > 1 && std::any_of(actions.begin(), actions.end(), isEverywhere);
        for (const QAction* action : actions) {
            isAmbiguous = isAmbiguous || places.contains(action->parent());
            places.insert(action->parent());
        }
        QVERIFY2(!isAmbiguous, qPrintable(key.key() + QStringLiteral(": ") + textsOf(actions)));
    }
}

// Only the pictures are native windows, as in the program.
int main(int argc, char** argv)
{
    QApplication::setAttribute(Qt::AA_DontCreateNativeWidgetSiblings);
    QApplication application(argc, argv);
    WindowTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_window.moc"
