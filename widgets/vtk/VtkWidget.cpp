#include "widgets/vtk/VtkWidget.h"

#include "widgets/vtk/VtkWindow.h"

#include <QLabel>
#include <QVBoxLayout>

namespace podscape {

VtkWidget::VtkWidget(std::unique_ptr<Scene> scene, QWidget* parent) : QWidget(parent), m_scene(std::move(scene))
{
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    m_window = new VtkWindow(*m_scene, *this);
    m_container = QWidget::createWindowContainer(m_window, this);
    m_container->setFocusPolicy(Qt::NoFocus);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_container);
    connect(m_window, &VtkWindow::rendered, this, &VtkWidget::rendered);
    connect(m_window, &VtkWindow::failed, this, &VtkWidget::showFailure);
}

VtkWidget::~VtkWidget()
{
    delete m_container;   // before the scene: the window detaches it
}

void VtkWidget::showFailure(const QString& sentence)
{
    auto* label = new QLabel(sentence, this);
    label->setAlignment(Qt::AlignCenter);
    label->setWordWrap(true);
    label->setMargin(24);
    m_container->hide();
    layout()->addWidget(label);
}

void VtkWidget::requestRender(FrameKind kind)
{
    m_window->requestRender(kind);
}

QImage VtkWidget::grabImage()
{
    return m_window->grabImage();
}

} // namespace podscape
