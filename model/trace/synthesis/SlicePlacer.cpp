#include "model/trace/synthesis/SlicePlacer.h"

#include <algorithm>

namespace podscape::synthesis {

namespace {

// Calls take(cell) for every cell of a box, x fastest; stops when take answers false, and answers so.
template <class Take>
bool forCells(const Cells& first, const Cells& size, Take take)
{
    for (std::uint32_t z = 0; z < size[2]; ++z)
        for (std::uint32_t y = 0; y < size[1]; ++y)
            for (std::uint32_t x = 0; x < size[0]; ++x)
                if (!take(Cells{first[0] + x, first[1] + y, first[2] + z}))
                    return false;
    return true;
}

// The first place where a box of `size` cells fits and `fits` agrees.
template <class Fits>
std::optional<Cells> firstPlace(const Cells& room, const Cells& size, const Cells& step, Fits fits)
{
    Cells at{};
    for (at[2] = 0; at[2] + size[2] <= room[2]; at[2] += step[2])
        for (at[1] = 0; at[1] + size[1] <= room[1]; at[1] += step[1])
            for (at[0] = 0; at[0] + size[0] <= room[0]; at[0] += step[0])
                if (fits(at))
                    return at;
    return std::nullopt;
}

Cells scaled(const Cells& a, const Cells& by) { return {a[0] * by[0], a[1] * by[1], a[2] * by[2]}; }
Cells divided(const Cells& a, const Cells& by) { return {a[0] / by[0], a[1] / by[1], a[2] / by[2]}; }

} // namespace

std::vector<Cells> orientationsOf(const Cells& shape)
{
    std::vector<Cells> ways;
    for (const Cells& order : {Cells{0, 1, 2}, Cells{0, 2, 1}, Cells{1, 0, 2}, Cells{1, 2, 0}, Cells{2, 0, 1}, Cells{2, 1, 0}}) {
        const Cells way{shape[order[0]], shape[order[1]], shape[order[2]]};
        if (std::ranges::find(ways, way) == ways.end())
            ways.push_back(way);
    }
    return ways;
}

SlicePlacer::SlicePlacer(const ChipLattice& lattice)
    : m_lattice(lattice), m_granules(divided(lattice.size, lattice.granule)), m_taken(lattice.firstChip.size()),
      m_used(std::size_t(volume(m_granules)) * lattice.instances)
{
}

std::uint32_t SlicePlacer::granuleIndex(std::uint32_t instance, const Cells& granule) const
{
    return granule[0] + m_granules[0] * (granule[1] + m_granules[1] * (granule[2] + m_granules[2] * instance));
}

bool SlicePlacer::granulesFree(std::uint32_t instance, const Cells& first, const Cells& count) const
{
    return forCells(first, count, [&](const Cells& granule) { return m_used[granuleIndex(instance, granule)] == 0; });
}

bool SlicePlacer::cellsFree(const Slice& slice) const
{
    return forCells(slice.at, slice.size, [&](const Cells& cell) { return !m_taken[m_lattice.cellIndex(slice.instance, cell)]; });
}

std::optional<Slice> SlicePlacer::place(const Cells& shape)
{
    const bool isWhole = shape[0] % m_lattice.granule[0] == 0 && shape[1] % m_lattice.granule[1] == 0 && shape[2] % m_lattice.granule[2] == 0;
    std::optional<Slice> slice = isWhole ? placeWhole(shape) : placeWithinGranule(shape, true);
    if (!slice && !isWhole)
        slice = placeWithinGranule(shape, false);
    if (slice)
        mark(*slice, true);
    return slice;
}

std::optional<Slice> SlicePlacer::placeWhole(const Cells& shape)
{
    for (std::uint32_t instance = 0; instance < m_lattice.instances; ++instance)
        for (const Cells& way : orientationsOf(shape)) {
            if (way[0] % m_lattice.granule[0] || way[1] % m_lattice.granule[1] || way[2] % m_lattice.granule[2])
                continue;
            const Cells count = divided(way, m_lattice.granule);
            if (const auto at = firstPlace(m_granules, count, {1, 1, 1}, [&](const Cells& first) { return granulesFree(instance, first, count); }))
                return Slice{instance, scaled(*at, m_lattice.granule), way};
        }
    return std::nullopt;
}

std::optional<Slice> SlicePlacer::placeWithinGranule(const Cells& shape, bool inUse)
{
    const std::uint32_t whole = volume(m_lattice.granule);
    for (std::uint32_t instance = 0; instance < m_lattice.instances; ++instance) {
        std::optional<Slice> found;
        firstPlace(m_granules, {1, 1, 1}, {1, 1, 1}, [&](const Cells& granule) {
            const std::uint32_t used = m_used[granuleIndex(instance, granule)];
            if (inUse ? used == 0 || used + volume(shape) > whole : used != 0)
                return false;
            const Cells corner = scaled(granule, m_lattice.granule);
            const auto at = firstPlace(m_lattice.granule, shape, shape, [&](const Cells& cell) {
                return cellsFree({instance, {corner[0] + cell[0], corner[1] + cell[1], corner[2] + cell[2]}, shape});
            });
            if (at)
                found = Slice{instance, {corner[0] + (*at)[0], corner[1] + (*at)[1], corner[2] + (*at)[2]}, shape};
            return at.has_value();
        });
        if (found)
            return found;
    }
    return std::nullopt;
}

void SlicePlacer::mark(const Slice& slice, bool taken)
{
    forCells(slice.at, slice.size, [&](const Cells& cell) {
        m_taken[m_lattice.cellIndex(slice.instance, cell)] = taken;
        m_used[granuleIndex(slice.instance, divided(cell, m_lattice.granule))] += taken ? 1 : -1;
        return true;
    });
}

std::vector<IndexRange> SlicePlacer::chipsOf(const Slice& slice) const
{
    std::vector<std::uint32_t> firsts;
    forCells(slice.at, slice.size, [&](const Cells& cell) {
        firsts.push_back(m_lattice.firstChip[m_lattice.cellIndex(slice.instance, cell)]);
        return true;
    });
    std::ranges::sort(firsts);
    std::vector<IndexRange> ranges;
    for (const std::uint32_t first : firsts) {
        if (ranges.empty() || ranges.back().end != first)
            ranges.push_back({first, first});
        ranges.back().end = first + m_lattice.chipsPerCell;
    }
    return ranges;
}

Slice SlicePlacer::partInGranuleOf(const Slice& slice, std::uint32_t chip) const
{
    Slice part = slice;
    forCells(slice.at, slice.size, [&](const Cells& cell) {
        const std::uint32_t first = m_lattice.firstChip[m_lattice.cellIndex(slice.instance, cell)];
        if (chip < first || chip >= first + m_lattice.chipsPerCell)
            return true;
        for (int axis = 0; axis < 3; ++axis) {
            const std::uint32_t border = cell[axis] / m_lattice.granule[axis] * m_lattice.granule[axis];
            const std::uint32_t end = std::min(border + m_lattice.granule[axis], slice.at[axis] + slice.size[axis]);
            part.at[axis] = std::max(border, slice.at[axis]);
            part.size[axis] = end - part.at[axis];
        }
        return false;
    });
    return part;
}

} // namespace podscape::synthesis
