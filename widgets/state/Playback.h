#pragma once

#include "model/base/Quantity.h"

#include <QObject>
#include <QTimer>

#include <array>
#include <functional>

namespace podscape {

class ViewState;

// Moves the playhead through the trace at a speed in trace seconds per second. The time shown always follows from the wall clock and
// the moment playing began, so a slow frame is skipped and never delays what comes after. Plays the brushed range where there is
// one, else the whole trace. GUI thread.
class Playback : public QObject
{
    Q_OBJECT

public:
    // Monotonic wall time; replaced in tests.
    using Clock = std::function<Nanoseconds()>;

    // 1× to a day a second, in steps that people name: second, minute, ten minutes, hour, day.
    static constexpr std::array<double, 10> kSpeeds{1, 10, 60, 300, 600, 1'800, 3'600, 10'800, 21'600, 86'400};

    explicit Playback(ViewState& state, QObject* parent = nullptr);
    Playback(ViewState& state, Clock clock, QObject* parent = nullptr);

    [[nodiscard]] bool isPlaying() const { return m_timer.isActive(); }
    [[nodiscard]] double speed() const { return m_speed; }
    [[nodiscard]] bool loops() const { return m_loops; }
    [[nodiscard]] TimeRange playedRange() const;

    // The step at which the whole trace takes about a minute.
    [[nodiscard]] static double fittingSpeed(Nanoseconds duration);

public slots:
    void play();
    void pause();
    void toggle() { isPlaying() ? pause() : play(); }
    void setSpeed(double traceSecondsPerSecond);
    void faster();
    void slower();
    void setLoops(bool loops);
    void toBegin();
    void toEnd();
    void tick();   // called by the timer

signals:
    void playingChanged(bool playing);
    void speedChanged(double speed);
    void loopsChanged(bool loops);

private:
    void anchorHere();
    void drive(Nanoseconds time);
    void adaptToDataset();

    ViewState& m_state;
    Clock m_clock;
    QTimer m_timer;
    double m_speed = 1;
    bool m_loops = true;
    bool m_driving = false;          // set while we move the playhead ourselves
    Nanoseconds m_anchorWall;
    Nanoseconds m_anchorTime;
};

} // namespace podscape
