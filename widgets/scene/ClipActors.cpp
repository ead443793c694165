#include "widgets/scene/ClipActors.h"

#include "model/layout/RayPicker.h"

#include <vtkActor.h>
#include <vtkMapper.h>
#include <vtkNew.h>
#include <vtkPlane.h>
#include <vtkPlaneCollection.h>

namespace podscape {

void clipActors(const std::vector<vtkActor*>& actors, const Box& clip)
{
    vtkNew<vtkPlaneCollection> planes;
    const auto add = [&](int axis, float at, double inward) {
        if (std::abs(at) >= PickLimits::kFar)
            return;
        vtkNew<vtkPlane> plane;
        double origin[3] = {0, 0, 0}, normal[3] = {0, 0, 0};
        origin[axis] = at;
        normal[axis] = inward;
        plane->SetOrigin(origin);
        plane->SetNormal(normal);
        planes->AddItem(plane);
    };
    for (int axis = 0; axis < 3; ++axis) {
        add(axis, clip.min()[axis], 1);
        add(axis, clip.max()[axis], -1);
    }
    for (vtkActor* actor : actors)
        actor->GetMapper()->SetClippingPlanes(planes);
}

} // namespace podscape
