#pragma once

#include "model/layout/Layout.h"
#include "widgets/lattice/LatticeShader.h"
#include "widgets/lattice/LatticeView.h"
#include "widgets/vtk/StreamProgram.h"

#include <array>

class vtkMatrix4x4;

namespace podscape {

// One compiled variant of the shader with the layout of its vertices.
class LatticeProgram
{
public:
    // Makes it current, compiling it the first time; false when it does not compile.
    [[nodiscard]] bool use(vtkOpenGLRenderWindow* window, const shader::Variant& variant, vtkOpenGLBufferObject* vertices);
    void setView(vtkMatrix4x4* toClip, const LatticeView& view, const std::array<float, 3>& frameColor, const Layout& layout);
    void setTextures(int colorUnit, int tableUnit);
    void letGo();

private:
    StreamProgram m_stream;
};

} // namespace podscape
