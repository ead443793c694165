#include "widgets/lattice/LatticeProgram.h"

#include "widgets/lattice/LatticeFaces.h"

#include <vtkMatrix4x4.h>
#include <vtkOpenGLBufferObject.h>
#include <vtkOpenGLHelper.h>
#include <vtkOpenGLRenderWindow.h>
#include <vtkOpenGLShaderCache.h>
#include <vtkOpenGLVertexArrayObject.h>
#include <vtkShaderProgram.h>

#include <cstddef>

namespace podscape {

namespace {

struct Attribute { const char* name; std::size_t offset; int components; };

constexpr Attribute kAttributes[] = {
    {"position", offsetof(LatticeVertex, position), 3}, {"spotAt", offsetof(LatticeVertex, spot), 3},   {"shapeAt", offsetof(LatticeVertex, shape), 4}, {"cellsAt", offsetof(LatticeVertex, cells), 4},
    {"chipsAt", offsetof(LatticeVertex, chips), 4},     {"meansAt", offsetof(LatticeVertex, means), 4}, {"wholeAt", offsetof(LatticeVertex, whole), 4},
};

} // namespace

LatticeProgram::LatticeProgram() : m_helper(std::make_unique<vtkOpenGLHelper>()) {}
LatticeProgram::~LatticeProgram() = default;

bool LatticeProgram::use(vtkOpenGLRenderWindow* window, const shader::Variant& variant, vtkOpenGLBufferObject* vertices)
{
    vtkOpenGLShaderCache* shaders = window->GetShaderCache();
    if (m_helper->Program)
        shaders->ReadyShaderProgram(m_helper->Program);
    else
        m_helper->Program = shaders->ReadyShaderProgram(shader::vertexCode().c_str(), shader::fragmentCode(variant).c_str(), "");
    if (!m_helper->Program)
        return false;
    m_helper->VAO->Bind();
    if (!m_hasAttributes) {
        for (const Attribute& attribute : kAttributes)   // one that a variant does not read is left out by the compiler
            if (m_helper->Program->IsAttributeUsed(attribute.name))
                m_helper->VAO->AddAttributeArray(m_helper->Program, vertices, attribute.name, static_cast<int>(attribute.offset), sizeof(LatticeVertex), VTK_FLOAT, attribute.components, false);
        m_hasAttributes = true;
    }
    return true;
}

void LatticeProgram::setView(vtkMatrix4x4* toClip, const LatticeView& view, const std::array<float, 3>& frameColor, const Layout& layout)
{
    vtkShaderProgram* program = m_helper->Program;
    const auto setIfUsed = [&](const char* name, auto set) {
        if (program->IsUniformUsed(name))
            set(name);
    };
    setIfUsed("toClip", [&](const char* name) { program->SetUniformMatrix(name, toClip); });
    setIfUsed("eye", [&](const char* name) { program->SetUniform3f(name, view.eye.data()); });
    setIfUsed("forward", [&](const char* name) { program->SetUniform3f(name, view.forward.data()); });
    setIfUsed("isParallel", [&](const char* name) { program->SetUniformi(name, view.isParallel); });
    setIfUsed("frameColor", [&](const char* name) { program->SetUniform3f(name, frameColor.data()); });
    setIfUsed("gap", [&](const char* name) { program->SetUniformf(name, layout.cellGap); });
    setIfUsed("isSolid", [&](const char* name) { program->SetUniformi(name, layout.solidBlocks); });
}

void LatticeProgram::setTextures(int colorUnit, int tableUnit)
{
    if (m_helper->Program->IsUniformUsed("colors"))
        m_helper->Program->SetUniformi("colors", colorUnit);
    if (m_helper->Program->IsUniformUsed("cellTable"))
        m_helper->Program->SetUniformi("cellTable", tableUnit);
}

void LatticeProgram::release()
{
    m_helper->VAO->Release();
}

} // namespace podscape
