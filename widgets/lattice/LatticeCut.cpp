#include "widgets/lattice/LatticeCut.h"

#include <algorithm>

namespace podscape {

float cellSizeOf(const LatticeBlock& block)
{
    return std::min({block.size.x() / block.grid[0], block.size.y() / block.grid[1], block.size.z() / block.grid[2]});
}

namespace {

// 1 below the size where the coarser way takes over, 0 from kFade times that on.
float shareOfCoarser(float pixels, float size)
{
    return std::clamp((LatticeCut::kFade * size - pixels) / ((LatticeCut::kFade - 1) * size), 0.f, 1.f);
}

} // namespace

const std::vector<LatticePart>& LatticeCut::cut(const Layout& layout, const BlockRuns& runs, const LatticeView& view, const LatticeBars* bars)
{
    m_bars = bars;
    m_layout = &layout;
    m_runs = &runs;
    m_view = &view;
    m_parts.clear();
    if (!runs.regions().empty())
        addRegion(0);
    return m_parts;
}

void LatticeCut::addRegion(std::uint32_t index)
{
    const BlockRegion& region = m_runs->regions()[index];
    if (region.box.isEmpty() || !isShown(region.box))
        return;
    const float share = shareOfCoarser(region.grain * m_view->pixelsPerUnit(region.box), kRegionGrain);
    if (share < 1)
        addChildren(region);
    if (share > 0)
        m_parts.push_back({LatticePart::Kind::Region, LatticeDetail::Means, index, share});
}

void LatticeCut::addChildren(const BlockRegion& region)
{
    std::vector<Candidate> children;
    children.reserve(region.regions.size() + region.runs.size());
    for (const std::uint32_t child : region.regions)
        children.push_back({m_view->distanceTo(m_runs->regions()[child].box), child, true});
    for (const std::uint32_t run : region.runs)
        children.push_back({m_view->distanceTo(m_runs->runs()[run].box()), run, false});
    std::ranges::sort(children, {}, &Candidate::distance);
    for (const Candidate& child : children)
        child.isRegion ? addRegion(child.index) : addRun(child.index);
}

void LatticeCut::addRun(std::uint32_t index)
{
    const BlockRun& run = m_runs->runs()[index];
    const Box box = run.box();
    if (!isShown(box))
        return;
    const LatticeBlock& block = m_layout->blocks[run.origin];
    const float pixels = m_view->pixelsPerUnit(box), chip = pixels * cellSizeOf(block);
    const bool isThrough = !m_layout->solidBlocks && chip >= kThroughSize && block.chipCount > 0;
    const LatticeDetail detail = isThrough ? LatticeDetail::Through : chip >= kChipSize && block.chipCount > 0 ? LatticeDetail::Chips : LatticeDetail::Means;
    const bool isApart = m_layout->solidBlocks && run.gap(*m_layout) * pixels >= kGapSize;
    if (isThrough || (run.blockCount() > 1 && isApart)) {
        addBlocks(run, detail);
        if (const float share = isThrough ? shareOfCoarser(chip, kThroughSize) : 0; share > 0)
            m_parts.push_back({LatticePart::Kind::Run, LatticeDetail::Chips, index, share});
    } else
        m_parts.push_back({LatticePart::Kind::Run, detail, index});
}

// Near enough to see between the blocks. Those of them that are farther away need less detail again.
void LatticeCut::addBlocks(const BlockRun& run, LatticeDetail detail)
{
    std::vector<Candidate> blocks;
    for (std::uint32_t z = 0; z < run.count[2]; ++z)
        for (std::uint32_t y = 0; y < run.count[1]; ++y)
            for (std::uint32_t x = 0; x < run.count[0]; ++x) {
                const std::uint32_t block = run.blockAt({x, y, z});
                const LatticeBlock& b = m_layout->blocks[block];
                if (const Box box(b.min, b.min + b.size); isShown(box))
                    blocks.push_back({m_view->distanceTo(box), block, false});
            }
    std::ranges::sort(blocks, {}, &Candidate::distance);
    for (const Candidate& block : blocks) {
        const LatticeBlock& b = m_layout->blocks[block.index];
        const float chip = m_view->pixelsPerUnit({b.min, b.min + b.size}) * cellSizeOf(b);
        const bool isLinked = detail == LatticeDetail::Through && chip >= kLinkedSize && m_bars && m_bars->isAt(b.firstChip);
        m_parts.push_back({LatticePart::Kind::Block, chip < kChipSize ? LatticeDetail::Means : isLinked ? LatticeDetail::Linked : detail, block.index});
    }
}

} // namespace podscape
