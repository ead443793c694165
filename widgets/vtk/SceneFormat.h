#pragma once

#include <QSurfaceFormat>

namespace podscape {

// What every window that draws asks of OpenGL.
[[nodiscard]] inline QSurfaceFormat sceneFormat()
{
    QSurfaceFormat format;
    format.setVersion(3, 2);
    format.setProfile(QSurfaceFormat::CoreProfile);
    format.setOption(QSurfaceFormat::DeprecatedFunctions);   // core all the same, but not forward-compatible, which forbids wide lines (see LineMapper)
    format.setDepthBufferSize(24);
    format.setSwapInterval(0);   // three pictures in one window must not wait for the display one after the other
    return format;
}

} // namespace podscape
