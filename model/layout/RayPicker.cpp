#include "model/layout/RayPicker.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace podscape {

namespace {

constexpr std::uint32_t kBlocksPerLeaf = 4;

struct Span { float enter, leave; };

// Where a ray is inside a box, as multiples of its direction; empty when enter > leave. A direction of 0 along an axis gives ±infinity,
// which the comparisons take as they should; 0 · infinity is avoided by the half-open test.
Span clip(const Eigen::Vector3f& origin, const Eigen::Vector3f& direction, const Eigen::Vector3f& min, const Eigen::Vector3f& max)
{
    Span span{0.f, std::numeric_limits<float>::infinity()};
    for (int axis = 0; axis < 3; ++axis) {
        if (direction[axis] == 0.f) {
            if (origin[axis] < min[axis] || origin[axis] > max[axis])
                return {1.f, 0.f};
            continue;
        }
        const float a = (min[axis] - origin[axis]) / direction[axis], b = (max[axis] - origin[axis]) / direction[axis];
        span.enter = std::max(span.enter, std::min(a, b));
        span.leave = std::min(span.leave, std::max(a, b));
    }
    return span;
}

Box boxOf(const LatticeBlock& block)
{
    return {block.min, block.min + block.size};
}

struct CellHit { std::int32_t content; float distance; };

// Amanatides and Woo, "A Fast Voxel Traversal Algorithm for Ray Tracing", 1987; each cell's box is shrunk by the gap.
std::optional<CellHit> walk(const LatticeBlock& block, std::span<const std::int32_t> cells, float gap, const Ray& ray, Span inside, const PickLimits& limits)
{
    const Eigen::Vector3f grid(block.grid[0], block.grid[1], block.grid[2]);
    const Eigen::Vector3f cellSize = block.size.cwiseQuotient(grid);
    const Eigen::Vector3f origin = (ray.origin - block.min).cwiseQuotient(cellSize);
    const Eigen::Vector3f direction = ray.direction.cwiseQuotient(cellSize);
    const Eigen::Vector3f start = origin + direction * inside.enter;

    std::array<int, 3> cell{};
    for (int axis = 0; axis < 3; ++axis)
        cell[axis] = std::clamp(static_cast<int>(std::floor(start[axis])), 0, block.grid[axis] - 1);

    for (;;) {
        const std::int32_t content = cells[block.table + cell[0] + std::size_t(block.grid[0]) * (cell[1] + std::size_t(block.grid[1]) * cell[2])];
        if (content != kCellBlank && !(content >= 0 && limits.isHidden(std::int64_t{block.firstChip} + content))) {
            const Eigen::Vector3f corner(static_cast<float>(cell[0]), static_cast<float>(cell[1]), static_cast<float>(cell[2]));
            const Span span = clip(origin, direction, corner + Eigen::Vector3f::Constant(gap), corner + Eigen::Vector3f::Constant(1 - gap));
            if (const float enter = std::max(span.enter, inside.enter); enter <= std::min(span.leave, inside.leave))
                return CellHit{content >= 0 ? static_cast<std::int32_t>(block.firstChip) + content : content, enter};
        }
        int next = -1;
        float nearest = std::numeric_limits<float>::infinity();
        for (int axis = 0; axis < 3; ++axis) {
            if (direction[axis] == 0.f)
                continue;
            const float wall = (cell[axis] + (direction[axis] > 0 ? 1 : 0) - origin[axis]) / direction[axis];
            if (wall < nearest) {
                nearest = wall;
                next = axis;
            }
        }
        if (next < 0)
            return std::nullopt;
        cell[next] += direction[next] > 0 ? 1 : -1;
        if (cell[next] < 0 || cell[next] >= block.grid[next])
            return std::nullopt;
    }
}

bool hasHiddenAll(const LatticeBlock& block, const PickLimits& limits)
{
    return !limits.mask.empty() && block.chipCount > 0
           && std::ranges::all_of(limits.mask.subspan(block.firstChip, block.chipCount), [](std::uint8_t there) { return there == 0; });
}

// What a ray meets on the surface of an opaque block: the chip behind that spot of its face, or the block's own body between chips, where chips
// are hidden, and on top, where the picture shows the mean of the block. Where it is cut, even from above, the chip at the cut.
CellHit solidHit(const LatticeBlock& block, std::span<const std::int32_t> cells, float gap, const Ray& ray, Span inside, bool isCut, const PickLimits& limits)
{
    const Eigen::Vector3f grid(block.grid[0], block.grid[1], block.grid[2]);
    const Eigen::Vector3f spot = (ray.origin + ray.direction * inside.enter - block.min).cwiseQuotient(block.size);
    int face = 0;
    const Eigen::Vector3f at3 = ray.origin + ray.direction * inside.enter;
    if (isCut)
        (at3 - limits.clip.min()).cwiseAbs().cwiseMin((at3 - limits.clip.max()).cwiseAbs()).minCoeff(&face);
    else
        (spot - Eigen::Vector3f::Constant(0.5f)).cwiseAbs().maxCoeff(&face);
    if (face == 2 && !isCut)
        return {kCellBlank, inside.enter};
    std::array<std::size_t, 3> cell{};
    std::array<bool, 3> isInGap{};
    for (int axis = 0; axis < 3; ++axis) {
        const float at = spot[axis] * grid[axis];
        const int index = std::clamp(static_cast<int>(std::floor(at)), 0, block.grid[axis] - 1);
        isInGap[axis] = axis != face && std::abs(at - static_cast<float>(index) - 0.5f) > 0.5f - gap;
        cell[axis] = static_cast<std::size_t>(index);
    }
    const std::int32_t content = cells[block.table + cell[0] + block.grid[0] * (cell[1] + block.grid[1] * cell[2])];
    const bool isShelf = content < kCellBlank;   // as wide as the rack: gaps are only above and below it
    if (content >= 0 && limits.isHidden(std::int64_t{block.firstChip} + content))
        return {kCellBlank, inside.enter};
    if (isInGap[2] || (!isShelf && (isInGap[0] || isInGap[1])))
        return {kCellBlank, inside.enter};
    return {content >= 0 ? static_cast<std::int32_t>(block.firstChip) + content : content, inside.enter};
}

std::optional<CellHit> solid(const Layout& layout, const LatticeBlock& block, const Ray& ray, Span inside, const PickLimits& limits)
{
    if (hasHiddenAll(block, limits))
        return std::nullopt;
    const bool isCut = inside.enter > clip(ray.origin, ray.direction, block.min, block.min + block.size).enter;
    return solidHit(block, layout.cells, layout.cellGap, ray, inside, isCut, limits);
}

} // namespace

RayPicker::RayPicker(std::shared_ptr<const Layout> layout) : m_layout(std::move(layout))
{
    for (std::uint32_t i = 0; i < m_layout->blocks.size(); ++i)
        if (!m_layout->blocks[i].size.isZero())   // racks without chips where there is no floor
            m_order.push_back(i);
    if (!m_order.empty())
        buildNode(0, static_cast<std::uint32_t>(m_order.size()));
}

std::uint32_t RayPicker::buildNode(std::uint32_t first, std::uint32_t count)
{
    const auto index = static_cast<std::uint32_t>(m_nodes.size());
    m_nodes.push_back({{}, first, count, 0});
    Box box;
    for (std::uint32_t i = first; i < first + count; ++i)
        box.extend(boxOf(m_layout->blocks[m_order[i]]));
    m_nodes[index].box = box;
    if (count <= kBlocksPerLeaf)
        return index;

    int axis = 0;
    box.sizes().maxCoeff(&axis);
    const std::uint32_t half = count / 2;
    std::nth_element(m_order.begin() + first, m_order.begin() + first + half, m_order.begin() + first + count, [&](std::uint32_t a, std::uint32_t b) {
        const LatticeBlock &p = m_layout->blocks[a], &q = m_layout->blocks[b];
        return p.min[axis] + p.size[axis] / 2 < q.min[axis] + q.size[axis] / 2;
    });
    m_nodes[index].count = 0;
    buildNode(first, half);
    const std::uint32_t right = buildNode(first + half, count - half);
    m_nodes[index].right = right;
    return index;
}

std::optional<PickHit> RayPicker::pick(const Ray& ray, const PickLimits& limits) const
{
    std::optional<PickHit> best;
    if (m_nodes.empty())
        return best;
    std::vector<std::uint32_t> open{0};
    const auto nearer = [&](const Span& span) { return span.enter <= span.leave && (!best || span.enter < best->distance); };
    while (!open.empty()) {
        const std::uint32_t index = open.back();
        const Node& node = m_nodes[index];
        open.pop_back();
        if (!nearer(clip(ray.origin, ray.direction, node.box.min().cwiseMax(limits.clip.min()), node.box.max().cwiseMin(limits.clip.max()))))
            continue;
        if (node.count == 0) {
            open.push_back(node.right);
            open.push_back(index + 1);   // the left child follows its parent
            continue;
        }
        for (std::uint32_t i = node.first; i < node.first + node.count; ++i) {
            const std::uint32_t b = m_order[i];
            const LatticeBlock& block = m_layout->blocks[b];
            const Eigen::Vector3f low = block.min.cwiseMax(limits.clip.min()), high = (block.min + block.size).cwiseMin(limits.clip.max());
            const Span inside = clip(ray.origin, ray.direction, low, high);
            if ((low.array() >= high.array()).any() || !nearer(inside))
                continue;
            const auto hit = m_layout->solidBlocks ? solid(*m_layout, block, ray, inside, limits) : walk(block, m_layout->cells, m_layout->cellGap, ray, inside, limits);
            if (hit && (!best || hit->distance < best->distance))
                best = PickHit{b, hit->content, hit->distance};
        }
    }
    return best;
}

} // namespace podscape
