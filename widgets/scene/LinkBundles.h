#pragma once

#include "model/layout/Layout.h"
#include "model/trace/Metric.h"
#include "widgets/scene/SwitchPlaces.h"

#include <span>
#include <vector>

namespace podscape {

class LinkEnds;

// Links that are drawn as one line because they join the same two boxes: block–block, block–switch, switch–switch; or a single
// link of the selected unit.
struct LinkBundle
{
    Eigen::Vector3f from, to;
    Eigen::Vector3f bulge{0, 0, 0};   // how far the middle leaves the straight line: wrap-around links and links over racks are arcs
    std::uint32_t links = 0;
    float meanLoad = kMissing;        // share of bandwidth over both directions, 0…1
    float maxLoad = kMissing;
    LinkId first;                     // any one of them
    bool isSingle = false;
};

// Every link of the fabric, bundled; and for `selected` chips their own links one by one. Links inside a block are not drawn here. Which
// links go together does not change with the moment, so a new moment only needs setLoads().
class LinkBundles
{
public:
    LinkBundles() = default;
    LinkBundles(const Cluster& cluster, const Fabric& fabric, const Layout& layout, const SwitchPlaces& switches, IndexRange selected);

    [[nodiscard]] const std::vector<LinkBundle>& all() const { return m_bundles; }

    // `loads` is [a→b, b→a] per link of the fabric, or empty: nothing is known.
    void setLoads(std::span<const float> loads);

private:
    void addBundles(const LinkEnds& ends);
    void addSingles(const LinkEnds& ends, IndexRange selected);

    std::vector<LinkBundle> m_bundles;
    std::vector<std::uint32_t> m_links;        // of the first bundle, of the second, …
    std::vector<std::uint32_t> m_firstLink;    // one entry a bundle and one at the end
};

} // namespace podscape
