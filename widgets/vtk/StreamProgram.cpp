#include "widgets/vtk/StreamProgram.h"

#include <vtkOpenGLBufferObject.h>
#include <vtkOpenGLHelper.h>
#include <vtkOpenGLRenderWindow.h>
#include <vtkOpenGLShaderCache.h>
#include <vtkOpenGLVertexArrayObject.h>
#include <vtkShaderProgram.h>

namespace podscape {

StreamProgram::StreamProgram() : m_helper(std::make_unique<vtkOpenGLHelper>()) {}
StreamProgram::~StreamProgram() = default;

bool StreamProgram::use(vtkOpenGLRenderWindow* window, const char* vertexCode, const char* fragmentCode, vtkOpenGLBufferObject* vertices, std::span<const StreamAttribute> attributes, std::size_t vertexSize)
{
    vtkOpenGLShaderCache* shaders = window->GetShaderCache();
    if (m_helper->Program)
        shaders->ReadyShaderProgram(m_helper->Program);
    else
        m_helper->Program = shaders->ReadyShaderProgram(vertexCode, fragmentCode, "");
    if (!m_helper->Program)
        return false;
    m_helper->VAO->Bind();
    if (!m_hasAttributes) {
        for (const StreamAttribute& attribute : attributes)
            if (m_helper->Program->IsAttributeUsed(attribute.name))
                m_helper->VAO->AddAttributeArray(m_helper->Program, vertices, attribute.name, static_cast<int>(attribute.offset), vertexSize, attribute.type, attribute.components, attribute.type == VTK_UNSIGNED_CHAR);
        m_hasAttributes = true;
    }
    return true;
}

bool StreamProgram::isCompiled() const { return m_helper->Program; }
vtkShaderProgram* StreamProgram::shader() const { return m_helper->Program; }
void StreamProgram::letGo() { m_helper->VAO->Release(); }

void StreamProgram::release()
{
    m_helper = std::make_unique<vtkOpenGLHelper>();
    m_hasAttributes = false;
}

} // namespace podscape
