#pragma once

#include "model/layout/Layout.h"

#include <array>
#include <cstdint>
#include <vector>

namespace podscape {

// Equal blocks at equal distances along one, two or three axes: a row of racks, the cubes of a pod. What is drawn as one box, and cut into
// blocks and cells by arithmetic. A block alone is a run of one.
struct BlockRun
{
    Eigen::Vector3f min, size;                    // over all of it
    Eigen::Vector3f period;                       // from one block to the next; the block's size where there is no next
    std::array<std::uint16_t, 3> count{1, 1, 1};  // blocks along x, y, z
    std::array<std::int32_t, 3> step{0, 0, 0};    // block numbers along x, y, z
    std::uint32_t origin = 0;                     // the block at least x, y and z

    [[nodiscard]] std::uint32_t blockCount() const { return std::uint32_t(count[0]) * count[1] * count[2]; }
    [[nodiscard]] std::uint32_t blockAt(const std::array<std::uint32_t, 3>& place) const;
    [[nodiscard]] Box box() const { return {min, min + size}; }
    [[nodiscard]] Eigen::Vector3f blockSize() const { return size - period.cwiseProduct(Eigen::Vector3f(float(count[0] - 1), float(count[1] - 1), float(count[2] - 1))); }
    [[nodiscard]] BlockRun piece(const std::array<std::uint32_t, 3>& first, const std::array<std::uint32_t, 3>& blocks) const;   // so many of its blocks
    [[nodiscard]] std::array<BlockRun, 2> halves() const;  // of several blocks, across the longest side that has more than one
    [[nodiscard]] float gap(const Layout& layout) const;   // the widest between neighbours; 0 for racks side by side
};

// A unit above the blocks with what is in it.
struct BlockRegion
{
    UnitRef unit;
    Box box;                                      // of all blocks within, racks without chips included
    float grain = 0;                              // from one child to the next, the most anywhere within: what is told apart last from afar
    float fill = 1;                               // share of its ground that blocks stand on
    std::vector<std::uint32_t> regions, runs;     // children
};

// The blocks of one arrangement as a tree: units above blocks, then runs. Answers "what is where" from afar without touching every block.
// Region 0 is the whole cluster. Frozen; safe on any thread.
class BlockRuns
{
public:
    BlockRuns() = default;
    BlockRuns(const Layout& layout, const UnitTree& tree);

    [[nodiscard]] const std::vector<BlockRun>& runs() const { return m_runs; }
    [[nodiscard]] const std::vector<BlockRegion>& regions() const { return m_regions; }
    static void appendBlocks(const BlockRun& run, std::vector<std::uint32_t>& blocks);     // along x, then y, then z
    void appendBlocks(std::uint32_t region, std::vector<std::uint32_t>& blocks) const;     // of all runs within

private:
    std::uint32_t addRegion(const Layout& layout, const UnitTree& tree, UnitRef unit, int deepest);
    void addServiceRacks(const Layout& layout, const UnitTree& tree, int deepest);
    void addRuns(const Layout& layout, std::uint32_t region, std::vector<BlockRun> blocks);
    void closeRegion(std::uint32_t region);

    std::vector<BlockRun> m_runs;
    std::vector<BlockRegion> m_regions;
    std::vector<std::vector<std::uint32_t>> m_regionOf;   // by level, while building
};

} // namespace podscape
