#pragma once

#include "widgets/scene/HoverText.h"

#include <QObject>
#include <QPointF>

#include <optional>

namespace podscape {

class PodScene;
class SceneDetail;
class ViewState;
class VtkWidget;

// What is under the mouse: its outline in every view, and a tip with its value at the playhead. A camera that moves leaves neither behind: both are
// gone until it rests, and then say what is there now. GUI thread.
class SceneHover : public QObject
{
    Q_OBJECT

public:
    // All outlive it.
    SceneHover(VtkWidget& view, PodScene& scene, SceneDetail& detail, ViewState& state);

    void moveTo(QPointF at);   // the mouse, in pixels of the view
    void leave();
    void hide();               // until the picture rests; the mouse stays where it is

private:
    void show();
    void followTime();

    VtkWidget& m_view;
    PodScene& m_scene;
    ViewState& m_state;
    HoverText m_text;
    std::optional<QPointF> m_at;
    bool m_isHidden = false;
};

} // namespace podscape
