#pragma once

#include "model/base/Quantity.h"
#include "widgets/draw/DrawList.h"

#include <optional>

namespace podscape {

// Where the sections of the timeline are and how its x axis maps to time. Pure arithmetic; logical pixels.
struct TimelineGeometry
{
    // Which sections have something to show.
    struct Wanted
    {
        bool metric = true;        // the band and the strips
        bool jobs = true;
        bool events = true;
        int stripRows = 1;         // rows that the strips would fill one pixel high
        int jobLanes = 1;
    };

    TimeRange whole;               // the trace
    TimeRange visible;
    RectPx overview, axis, band, strips, jobs, events;   // plots without their titles; zero height where left out
    float titleHeight = 0;         // above each plot; 0 where there is no room
    float left = 0, right = 0;     // of all plots

    [[nodiscard]] static TimelineGeometry of(SizePx size, TimeRange whole, TimeRange visible, const Wanted& wanted);

    [[nodiscard]] float width() const { return right - left; }
    [[nodiscard]] float xAt(Nanoseconds time) const;               // not clamped
    [[nodiscard]] Nanoseconds timeAt(float x) const;               // clamped to visible
    [[nodiscard]] float overviewXAt(Nanoseconds time) const;
    [[nodiscard]] Nanoseconds overviewTimeAt(float x) const;       // clamped to whole
    [[nodiscard]] Nanoseconds perPixel() const;                    // at least 1 ns
    [[nodiscard]] RectPx plots() const;                            // from the band's top to the events' bottom
};

// The visible range after zooming by `factor` (2 shows half as much) with the time under the cursor staying where it is; never
// outside `whole`, never shorter than `shortest`.
[[nodiscard]] TimeRange zoomed(TimeRange visible, TimeRange whole, Nanoseconds anchor, double factor, Nanoseconds shortest);

// Moved by `delta`, keeping its length, stopping at the ends of `whole`.
[[nodiscard]] TimeRange panned(TimeRange visible, TimeRange whole, Nanoseconds delta);

} // namespace podscape
