#pragma once

#include "model/layout/BlockRuns.h"
#include "widgets/lattice/LatticeBars.h"
#include "widgets/lattice/LatticeView.h"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace podscape {

// How something is drawn.
enum class LatticeDetail : std::uint8_t
{
    Chips,      // the faces of blocks with every chip
    Through,    // a lattice that is looked through, every chip
    Linked,     // the same with bars between neighbours
    Means,      // the faces of blocks, a mean each; of a region, one mean
};

// One thing to draw: a region as one box, or blocks of a run.
struct LatticePart
{
    std::optional<std::uint32_t> region;
    BlockRun blocks;                 // where it is no region
    LatticeDetail detail = LatticeDetail::Means;
    float share = 1;                 // below 1 it is laid over the finer parts that it is about to replace
    float barWidth = 1;              // of the full width, where it has bars
};

// What to draw of an arrangement, nearest first: nothing outside the frame, and nothing finer than pixels can show. Detail goes by the size
// in pixels of the nearest point, at sizes where the coarser way has already faded to the same colours, so nothing jumps. The cost follows what is
// seen: a pod that is a few pixels large is one part, however many chips it has. Where the coarser way looks different, it fades in over the finer one.
class LatticeCut
{
public:
    // Sizes in pixels where detail changes.
    static constexpr float kRegionGrain = 2.f;       // regions whose children are nearer to each other than this are one box
    static constexpr float kChipSize = 1.f;          // chips smaller than this have no colour of their own
    static constexpr float kGapSize = 1.f;           // gaps between blocks that are looked past from here on
    static constexpr float kThroughSize = 8.f;       // chips of a lattice from here on are looked between; the walk costs three times what a face does
    static constexpr float kLinkedSize = 20.f;       // and begin to have bars to their neighbours, at full width from kFade times that on
    static constexpr float kFade = 1.25f;            // a coarser way begins to show at so many times its size
    static constexpr float kPieceSize = 512.f;       // a lattice that is looked through is cut into pieces no larger than this

    // `mask` says how much each block is there (see LatticePaint), so that what fades apart is drawn apart; empty: all are. The parts are valid
    // until the next call.
    const std::vector<LatticePart>& cut(const Layout& layout, const BlockRuns& runs, const LatticeView& view, const LatticeBars* bars = nullptr, std::span<const std::uint8_t> mask = {});

private:
    struct Candidate { float distance; std::uint32_t index; bool isRegion; };
    struct Piece { float distance; LatticePart part; };

    void addRegion(std::uint32_t region);
    void addChildren(const BlockRegion& region);
    void addRun(std::uint32_t run);
    void addPieces(const BlockRun& run, LatticeDetail detail);
    void addPiecesOf(const BlockRun& run, LatticeDetail detail, std::vector<Piece>& pieces) const;
    [[nodiscard]] bool isCut(const BlockRun& run, LatticeDetail detail) const;
    [[nodiscard]] bool isShown(const Box& box) const { return m_view->clip.intersects(box) && m_view->sees(box); }

    const Layout* m_layout = nullptr;                // of the running call
    const BlockRuns* m_runs = nullptr;
    const LatticeView* m_view = nullptr;
    const LatticeBars* m_bars = nullptr;
    std::span<const std::uint8_t> m_mask;
    std::vector<LatticePart> m_parts;
};

// The least edge of a cell on the faces of a block, in scene units.
[[nodiscard]] float cellSizeOf(const LatticeBlock& block);

} // namespace podscape
