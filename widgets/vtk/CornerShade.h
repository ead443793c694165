#pragma once

#include <memory>

class vtkOpenGLRenderWindow;
class vtkRenderer;
class vtkTextureObject;
class vtkWindow;

namespace podscape {

// Draws a picture once more with less light where its depths are hollow: between racks, under trays, along walls. Pairs of opposite
// neighbours are compared with the pixel between them, so that a plane at any angle stays as it is and no normals are needed (paired
// samples: Loos and Sloan, Volumetric Obscurance, 2010). GL context current.
class CornerShade
{
public:
    CornerShade();
    ~CornerShade();

    struct Look
    {
        double radiusPx = 20;     // how far light is kept away, device pixels; 0 copies the picture
        int turn = 0, turns = 1;  // which of several pictures to be averaged this is: their pairs lie between each other's
    };

    // Into the bound framebuffer, all of its viewport, blended as the state says.
    void draw(vtkOpenGLRenderWindow* window, vtkRenderer* renderer, vtkTextureObject* color, vtkTextureObject* depth, const Look& look);
    void releaseGraphics(vtkWindow* window);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace podscape
