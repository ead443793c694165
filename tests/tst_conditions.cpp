// The picture in a real window under bad conditions: no OpenGL, a context that goes away, sizes that nobody would choose, a window that is
// minimised while it replays or resized all the time.
#include "tests/TestData.h"

#include "model/io/Dataset.h"
#include "tests/SmallDataset.h"
#include "widgets/scene/SceneView.h"
#include "widgets/state/ViewState.h"
#include "widgets/vtk/RendererName.h"
#include "widgets/vtk/SceneFormat.h"
#include "widgets/vtk/VtkWindow.h"

#include <QApplication>
#include <QLabel>
#include <QOffscreenSurface>
#include <QOpenGLContext>
#include <QOpenGLFunctions>
#include <QProcess>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QWheelEvent>

#include <fstream>

using namespace podscape;

namespace {

// Loses its context while it draws, as a driver that is reset does.
class LostScene : public Scene
{
public:
    void attach(vtkRenderWindow*) override {}
    void resize(SizePx, float) override {}
    void showPart(const PicturePart&) override {}
    void prepareFrame() override { QOpenGLContext::currentContext()->doneCurrent(); }
    void detach() override {}
};

qint64 residentBytes()
{
    std::ifstream status("/proc/self/statm");
    qint64 all = 0, resident = 0;
    status >> all >> resident;
    return resident * 4096;
}

} // namespace

class TestConditions : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup();
    void withoutOpenGlASentenceSaysWhatHelps_data();
    void withoutOpenGlASentenceSaysWhatHelps();
    void aGraphicsCardDrawsEveryPixel();
    void theProcessorIsKnownByItsNames();
    void aLostContextLeavesASentence();
    void sharpPictureFollowsTheLastMove();
    void pictureLeftAloneBecomesFinerAndHoverKeepsIt();
    void theContextOfAWindowDrawsWideLines();
    void everySizeIsDrawn_data();
    void everySizeIsDrawn();
    void replayGoesOnBehindAMinimisedWindow();
    void aThousandResizesLeakNothing();

private:
    std::shared_ptr<const Dataset> m_dataset;
    std::unique_ptr<ViewState> m_state;
    std::unique_ptr<SceneView> m_view;
};

void TestConditions::initTestCase()
{
    const std::shared_ptr<const Dataset> small = test::smallDataset();
    const auto dataset = makeDataset(small->cluster, *small->trace, {});
    QVERIFY(dataset.ok());
    m_dataset = *dataset;
}

void TestConditions::init()
{
    m_state = std::make_unique<ViewState>();
    m_state->setDataset(m_dataset);
    m_view = std::make_unique<SceneView>(*m_state);
    m_view->setMinimumSize(0, 0);
    m_view->resize(480, 320);
    QSignalSpy rendered(m_view.get(), &VtkWidget::rendered);
    m_view->show();
    QVERIFY(rendered.wait(5'000));
}

void TestConditions::cleanup()
{
    m_view.reset();
    m_state.reset();
}

void TestConditions::withoutOpenGlASentenceSaysWhatHelps_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("sentence");
    const QString file = QString::fromStdString(test::sourcePath("samples/clusters/trn2-ultraserver.cluster.json"));
    QTest::newRow("window") << QStringList{file} << QByteArray("podscape: expected OpenGL 3.2 to draw its windows, found OpenGL 2.1 (");
    QTest::newRow("no window") << QStringList{"render", file, "-o", QDir::temp().filePath("never-drawn.png")}
                               << QByteArray("expected OpenGL 3.2 through EGL, which draws without a screen, found a driver with an older version.");
}

void TestConditions::withoutOpenGlASentenceSaysWhatHelps()
{
    QFETCH(QStringList, arguments);
    QFETCH(QByteArray, sentence);
    QProcess program;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert("LIBGL_ALWAYS_SOFTWARE", "1");        // Mesa can be told to be old
    environment.insert("MESA_GL_VERSION_OVERRIDE", "2.1");
    program.setProcessEnvironment(environment);
    program.start(PODSCAPE_PROGRAM, arguments);
    QVERIFY(program.waitForFinished(20'000));
    QCOMPARE(program.exitStatus(), QProcess::NormalExit);
    QCOMPARE(program.exitCode(), 1);
    const QByteArray said = program.readAllStandardError();
    QVERIFY2(said.contains(sentence) && said.contains("Remove MESA_GL_VERSION_OVERRIDE from the environment."), said);
    QVERIFY2(!said.contains("ERR|"), said);   // VTK has not been asked
}

// So many pixels that no processor draws them in time; Mesa can be told to call itself a card.
void TestConditions::aGraphicsCardDrawsEveryPixel()
{
    QProcess program;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert("LIBGL_ALWAYS_SOFTWARE", "1");
    environment.insert("force_gl_renderer", "A graphics card");
    program.setProcessEnvironment(environment);
    program.start(PODSCAPE_PROGRAM, {"bench", QString::fromStdString(test::sourcePath("samples/clusters/ironwood-superpod.cluster.json")), "--size", "3840x2160", "--zoom", "pod", "--arrange", "lattice", "--frames", "10"});
    QVERIFY(program.waitForFinished(60'000));
    const QByteArray said = program.readAllStandardOutput();
    QVERIFY2(program.exitCode() == 0 && said.contains("A graphics card"), said + program.readAllStandardError());
    QVERIFY2(said.contains(" 100 % "), said);
}

void TestConditions::theProcessorIsKnownByItsNames()
{
    for (const char* name : {"llvmpipe (LLVM 15.0.6, 256 bits)", "softpipe", "Software Rasterizer", "Google SwiftShader", "GDI Generic", "Microsoft Basic Render Driver", "Apple Software Renderer"})
        QVERIFY2(drawsOnProcessor(name), name);
    for (const char* name : {"NVIDIA H100 80GB HBM3/PCIe/SSE2", "AMD Radeon RX 6800 (navi21, LLVM 15.0.6, DRM 3.49, 6.1.0)", "Mesa Intel(R) UHD Graphics 620 (KBL GT2)", "virgl (AMD Radeon)", "Apple M2", ""})
        QVERIFY2(!drawsOnProcessor(name), name);
}

void TestConditions::aLostContextLeavesASentence()
{
    VtkWidget widget(std::make_unique<LostScene>());
    widget.resize(300, 200);
    QSignalSpy failed(&widget.window3d(), &VtkWindow::failed);
    widget.show();
    QVERIFY(failed.count() == 1 || failed.wait(5'000));
    widget.requestRender();
    QTest::qWait(50);
    QCOMPARE(failed.count(), 1);
    QVERIFY(widget.grabImage().isNull());
    const auto* label = widget.findChild<QLabel*>();
    QVERIFY(label && label->text().startsWith("The graphics driver has given up"));
}

void TestConditions::sharpPictureFollowsTheLastMove()
{
    m_view->scene().setDetail(0.5);   // as after a move on a slow machine
    QWheelEvent wheel({100, 100}, m_view->mapToGlobal(QPointF(100, 100)), {}, {0, 120}, Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(m_view.get(), &wheel);
    QSignalSpy rendered(m_view.get(), &VtkWidget::rendered);
    QTRY_COMPARE_WITH_TIMEOUT(m_view->scene().detail(), 1.0, 2'000);
    QTRY_VERIFY(rendered.count() >= 2);   // the moving frame and the sharp one
    for (int i = 0; i < 20; ++i) {
        m_state->setTime(fromSeconds(i));
        QTest::qWait(5);
    }
    m_view->scene().setDetail(0.5);       // a replay is a move, too
    QTRY_COMPARE_WITH_TIMEOUT(m_view->scene().detail(), 1.0, 2'000);
}

void TestConditions::pictureLeftAloneBecomesFinerAndHoverKeepsIt()
{
    m_view->detail().setLongestFrame(1e9);   // however busy the machine is
    m_state->setTime(fromSeconds(2));
    QTRY_COMPARE_WITH_TIMEOUT(m_view->scene().fineness(), PodScene::kFinest, 5'000);
    QSignalSpy rendered(m_view.get(), &VtkWidget::rendered);
    m_state->setHover(UnitRef{3, 2});
    QTRY_VERIFY(rendered.count() > 0);
    QCOMPARE(m_view->scene().fineness(), PodScene::kFinest);
    rendered.clear();
    m_state->setTime(fromSeconds(50));   // other values are another picture
    QTRY_VERIFY(rendered.count() > 0);
    QVERIFY(m_view->scene().fineness() < PodScene::kFinest);
    QTRY_COMPARE_WITH_TIMEOUT(m_view->scene().fineness(), PodScene::kFinest, 5'000);
}

void TestConditions::theContextOfAWindowDrawsWideLines()
{
    QOpenGLContext context;
    context.setFormat(sceneFormat());
    QVERIFY(context.create());
    QOffscreenSurface surface;
    surface.setFormat(context.format());
    surface.create();
    QVERIFY(context.makeCurrent(&surface));
    constexpr unsigned kContextFlags = 0x821E, kForwardCompatible = 1, kLineWidths = 0x846E;   // of OpenGL 3.2
    int flags = 0;
    context.functions()->glGetIntegerv(kContextFlags, &flags);
    float widths[2] = {};
    context.functions()->glGetFloatv(kLineWidths, widths);
    QCOMPARE(unsigned(flags) & kForwardCompatible, 0u);
    if (qEnvironmentVariableIntValue("LIBGL_ALWAYS_SOFTWARE"))
        QVERIFY(widths[1] >= 8);
    context.doneCurrent();
}

void TestConditions::everySizeIsDrawn_data()
{
    QTest::addColumn<QSize>("size");
    QTest::newRow("one pixel") << QSize(1, 1);
    QTest::newRow("a line") << QSize(301, 1);
    QTest::newRow("odd") << QSize(333, 217);
    QTest::newRow("8K") << QSize(7680, 4320);
}

void TestConditions::everySizeIsDrawn()
{
    QFETCH(QSize, size);
    const double ratio = m_view->devicePixelRatioF();
    m_view->resize(0, 0);
    QTest::qWait(20);
    m_view->resize(size / ratio);
    QTRY_COMPARE(m_view->window3d().size(), size / ratio);
    const QImage image = m_view->grabImage();
    QCOMPARE(image.size(), (size / ratio) * ratio);
    if (size.height() < 100)
        return;
    const Theme& theme = Theme::of(ThemeName::Dark);
    const QColor corner = image.pixelColor(0, image.height() - 1);
    QVERIFY2(std::abs(corner.red() - theme.background.r) <= 24 && std::abs(corner.blue() - theme.background.b) <= 24, qPrintable(corner.name()));
}

void TestConditions::replayGoesOnBehindAMinimisedWindow()
{
    const QImage before = m_view->grabImage();
    m_view->showMinimized();
    for (int second = 1; second < 40; ++second) {
        m_state->setTime(fromSeconds(second));
        QCoreApplication::processEvents();
    }
    m_view->showNormal();
    QSignalSpy rendered(m_view.get(), &VtkWidget::rendered);
    m_state->setTime(fromSeconds(55));
    QTRY_VERIFY(rendered.count() > 0);
    const QImage after = m_view->grabImage();
    QCOMPARE(after.size(), before.size());
    QVERIFY(after != before);
}

void TestConditions::aThousandResizesLeakNothing()
{
    const auto resizeOften = [this](int times) {
        for (int i = 0; i < times; ++i) {
            m_view->resize(200 + i * 37 % 300, 150 + i * 23 % 200);
            QCoreApplication::processEvents();
        }
    };
    resizeOften(100);   // until caches and allocators have what they keep
    const qint64 before = residentBytes();
    resizeOften(1'000);
    const qint64 grown = residentBytes() - before;
    // A framebuffer that stayed each time would be half a gigabyte.
    QVERIFY2(grown < 24'000'000, qPrintable(QString("%1 MB more").arg(double(grown) * 1e-6)));
    m_view->resize(480, 320);
    QTRY_COMPARE(m_view->window3d().size(), QSize(480, 320));
    QVERIFY(!m_view->grabImage().isNull());
}

QTEST_MAIN(TestConditions)
#include "tst_conditions.moc"
