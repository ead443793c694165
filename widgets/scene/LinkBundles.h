#pragma once

#include "model/layout/Layout.h"
#include "model/trace/Metric.h"
#include "widgets/scene/SwitchPlaces.h"

#include <span>
#include <vector>

namespace podscape {

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

// Every link of the fabric, bundled; and for `selected` chips their own links one by one. `loads` is [a→b, b→a] per link or empty.
// Links inside a block are not drawn here.
[[nodiscard]] std::vector<LinkBundle> bundleLinks(const Cluster& cluster, const Fabric& fabric, const Layout& layout, const SwitchPlaces& switches,
                                                  std::span<const float> loads, IndexRange selected);

} // namespace podscape
