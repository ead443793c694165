#pragma once

#include "widgets/draw/DrawList.h"

#include <Eigen/Core>

#include <vtkNew.h>

#include <vector>

class vtkActor;
class vtkPolyData;
class vtkPolyDataMapper;

namespace podscape {

// Plain boxes with faces shaded like the lattice blocks: switches, plinths. One draw call.
class BoxActor
{
public:
    struct Solid { Eigen::Vector3f min, max; Rgb color; };

    BoxActor();
    ~BoxActor();

    [[nodiscard]] vtkActor* actor() const { return m_actor; }
    void setBoxes(const std::vector<Solid>& boxes);

private:
    vtkNew<vtkPolyData> m_geometry;
    vtkNew<vtkPolyDataMapper> m_mapper;
    vtkNew<vtkActor> m_actor;
};

} // namespace podscape
