#include "widgets/lattice/LatticeFaces.h"

#include <algorithm>
#include <cmath>

namespace podscape {

namespace {

// Racks seen from above are brightest, so that rows stand out of the floor.
constexpr std::array kLight{0.70f, 0.86f, 1.f};

constexpr float kInset = 1e-4f;   // of a block: interpolation must not step over the last one

std::array<float, 4> wholeOf(const LatticePaint::Place& place, float last)
{
    return {float(place.whole.r) / 255.f, float(place.whole.g) / 255.f, float(place.whole.b) / 255.f, last};
}

// The codes of cells (see LatticeShader) along each axis, and that of cell (0, 0, 0).
struct Codes { Eigen::Vector3f steps; float first; };

Codes codesOf(const LatticeBlock& block, const std::optional<CellWalk>& walk, bool isTable)
{
    if (isTable || !walk)
        return {{1.f, float(block.grid[0]), float(block.grid[0]) * float(block.grid[1])}, float(block.table)};
    return {walk->steps, walk->offset};
}

} // namespace

CellWalks::CellWalks(const Layout& layout)
{
    for (const LatticeBlock& block : layout.blocks) {
        const auto [entry, isNew] = m_walks.try_emplace(block.table);
        if (!isNew)
            continue;
        const auto table = std::span(layout.cells).subspan(block.table, std::size_t(block.grid[0]) * block.grid[1] * block.grid[2]);
        entry->second = cellWalkOf(table, block.grid);
        if (block.chipCount > 0 && !entry->second) {
            m_areAll = false;
            m_haveHoles = m_haveHoles || std::ranges::find(table, kCellBlank) != table.end();
        }
    }
}

namespace {

// The cells that lie at a place, counted over all blocks; half of each gap goes with the cell beside it. `inside` is added to it.
Eigen::Vector3f cellsAt(const Eigen::Vector3f& place, const Eigen::Vector3f& grid, const Eigen::Vector3f& gaps, float inside)
{
    Eigen::Vector3f cells;
    for (int axis = 0; axis < 3; ++axis) {
        const float at = place[axis] + inside, block = std::floor((at + gaps[axis] / 2) / (grid[axis] + gaps[axis]));
        cells[axis] = block * grid[axis] + std::clamp(std::floor(at - block * (grid[axis] + gaps[axis])), 0.f, grid[axis] - 1);
    }
    return cells;
}

} // namespace

struct LatticeFaces::Face
{
    int axis, across, up;          // the face lies at one place of `axis`
    bool isUpper;
    float at;                      // scene units along the axis
    std::uint32_t block = 0;       // counted along the axis
    std::uint32_t cell = 0;        // of that block
};

void LatticeFaces::add(const LatticePart& part, const LatticePaint::Place& place, std::vector<LatticeVertex>& into) const
{
    if (part.region) {
        const BlockRegion& region = m_runs.regions()[*part.region];
        BlockRun whole;
        whole.min = region.box.min();
        whole.size = whole.period = region.box.sizes();
        const std::size_t first = into.size();
        addFaces(whole, LatticeDetail::Means, place, into);
        for (std::size_t i = first; i < into.size(); ++i)
            into[i].cells[3] = 0.5f - 0.5f * std::sqrt(region.fill);   // the gap that leaves as much free as the ground between its blocks
        return;
    }
    const bool isThrough = part.detail == LatticeDetail::Through || part.detail == LatticeDetail::Linked;
    isThrough ? addThrough(part, place, into) : addFaces(part.blocks, part.detail, place, into);
}

// Which blocks and cells a face shows: those at its side of the run, or those that the clip cuts open.
LatticeFaces::Face LatticeFaces::faceOf(const BlockRun& run, int axis, bool isUpper, const Box& shown) const
{
    Face face{axis, axis == 0 ? 1 : 0, axis == 2 ? 1 : 2, isUpper, isUpper ? shown.max()[axis] : shown.min()[axis]};
    const LatticeBlock& block = m_layout.blocks[run.origin];
    const float period = run.period[axis], inset = (isUpper ? -kInset : kInset) * block.size[axis];
    const float along = face.at + inset - run.min[axis];
    face.block = static_cast<std::uint32_t>(std::clamp(std::floor(along / period), 0.f, float(run.count[axis] - 1)));
    const float cell = (along - float(face.block) * period) / block.size[axis] * float(block.grid[axis]);
    face.cell = static_cast<std::uint32_t>(std::clamp(std::floor(cell), 0.f, float(block.grid[axis] - 1)));
    return face;
}

void LatticeFaces::addFaces(const BlockRun& run, LatticeDetail detail, const LatticePaint::Place& place, std::vector<LatticeVertex>& into) const
{
    const Box shown = run.box().intersection(m_view.clip);
    const LatticeBlock& block = m_layout.blocks[run.origin];
    const Codes codes = codesOf(block, m_walks.of(block), !m_walks.areAll());
    const std::array<float, 3> blockStep{1.f, float(run.count[0]), float(run.count[0]) * float(run.count[1])};
    for (int axis = 0; axis < 3; ++axis)
        for (const bool isUpper : {false, true}) {
            const Face face = faceOf(run, axis, isUpper, shown);
            if (!m_view.facesEye(axis, isUpper, face.at))
                continue;
            const int u = face.across, v = face.up;
            const auto su = std::size_t(u), sv = std::size_t(v), sa = std::size_t(axis);
            // The top of a rack is sheet metal: the mean of what is in it. A lattice has chips on every side.
            const bool isMean = detail == LatticeDetail::Means || block.chipCount == 0 || (axis == 2 && m_layout.solidBlocks && face.at == run.box().max()[2]);
            const bool isLid = m_layout.solidBlocks && axis == 2;
            LatticeVertex corner;
            corner.shape = {float(block.grid[su]), float(block.grid[sv]), run.period[u] / block.size[u], run.period[v] / block.size[v]};
            if (run.blockCount() == 1)
                corner.shape[2] = corner.shape[3] = 1;
            corner.cells = {codes.first + codes.steps[axis] * float(face.cell), codes.steps[u], codes.steps[v], (isLid && isMean) || block.chipCount == 0 ? 0.f : m_layout.cellGap};
            const float firstBlock = blockStep[sa] * float(face.block);
            const float perBlock = float(block.chipCount);
            corner.chips = {float(place.chips) + firstBlock * perBlock, blockStep[su] * perBlock, blockStep[sv] * perBlock, place.opacity};
            corner.means = {float(place.blocks) + firstBlock, blockStep[su], blockStep[sv], kLight[sa]};
            corner.whole = wholeOf(place, isMean ? 1.f : 0.f);
            const float lowU = (shown.min()[u] - run.min[u]) / run.period[u], highU = (shown.max()[u] - run.min[u]) / run.period[u];
            const float lowV = (shown.min()[v] - run.min[v]) / run.period[v], highV = (shown.max()[v] - run.min[v]) / run.period[v];
            for (int i = 0; i < 4; ++i) {
                const bool isFar = i == 1 || i == 2, isHigh = i >= 2;
                corner.position[sa] = face.at;
                corner.position[su] = isFar ? shown.max()[u] : shown.min()[u];
                corner.position[sv] = isHigh ? shown.max()[v] : shown.min()[v];
                corner.spot = {isFar ? highU - kInset : lowU + kInset, isHigh ? highV - kInset : lowV + kInset, 0.f};
                into.push_back(corner);
            }
        }
}

// A ray enters through a face that is turned to the eye; from inside it begins at the eye and leaves through a face that is not.
void LatticeFaces::addThrough(const LatticePart& part, const LatticePaint::Place& place, std::vector<LatticeVertex>& into) const
{
    const BlockRun& run = part.blocks;
    const Box shown = run.box().intersection(m_view.clip);
    const LatticeBlock& block = m_layout.blocks[run.origin];
    const Codes codes = codesOf(block, m_walks.of(block), !m_walks.areAll());
    const Eigen::Vector3f grid(block.grid[0], block.grid[1], block.grid[2]);
    const Eigen::Vector3f scale = grid.cwiseQuotient(block.size);
    const Eigen::Vector3f gaps = (run.period - run.blockSize()).cwiseProduct(scale).cwiseMax(0.f);
    const Eigen::Vector3f low = cellsAt((shown.min() - run.min).cwiseProduct(scale), grid, gaps, 1e-3f), high = cellsAt((shown.max() - run.min).cwiseProduct(scale), grid, gaps, -1e-3f);
    const bool isInside = !m_view.isParallel && shown.contains(m_view.eye);
    LatticeVertex corner;
    corner.shape = {scale.x(), scale.y(), scale.z(), float(place.chips)};
    corner.cells = {low.x(), low.y(), low.z(), codes.first};
    corner.chips = {high.x(), high.y(), high.z(), place.opacity};
    corner.means = {codes.steps.x(), codes.steps.y(), codes.steps.z(), float(place.bars)};
    corner.whole = {grid.x(), grid.y(), grid.z(), float(block.chipCount)};
    corner.gaps = {gaps.x(), gaps.y(), gaps.z()};
    corner.blocks = {float(run.count[0]), float(run.count[0]) * float(run.count[1]), part.barWidth};
    for (int axis = 0; axis < 3; ++axis)
        for (const bool isUpper : {false, true}) {
            const float at = isUpper ? shown.max()[axis] : shown.min()[axis];
            if (m_view.facesEye(axis, isUpper, at) == isInside)
                continue;
            const int u = axis == 0 ? 1 : 0, v = axis == 2 ? 1 : 2;
            for (int i = 0; i < 4; ++i) {
                Eigen::Vector3f place3;
                place3[axis] = at;
                place3[u] = i == 1 || i == 2 ? shown.max()[u] : shown.min()[u];
                place3[v] = i >= 2 ? shown.max()[v] : shown.min()[v];
                const Eigen::Vector3f spot = ((isInside ? m_view.eye : place3) - run.min).cwiseProduct(scale);
                corner.position = {place3.x(), place3.y(), place3.z()};
                corner.spot = {spot.x(), spot.y(), spot.z()};
                into.push_back(corner);
            }
        }
}

} // namespace podscape
