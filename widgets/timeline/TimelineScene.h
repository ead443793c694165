#pragma once

#include "widgets/timeline/TimelineDrawList.h"
#include "widgets/vtk/FlatScene.h"

#include <memory>

namespace podscape {

// The timeline as a scene: shows ViewValues, and keeps the last draw list so that a view can ask what is under the mouse.
class TimelineScene : public FlatScene
{
public:
    TimelineScene();
    ~TimelineScene() override;

    void show(const ViewValues& values);
    [[nodiscard]] const TimelineDrawList& picture() const;   // of the last prepared frame

private:
    struct State;
    explicit TimelineScene(std::shared_ptr<State> state);
    std::shared_ptr<State> m_state;                           // shared with the builder that FlatScene holds
};

} // namespace podscape
