#pragma once

#include "widgets/state/Cutaway.h"

#include <Eigen/Core>

#include <cstdint>
#include <functional>

namespace podscape {

class ViewState;

// The changes that keys and the bar make to how the scene is cut open. What is switched off and on again comes back as it was; a first cut faces
// the camera, and goes through the selected unit where one is selected.
class CutawayEdit
{
public:
    // The function says where the eye is, seen from what it looks at. The state outlives this.
    CutawayEdit(ViewState& state, std::function<Eigen::Vector3d()> toEye);

    void setClipped(bool on);
    void setClipAxis(Axis axis);
    void setClipShare(double share);              // 0…1
    void flipClip();
    void setSliced(bool on);                      // nothing happens without a torus
    void setSliceAxis(Axis axis);
    void setSliceCoordinate(int coordinate);
    void setExploded(bool on);
    void setExplodeAxis(Axis axis);
    void setExplodeFactor(double factor);

    [[nodiscard]] const Cutaway& shown() const;   // what is on
    [[nodiscard]] const Cutaway& last() const { return m_last; }
    [[nodiscard]] std::uint32_t layers(Axis axis) const;   // of the torus; 0 without one

    static constexpr double kClipStep = 0.02, kFactorStep = 0.1;

private:
    void apply(const Cutaway& next);
    [[nodiscard]] Cutaway::Clip facingCut() const;

    ViewState& m_state;
    std::function<Eigen::Vector3d()> m_toEye;
    Cutaway m_last;                               // as each of them was last, on or off
    bool m_hasClip = false;
};

[[nodiscard]] constexpr Axis nextAxis(Axis axis) { return static_cast<Axis>((static_cast<int>(axis) + 1) % 3); }

} // namespace podscape
