#pragma once

#include "model/cluster/Cluster.h"
#include "model/layout/Layout.h"

#include <cstdint>
#include <vector>

namespace podscape {

// What each switch of a fabric serves: the endpoints below it, through whatever tiers.
struct SwitchReach
{
    struct Reach
    {
        UnitRef region;                       // the smallest unit that holds all of them; where it stands when it serves none
        Eigen::Vector2f middle{0, 0};         // mean of what it touches one tier below, on the floor of the layout
        std::uint8_t axis = 0;                // of a circuit switch: the link group that runs through it; else 0
    };
    std::vector<Reach> of;                    // by switch number

    [[nodiscard]] static SwitchReach find(const Cluster& cluster, const Fabric& fabric, const Layout& layout);
};

} // namespace podscape
