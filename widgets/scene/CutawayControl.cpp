#include "widgets/scene/CutawayControl.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QSlider>
#include <QToolButton>

namespace podscape {

namespace {

constexpr int kSliderWidthPx = 110, kWordsWidthPx = 46;

QToolButton* makeButton(const QString& text, const QString& tip, QWidget* parent)
{
    auto* button = new QToolButton(parent);
    button->setText(text);
    button->setToolTip(tip);
    button->setAccessibleName(tip);
    button->setCheckable(true);
    button->setFocusPolicy(Qt::TabFocus);   // keys stay with the picture after a click
    return button;
}

} // namespace

CutawayControl::CutawayControl(const QString& name, const QString& tip, QWidget* parent) : QWidget(parent)
{
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(1);
    m_switch = makeButton(name, tip, this);
    connect(m_switch, &QToolButton::clicked, this, &CutawayControl::switched);
    row->addWidget(m_switch);
    row->addSpacing(4);
    for (const Axis axis : kAxes) {
        const QString letter = QString::fromLatin1(toText(axis).data(), 1).toUpper();
        QToolButton* button = makeButton(letter, tr("%1 along %2").arg(name, letter), this);
        connect(button, &QToolButton::clicked, this, [this, axis] { emit axisChosen(axis); });
        m_axes[static_cast<std::size_t>(axis)] = button;
        row->addWidget(button);
    }
    row->addSpacing(4);
    m_slider = new QSlider(Qt::Horizontal, this);
    m_slider->setFocusPolicy(Qt::TabFocus);
    m_slider->setAccessibleName(name);
    m_slider->setMinimumWidth(60);
    m_slider->setMaximumWidth(kSliderWidthPx);
    connect(m_slider, &QSlider::valueChanged, this, &CutawayControl::moved);
    row->addWidget(m_slider, 1);
    row->addSpacing(6);
    m_words = new QLabel(this);
    m_words->setObjectName(QStringLiteral("cutawayWords"));
    m_words->setMinimumWidth(kWordsWidthPx);
    row->addWidget(m_words);
}

void CutawayControl::show(bool isOn, Axis axis, int at, int most, const QString& words)
{
    const QSignalBlocker quiet(m_slider);
    m_switch->setChecked(isOn);
    m_switch->setEnabled(most > 0);
    for (const Axis each : kAxes) {
        m_axes[static_cast<std::size_t>(each)]->setChecked(isOn && each == axis);
        m_axes[static_cast<std::size_t>(each)]->setEnabled(most > 0);
    }
    m_slider->setRange(0, most);
    m_slider->setValue(at);
    m_slider->setEnabled(isOn && most > 0);
    m_words->setText(isOn ? words : QString());
}

} // namespace podscape
