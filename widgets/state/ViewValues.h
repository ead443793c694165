#pragma once

#include "model/base/Quantity.h"
#include "model/color/ColorScale.h"
#include "model/io/Dataset.h"
#include "model/traffic/LinkDirection.h"
#include "widgets/draw/Theme.h"
#include "widgets/state/Cutaway.h"
#include "widgets/state/EntityRef.h"

#include <memory>
#include <optional>
#include <vector>

namespace podscape {

// What the 3D picture lights up instead of showing a metric.
enum class Emphasis { None, Assumptions };

// Everything the three pictures agree on, as one value. The window changes it through ViewState; the command line fills it directly.
struct ViewValues
{
    std::shared_ptr<const Dataset> dataset;          // null: nothing is open
    Arrangement arrangement = Arrangement::Physical;
    std::vector<EntityRef> selection;                // in the order of choosing, no repeats
    std::optional<EntityRef> hover;
    Nanoseconds time;                                // the playhead
    TimeRange visible;                               // what the timeline shows
    std::optional<TimeRange> brush;
    std::optional<MetricId> metric;                  // what colours mean; none without a trace
    ColorScale scale;
    FabricId fabric;                                 // what the heatmap and the links show
    ThemeName theme = ThemeName::Dark;
    Emphasis emphasis = Emphasis::None;
    LinkDirection linkDirection = LinkDirection::Both;
    Cutaway cutaway;
    bool fadeUnselected = false;                     // chips outside the selection are drawn faintly

    [[nodiscard]] const Metric* shownMetric() const;              // nullptr when none
    [[nodiscard]] std::vector<UnitRef> selectedUnits() const;     // units, and the units of selected jobs and events as ranges of leaves' topmost units
};

// A dataset just opened: whole time range visible, playhead at the first moment with jobs or samples, first unit metric, its default
// scale, first fabric that reaches beyond a block; arrangement, theme, emphasis and colour map as before.
[[nodiscard]] ViewValues initialValues(std::shared_ptr<const Dataset> dataset, const ViewValues& before = {});

// The fewest units that cover a chip range exactly, e.g. a slice of eight whole racks gives eight racks.
[[nodiscard]] std::vector<UnitRef> coveringUnits(const UnitTree& tree, IndexRange chips);

} // namespace podscape
