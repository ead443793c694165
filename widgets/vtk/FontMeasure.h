#pragma once

#include "widgets/draw/DrawList.h"

namespace podscape {

// A TextMeasure that asks the fonts that DrawListPainter draws with. Sizes are kept; copies share them. One thread.
[[nodiscard]] TextMeasure fontMeasure(float pixelRatio = 1);

} // namespace podscape
