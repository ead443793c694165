#pragma once

#include "model/layout/Layout.h"
#include "widgets/state/ViewValues.h"

#include <cstdint>
#include <vector>

namespace podscape {

// Colour indices of every chip and every block at the playhead: what LatticeActors shows. Buffers are kept between frames.
class ChipColors
{
public:
    // Recomputes for the metric, scale and time in `values`; without a metric everything is kPlainIndex. While assumptions are lit up, chips are
    // kLitIndex or kQuietIndex whatever the metric says.
    void update(const ViewValues& values, const Layout& layout);

    [[nodiscard]] const std::vector<std::uint8_t>& chips() const { return m_chips; }
    [[nodiscard]] const std::vector<std::uint8_t>& blocks() const { return m_blocks; }

    // 256 colours for those indices.
    [[nodiscard]] static std::array<Rgb, 256> table(const ViewValues& values);

    static constexpr std::uint8_t kPlainIndex = 254;
    static constexpr std::uint8_t kQuietIndex = 0, kLitIndex = 1;   // of a table of their own

private:
    void showAssumptions(const Cluster& cluster, const Layout& layout);

    std::vector<std::uint8_t> m_chips, m_blocks, m_columns;
    std::vector<float> m_frame;
};

} // namespace podscape
