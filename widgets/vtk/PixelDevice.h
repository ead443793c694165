#pragma once

#include <vtkNew.h>
#include <vtkOpenGLContextDevice2D.h>

#include <cstdint>
#include <memory>
#include <vector>

class vtkTextureObject;

namespace podscape {

class Triangles;

// VTK's 2D device with three calls that draw any number of shapes at once, in device pixels with y down. They bring their own
// projection: VTK's stretches by W/(W−1), which shifts bars and texts by up to half a pixel.
class PixelDevice : public vtkOpenGLContextDevice2D
{
public:
    static PixelDevice* New();
    vtkTypeMacro(PixelDevice, vtkOpenGLContextDevice2D)

    void Begin(vtkViewport* viewport) override;
    void ReleaseGraphicsResources(vtkWindow* window) override;

    void drawTriangles(Triangles& triangles);
    void drawGlyphs(vtkTextureObject* coverage, std::vector<float>& points, std::vector<std::uint8_t>& colors, std::vector<float>& textureCoordinates);
    void drawPicture(vtkTextureObject* picture, float x0, float y0, float x1, float y1, bool isOpaque);
    void setOrigin(int x, int y);                       // which pixel of the picture is the frame's top left
    void clipTo(int x, int y, int width, int height);   // y down, device pixels
    void clipOff();

protected:
    PixelDevice();
    ~PixelDevice() override;

private:
    struct Private;
    struct Program;
    [[nodiscard]] bool ready(Program& program);

    std::unique_ptr<Private> d;
};

} // namespace podscape
