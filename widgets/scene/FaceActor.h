#pragma once

#include "widgets/draw/DrawList.h"

#include <Eigen/Core>

#include <vtkNew.h>

#include <array>
#include <vector>

class vtkActor;
class vtkPolyData;
class vtkPolyDataMapper;

namespace podscape {

// Unlit four-cornered faces with a colour each, which may be seen through: floors, walls. One draw call.
class FaceActor
{
public:
    struct Face { std::array<Eigen::Vector3f, 4> corners; Rgba color; };   // counter-clockwise from the side it is seen from

    FaceActor();
    ~FaceActor();

    [[nodiscard]] vtkActor* actor() const { return m_actor; }
    void setFaces(const std::vector<Face>& faces);
    void showOnlyBacks();      // of walls: those that would hide what is inside are left out

private:
    vtkNew<vtkPolyData> m_geometry;
    vtkNew<vtkPolyDataMapper> m_mapper;
    vtkNew<vtkActor> m_actor;
};

} // namespace podscape
