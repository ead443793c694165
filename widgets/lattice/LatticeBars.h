#pragma once

#include "model/cluster/Fabric.h"
#include "model/color/ColorScale.h"
#include "model/traffic/LinkDirection.h"

#include <cstdint>
#include <span>
#include <vector>

namespace podscape {

// Colours of the links between neighbours inside a block of a torus: for each chip those that leave it towards larger x, y and z. Looked up for the chips
// that are near enough to show them, and for no others.
struct LatticeBars
{
    static constexpr std::uint32_t kAxes = 3;

    const Fabric* fabric = nullptr;          // null: no bars. A torus of chips
    std::span<const float> loads;            // [a→b, b→a] a link, shares 0…1; empty: nothing is known. Must outlive the frame
    LinkDirection direction = LinkDirection::Both;
    ColorScale scale;                        // of per cent
    Rgb plain, unknown;                      // without any loads; where one is missing

    // Whether a chip is in the torus; some units of a cluster may not be.
    [[nodiscard]] bool isAt(std::uint32_t chip) const { return fabric && !fabric->linksOf(chip).empty(); }

    // Appends kAxes colours a chip (red, green, blue, 255), 0 where no link leaves.
    void append(std::uint32_t firstChip, std::uint32_t chipCount, std::vector<std::uint32_t>& colors) const;
};

} // namespace podscape
