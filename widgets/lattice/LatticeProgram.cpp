#include "widgets/lattice/LatticeProgram.h"

#include "widgets/lattice/LatticeFaces.h"

#include <vtkMatrix4x4.h>
#include <vtkShaderProgram.h>
#include <vtkType.h>

#include <cstddef>

namespace podscape {

namespace {

constexpr StreamAttribute kAttributes[] = {
    {"position", offsetof(LatticeVertex, position), 3, VTK_FLOAT}, {"spotAt", offsetof(LatticeVertex, spot), 3, VTK_FLOAT},
    {"shapeAt", offsetof(LatticeVertex, shape), 4, VTK_FLOAT},     {"cellsAt", offsetof(LatticeVertex, cells), 4, VTK_FLOAT},
    {"chipsAt", offsetof(LatticeVertex, chips), 4, VTK_FLOAT},     {"meansAt", offsetof(LatticeVertex, means), 4, VTK_FLOAT},
    {"wholeAt", offsetof(LatticeVertex, whole), 4, VTK_FLOAT},     {"gapsAt", offsetof(LatticeVertex, gaps), 3, VTK_FLOAT},
    {"blocksAt", offsetof(LatticeVertex, blocks), 3, VTK_FLOAT},
};

} // namespace

bool LatticeProgram::use(vtkOpenGLRenderWindow* window, const shader::Variant& variant, vtkOpenGLBufferObject* vertices)
{
    const bool isNew = !m_stream.isCompiled();
    return m_stream.use(window, isNew ? shader::vertexCode().c_str() : nullptr, isNew ? shader::fragmentCode(variant).c_str() : nullptr, vertices, kAttributes, sizeof(LatticeVertex));
}

void LatticeProgram::setView(vtkMatrix4x4* toClip, const LatticeView& view, const std::array<float, 3>& frameColor, const Layout& layout)
{
    vtkShaderProgram* program = m_stream.shader();
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
    if (m_stream.shader()->IsUniformUsed("colors"))
        m_stream.shader()->SetUniformi("colors", colorUnit);
    if (m_stream.shader()->IsUniformUsed("cellTable"))
        m_stream.shader()->SetUniformi("cellTable", tableUnit);
}

void LatticeProgram::letGo()
{
    m_stream.letGo();
}

} // namespace podscape
