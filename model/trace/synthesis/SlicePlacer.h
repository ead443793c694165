#pragma once

#include "model/trace/synthesis/ChipLattice.h"

#include <optional>
#include <vector>

namespace podscape::synthesis {

// A box of cells that a job has to itself.
struct Slice
{
    std::uint32_t instance = 0;
    Cells at{}, size{};
};

// Hands out boxes first-fit. Shapes of whole granules stand on granule borders, in whatever orientation fits first; smaller ones share
// granules that are in use already, so that whole ones stay whole.
class SlicePlacer
{
public:
    explicit SlicePlacer(const ChipLattice& lattice);

    [[nodiscard]] std::optional<Slice> place(const Cells& shape);
    void take(const Slice& slice) { mark(slice, true); }
    void release(const Slice& slice) { mark(slice, false); }

    [[nodiscard]] std::vector<IndexRange> chipsOf(const Slice& slice) const;          // ascending, neighbours joined
    [[nodiscard]] Slice partInGranuleOf(const Slice& slice, std::uint32_t chip) const; // what of the slice shares a granule with the chip

private:
    [[nodiscard]] std::optional<Slice> placeWhole(const Cells& shape);
    [[nodiscard]] std::optional<Slice> placeWithinGranule(const Cells& shape, bool inUse);
    [[nodiscard]] bool granulesFree(std::uint32_t instance, const Cells& first, const Cells& count) const;
    [[nodiscard]] bool cellsFree(const Slice& slice) const;
    [[nodiscard]] std::uint32_t granuleIndex(std::uint32_t instance, const Cells& granule) const;
    void mark(const Slice& slice, bool taken);

    const ChipLattice& m_lattice;
    Cells m_granules;                     // per axis
    std::vector<bool> m_taken;            // per cell
    std::vector<std::uint32_t> m_used;    // cells taken, per granule
};

// The different ways to turn a box, the given one first.
[[nodiscard]] std::vector<Cells> orientationsOf(const Cells& shape);

} // namespace podscape::synthesis
