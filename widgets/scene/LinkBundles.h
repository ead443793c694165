#pragma once

#include "model/layout/Layout.h"
#include "model/trace/Metric.h"
#include "model/traffic/LinkDirection.h"
#include "widgets/scene/SwitchPlaces.h"
#include "widgets/state/EntityRef.h"

#include <span>
#include <string>
#include <vector>

namespace podscape {

// Links that are drawn as one line because they join the same two ends: units, groups of units or switches.
struct LinkBundle
{
    Eigen::Vector3f from, to;
    Eigen::Vector3f bulge{0, 0, 0};   // how far the middle leaves the straight line: wrap-around links and links over racks are arcs
    std::uint32_t links = 0;
    float meanLoad = kMissing;        // share of bandwidth over the shown directions, 0…1
    float maxLoad = kMissing;
    LinkId first;                     // any one of them
    UnitRef within;                   // the smallest unit that holds both ends
    float shown = 1;                  // 0 when each of its links ends at a hidden chip, between when all that are left end at faded ones
    bool isSelected = false;          // a link of what is selected, between its very ends where these are not too many
};

// The links of a selection in one fabric.
struct LinkSelection
{
    std::vector<std::uint32_t> links;    // ascending, each once
    bool throughCircuits = false;        // a circuit switch is chosen: its links are drawn through it

    // Those of chosen units, those at chosen switches, chosen links themselves. Nothing when the whole cluster is chosen.
    [[nodiscard]] static LinkSelection of(const Cluster& cluster, FabricId fabric, std::span<const EntityRef> selection, std::span<const UnitRef> selectedUnits);
};

// Links of a fabric, bundled so that there are at most kBundlesAtMost lines. No link is left out for being one too many: where there are
// more, ends become larger (racks, groups of racks, pods), and what happens inside an end is inside a box. Which links go together does not
// change with the moment, so a new moment only needs setLoads().
class LinkBundles
{
public:
    static constexpr std::size_t kBundlesAtMost = 8'000;     // more cost a software renderer more than a million chips do, and hide each other
    static constexpr std::size_t kSelectedAtMost = 4'000;    // a selected rack has a few hundred; beyond this lines hide each other

    LinkBundles() = default;
    LinkBundles(const Cluster& cluster, const Fabric& fabric, const Layout& layout, const SwitchPlaces& switches);

    // The chosen links alone, one by one between their very ends; bundled where they are more than kSelectedAtMost.
    [[nodiscard]] static LinkBundles chosen(const LinkSelection& selection, const Cluster& cluster, const Fabric& fabric, const Layout& layout, const SwitchPlaces& switches);

    // The links that have both ends inside `unit`, between its blocks and switches, again kSelectedAtMost at most: what takes the place of
    // coarser bundles when one looks at the unit from near.
    [[nodiscard]] static LinkBundles inside(UnitRef unit, const Cluster& cluster, const Fabric& fabric, const Layout& layout, const SwitchPlaces& switches);

    [[nodiscard]] const std::vector<LinkBundle>& all() const { return m_bundles; }
    // Runs of switches that lines end between: through the middles of each run.
    [[nodiscard]] const std::vector<std::vector<Eigen::Vector3f>>& bars() const { return m_bars; }
    [[nodiscard]] const std::string& coarseWords() const { return m_coarseWords; }   // "groups of 4 racks" where ends are larger than blocks, else empty

    // `loads` is [a→b, b→a] per link of the fabric, or empty: nothing is known.
    void setLoads(std::span<const float> loads, LinkDirection direction);

    // One byte a chip as in ChipMask; empty shows all.
    void setMask(std::span<const std::uint8_t> chips, const UnitTree& tree, const Fabric& fabric);

private:
    struct Member { std::uint32_t link, bundle; };
    friend class BundleBuilder;

    std::vector<LinkBundle> m_bundles;
    std::vector<Member> m_members;             // in the order of links
    std::vector<std::vector<Eigen::Vector3f>> m_bars;
    std::string m_coarseWords;
};

} // namespace podscape
