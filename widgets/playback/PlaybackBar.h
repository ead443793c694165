#pragma once

#include <QWidget>

class QAction;
class QComboBox;
class QLabel;

namespace podscape {

class Playback;
class TimeSlider;
class ViewState;

// ⏮ ▶ ⏭, speed, loop, the moment and the way through the trace.
class PlaybackBar : public QWidget
{
    Q_OBJECT

public:
    PlaybackBar(ViewState& state, Playback& playback, QWidget* parent = nullptr);

    [[nodiscard]] QList<QAction*> playbackActions() const;

    // "1×", "10 min/s", "1 h/s"
    [[nodiscard]] static QString speedText(double traceSecondsPerSecond);

private:
    void createActions();
    void createControls();
    void connectState();
    void showMoment();
    void showPlaying(bool playing);
    void showSpeed(double speed);
    void showAvailable();

    ViewState& m_state;
    Playback& m_playback;
    QAction* m_toBegin = nullptr;
    QAction* m_play = nullptr;
    QAction* m_toEnd = nullptr;
    QAction* m_loop = nullptr;
    QAction* m_slower = nullptr;
    QAction* m_faster = nullptr;
    QComboBox* m_speed = nullptr;
    QLabel* m_moment = nullptr;
    TimeSlider* m_slider = nullptr;
};

} // namespace podscape
