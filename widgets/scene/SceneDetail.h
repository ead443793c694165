#pragma once

#include "widgets/scene/FrameBudget.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

namespace podscape {

class PodScene;
class VtkWidget;

// How finely the scene is drawn from one frame to the next: as its budget allows while something moves, and with every pixel as soon as
// nothing has for a moment. A picture that is left alone becomes finer still where that never keeps the hand waiting: the mean of a few, with
// less light in corners. GUI thread.
class SceneDetail : public QObject
{
    Q_OBJECT

public:
    // Both outlive it. Listens to the frames of the view, and asks it for the sharp one.
    SceneDetail(PodScene& scene, VtkWidget& view);

    void stir();       // the camera or a thing moves: the frames of the next moment need not be sharp
    void stirTime();   // the playhead moved: a step by hand is none, a replay or a dragged playhead is

    [[nodiscard]] bool isMoving() const { return m_budget.isMoving(); }

    // No finer frames where one takes longer, which would keep the hand waiting.
    void setLongestFrame(double milliseconds) { m_longestMs = milliseconds; }

    static constexpr int kRestMs = 80;   // without a move; with a frame of 50 ms the sharp picture is there within 150

signals:
    void rested();   // nothing has moved for kRestMs; the sharp picture is asked for

private:
    void settle();
    void takeFrame(double milliseconds);
    void refine();

    PodScene& m_scene;
    VtkWidget& m_view;
    FrameBudget m_budget;
    QTimer m_rest, m_refine;
    double m_longestMs = 150;
    int m_fineness = 0;          // of the last frame
    bool m_affordsFiner = true;  // until a finer frame took too long
    bool m_wasSlow = false;      // the last sharp frame, which may have been the first with a new program
    QElapsedTimer m_sinceTime;
};

} // namespace podscape
