#pragma once

#include "widgets/scene/BoxActor.h"
#include "widgets/scene/LineActor.h"
#include "widgets/scene/LinkBundles.h"
#include "widgets/scene/PodOverlay.h"

#include <vector>

namespace podscape {

// The links of the shown fabric over the blocks: bundles, the links of what is selected, and boxes for switches. A selected switch shows its
// links alone; everything else steps back.
class LinkLayer
{
public:
    LinkLayer();

    [[nodiscard]] std::vector<vtkActor*> actors() const { return {m_bundles.actor(), m_singles.actor(), m_switchBoxes.actor()}; }

    // Rebuilds for the dataset, arrangement, fabric, selection and theme in `values`, then shows its moment.
    void update(const ViewValues& values, const Layout& layout, const SwitchPlaces& places);
    // A new moment of the same: colours only.
    void updateLoads(const ViewValues& values);
    void clear();
    void setPixelRatio(float ratio);

    [[nodiscard]] const LinkLegend& legend() const { return m_legend; }

private:
    void drawSwitches(const ViewValues& values, const Fabric& fabric, const SwitchPlaces& places);
    [[nodiscard]] Rgba colorOf(const LinkBundle& bundle, const Theme& theme) const;

    LineActor m_bundles, m_singles;
    BoxActor m_switchBoxes;
    LinkLegend m_legend;
    LinkBundles m_links;
    bool m_crowded = false;
    bool m_switchChosen = false;
};

} // namespace podscape
