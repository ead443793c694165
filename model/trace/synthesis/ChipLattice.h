#pragma once

#include "model/cluster/Cluster.h"

#include <array>
#include <cstdint>
#include <vector>

namespace podscape::synthesis {

using Cells = std::array<std::uint32_t, 3>;

[[nodiscard]] constexpr std::uint32_t volume(const Cells& size) { return size[0] * size[1] * size[2]; }

// Where slices are cut: the torus of the cluster's first torus fabric, else its chips in a line. A granule is what large jobs get whole:
// a cube of 4×4×4 chips that optical switches join, or a node.
struct ChipLattice
{
    Cells size{1, 1, 1};
    Cells granule{1, 1, 1};
    std::uint32_t instances = 1;                // tori side by side
    std::uint32_t chipsPerCell = 1;             // more when the torus joins trays
    bool isTorus = false;
    std::vector<std::uint32_t> firstChip;       // of each cell: x + size.x·(y + size.y·(z + size.z·instance))

    [[nodiscard]] std::uint32_t cellIndex(std::uint32_t instance, const Cells& at) const
    {
        return at[0] + size[0] * (at[1] + size[1] * (at[2] + size[2] * instance));
    }
};

[[nodiscard]] ChipLattice latticeOf(const Cluster& cluster);

} // namespace podscape::synthesis
