#pragma once

#include "widgets/vtk/Scene.h"

#include <QElapsedTimer>
#include <QImage>
#include <QOpenGLWindow>
#include <QString>

#include <vtkNew.h>

#include <optional>

class QWidget;

namespace podscape {

class FrameWindow;

// Where VTK meets Qt 6: a native GL window whose context VTK draws with. VTK renders into its own framebuffer when asked to;
// painting only copies the last frame, so an exposed or moved window costs a blit. All input goes to the widget that the window
// stands in, which behaves as if it drew itself. GUI thread.
class VtkWindow : public QOpenGLWindow
{
    Q_OBJECT

public:
    // Both outlive the window.
    VtkWindow(Scene& scene, QWidget& inputTarget);
    ~VtkWindow() override;

    void requestRender(FrameKind kind = FrameKind::Whole);   // several requests in a turn give one frame, which shows what the most of them need
    [[nodiscard]] QImage grabImage();   // a fresh frame, with the window's pixel ratio; null before the window was shown

signals:
    void rendered(double milliseconds);   // a new frame is on the screen, so long after its drawing began
    void failed(const QString& sentence);  // once: there will be no picture any more

protected:
    bool event(QEvent* event) override;
    void initializeGL() override;
    void resizeGL(int width, int height) override;
    void paintGL() override;

private:
    void fitToWindow();
    [[nodiscard]] bool renderFrame();   // false: it failed
    [[nodiscard]] bool isCurrent() const;
    [[nodiscard]] bool isHealthy() const;
    bool lose();
    void fail(const QString& sentence);
    void copyFrame();
    void forward(QEvent* event);

    Scene& m_scene;
    QWidget& m_inputTarget;
    vtkNew<FrameWindow> m_window;
    QElapsedTimer m_frameTimer;      // runs while a frame is on its way to the screen
    bool m_attached = false;
    bool m_failed = false;
    std::optional<FrameKind> m_wanted = FrameKind::Whole;   // the framebuffer does not show what it should
};

} // namespace podscape
