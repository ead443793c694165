#include "widgets/lattice/LatticeBars.h"

#include "widgets/lattice/PackedColor.h"

#include <array>

namespace podscape {

void LatticeBars::append(std::uint32_t firstChip, std::uint32_t chipCount, std::vector<std::uint32_t>& colors) const
{
    const std::array<Rgb, 256> table = scale.table(unknown);
    for (std::uint32_t chip = firstChip; chip < firstChip + chipCount; ++chip) {
        std::array<std::uint32_t, kAxes> own{};
        for (const std::uint32_t link : fabric->linksOf(chip)) {
            const std::uint8_t axis = fabric->linkGroup()[link];
            if (fabric->linkA()[link] != chip || axis >= kAxes)
                continue;
            const Rgb color = loads.empty() ? plain : table[scale.indexOf(100 * shownLoad(loads, link, direction))];
            own[axis] = packed(color, 0xFF);
        }
        colors.insert(colors.end(), own.begin(), own.end());
    }
}

} // namespace podscape
