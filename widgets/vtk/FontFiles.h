#pragma once

#include "widgets/draw/DrawList.h"

#include <string>

class vtkTextProperty;

namespace podscape {

// Which font file draws a weight: Inter and JetBrains Mono where installed, else DejaVu; "" leaves VTK its own.
[[nodiscard]] const std::string& fontFile(TextWeight weight);

// Font, size in device pixels (at 72 dpi) and left-bottom justification; colour white.
void applyFont(vtkTextProperty* property, float fontDevicePx, TextWeight weight);

// What may be drawn: control characters become spaces, broken UTF-8 becomes '?', and an empty text a space.
[[nodiscard]] std::string drawable(std::string_view text);

} // namespace podscape
