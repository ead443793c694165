#pragma once

#include "widgets/draw/Theme.h"

class QApplication;

namespace podscape {

// Palette, font and style sheet of the whole application in the colours of the pictures.
void applyTheme(QApplication& application, ThemeName name);

} // namespace podscape
