#pragma once

#include "model/layout/Layout.h"
#include "widgets/draw/Theme.h"
#include "widgets/lines/Line.h"

namespace podscape {

// Edges around units above the blocks (halls, pods, campuses) of which a count or a fact is assumed, in the lit colour of AssumptionColors.
void addAssumedUnits(const Cluster& cluster, const Layout& layout, ThemeName theme, std::vector<Line>& lines);

} // namespace podscape
