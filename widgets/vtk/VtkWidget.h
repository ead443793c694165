#pragma once

#include "widgets/vtk/Scene.h"

#include <QImage>
#include <QWidget>

#include <memory>

namespace podscape {

class VtkWindow;

// A scene as a widget. Subclasses override mousePressEvent() and its like as in any QWidget, change their scene and call requestRender().
// The scene lives as long as the widget and is detached with its GL context current before it dies. Where nothing can be drawn any more a
// sentence stands in the picture's place.
class VtkWidget : public QWidget
{
    Q_OBJECT

public:
    explicit VtkWidget(std::unique_ptr<Scene> scene, QWidget* parent = nullptr);
    ~VtkWidget() override;

    void requestRender(FrameKind kind = FrameKind::Whole);
    [[nodiscard]] QImage grabImage();
    [[nodiscard]] VtkWindow& window3d() const { return *m_window; }   // where the system delivers input

    [[nodiscard]] QSize sizeHint() const override { return {480, 320}; }

signals:
    void rendered(double milliseconds);

private:
    void showFailure(const QString& sentence);

    std::unique_ptr<Scene> m_scene;
    VtkWindow* m_window = nullptr;   // owned by m_container
    QWidget* m_container = nullptr;
};

} // namespace podscape
