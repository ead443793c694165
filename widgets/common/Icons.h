#pragma once

#include <QIcon>

namespace podscape {

enum class IconName
{
    Open, Recent, Physical, Lattice, Fabric, Theme, Search, Frame, Home,
    Play, Pause, ToBegin, ToEnd, Loop, Close, Keys,
    Outline, Inspect, Scene, Heatmap, Timeline, Unit, Job, Event, Warning, Failure, Fade, Cut,
};

// Line icons drawn in the colours of the application's palette when they are painted, so that they follow the theme and are sharp at
// any pixel ratio.
[[nodiscard]] QIcon icon(IconName name);

} // namespace podscape
