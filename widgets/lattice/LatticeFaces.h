#pragma once

#include "model/layout/CellWalk.h"
#include "widgets/lattice/LatticePaint.h"

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <vector>

namespace podscape {

// One corner of a face as the shader takes it: 32 floats. What the vectors mean differs between faces of blocks and blocks looked through; see
// LatticeShader.
struct LatticeVertex
{
    std::array<float, 3> position;    // scene units
    std::array<float, 3> spot;        // on a face, in blocks from the run's edge; in a block looked through, in cells
    std::array<float, 4> shape, cells, chips, means, whole;
    std::array<float, 3> gaps, blocks;   // only of blocks looked through
};

// What all blocks of a layout have in common for the shader: cell tables as formulae where they are ones, and whether cells of others are blank.
class CellWalks
{
public:
    CellWalks() = default;
    explicit CellWalks(const Layout& layout);

    [[nodiscard]] const std::optional<CellWalk>& of(const LatticeBlock& block) const { return m_walks.at(block.table); }
    [[nodiscard]] bool areAll() const { return m_areAll; }    // of blocks with chips
    [[nodiscard]] bool haveHoles() const { return m_haveHoles; }

private:
    std::map<std::uint32_t, std::optional<CellWalk>> m_walks;
    bool m_areAll = true;
    bool m_haveHoles = false;
};

// Four corners for every face of the parts that is turned to the eye: triangles (0, 1, 2) and (0, 2, 3) of each four.
class LatticeFaces
{
public:
    LatticeFaces(const Layout& layout, const BlockRuns& runs, const CellWalks& walks, const LatticeView& view) : m_layout(layout), m_runs(runs), m_walks(walks), m_view(view) {}

    void add(const LatticePart& part, const LatticePaint::Place& place, std::vector<LatticeVertex>& into) const;

private:
    struct Face;

    void addFaces(const BlockRun& run, LatticeDetail detail, const LatticePaint::Place& place, std::vector<LatticeVertex>& into) const;
    void addThrough(const LatticePart& part, const LatticePaint::Place& place, std::vector<LatticeVertex>& into) const;
    [[nodiscard]] Face faceOf(const BlockRun& run, int axis, bool isUpper, const Box& shown) const;

    const Layout& m_layout;
    const BlockRuns& m_runs;
    const CellWalks& m_walks;
    const LatticeView& m_view;
};

} // namespace podscape
