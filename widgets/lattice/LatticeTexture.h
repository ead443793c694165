#pragma once

#include <vtkNew.h>

#include <bit>
#include <cstdint>
#include <span>
#include <vector>

class vtkOpenGLRenderWindow;
class vtkTextureObject;
class vtkWindow;

namespace podscape {

// A long list of four-byte texels as a texture that is 2^n wide. Grows as needed; an upload of as many rows as before, or fewer, rewrites those rows only.
class LatticeTexture
{
public:
    LatticeTexture();
    ~LatticeTexture();

    // Width of a texture whose sides are at most `limit` long, as a power of 2.
    [[nodiscard]] static int widthBits(int limit) { return std::bit_width(static_cast<unsigned>(limit)) - 1; }

    // Returns the bytes that were written. `limit` is the longest side. What does not fit is cut off.
    std::uint64_t upload(vtkOpenGLRenderWindow* window, std::span<const std::uint32_t> texels, int limit);
    void activate();
    void deactivate();
    [[nodiscard]] int unit() const;
    void release(vtkWindow* window);

    void markStale() { m_isStale = true; }
    [[nodiscard]] bool isStale() const { return m_isStale; }

private:
    vtkNew<vtkTextureObject> m_texture;
    std::vector<std::uint32_t> m_padded;
    int m_width = 0, m_rows = 0;
    bool m_isStale = true;
};

} // namespace podscape
