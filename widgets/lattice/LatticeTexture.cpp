#include "widgets/lattice/LatticeTexture.h"

#include <vtkOpenGLRenderWindow.h>
#include <vtkTextureObject.h>
#include <vtkType.h>
#include <vtk_glew.h>

#include <algorithm>

namespace podscape {

LatticeTexture::LatticeTexture() = default;
LatticeTexture::~LatticeTexture() = default;

std::uint64_t LatticeTexture::upload(vtkOpenGLRenderWindow* window, std::span<const std::uint32_t> texels, int limit)
{
    const int width = 1 << widthBits(limit);
    const int rows = std::clamp(static_cast<int>((texels.size() + static_cast<std::size_t>(width) - 1) / static_cast<std::size_t>(width)), 1, limit);
    m_padded.resize(static_cast<std::size_t>(width) * static_cast<std::size_t>(rows));
    std::copy_n(texels.begin(), std::min(texels.size(), m_padded.size()), m_padded.begin());
    m_texture->SetContext(window);
    if (width != m_width || rows > m_rows) {
        m_width = width;
        m_rows = std::min(limit, std::max(rows, 2 * m_rows));
        m_texture->Allocate2D(static_cast<unsigned>(m_width), static_cast<unsigned>(m_rows), 4, VTK_UNSIGNED_CHAR);
        m_texture->SetMinificationFilter(vtkTextureObject::Nearest);
        m_texture->SetMagnificationFilter(vtkTextureObject::Nearest);
    }
    m_texture->Activate();
    glPixelStorei(GL_UNPACK_ALIGNMENT, 4);
    glTexSubImage2D(GL_TEXTURE_2D, 0, 0, 0, width, rows, GL_RGBA, GL_UNSIGNED_BYTE, m_padded.data());
    m_texture->Deactivate();
    m_isStale = false;
    return m_padded.size() * sizeof(std::uint32_t);
}

void LatticeTexture::activate() { m_texture->Activate(); }
void LatticeTexture::deactivate() { m_texture->Deactivate(); }
int LatticeTexture::unit() const { return m_texture->GetTextureUnit(); }

void LatticeTexture::release(vtkWindow* window)
{
    m_texture->ReleaseGraphicsResources(window);
    m_width = m_rows = 0;
    m_isStale = true;
}

} // namespace podscape
