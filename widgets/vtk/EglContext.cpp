#include "widgets/vtk/EglContext.h"

#include <EGL/egl.h>
#include <EGL/eglext.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <vector>

namespace podscape {
namespace {

Error noContext(std::string found)
{
    return {ErrorCode::Unsupported, {}, {}, "OpenGL 3.2 through EGL, which draws without a screen", std::move(found),
            std::getenv("MESA_GL_VERSION_OVERRIDE") ? "Remove MESA_GL_VERSION_OVERRIDE from the environment." : "Install Mesa's drivers: apt install libegl1 libegl-mesa0 libgl1-mesa-dri."};
}

bool clientHas(const char* extension)
{
    const char* extensions = eglQueryString(EGL_NO_DISPLAY, EGL_EXTENSIONS);
    return extensions && std::strstr(extensions, extension);
}

// Displays worth trying, best first: a graphics card by its device, then Mesa's surfaceless platform, then whatever EGL thinks of.
std::vector<EGLDisplay> candidates()
{
    std::vector<EGLDisplay> displays;
    const auto platformDisplay = reinterpret_cast<PFNEGLGETPLATFORMDISPLAYEXTPROC>(eglGetProcAddress("eglGetPlatformDisplayEXT"));
    if (platformDisplay && clientHas("EGL_MESA_platform_surfaceless"))
        displays.push_back(platformDisplay(EGL_PLATFORM_SURFACELESS_MESA, EGL_DEFAULT_DISPLAY, nullptr));
    const auto queryDevices = reinterpret_cast<PFNEGLQUERYDEVICESEXTPROC>(eglGetProcAddress("eglQueryDevicesEXT"));
    if (platformDisplay && queryDevices && clientHas("EGL_EXT_platform_device")) {
        std::array<EGLDeviceEXT, 8> devices{};
        EGLint count = 0;
        if (queryDevices(static_cast<EGLint>(devices.size()), devices.data(), &count))
            for (EGLint i = 0; i < count; ++i)
                displays.push_back(platformDisplay(EGL_PLATFORM_DEVICE_EXT, devices[static_cast<std::size_t>(i)], nullptr));
    }
    displays.push_back(eglGetDisplay(EGL_DEFAULT_DISPLAY));
    return displays;
}

EGLContext coreContext(EGLDisplay display)
{
    constexpr std::array<EGLint, 5> wanted{EGL_SURFACE_TYPE, EGL_PBUFFER_BIT, EGL_RENDERABLE_TYPE, EGL_OPENGL_BIT, EGL_NONE};
    constexpr std::array<EGLint, 7> version{EGL_CONTEXT_MAJOR_VERSION, 3, EGL_CONTEXT_MINOR_VERSION, 2, EGL_CONTEXT_OPENGL_PROFILE_MASK, EGL_CONTEXT_OPENGL_CORE_PROFILE_BIT, EGL_NONE};
    EGLConfig config = nullptr;
    EGLint count = 0;
    if (!eglChooseConfig(display, wanted.data(), &config, 1, &count) || count == 0)
        return EGL_NO_CONTEXT;
    return eglCreateContext(display, config, EGL_NO_CONTEXT, version.data());
}

} // namespace

Result<std::unique_ptr<EglContext>> EglContext::create()
{
    std::string found = "no EGL display";
    for (EGLDisplay display : candidates()) {
        if (display == EGL_NO_DISPLAY || !eglInitialize(display, nullptr, nullptr) || !eglBindAPI(EGL_OPENGL_API))
            continue;
        const EGLContext context = coreContext(display);
        if (context != EGL_NO_CONTEXT && eglMakeCurrent(display, EGL_NO_SURFACE, EGL_NO_SURFACE, context))
            return std::unique_ptr<EglContext>(new EglContext(display, context));
        std::array<char, 64> text{};
        const EGLint error = eglGetError();
        std::snprintf(text.data(), text.size(), "EGL error 0x%04x", static_cast<unsigned>(error));
        found = error == EGL_BAD_MATCH ? "a driver with an older version" : text.data();
        if (context != EGL_NO_CONTEXT)
            eglDestroyContext(display, context);
    }
    return noContext(found);
}

EglContext::~EglContext()
{
    // The display itself is shared by every context of the process and stays.
    eglMakeCurrent(m_display, EGL_NO_SURFACE, EGL_NO_SURFACE, EGL_NO_CONTEXT);
    eglDestroyContext(m_display, m_context);
}

void EglContext::makeCurrent()
{
    eglBindAPI(EGL_OPENGL_API);
    eglMakeCurrent(m_display, EGL_NO_SURFACE, EGL_NO_SURFACE, m_context);
}

} // namespace podscape
