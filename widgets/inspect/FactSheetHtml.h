#pragma once

#include "widgets/draw/Theme.h"

#include <QString>

namespace podscape {

struct FactSheet;

// The sheet as rich text for QTextDocument: two columns, a coloured mark for how sure a figure is, sources and arithmetic below it.
[[nodiscard]] QString toHtml(const FactSheet& sheet, const Theme& theme);

} // namespace podscape
