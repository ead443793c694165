#pragma once

#include "model/layout/Layout.h"
#include "model/trace/UnitFigures.h"
#include "widgets/scene/CameraPose.h"
#include "widgets/state/ViewValues.h"

#include <QString>

namespace podscape {

// What a tip over the pod layout says: a chip with its value, a larger unit with mean, lowest and highest value and what is missing.
class HoverText
{
public:
    // `device` is what stands there instead of chips; empty over chips.
    [[nodiscard]] QString of(const EntityRef& entity, const ViewValues& values, const QString& device);

private:
    [[nodiscard]] QString figuresOf(UnitRef unit, const ViewValues& values);

    MomentFigures m_figures;
};

// Smaller than this on screen, and a pixel shows more than one chip.
inline constexpr double kTellsApartPx = 1.5;

// The smallest unit around a chip that a pixel there can tell from its neighbours: the chip itself, or its tray, rack, pod.
[[nodiscard]] UnitRef unitShownAt(std::uint32_t chip, const Layout& layout, const UnitTree& tree, const Projector& projector);

} // namespace podscape
