#pragma once

#include <cstddef>
#include <memory>
#include <span>

class vtkOpenGLBufferObject;
class vtkOpenGLHelper;
class vtkOpenGLRenderWindow;
class vtkShaderProgram;

namespace podscape {

// A member of the struct that a vertex is.
struct StreamAttribute
{
    const char* name;
    std::size_t offset;
    int components;
    int type;          // VTK_FLOAT, or VTK_UNSIGNED_CHAR for 0…1 in 255 steps
};

// A compiled shader with the layout of vertices that are streamed into one buffer.
class StreamProgram
{
public:
    StreamProgram();
    ~StreamProgram();

    // Makes it current, compiling it the first time; false when it does not compile. Attributes that the shader does not read are left out.
    [[nodiscard]] bool use(vtkOpenGLRenderWindow* window, const char* vertexCode, const char* fragmentCode, vtkOpenGLBufferObject* vertices, std::span<const StreamAttribute> attributes, std::size_t vertexSize);
    [[nodiscard]] bool isCompiled() const;
    [[nodiscard]] vtkShaderProgram* shader() const;    // while it is current
    void letGo();
    void release();                                    // all that the graphics card holds

private:
    std::unique_ptr<vtkOpenGLHelper> m_helper;
    bool m_hasAttributes = false;
};

} // namespace podscape
