// The floor of the fabric arrangement: chips as tiles in one layer, so that each can be seen from above and lines can rise from it; tiers of
// switches hang over them (see SwitchPlaces). Blocks stand together that share a switch of the first tier; a torus is spread out plane by
// plane: X and Y as they are, the planes of Z side by side.
#include "model/layout/BlockCells.h"
#include "model/layout/NestedGrid.h"
#include "model/layout/Shelves.h"
#include "model/layout/TorusParts.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <utility>

namespace podscape {

namespace {

constexpr float kTileHeight = 0.5f;    // chip steps
constexpr float kAspect = 2.3f;        // of the whole: as wide as a screen when seen from a little above
constexpr float kTilesAspect = 1.2f;   // of the chips of a block that has no trays
constexpr float kGroupAspect = 1.f;    // of blocks that belong together, so that many groups fit beside each other
constexpr std::size_t kFewestInGroup = 3;   // blocks, in the mean
constexpr std::uint32_t kNoSwitch = std::numeric_limits<std::uint32_t>::max();

// The fabric that joins most: the one whose switches stand in the largest units; with equals the one of most switches.
const Fabric* widestSwitchedFabric(const Cluster& cluster)
{
    const Fabric* widest = nullptr;
    int widestLevel = 0;
    for (const Fabric& fabric : cluster.fabrics) {
        if (fabric.switches().empty() || fabric.circuits())   // circuit switches join chips, they do not group them
            continue;
        int level = cluster.tree.leafLevel();
        for (const FabricSwitch& s : fabric.switches())
            level = std::min(level, s.unit ? int(s.unit->level) : 0);
        if (!widest || level < widestLevel || (level == widestLevel && fabric.switches().size() > widest->switches().size())) {
            widest = &fabric;
            widestLevel = level;
        }
    }
    return widest;
}

class FabricFloor
{
public:
    explicit FabricFloor(const Cluster& cluster) : m_cluster(cluster), m_tree(cluster.tree), m_layout(unplacedLayout(cluster, Arrangement::Fabric)), m_cells(m_layout)
    {
        makeTiles();
        findSwitchSets();
        for (const auto& [unit, torus] : torusParts(cluster, m_layout.blockLevel))
            if (unit.level < m_layout.blockLevel)   // the chips of a block are tiles in any case
                m_tori.emplace(unit, torus);
    }

    Layout build()
    {
        NestedGrid(m_layout, m_tree, 1.9f * m_gap, kAspect, [this](UnitRef unit) -> std::optional<Eigen::Vector2f> {
            if (const auto torus = m_tori.find(unit); torus != m_tori.end())
                return layPlanes(*torus->second, unit);
            if (unit.level + 1 >= m_layout.blockLevel)
                return layGroups(m_tree.unitsWithin(unit, m_layout.blockLevel));
            return std::nullopt;
        }).build();
        closeLayout(m_layout, m_tree);
        return std::move(m_layout);
    }

private:
    // Chips of one tray lie side by side, trays behind and beside each other, about as wide as deep.
    void makeTiles()
    {
        std::uint32_t most = 1;
        for (const LatticeBlock& block : m_layout.blocks)
            most = std::max(most, block.chipCount);
        const int leaf = m_tree.leafLevel();
        const std::uint32_t tray = leaf > m_layout.blockLevel ? m_tree.children({static_cast<std::uint16_t>(leaf - 1), 0}).size() : 1;
        const auto side = static_cast<std::uint32_t>(std::ceil(std::sqrt(double(most))));
        const std::uint32_t wanted = tray > 1 && tray < most && tray <= 2 * side ? (side + tray - 1) / tray * tray : shelfWidth(most, 1, 1, kTilesAspect);
        const std::uint32_t across = std::clamp<std::uint32_t>(wanted, 1, std::min<std::uint32_t>(most, 0xFFFF));
        for (LatticeBlock& block : m_layout.blocks) {
            const std::uint32_t deep = std::clamp<std::uint32_t>((block.chipCount + across - 1) / across, 1, 0xFFFF);
            block.grid = {static_cast<std::uint16_t>(across), static_cast<std::uint16_t>(deep), 1};
            block.size = {float(across), float(deep), kTileHeight};
            block.table = m_cells.add(plainTable(block.grid, block.chipCount));
        }
        m_gap = 0.8f + 0.2f * float(across);
    }

    // Which switches of the first tier each block has links to, as one number for the set: the sum of a random-looking one for each.
    void findSwitchSets()
    {
        m_switchSet.assign(m_layout.blocks.size(), 0);
        const Fabric* fabric = widestSwitchedFabric(m_cluster);
        if (!fabric)
            return;
        std::vector<std::uint32_t> lastSwitch(m_layout.blocks.size(), kNoSwitch);
        for (std::uint32_t s = 0; s < fabric->switches().size(); ++s) {
            const std::uint32_t node = fabric->endpointCount() + s;
            for (const std::uint32_t link : fabric->linksOf(node)) {
                const std::uint32_t endpoint = std::min(fabric->linkA()[link], fabric->linkB()[link]);   // switches are numbered after the endpoints
                if (fabric->isSwitch(endpoint))
                    continue;
                const UnitRef unit{static_cast<std::uint16_t>(fabric->endpointLevel()), endpoint};
                const std::uint32_t block = m_tree.unitOfChip(m_tree.chips(unit).begin, m_layout.blockLevel).index;
                if (std::exchange(lastSwitch[block], s) != s)
                    m_switchSet[block] += (std::uint64_t{s} + 1) * 0x9E37'79B9'7F4A'7C15u;
            }
        }
    }

    // Blocks in groups that share their switches, in the order of their first ones.
    std::vector<std::vector<std::uint32_t>> groupsOf(IndexRange blocks) const
    {
        std::vector<std::vector<std::uint32_t>> groups;
        std::map<std::uint64_t, std::size_t> groupOfSet;
        for (std::uint32_t b = blocks.begin; b < blocks.end; ++b) {
            const auto [found, isNew] = groupOfSet.try_emplace(m_switchSet[b], groups.size());
            if (isNew)
                groups.emplace_back();
            groups[found->second].push_back(b);
        }
        // A switch of its own for each, as NVLink has, or for a few: groups so small would tear the floor apart.
        if (groups.size() > 1 && groups.size() * kFewestInGroup > blocks.size()) {
            groups.assign(1, {});
            for (std::uint32_t b = blocks.begin; b < blocks.end; ++b)
                groups.front().push_back(b);
        }
        return groups;
    }

    Eigen::Vector2f layGroups(IndexRange blocks)
    {
        const std::vector<std::vector<std::uint32_t>> groups = groupsOf(blocks);
        const bool isWhole = groups.size() == 1 && groups.front().size() == m_layout.blocks.size();
        std::vector<Shelves> inside;
        std::vector<Eigen::Vector2f> sizes;
        for (const std::vector<std::uint32_t>& members : groups) {
            std::vector<Eigen::Vector2f> tiles;
            for (const std::uint32_t b : members)
                tiles.emplace_back(m_layout.blocks[b].size.head<2>());
            inside.push_back(shelve(tiles, m_gap, isWhole ? kAspect : kGroupAspect));
            sizes.push_back(inside.back().size);
        }
        const Shelves outer = shelve(sizes, 1.9f * m_gap, kAspect);
        for (std::size_t group = 0; group < groups.size(); ++group)
            for (std::size_t i = 0; i < groups[group].size(); ++i)
                put(groups[group][i], outer.corner[group] + inside[group].corner[i]);
        return outer.size;
    }

    // In a torus of two dimensions a block is flat, and every chip may lie at its coordinate.
    void layByCoordinates(LatticeBlock& block, const TorusShape& torus, std::uint32_t first)
    {
        std::array<std::uint16_t, 2> min{0xFFFF, 0xFFFF}, max{0, 0};
        for (std::uint32_t chip = 0; chip < block.chipCount; ++chip)
            for (std::size_t axis = 0; axis < 2; ++axis) {
                min[axis] = std::min(min[axis], torus.coordinates[first + chip][axis]);
                max[axis] = std::max(max[axis], torus.coordinates[first + chip][axis]);
            }
        block.grid = {static_cast<std::uint16_t>(max[0] - min[0] + 1), static_cast<std::uint16_t>(max[1] - min[1] + 1), 1};
        block.size = {float(block.grid[0]), float(block.grid[1]), kTileHeight};
        std::vector<std::int32_t> table(std::size_t{block.grid[0]} * block.grid[1], kCellBlank);
        for (std::uint32_t chip = 0; chip < block.chipCount; ++chip) {
            const auto& at = torus.coordinates[first + chip];
            table[static_cast<std::size_t>(at[0] - min[0]) + std::size_t{block.grid[0]} * (at[1] - min[1])] = static_cast<std::int32_t>(chip);
        }
        block.table = m_cells.add(table);
    }

    // The blocks of one torus by their coordinates, planes of Z on shelves.
    Eigen::Vector2f layPlanes(const TorusShape& torus, UnitRef instance)
    {
        const IndexRange blocks = m_tree.unitsWithin(instance, m_layout.blockLevel);
        std::array<std::map<std::uint16_t, std::uint32_t>, 3> ranks;   // coordinate of a block's first corner → its place along the axis
        std::vector<std::array<std::uint16_t, 3>> corners;
        Eigen::Vector2f tile(0, 0);
        for (std::uint32_t b = blocks.begin; b < blocks.end; ++b) {
            const LatticeBlock& block = m_layout.blocks[b];
            std::array<std::uint16_t, 3> corner{0xFFFF, 0xFFFF, 0xFFFF};
            if (torus.dimensions <= 2)
                layByCoordinates(m_layout.blocks[b], torus, block.firstChip - m_tree.chips(instance).begin);
            for (std::uint32_t chip = 0; chip < block.chipCount; ++chip)
                for (std::size_t axis = 0; axis < 3; ++axis)
                    corner[axis] = std::min(corner[axis], torus.coordinates[block.firstChip + chip - m_tree.chips(instance).begin][axis]);
            for (std::size_t axis = 0; axis < 3; ++axis)
                ranks[axis][corner[axis]] = 0;
            corners.push_back(corner);
            tile = tile.cwiseMax(block.size.head<2>());
        }
        for (auto& axis : ranks) {
            std::uint32_t next = 0;
            for (auto& [coordinate, place] : axis)
                place = next++;
        }
        if (ranks[0].size() * ranks[1].size() * ranks[2].size() != corners.size())   // blocks are no bricks of the torus
            return layGroups(blocks);
        const Eigen::Vector2f step = tile + Eigen::Vector2f::Constant(m_gap);
        const Eigen::Vector2f plane = Eigen::Vector2f(float(ranks[0].size()), float(ranks[1].size())).cwiseProduct(step) - Eigen::Vector2f::Constant(m_gap);
        const Shelves planes = shelve(std::vector<Eigen::Vector2f>(ranks[2].size(), plane), 2.5f * m_gap, kAspect);
        for (std::uint32_t b = blocks.begin; b < blocks.end; ++b) {
            const auto& corner = corners[b - blocks.begin];
            put(b, planes.corner[ranks[2][corner[2]]] + Eigen::Vector2f(float(ranks[0][corner[0]]), float(ranks[1][corner[1]])).cwiseProduct(step));
        }
        return planes.size;
    }

    void put(std::uint32_t block, const Eigen::Vector2f& corner) { m_layout.blocks[block].min = {corner.x(), corner.y(), 0.f}; }

    const Cluster& m_cluster;
    const UnitTree& m_tree;
    Layout m_layout;
    BlockCells m_cells;
    TorusParts m_tori;
    std::vector<std::uint64_t> m_switchSet;     // of each block
    float m_gap = 1;                            // between the blocks of a group, chip steps
};

} // namespace

Layout buildFabricLayout(const Cluster& cluster)
{
    return FabricFloor(cluster).build();
}

} // namespace podscape
