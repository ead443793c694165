#pragma once

#include "model/layout/Layout.h"
#include "widgets/draw/Theme.h"

#include <string>

namespace podscape {

// Quiet colours of what is in a rack and is no chip, apart from each other and from the blue of chips without a metric; in the order of
// CellContent from kCellSwitch down.
[[nodiscard]] const std::array<Rgb, kDeviceKinds>& deviceColors(ThemeName theme);

// Where the colour of a content below blank stands in that order.
[[nodiscard]] constexpr std::size_t deviceIndex(std::int32_t content) { return static_cast<std::size_t>(kCellSwitch - content); }

// "switch tray": what one cell of this content is called on the picture; empty for chips and blank.
[[nodiscard]] std::string deviceWord(std::int32_t content);

} // namespace podscape
