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

const std::vector<LatticePart>& LatticeCut::cut(const Layout& layout, const BlockRuns& runs, const LatticeView& view, const LatticeBars* bars, std::span<const std::uint8_t> mask)
{
    m_bars = bars;
    m_mask = mask;
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
        m_parts.push_back({index, {}, LatticeDetail::Means, share});
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
        addPieces(run, detail);
        if (const float share = isThrough ? shareOfCoarser(chip, kThroughSize) : 0; share > 0)
            m_parts.push_back({{}, run, LatticeDetail::Chips, share});
    } else
        m_parts.push_back({{}, run, detail});
}

bool LatticeCut::isCut(const BlockRun& run, LatticeDetail detail) const
{
    if (run.blockCount() == 1)
        return false;
    if (detail != LatticeDetail::Through)
        return true;   // only a ray that walks through a piece sees what stands behind its blocks
    // A piece hides what it is drawn in front of as a whole, so it must not be large.
    if (m_view->pixelsPerUnit(run.box()) * run.size.maxCoeff() > kPieceSize)
        return true;
    std::vector<std::uint32_t> blocks;
    if (!m_mask.empty())
        BlockRuns::appendBlocks(run, blocks);
    return std::ranges::any_of(blocks, [&](std::uint32_t block) { return m_mask[block] != m_mask[blocks.front()]; });
}

void LatticeCut::addPiecesOf(const BlockRun& run, LatticeDetail detail, std::vector<Piece>& pieces) const
{
    const Box box = run.box();
    if (!isShown(box))
        return;
    if (isCut(run, detail)) {
        for (const BlockRun& half : run.halves())
            addPiecesOf(half, detail, pieces);
        return;
    }
    const LatticeBlock& block = m_layout->blocks[run.origin];
    const float chip = m_view->pixelsPerUnit(box) * cellSizeOf(block);
    const bool isLinked = detail == LatticeDetail::Through && chip > kLinkedSize && m_bars && m_bars->isAt(block.firstChip);
    const float barWidth = isLinked ? 1 - shareOfCoarser(chip, kLinkedSize) : 0;
    pieces.push_back({m_view->distanceTo(box), {{}, run, chip < kChipSize ? LatticeDetail::Means : isLinked ? LatticeDetail::Linked : detail, 1, barWidth}});
}

// Near enough to see between the blocks. Those of them that are farther away need less detail again.
void LatticeCut::addPieces(const BlockRun& run, LatticeDetail detail)
{
    std::vector<Piece> pieces;
    addPiecesOf(run, detail, pieces);
    std::ranges::stable_sort(pieces, {}, &Piece::distance);
    for (const Piece& piece : pieces)
        m_parts.push_back(piece.part);
}

} // namespace podscape
