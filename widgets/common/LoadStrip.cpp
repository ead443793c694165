#include "widgets/common/LoadStrip.h"

#include "widgets/state/LoadJob.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>

namespace podscape {

namespace {

constexpr int kSteps = 1000;

} // namespace

LoadStrip::LoadStrip(LoadJob& job, QWidget* parent) : QFrame(parent)
{
    setObjectName(QStringLiteral("loadStrip"));
    m_text = new QLabel(this);
    m_bar = new QProgressBar(this);
    m_bar->setTextVisible(false);
    m_bar->setRange(0, kSteps);
    m_bar->setAccessibleName(tr("Progress"));
    auto* cancel = new QPushButton(tr("Cancel"), this);
    cancel->setToolTip(tr("Stop loading and keep what is shown"));
    connect(cancel, &QPushButton::clicked, &job, &LoadJob::cancel);
    connect(&job, &LoadJob::progressShown, this, &QWidget::setVisible);
    connect(&job, &LoadJob::progressChanged, this, [this](double fraction) { m_bar->setValue(static_cast<int>(fraction * kSteps)); });

    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(14, 6, 8, 6);
    row->setSpacing(12);
    row->addWidget(m_text);
    row->addWidget(m_bar, 1);
    row->addWidget(cancel);
    hide();
}

void LoadStrip::setText(const QString& text)
{
    m_text->setText(text);
    m_bar->setValue(0);
}

} // namespace podscape
