#pragma once

#include "model/color/ColorMap.h"
#include "model/layout/BlockRuns.h"
#include "model/layout/Layout.h"
#include "widgets/lattice/LatticeBars.h"
#include "widgets/lattice/LatticeCut.h"

#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace podscape {

// Colours of the chips and blocks that a frame shows, and of no others, as they are uploaded: four bytes each. Red, green, blue; alpha is how much
// a chip is there (see ChipMask), its lowest bit set where the chip has no sample.
class LatticePaint
{
public:
    // A code per chip, an index into `colors` per code and one per block; `missing` is the index of "no sample" (see ChipColors). Codes are not
    // copied: a moment of ten million chips costs nothing until some of them are seen. They must live until the next call.
    void setColors(std::span<const std::uint8_t> codes, const std::array<std::uint8_t, 256>& indexOfCode, std::span<const std::uint8_t> blocks, std::span<const Rgb, 256> colors,
                   std::uint8_t missing);
    // A byte per chip as ChipMask says; empty shows all.
    void setMask(std::span<const std::uint8_t> mask, const Layout& layout);
    void setDeviceColors(std::span<const Rgb, kDeviceKinds> colors);

    void setBars(const LatticeBars& bars) { m_bars = bars; }
    [[nodiscard]] const LatticeBars& bars() const { return m_bars; }

    // Where the colours of one part begin, counted in colours.
    struct Place
    {
        std::uint32_t chips = 0;             // chips of the blocks in drawing order, block by block; only where the detail needs them
        std::uint32_t blocks = 0;            // one a block
        std::uint32_t bars = 0;              // LatticeBars::kAxes a chip; only where the detail needs them
        Rgb whole;                           // of all of the part
        float opacity = 1;                   // of the part where all of it is equally faded
    };

    void begin();                                                            // a new frame: only colours of devices are in
    Place add(const Layout& layout, const BlockRuns& runs, const LatticePart& part);
    [[nodiscard]] std::size_t sizeOf(const Layout& layout, const LatticePart& part) const;   // in colours, before add()
    [[nodiscard]] std::span<const std::uint32_t> colors() const { return m_out; }
    [[nodiscard]] bool hasMask() const { return !m_mask.empty(); }
    [[nodiscard]] std::span<const std::uint8_t> blockMask() const { return m_blockMask; }   // the most that any chip of a block is there; empty: all are

private:
    [[nodiscard]] std::uint32_t colorOfBlock(const Layout& layout, std::uint32_t block) const;
    void addChips(const LatticeBlock& block);
    [[nodiscard]] std::uint8_t meanIndex(const Layout& layout, std::span<const std::uint32_t> blocks) const;
    [[nodiscard]] float opacityOf(std::span<const std::uint32_t> blocks) const;

    std::span<const std::uint8_t> m_codes;
    std::vector<std::uint8_t> m_blocks, m_mask, m_blockMask;
    std::array<std::uint32_t, 256> m_table{}, m_colorOfCode{};
    std::array<std::uint32_t, kDeviceKinds> m_devices{};
    LatticeBars m_bars;
    std::uint8_t m_missing = 255;
    std::vector<std::uint32_t> m_out, m_members;
};

} // namespace podscape
