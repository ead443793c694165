#include "widgets/playback/TimeSlider.h"

#include "widgets/state/ViewState.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>

namespace podscape {

namespace {

constexpr double kMargin = 8;
constexpr double kKeyStep = 1.0 / 100;   // of the whole trace

QColor toQColor(Rgba c)
{
    return {c.r, c.g, c.b, c.a};
}

} // namespace

TimeSlider::TimeSlider(ViewState& state, QWidget* parent) : QWidget(parent), m_state(state)
{
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Time"));
    setToolTip(tr("Drag to move through the trace (Left, Right, Home, End)"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    const auto repaint = [this] { update(); };
    connect(&m_state, &ViewState::timeChanged, this, repaint);
    connect(&m_state, &ViewState::brushChanged, this, repaint);
    connect(&m_state, &ViewState::datasetChanged, this, repaint);
    connect(&m_state, &ViewState::themeChanged, this, repaint);
}

double TimeSlider::durationNs() const
{
    const auto& dataset = m_state.values().dataset;
    return dataset && dataset->trace ? static_cast<double>(dataset->trace->duration.value) : 0;
}

double TimeSlider::xOf(double timeNs) const
{
    return kMargin + (width() - 2 * kMargin) * timeNs / std::max(durationNs(), 1.0);
}

void TimeSlider::paintEvent(QPaintEvent*)
{
    const ViewValues& values = m_state.values();
    const Theme& theme = Theme::of(values.theme);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const double middle = height() / 2.0;
    painter.setPen(Qt::NoPen);
    painter.setBrush(toQColor(theme.frame));
    painter.drawRoundedRect(QRectF(kMargin, middle - 2, width() - 2 * kMargin, 4), 2, 2);
    if (durationNs() <= 0)
        return;
    const double playhead = xOf(static_cast<double>(values.time.value));
    painter.setBrush(toQColor(theme.accent.withAlpha(150)));
    painter.drawRoundedRect(QRectF(kMargin, middle - 2, playhead - kMargin, 4), 2, 2);
    if (values.brush) {
        const double begin = xOf(static_cast<double>(values.brush->begin.value));
        painter.setBrush(toQColor(theme.accent.withAlpha(70)));
        painter.drawRoundedRect(QRectF(begin, middle - 7, xOf(static_cast<double>(values.brush->end.value)) - begin, 14), 3, 3);
    }
    painter.setBrush(toQColor(theme.accent));
    painter.drawEllipse(QPointF(playhead, middle), hasFocus() ? 8 : 6, hasFocus() ? 8 : 6);
    painter.setBrush(toQColor(theme.background));
    painter.drawEllipse(QPointF(playhead, middle), 2.5, 2.5);
}

void TimeSlider::mousePressEvent(QMouseEvent* event)
{
    seek(event->position().x());
}

void TimeSlider::mouseMoveEvent(QMouseEvent* event)
{
    if (event->buttons() & Qt::LeftButton)
        seek(event->position().x());
}

void TimeSlider::keyPressEvent(QKeyEvent* event)
{
    const auto step = static_cast<std::int64_t>(durationNs() * kKeyStep);
    switch (event->key()) {
    case Qt::Key_Left: return m_state.setTime(m_state.values().time - Nanoseconds{step});
    case Qt::Key_Right: return m_state.setTime(m_state.values().time + Nanoseconds{step});
    case Qt::Key_Home: return m_state.setTime({});
    case Qt::Key_End: return m_state.setTime({static_cast<std::int64_t>(durationNs())});
    default: QWidget::keyPressEvent(event);
    }
}

void TimeSlider::seek(double x)
{
    const double share = std::clamp((x - kMargin) / std::max(width() - 2 * kMargin, 1.0), 0.0, 1.0);
    m_state.setTime({static_cast<std::int64_t>(share * durationNs())});
}

} // namespace podscape
