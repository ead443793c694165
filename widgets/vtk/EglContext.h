#pragma once

#include "model/base/Result.h"

#include <memory>

namespace podscape {

// An OpenGL 3.2 core context with neither display nor surface. One thread at a time.
class EglContext
{
public:
    [[nodiscard]] static Result<std::unique_ptr<EglContext>> create();
    ~EglContext();
    EglContext(const EglContext&) = delete;
    EglContext& operator=(const EglContext&) = delete;

    void makeCurrent();

private:
    EglContext(void* display, void* context) : m_display(display), m_context(context) {}

    void* m_display;
    void* m_context;
};

} // namespace podscape
