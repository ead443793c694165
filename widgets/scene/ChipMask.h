#pragma once

#include "widgets/state/ViewValues.h"

#include <cstdint>
#include <span>
#include <vector>

namespace podscape {

// How strongly each chip is drawn, one byte a chip: 255 drawn, 1…254 faded, 0 hidden. Empty while all are drawn, which is the rule, so that
// nothing is uploaded then.
class ChipMask
{
public:
    static constexpr std::uint8_t kDrawn = 255, kFaded = 40, kHidden = 0;

    // Fades all but the selection where the values ask for it: chips of selected units, jobs and events, at the ends of selected links and
    // under selected switches stay. A selection without chips fades nothing, for a picture in which all is faded says nothing.
    void update(const ViewValues& values);

    // Nothing in the range is drawn more strongly than `most`; what is weaker already stays so.
    void limit(IndexRange chips, std::uint8_t most, std::uint32_t chipCount);

    [[nodiscard]] std::span<const std::uint8_t> chips() const { return m_chips; }

private:
    std::vector<std::uint8_t> m_chips;
};

// The chips that a selection is about, in no order; ranges may overlap.
[[nodiscard]] std::vector<IndexRange> selectedChips(const ViewValues& values);

} // namespace podscape
