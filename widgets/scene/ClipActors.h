#pragma once

#include "model/layout/Layout.h"

#include <vector>

class vtkActor;

namespace podscape {

// Cuts lines and faces off at the sides of a box; a side that is PickLimits::kFar away cuts nothing.
void clipActors(const std::vector<vtkActor*>& actors, const Box& clip);

} // namespace podscape
