#pragma once

#include "model/cluster/FloorPlan.h"
#include "model/io/json/JsonCursor.h"

#include <array>

namespace podscape::clusterfile {

// The parts of the section "floor" of a cluster file. Each reads its own keys into the plan; what is wrong goes to the cursor's reading.
// The block level, sizes and slots are read before them.
void readElevation(const JsonCursor& floor, FloorPlan& plan);
void readService(const JsonCursor& floor, const UnitTree& tree, FloorPlan& plan);
void readLevelPlans(const JsonCursor& floor, const UnitTree& tree, FloorPlan& plan);    // spacing, columns, margins, stack
void readPlaces(const JsonCursor& floor, const UnitTree& tree, FloorPlan& plan);

// What they share.
[[nodiscard]] double readMetres(const JsonCursor& value, double min);                   // up to 10 km
[[nodiscard]] std::array<double, 3> readSize(const JsonCursor& value);                  // width, depth and height in metres
[[nodiscard]] std::uint32_t mostUnitsWithin(const UnitTree& tree, int outer, int inner);  // of the level `inner` in any one of `outer`

} // namespace podscape::clusterfile
