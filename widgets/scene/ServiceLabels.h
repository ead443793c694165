#pragma once

#include "widgets/scene/LabelPlacer.h"
#include "widgets/scene/PodOverlay.h"

namespace podscape {

// Writes the names of racks without chips over those that are near enough, the nearest first.
void drawServiceLabels(const PodOverlay& picture, LabelPlacer& placer, DrawList& list);

} // namespace podscape
