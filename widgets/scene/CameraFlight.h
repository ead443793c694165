#pragma once

#include "model/layout/Layout.h"
#include "widgets/scene/CameraPose.h"

namespace podscape {

// A way of the camera from one pose to another: out, over and in again, as far and as fast as it looks smooth (van Wijk and Nuij, "Smooth
// and efficient zooming and panning", InfoVis 2003), and over the blocks where the straight way would lead through them. Angles turn the short
// way round. A value: where one is on it follows from the share of the time alone.
class CameraFlight
{
public:
    CameraFlight(const CameraPose& from, const CameraPose& to);                             // with nothing in the way
    CameraFlight(const CameraPose& from, const CameraPose& to, const Layout& obstacles);

    [[nodiscard]] double seconds() const { return m_seconds; }
    void setSeconds(double seconds) { m_seconds = seconds; }

    [[nodiscard]] CameraPose at(double share) const;   // of the time; exactly the two poses at 0 and 1
    [[nodiscard]] const CameraPose& destination() const { return m_to; }

private:
    [[nodiscard]] CameraPose plain(double way) const;
    [[nodiscard]] CameraPose lifted(double way) const;
    [[nodiscard]] bool isClear(const Layout& obstacles) const;
    void rise(const Layout& obstacles);

    CameraPose m_from, m_to;
    double m_length = 0;        // of the path, as van Wijk and Nuij measure it
    double m_reach = 0;         // between the two targets
    double m_r0 = 0;
    double m_seconds = 0;
    bool m_isLifted = false;
    double m_safeHeight = 0, m_margin = 0, m_lift = 0;
};

} // namespace podscape
