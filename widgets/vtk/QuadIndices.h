#pragma once

#include <vtkNew.h>

#include <cstddef>

class vtkOpenGLBufferObject;

namespace podscape {

// The order in which four corners after another make two triangles each; grows with what was asked of it.
class QuadIndices
{
public:
    QuadIndices();
    ~QuadIndices();

    void draw(std::size_t first, std::size_t count);   // quads of the bound vertices
    void release();

private:
    vtkNew<vtkOpenGLBufferObject> m_buffer;
    std::size_t m_quads = 0;
};

} // namespace podscape
