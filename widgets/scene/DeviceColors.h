#pragma once

#include "model/layout/Layout.h"
#include "widgets/draw/Theme.h"

#include <string>

namespace podscape {

// Quiet colours of what is in a rack and is no chip, apart from each other and from the blue of chips without a metric; in the order of
// CellContent from kCellSwitch down.
[[nodiscard]] const std::array<Rgb, kDeviceKinds>& deviceColors(ThemeName theme);

// "switch tray": what one cell of this content is called on the picture; empty for chips and blank.
[[nodiscard]] std::string deviceWord(std::int32_t content);

} // namespace podscape
