#include "widgets/vtk/QuadIndices.h"

#include <vtkOpenGLBufferObject.h>
#include <vtk_glew.h>

#include <algorithm>
#include <cstdint>
#include <vector>

namespace podscape {

QuadIndices::QuadIndices() = default;
QuadIndices::~QuadIndices() = default;

void QuadIndices::draw(std::size_t first, std::size_t count)
{
    if (first + count > m_quads) {
        m_quads = std::max(first + count, 2 * m_quads);
        std::vector<std::uint32_t> order;
        order.reserve(6 * m_quads);
        for (std::uint32_t quad = 0; quad < m_quads; ++quad)
            for (const std::uint32_t corner : {0u, 1u, 2u, 0u, 2u, 3u})
                order.push_back(4 * quad + corner);
        m_buffer->Upload(order, vtkOpenGLBufferObject::ElementArrayBuffer);
    }
    m_buffer->Bind();
    glDrawElements(GL_TRIANGLES, static_cast<GLsizei>(6 * count), GL_UNSIGNED_INT, reinterpret_cast<const void*>(6 * first * sizeof(std::uint32_t)));
}

void QuadIndices::release()
{
    m_buffer->ReleaseGraphicsResources();
    m_quads = 0;
}

} // namespace podscape
