#pragma once

#include "widgets/lattice/LatticeBars.h"
#include "widgets/scene/BoxActor.h"
#include "widgets/lines/LineActor.h"
#include "widgets/scene/LinkBundles.h"
#include "widgets/scene/PodOverlay.h"

#include <optional>
#include <span>
#include <vector>

namespace podscape {

// The links of the shown fabric over the blocks: bundles, the links of what is selected, and boxes for switches. A selected switch shows its
// links alone; everything else steps back.
class LinkLayer
{
public:
    LinkLayer();

    // In drawing order: what is chosen lies over the rest.
    [[nodiscard]] std::vector<vtkActor*> actors() const { return {m_switchBoxes.actor(), m_bundles.actor(), m_nearBundles.actor(), m_bars.actor(), m_singles.actor()}; }

    // Rebuilds for the dataset, arrangement, fabric, selection and theme in `values`, then shows its moment.
    void update(const ViewValues& values, const Layout& layout, const SwitchPlaces& places);
    // Another selection in the same picture.
    void updateChoice(const ViewValues& values, const Layout& layout, const SwitchPlaces& places);
    // Looks at a unit from near: its bundles are drawn between blocks where they are coarser elsewhere. Nothing to do where they are not.
    void setNear(std::optional<UnitRef> unit, const ViewValues& values, const Layout& layout, const SwitchPlaces& places);
    // A new moment of the same: colours only.
    void updateLoads(const ViewValues& values);
    // How strongly chips are drawn (ChipMask), valid until the next call: links fade and go with the chips at their ends from the next update on.
    void setMask(std::span<const std::uint8_t> chips) { m_mask = chips; }
    void updateMask(const ViewValues& values);
    void clear();
    // With less detail than 1 bundles keep to a budget: smaller ones fade.
    void setPixelRatio(float ratio, double detail);

    [[nodiscard]] const LinkLegend& legend() const { return m_legend; }
    // What the lattice draws between the chips inside a block; none where blocks are not cubes of a torus.
    [[nodiscard]] LatticeBars bars(const ViewValues& values, const Layout& layout) const;

private:
    void takeChoice(const ViewValues& values, const Layout& layout, const SwitchPlaces& places);
    bool takeMoment(const ViewValues& values);
    void showLoads(const ViewValues& values);
    void showMask(const ViewValues& values);
    void colorBundles(const ViewValues& values);
    void drawSwitches(const ViewValues& values, const Fabric& fabric, const SwitchPlaces& places);
    [[nodiscard]] Rgba plainColor(const Theme& theme) const;
    [[nodiscard]] Rgba colorOf(const LinkBundle& bundle, const Theme& theme) const;
    [[nodiscard]] Rgba assumptionColorOf(const Fabric& fabric, const LinkBundle& bundle, ThemeName theme) const;

    LineActor m_bundles, m_nearBundles, m_singles;
    LineActor m_bars;              // where lines end between the switches of a run, what holds the run together
    BoxActor m_switchBoxes;
    LinkLegend m_legend;
    LinkBundles m_links;
    LinkBundles m_chosenLinks;
    LinkBundles m_nearLinks;
    std::optional<UnitRef> m_near;
    std::shared_ptr<const Dataset> m_trafficOf;
    std::uint64_t m_traffic = 0;   // LinkLoadModel::version() of what is shown
    Origin m_origin = Origin::Modelled;
    std::span<const float> m_loads;    // of the shown moment; empty: nothing is known
    std::span<const std::uint8_t> m_mask;
    LinkDirection m_direction = LinkDirection::Both;   // that is shown
    bool m_crowded = false;
    bool m_isLattice = false;
    bool m_switchChosen = false;
};

} // namespace podscape
