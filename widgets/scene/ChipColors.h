#pragma once

#include "model/layout/Layout.h"
#include "widgets/state/ViewValues.h"

#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace podscape {

// What every chip and every block shows at the playhead, as LatticeActors takes it. Chips are codes as the trace stores them where a byte a chip is
// stored, so a new moment touches no chip; buffers are kept between frames.
class ChipColors
{
public:
    // Recomputes for the metric, scale and time in `values`; without a metric everything is kPlainIndex. While assumptions are lit up, chips are
    // kLitIndex or kQuietIndex whatever the metric says. The dataset must outlive what is asked for below.
    void update(const ViewValues& values, const Layout& layout);

    [[nodiscard]] std::uint8_t chip(std::uint32_t chip) const { return m_indexOfCode[m_codes[chip]]; }   // an index into table()
    [[nodiscard]] std::span<const std::uint8_t> codes() const { return m_codes; }                        // one a chip; indexOfCode() says what they mean
    [[nodiscard]] const std::array<std::uint8_t, 256>& indexOfCode() const { return m_indexOfCode; }
    [[nodiscard]] const std::vector<std::uint8_t>& blocks() const { return m_blocks; }                   // indices, of the mean of each block

    // 256 colours for those indices.
    [[nodiscard]] static std::array<Rgb, 256> table(const ViewValues& values);

    static constexpr std::uint8_t kPlainIndex = 254;
    static constexpr std::uint8_t kQuietIndex = 0, kLitIndex = 1;   // of a table of their own

private:
    void showAssumptions(const Cluster& cluster, const Layout& layout);
    void showLeaves(const Metric& metric, std::size_t sample, const ColorScale& scale);
    void showUnits(const Metric& metric, std::size_t sample, const ColorScale& scale, const UnitTree& tree, int level);
    void useOwnCodes();

    std::span<const std::uint8_t> m_codes;         // m_chips, or the trace's own
    std::array<std::uint8_t, 256> m_indexOfCode{};
    std::vector<std::uint8_t> m_chips, m_blocks, m_columns;
};

} // namespace podscape
