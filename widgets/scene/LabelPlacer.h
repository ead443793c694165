#pragma once

#include "widgets/draw/DrawList.h"

#include <vector>

namespace podscape {

// Accepts labels in order of importance and refuses those that would touch an accepted one, an obstacle or the frame's edge, so that no
// two texts on a picture ever overlap.
class LabelPlacer
{
public:
    explicit LabelPlacer(RectPx frame) : m_frame(frame) {}

    void block(const RectPx& obstacle) { m_taken.push_back(obstacle); }

    [[nodiscard]] bool isFree(const RectPx& label) const;

    // Takes the place when it is free.
    bool place(const RectPx& label);

private:
    RectPx m_frame;
    std::vector<RectPx> m_taken;
};

} // namespace podscape
