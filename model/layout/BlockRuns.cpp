#include "model/layout/BlockRuns.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace podscape {

namespace {

// Blocks farther apart than this share of their size stand on their own: an aisle is no gap.
constexpr float kWidestGap = 0.36f;

BlockRun single(const Layout& layout, std::uint32_t block)
{
    const LatticeBlock& b = layout.blocks[block];
    return {b.min, b.size, b.size, {1, 1, 1}, {0, 0, 0}, block};
}

bool isNear(const Eigen::Vector3f& a, const Eigen::Vector3f& b, float scale)
{
    return (a - b).cwiseAbs().maxCoeff() <= 1e-3f * scale;
}

// Same blocks in the same grid, so that they differ by where they stand and by number only.
bool isAlike(const Layout& layout, const BlockRun& a, const BlockRun& b)
{
    const LatticeBlock &p = layout.blocks[a.origin], &q = layout.blocks[b.origin];
    return p.table == q.table && p.grid == q.grid && p.chipCount == q.chipCount && a.count == b.count && a.step == b.step && isNear(a.size, b.size, a.size.maxCoeff())
        && isNear(a.period, b.period, a.size.maxCoeff());
}

// The axis along which `next` follows `run`, beside it and near enough.
std::optional<int> axisBetween(const Layout& layout, const BlockRun& run, const BlockRun& next)
{
    const Eigen::Vector3f way = next.min - run.min;
    int axis = 0;
    way.cwiseAbs().maxCoeff(&axis);
    Eigen::Vector3f along = Eigen::Vector3f::Zero();
    along[axis] = way[axis];
    const float gap = std::abs(way[axis]) - run.size[axis];
    const bool isBeside = isNear(way, along, run.size.minCoeff()) && gap >= -1e-3f * run.size[axis] && gap <= kWidestGap * layout.blocks[run.origin].size[axis];
    return isBeside && run.count[axis] == 1 ? std::optional(axis) : std::nullopt;
}

BlockRun joined(const std::vector<BlockRun>& items, std::size_t first, std::size_t count, int axis)
{
    const Eigen::Vector3f way = items[first + 1].min - items[first].min;
    const bool isBackwards = way[axis] < 0;
    BlockRun run = isBackwards ? items[first + count - 1] : items[first];
    run.count[axis] = static_cast<std::uint16_t>(count);
    run.period[axis] = std::abs(way[axis]);
    run.step[axis] = (isBackwards ? -1 : 1) * static_cast<std::int32_t>(items[first + 1].origin - items[first].origin);
    run.size[axis] += static_cast<float>(count - 1) * run.period[axis];
    return run;
}

// Joins neighbours in the list along one axis; rows become planes and planes boxes when it is called again.
std::vector<BlockRun> joinedOnce(const Layout& layout, const std::vector<BlockRun>& items)
{
    std::vector<BlockRun> result;
    for (std::size_t first = 0; first < items.size();) {
        std::size_t count = 1;
        const auto axis = first + 1 < items.size() && isAlike(layout, items[first], items[first + 1]) ? axisBetween(layout, items[first], items[first + 1]) : std::nullopt;
        if (axis) {
            const Eigen::Vector3f way = items[first + 1].min - items[first].min;
            const std::uint32_t numbers = items[first + 1].origin - items[first].origin;
            for (count = 2; first + count < items.size() && count < 0xFFFF; ++count) {
                const BlockRun &last = items[first + count - 1], &next = items[first + count];
                if (!isAlike(layout, last, next) || next.origin - last.origin != numbers || !isNear(next.min - last.min, way, last.size.minCoeff()))
                    break;
            }
        }
        result.push_back(axis ? joined(items, first, count, *axis) : items[first]);
        first += count;
    }
    return result;
}

// Regions are worth their own box when much is in them: a unit of two racks is not.
constexpr std::uint32_t kBlocksPerRegion = 16;

int deepestRegionLevel(const Layout& layout, const UnitTree& tree)
{
    int level = std::max(0, layout.blockLevel - 1);
    while (level > 0 && tree.unitCount(layout.blockLevel) < kBlocksPerRegion * tree.unitCount(level))
        --level;
    return level;
}

} // namespace

std::uint32_t BlockRun::blockAt(const std::array<std::uint32_t, 3>& place) const
{
    std::int64_t block = origin;
    for (int axis = 0; axis < 3; ++axis)
        block += std::int64_t(step[axis]) * place[axis];
    return static_cast<std::uint32_t>(block);
}

BlockRun BlockRun::piece(const std::array<std::uint32_t, 3>& first, const std::array<std::uint32_t, 3>& blocks) const
{
    BlockRun piece = *this;
    piece.origin = blockAt(first);
    for (std::size_t axis = 0; axis < 3; ++axis) {
        const auto a = static_cast<Eigen::Index>(axis);
        piece.count[axis] = static_cast<std::uint16_t>(blocks[axis]);
        piece.min[a] += float(first[axis]) * period[a];
        piece.size[a] -= float(count[axis] - blocks[axis]) * period[a];
        if (blocks[axis] == 1)
            piece.period[a] = piece.size[a];
    }
    return piece;
}

std::array<BlockRun, 2> BlockRun::halves() const
{
    std::size_t axis = 0;
    for (const std::size_t other : {std::size_t{1}, std::size_t{2}})
        if (count[axis] == 1 || (count[other] > 1 && size[static_cast<Eigen::Index>(other)] > size[static_cast<Eigen::Index>(axis)]))
            axis = other;
    std::array<std::uint32_t, 3> begin{0, 0, 0}, low{count[0], count[1], count[2]}, high = low;
    low[axis] /= 2;
    high[axis] -= low[axis];
    const BlockRun first = piece(begin, low);
    begin[axis] = low[axis];
    return {first, piece(begin, high)};
}

float BlockRun::gap(const Layout& layout) const
{
    return (period - layout.blocks[origin].size).maxCoeff();
}

BlockRuns::BlockRuns(const Layout& layout, const UnitTree& tree)
{
    const int deepest = deepestRegionLevel(layout, tree);
    m_regionOf.resize(static_cast<std::size_t>(deepest) + 1);
    addRegion(layout, tree, UnitTree::root(), deepest);
    addServiceRacks(layout, tree, deepest);
    for (std::size_t region = m_regions.size(); region-- > 0;)   // children come after their parents
        closeRegion(static_cast<std::uint32_t>(region));
    m_regionOf.clear();
}

void BlockRuns::appendBlocks(const BlockRun& run, std::vector<std::uint32_t>& blocks)
{
    for (std::uint32_t z = 0; z < run.count[2]; ++z)
        for (std::uint32_t y = 0; y < run.count[1]; ++y)
            for (std::uint32_t x = 0; x < run.count[0]; ++x)
                blocks.push_back(run.blockAt({x, y, z}));
}

void BlockRuns::appendBlocks(std::uint32_t region, std::vector<std::uint32_t>& blocks) const
{
    for (const std::uint32_t run : m_regions[region].runs)
        appendBlocks(m_runs[run], blocks);
    for (const std::uint32_t child : m_regions[region].regions)
        appendBlocks(child, blocks);
}

std::uint32_t BlockRuns::addRegion(const Layout& layout, const UnitTree& tree, UnitRef unit, int deepest)
{
    const auto index = static_cast<std::uint32_t>(m_regions.size());
    m_regions.push_back({unit, {}, 0, 1, {}, {}});
    m_regionOf[unit.level].push_back(index);
    if (unit.level < deepest) {
        const IndexRange children = tree.children(unit);
        for (std::uint32_t child = children.begin; child < children.end; ++child) {
            const std::uint32_t added = addRegion(layout, tree, {static_cast<std::uint16_t>(unit.level + 1), child}, deepest);
            m_regions[index].regions.push_back(added);
        }
        return index;
    }
    const IndexRange within = tree.unitsWithin(unit, layout.blockLevel);
    std::vector<BlockRun> blocks;
    for (std::uint32_t block = within.begin; block < within.end; ++block)
        blocks.push_back(single(layout, block));
    addRuns(layout, index, std::move(blocks));
    return index;
}

void BlockRuns::addServiceRacks(const Layout& layout, const UnitTree& tree, int deepest)
{
    std::vector<std::vector<BlockRun>> ofRegion(m_regions.size());
    for (const ServiceRack& rack : layout.serviceRacks) {
        const UnitRef served = rack.serves.level > deepest ? tree.ancestor(rack.serves, deepest) : rack.serves;
        if (!layout.blocks[rack.block].size.isZero())   // they have no place but on the floor
            ofRegion[m_regionOf[served.level][served.index]].push_back(single(layout, rack.block));
    }
    for (std::uint32_t region = 0; region < ofRegion.size(); ++region)
        addRuns(layout, region, std::move(ofRegion[region]));
}

void BlockRuns::addRuns(const Layout& layout, std::uint32_t region, std::vector<BlockRun> blocks)
{
    for (int pass = 0; pass < 3; ++pass)
        blocks = joinedOnce(layout, blocks);
    for (const BlockRun& run : blocks) {
        m_regions[region].runs.push_back(static_cast<std::uint32_t>(m_runs.size()));
        m_runs.push_back(run);
    }
}

void BlockRuns::closeRegion(std::uint32_t region)
{
    BlockRegion& r = m_regions[region];
    const auto ground = [](const Box& box) { return box.sizes().x() * box.sizes().y(); };
    float filled = 0;
    std::size_t children = r.runs.size();
    for (const std::uint32_t run : r.runs) {
        r.box.extend(m_runs[run].box());
        filled += ground(m_runs[run].box());
    }
    for (const std::uint32_t child : r.regions) {
        if (m_regions[child].box.isEmpty())
            continue;
        ++children;
        r.box.extend(m_regions[child].box);
        r.grain = std::max(r.grain, m_regions[child].grain);
        filled += m_regions[child].fill * ground(m_regions[child].box);
    }
    if (r.box.isEmpty())
        return;
    r.grain = std::max(r.grain, std::sqrt(ground(r.box) / static_cast<float>(children)));
    r.fill = std::clamp(filled / std::max(ground(r.box), 1e-9f), 0.f, 1.f);
}

} // namespace podscape
