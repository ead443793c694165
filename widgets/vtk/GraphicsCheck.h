#pragma once

#include "model/base/Result.h"

namespace podscape {

// Whether windows can be drawn here: OpenGL 3.2 core. Makes a context and throws it away; call it before the first window, on the GUI
// thread with an application. The error says what was found and what helps.
[[nodiscard]] Status checkGraphics();

} // namespace podscape
