#include "widgets/state/Playback.h"

#include "widgets/state/ViewState.h"

#include <QScopedValueRollback>

#include <algorithm>
#include <chrono>
#include <cmath>

namespace podscape {

namespace {

constexpr double kSecondsForTheWholeTrace = 60;
constexpr int kTickMs = 25;   // 40 a second: above what the eye needs of data, below what a display can show

Nanoseconds monotonicNow()
{
    return {std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::steady_clock::now().time_since_epoch()).count()};
}

} // namespace

Playback::Playback(ViewState& state, QObject* parent) : Playback(state, monotonicNow, parent) {}

Playback::Playback(ViewState& state, Clock clock, QObject* parent) : QObject(parent), m_state(state), m_clock(std::move(clock))
{
    m_timer.setTimerType(Qt::PreciseTimer);
    m_timer.setInterval(kTickMs);
    connect(&m_timer, &QTimer::timeout, this, &Playback::tick);
    connect(&m_state, &ViewState::datasetChanged, this, &Playback::adaptToDataset);
    connect(&m_state, &ViewState::brushChanged, this, &Playback::anchorHere);
    connect(&m_state, &ViewState::timeChanged, this, [this] {
        if (!m_driving)
            anchorHere();   // someone moved the playhead: go on from there
    });
    adaptToDataset();
}

TimeRange Playback::playedRange() const
{
    const ViewValues& values = m_state.values();
    if (values.brush)
        return *values.brush;
    return {Nanoseconds{0}, values.dataset && values.dataset->trace ? values.dataset->trace->duration : Nanoseconds{0}};
}

double Playback::fittingSpeed(Nanoseconds duration)
{
    const double wanted = toSeconds(duration) / kSecondsForTheWholeTrace;
    return *std::min_element(kSpeeds.begin(), kSpeeds.end(), [wanted](double a, double b) {
        return std::abs(std::log(a / std::max(wanted, 1.0))) < std::abs(std::log(b / std::max(wanted, 1.0)));
    });
}

void Playback::play()
{
    const TimeRange range = playedRange();
    if (isPlaying() || range.length() <= Nanoseconds{0})
        return;
    if (!range.contains(m_state.values().time))
        drive(range.begin);
    anchorHere();
    m_timer.start();
    emit playingChanged(true);
}

void Playback::pause()
{
    if (!isPlaying())
        return;
    m_timer.stop();
    emit playingChanged(false);
}

void Playback::setSpeed(double traceSecondsPerSecond)
{
    if (traceSecondsPerSecond <= 0 || traceSecondsPerSecond == m_speed)
        return;
    m_speed = traceSecondsPerSecond;
    anchorHere();
    emit speedChanged(m_speed);
}

void Playback::faster()
{
    const auto next = std::upper_bound(kSpeeds.begin(), kSpeeds.end(), m_speed);
    if (next != kSpeeds.end())
        setSpeed(*next);
}

void Playback::slower()
{
    const auto here = std::lower_bound(kSpeeds.begin(), kSpeeds.end(), m_speed);
    if (here != kSpeeds.begin())
        setSpeed(*std::prev(here));
}

void Playback::setLoops(bool loops)
{
    if (loops == m_loops)
        return;
    m_loops = loops;
    emit loopsChanged(loops);
}

void Playback::toBegin()
{
    m_state.setTime(playedRange().begin);
}

void Playback::toEnd()
{
    m_state.setTime(playedRange().end);
}

void Playback::tick()
{
    const TimeRange range = playedRange();
    const double passedNs = static_cast<double>((m_clock() - m_anchorWall).value) * m_speed;
    const double beyondNs = static_cast<double>((m_anchorTime - range.begin).value) + passedNs;
    const auto lengthNs = static_cast<double>(range.length().value);
    if (lengthNs <= 0) {
        pause();
    } else if (beyondNs < lengthNs) {
        drive(range.begin + Nanoseconds{static_cast<std::int64_t>(std::max(beyondNs, 0.0))});
    } else if (m_loops) {
        drive(range.begin + Nanoseconds{static_cast<std::int64_t>(std::fmod(beyondNs, lengthNs))});
    } else {
        drive(range.end);
        pause();
    }
}

void Playback::anchorHere()
{
    m_anchorWall = m_clock();
    m_anchorTime = m_state.values().time;
}

void Playback::drive(Nanoseconds time)
{
    const QScopedValueRollback driving(m_driving, true);
    m_state.setTime(time);
}

void Playback::adaptToDataset()
{
    pause();
    setSpeed(fittingSpeed(playedRange().length()));
    anchorHere();
}

} // namespace podscape
