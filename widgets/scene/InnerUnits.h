#pragma once

#include "widgets/scene/CameraPose.h"

#include <functional>
#include <vector>

namespace podscape {

// A tray or a chip whose face is large enough on screen to bear its name.
struct InnerUnit
{
    UnitRef unit;
    Eigen::Vector2d at;        // the middle of the face turned to the eye, logical pixels
    double widthPx = 0, heightPx = 0;   // of the face through its middle
    double scale = 0;          // pixels a scene unit there: larger is nearer
};

// The units of one block that a near look tells apart: where the faces of chips are large enough these, else what holds them; none from
// afar. What was named before stays so a little longer when it shrinks. Faces that look away from the eye, or are covered by other cells, are for the caller to find out.
[[nodiscard]] std::vector<InnerUnit> innerUnits(std::uint32_t block, const Layout& layout, const UnitTree& tree, const Projector& projector,
                                                const std::function<bool(UnitRef)>& wasNamed);

} // namespace podscape
