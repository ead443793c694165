#pragma once

#include "model/layout/Layout.h"

#include <Eigen/Core>

#include <vector>

namespace podscape {

// Where a fabric's switches are drawn over a layout: nobody says where they stand, so they hang in planes above the floor, a plane per
// tier, each switch near the middle of what it joins. Schematic in both arrangements. Empty where switches are inside a block (NVLink in
// a node) or where there are none; adapters and aggregation nodes have no place.
struct SwitchPlaces
{
    std::vector<Eigen::Vector3f> centre;   // by switch number
    float size = 0;                        // edge of the box that stands for a switch

    [[nodiscard]] bool isEmpty() const { return centre.empty(); }
    [[nodiscard]] static SwitchPlaces place(const Cluster& cluster, const Fabric& fabric, const Layout& layout);
};

} // namespace podscape
