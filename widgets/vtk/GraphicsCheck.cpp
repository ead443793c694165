#include "widgets/vtk/GraphicsCheck.h"

#include "widgets/vtk/SceneFormat.h"

#include <QOffscreenSurface>
#include <QOpenGLContext>
#include <QOpenGLFunctions>

namespace podscape {

namespace {

// What keeps a driver below what it can do comes first; a program that draws in software is better than none.
std::string remedy()
{
    if (qEnvironmentVariableIsSet("MESA_GL_VERSION_OVERRIDE"))
        return "Remove MESA_GL_VERSION_OVERRIDE from the environment.";
    if (!qEnvironmentVariableIsSet("LIBGL_ALWAYS_SOFTWARE"))
        return "Update the graphics driver, or draw in software: LIBGL_ALWAYS_SOFTWARE=1 podscape.";
    return "Install Mesa's drivers (apt install libgl1-mesa-dri), or make pictures without a window: podscape render.";
}

Error tooOld(std::string found)
{
    return {ErrorCode::Unsupported, "podscape", {}, "OpenGL 3.2 to draw its windows", std::move(found), remedy()};
}

} // namespace

Status checkGraphics()
{
    QOpenGLContext context;
    context.setFormat(sceneFormat());
    if (!context.create())
        return tooOld("a display without OpenGL");
    if (context.format().version() >= sceneFormat().version())
        return Done{};
    std::string found = "OpenGL " + std::to_string(context.format().majorVersion()) + '.' + std::to_string(context.format().minorVersion());
    QOffscreenSurface surface;
    surface.setFormat(context.format());
    surface.create();
    if (context.makeCurrent(&surface))
        if (const auto* name = reinterpret_cast<const char*>(context.functions()->glGetString(GL_RENDERER)))
            found += std::string(" (") + name + ')';
    return tooOld(found);
}

} // namespace podscape
