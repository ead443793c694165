#pragma once

#include "model/cluster/Fabric.h"

#include <cstdint>
#include <string>

namespace podscape {

// What a fabric is, in a few words.
[[nodiscard]] std::string shapeText(const Fabric& fabric);      // "torus 16×24×24"
[[nodiscard]] std::string switchesText(const Fabric& fabric);   // "48 switches (32 leaf + 16 spine)"
[[nodiscard]] std::string linksText(const Fabric& fabric);      // "27,648 links (9,216 X, …); 20,736 copper, 6,912 optical"
[[nodiscard]] std::string ratesText(const Fabric& fabric);      // "64 GB/s to 128 GB/s per link and direction"

// Switches of one tier; the stand-in for a network whose inside is not known is none.
[[nodiscard]] std::uint32_t switchesOfTier(const Fabric& fabric, std::size_t tier);
[[nodiscard]] std::uint32_t realSwitches(const Fabric& fabric);

} // namespace podscape
