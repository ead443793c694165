#include "widgets/playback/PlaybackBar.h"

#include "widgets/common/EntityText.h"
#include "widgets/common/Icons.h"
#include "widgets/playback/TimeSlider.h"
#include "widgets/state/Playback.h"
#include "widgets/state/ViewState.h"

#include <QAction>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

namespace podscape {

namespace {

QToolButton* makeButton(QAction* action, QWidget* parent)
{
    auto* button = new QToolButton(parent);
    button->setDefaultAction(action);
    button->setAutoRaise(true);
    button->setIconSize({18, 18});
    button->setAccessibleName(action->text());
    return button;
}

} // namespace

PlaybackBar::PlaybackBar(ViewState& state, Playback& playback, QWidget* parent) : QWidget(parent), m_state(state), m_playback(playback)
{
    setObjectName(QStringLiteral("playbackBar"));
    setAttribute(Qt::WA_StyledBackground);
    setAccessibleName(tr("Playback"));
    createActions();
    createControls();
    connectState();
    showAvailable();
    showSpeed(m_playback.speed());
}

QList<QAction*> PlaybackBar::playbackActions() const
{
    return {m_play, m_toBegin, m_toEnd, m_slower, m_faster, m_loop};
}

QString PlaybackBar::speedText(double traceSecondsPerSecond)
{
    const auto seconds = static_cast<long long>(traceSecondsPerSecond);
    if (seconds < 60)
        return QStringLiteral("%1×").arg(seconds);
    if (seconds < 3'600)
        return tr("%1 min/s").arg(seconds / 60);
    if (seconds < 86'400)
        return tr("%1 h/s").arg(seconds / 3'600);
    return tr("%1 d/s").arg(seconds / 86'400);
}

void PlaybackBar::createActions()
{
    const auto make = [this](IconName name, const QString& text, const QKeySequence& key) {
        auto* action = new QAction(icon(name), text, this);
        action->setShortcut(key);
        action->setShortcutContext(Qt::WindowShortcut);
        action->setToolTip(QStringLiteral("%1 (%2)").arg(text, key.toString(QKeySequence::NativeText)));
        addAction(action);
        return action;
    };
    m_toBegin = make(IconName::ToBegin, tr("To the beginning"), QKeySequence(Qt::CTRL | Qt::Key_Left));
    m_play = make(IconName::Play, tr("Play"), QKeySequence(Qt::Key_Space));
    m_toEnd = make(IconName::ToEnd, tr("To the end"), QKeySequence(Qt::CTRL | Qt::Key_Right));
    m_slower = make(IconName::ToBegin, tr("Slower"), QKeySequence(Qt::Key_BracketLeft));
    m_faster = make(IconName::ToEnd, tr("Faster"), QKeySequence(Qt::Key_BracketRight));
    m_loop = make(IconName::Loop, tr("Loop"), QKeySequence(Qt::CTRL | Qt::Key_L));
    m_loop->setCheckable(true);
    m_loop->setChecked(m_playback.loops());
    connect(m_toBegin, &QAction::triggered, &m_playback, &Playback::toBegin);
    connect(m_play, &QAction::triggered, &m_playback, &Playback::toggle);
    connect(m_toEnd, &QAction::triggered, &m_playback, &Playback::toEnd);
    connect(m_slower, &QAction::triggered, &m_playback, &Playback::slower);
    connect(m_faster, &QAction::triggered, &m_playback, &Playback::faster);
    connect(m_loop, &QAction::toggled, &m_playback, &Playback::setLoops);
}

void PlaybackBar::createControls()
{
    m_speed = new QComboBox(this);
    m_speed->setAccessibleName(tr("Speed"));
    m_speed->setToolTip(tr("Speed ([ slower, ] faster)"));
    m_speed->setFocusPolicy(Qt::TabFocus);   // so that Space after choosing a speed still plays
    for (const double speed : Playback::kSpeeds)
        m_speed->addItem(speedText(speed), speed);
    m_slider = new TimeSlider(m_state, this);
    m_moment = new QLabel(this);
    m_moment->setObjectName(QStringLiteral("moment"));
    m_moment->setAccessibleName(tr("Moment shown"));

    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(8, 4, 12, 4);
    row->setSpacing(4);
    for (QAction* action : {m_toBegin, m_play, m_toEnd})
        row->addWidget(makeButton(action, this));
    row->addSpacing(4);
    row->addWidget(m_speed);
    row->addWidget(makeButton(m_loop, this));
    row->addSpacing(6);
    row->addWidget(m_moment);
    row->addWidget(m_slider, 1);
}

void PlaybackBar::connectState()
{
    connect(&m_playback, &Playback::playingChanged, this, &PlaybackBar::showPlaying);
    connect(&m_playback, &Playback::speedChanged, this, &PlaybackBar::showSpeed);
    connect(&m_playback, &Playback::loopsChanged, m_loop, &QAction::setChecked);
    connect(m_speed, &QComboBox::activated, this, [this](int row) { m_playback.setSpeed(m_speed->itemData(row).toDouble()); });
    connect(&m_state, &ViewState::timeChanged, this, &PlaybackBar::showMoment);
    connect(&m_state, &ViewState::datasetChanged, this, &PlaybackBar::showAvailable);
}

void PlaybackBar::showMoment()
{
    const auto& dataset = m_state.values().dataset;
    if (!dataset || !dataset->trace) {
        m_moment->setText(tr("no trace"));
        m_moment->setToolTip({});
        return;
    }
    m_moment->setText(QStringLiteral("%1 / %2").arg(clockText(m_state.values().time), clockText(dataset->trace->duration)));
    m_moment->setToolTip(momentText(*dataset->trace, m_state.values().time));
}

void PlaybackBar::showPlaying(bool playing)
{
    m_play->setIcon(icon(playing ? IconName::Pause : IconName::Play));
    m_play->setText(playing ? tr("Pause") : tr("Play"));
    m_play->setToolTip(tr("%1 (Space)").arg(m_play->text()));
}

void PlaybackBar::showSpeed(double speed)
{
    m_speed->setCurrentIndex(m_speed->findData(speed));
}

void PlaybackBar::showAvailable()
{
    const auto& dataset = m_state.values().dataset;
    const bool hasTrace = dataset && dataset->trace;
    for (QAction* action : playbackActions())
        action->setEnabled(hasTrace);
    m_speed->setEnabled(hasTrace);
    m_slider->setEnabled(hasTrace);
    showMoment();
}

} // namespace podscape
