#pragma once

#include "model/layout/Layout.h"
#include "widgets/draw/Theme.h"
#include "widgets/scene/FaceActor.h"
#include "widgets/lines/Line.h"

namespace podscape {

// What stands around racks in the physical arrangement, as geometry: floors under rooms, tinted aisles, walls to look into, edges. Rooms
// lie a little above the ground and each other, because coplanar faces flicker.
[[nodiscard]] std::vector<FaceActor::Face> roomFloors(const Layout& layout, const Theme& theme);
[[nodiscard]] std::vector<FaceActor::Face> aisleFloors(const Layout& layout, const Theme& theme);   // cold bluish, hot reddish
[[nodiscard]] std::vector<FaceActor::Face> roomWalls(const Layout& layout, const Theme& theme);     // facing outwards; upper floors, facing down
[[nodiscard]] std::vector<Line> bodyEdges(const Layout& layout, const Theme& theme);

// Aisles narrower than a few pixels are left out, where a metre has this many of them: only noise.
[[nodiscard]] bool aislesAreSeen(const Layout& layout, double pixelsPerMetre);
[[nodiscard]] Rgba aisleColor(const Theme& theme, bool isCold);

// How far below the blocks the ground lies, in units of the layout.
[[nodiscard]] float groundBelow(const Layout& layout);

} // namespace podscape
