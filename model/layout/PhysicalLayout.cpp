// Units on a floor, in metres: x along the rows, y across the aisles, z up. What the floor plan does not give follows FloorRules.
// - Racks stand in lines. The first line faces south; lines stand back to back over a hot aisle, then face each other over a cold one, so
//   every front is on a cold aisle.
// - Units of a level called "row" are one line of racks each, whatever pairs or groups of racks they consist of; otherwise the racks of a unit are dealt into lines.
// - Other units stand in a grid as near to a rectangle of rooms as their sizes allow; storeys stand above each other.
// - Racks without chips stand among the others or behind them: in the last line, or beside the units of a larger one.
// - A unit with a given place stands there; its sisters without one follow behind all that have one.
// A cluster without a floor plan is laid out by the same rules, but its distances mean nothing.
#include "model/layout/FloorRules.h"
#include "model/layout/FloorTurn.h"
#include "model/layout/RackFilling.h"
#include "model/layout/RackLines.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace podscape {

namespace {

using Eigen::Vector3d;

constexpr std::uint32_t kNoLimit = std::numeric_limits<std::uint32_t>::max();

class FloorBuilder
{
public:
    explicit FloorBuilder(const Cluster& cluster)
        : m_tree(cluster.tree), m_filling(cluster), m_plan(m_filling.plan()), m_rules(m_plan, m_tree), m_numbers(cluster), m_lines(m_filling, m_tree, m_numbers)
    {
        m_layout.arrangement = Arrangement::Physical;
        m_layout.metric = m_plan.stated;
        m_layout.blockLevel = m_plan.blockLevel;
        m_layout.serviceRacks = m_numbers.racks();
        m_layout.blocks.resize(m_numbers.blockCount());
        m_turns.resize(m_layout.blocks.size());
        for (const GivenPlace& given : m_plan.places)
            m_given.push_back(&given);
        std::ranges::sort(m_given, {}, [](const GivenPlace* given) { return given->unit; });
    }

    Layout build()
    {
        place(UnitTree::root(), Vector3d::Zero());
        fillBlocks();
        for (const LatticeBlock& block : m_layout.blocks) {
            m_layout.bounds.extend(block.min);
            m_layout.bounds.extend(block.min + block.size);
        }
        for (const Body& body : m_layout.bodies)
            if (body.hasWalls)
                m_layout.bounds.extend(body.box);
        std::ranges::stable_sort(m_layout.bodies, {}, [](const Body& b) { return b.unit.level; });
        return std::move(m_layout);
    }

private:
    // Puts `unit` with its corner at `corner`; returns its width, depth and height.
    Vector3d place(UnitRef unit, const Vector3d& corner)
    {
        if (unit.level == m_plan.blockLevel && unit.level > 0)
            return placeRack({unit.index, m_filling.sizeOf(m_tree.chips(unit).size())}, corner, 0);
        m_lines.enter(unit);
        const std::size_t bodyIndex = m_layout.bodies.size();
        m_layout.bodies.push_back({{}, unit, m_rules.hasWalls(unit.level)});
        const double margin = m_rules.margin(unit.level);
        Vector3d size = unit.level == m_plan.blockLevel ? placeRack({unit.index, m_filling.sizeOf(m_tree.chips(unit).size())}, corner, 0) : placeContents(unit, corner, margin);
        size += Vector3d(margin, margin, m_rules.headroom(unit.level));
        if (m_plan.stack && m_plan.stack->level == unit.level)
            size.z() = m_plan.stack->heightMetres;
        m_layout.bodies[bodyIndex].box = {corner.cast<float>(), (corner + size).cast<float>()};
        return size;
    }

    // Everything below `unit`, at least `margin` from `corner`; returns how far it reaches from the corner.
    Vector3d placeContents(UnitRef unit, const Vector3d& corner, double margin)
    {
        const int level = unit.level + 1;
        const Given given = givenAmong(unit);
        const Vector3d givenReach = placeGiven(given, corner);
        Vector3d start(margin, margin, 0);
        if (!given.empty())
            start.y() = givenReach.y() + (level == m_plan.blockLevel || m_rules.isRowLevel(level) ? m_plan.coldAisleMetres : m_rules.spacing(level));
        const std::vector<bool> isGiven = flags(given, m_tree.children(unit));
        const Vector3d reach = level == m_plan.blockLevel    ? placeRacks(unit, corner + start, isGiven)
                               : m_rules.isRowLevel(level)   ? placeRows(unit, corner + start, isGiven)
                                                             : placeRooms(unit, corner + start, isGiven);
        return reach.isZero() ? givenReach : Vector3d((start + reach).cwiseMax(givenReach));
    }

    using Given = std::span<const GivenPlace* const>;

    Given givenAmong(UnitRef parent) const
    {
        const IndexRange children = m_tree.children(parent);
        const auto unit = [](const GivenPlace* given) { return given->unit; };
        const auto level = static_cast<std::uint16_t>(parent.level + 1);
        return {std::ranges::lower_bound(m_given, UnitRef{level, children.begin}, {}, unit), std::ranges::lower_bound(m_given, UnitRef{level, children.end}, {}, unit)};
    }

    static std::vector<bool> flags(Given given, IndexRange children)
    {
        std::vector<bool> isGiven(given.empty() ? 0 : children.size());
        for (const GivenPlace* place : given)
            isGiven[place->unit.index - children.begin] = true;
        return isGiven;
    }

    Vector3d placeGiven(Given given, const Vector3d& corner)
    {
        Vector3d reach = Vector3d::Zero();
        for (const GivenPlace* place : given) {
            const Vector3d at(place->atMetres[0], place->atMetres[1], 0);
            reach = reach.cwiseMax(at + placeTurned(place->unit, corner + at, place->quarterTurns));
        }
        return reach;
    }

    Vector3d placeTurned(UnitRef unit, const Vector3d& corner, std::uint8_t quarterTurns)
    {
        const std::size_t firstBlock = m_placed.size(), firstBody = m_layout.bodies.size(), firstAisle = m_layout.aisles.size();
        Vector3d size = place(unit, corner);
        std::vector<std::uint32_t> blocks(m_placed.begin() + static_cast<std::ptrdiff_t>(firstBlock), m_placed.end());
        std::ranges::sort(blocks);   // a group with a place of its own was in its row before
        blocks.erase(std::unique(blocks.begin(), blocks.end()), blocks.end());
        for (int turn = 0; turn < quarterTurns; ++turn) {
            quarterTurn(m_layout, blocks, firstBody, firstAisle, corner, size.y());
            std::swap(size.x(), size.y());
        }
        for (const std::uint32_t block : blocks)
            m_turns[block] = (m_turns[block] + quarterTurns) % 4;
        return size;
    }

    Vector3d placeRack(const RackInLine& rack, const Vector3d& corner, std::uint8_t quarterTurns)
    {
        LatticeBlock& block = m_layout.blocks[rack.block];
        block.min = corner.cast<float>();
        block.size = rack.size.cast<float>();
        m_turns[rack.block] = quarterTurns;
        m_placed.push_back(rack.block);
        return rack.size;
    }

    Vector3d placeRacks(UnitRef unit, const Vector3d& corner, const std::vector<bool>& isGiven)
    {
        const IndexRange racks = m_tree.children(unit);
        const std::uint32_t perLine = m_rules.isRowLevel(unit.level) ? kNoLimit : m_rules.racksPerLine(racks.size());
        std::vector<RackLine> lines = m_lines.ofRacks(unit, perLine, isGiven);
        m_lines.appendService(unit, perLine, lines);
        return placeLines(lines, 1, corner, nullptr);
    }

    Vector3d placeRows(UnitRef unit, const Vector3d& corner, const std::vector<bool>& isGiven)
    {
        const IndexRange rows = m_tree.children(unit);
        std::vector<RackLine> lines;
        std::vector<UnitRef> lineUnits;
        for (std::uint32_t i = rows.begin; i < rows.end; ++i) {
            const UnitRef row{static_cast<std::uint16_t>(unit.level + 1), i};
            if (!isGiven.empty() && isGiven[i - rows.begin])
                continue;
            m_lines.enter(row);
            const IndexRange racks = m_tree.unitsWithin(row, m_plan.blockLevel);
            const bool holdsRacks = row.level + 1 == m_plan.blockLevel;   // else groups of racks, of which those with a place move there below
            std::vector<RackLine> line = m_lines.ofRacks(row, kNoLimit, holdsRacks ? flags(givenAmong(row), racks) : std::vector<bool>());
            m_lines.appendService(row, kNoLimit, line);
            lines.push_back(line.empty() ? RackLine{} : std::move(line.front()));
            lineUnits.push_back(row);
        }
        const std::uint32_t perLine = lines.empty() ? 1 : std::max(lines.front().positions, 1u);
        std::vector<RackLine> service;
        m_lines.appendService(unit, perLine, service);
        lines.insert(lines.end(), std::make_move_iterator(service.begin()), std::make_move_iterator(service.end()));
        if (lines.empty())
            return Vector3d::Zero();
        const Vector3d first = lines.front().extent(m_lines.gap());
        return placeLines(lines, m_rules.columns(unit.level + 1, static_cast<std::uint32_t>(lines.size()), first.x(), first.y()), corner, &lineUnits);
    }

    // Lines one behind the other, `columns` of them end to end; a line that is a unit of its own gets a body.
    Vector3d placeLines(const std::vector<RackLine>& lines, std::uint32_t columns, const Vector3d& corner, const std::vector<UnitRef>* units)
    {
        const double gap = m_lines.gap();
        Vector3d widest = Vector3d::Zero(), reach = Vector3d::Zero();
        for (const RackLine& line : lines)
            widest = widest.cwiseMax(line.extent(gap));
        const double step = widest.x() + (units ? m_rules.spacing(units->empty() ? m_plan.blockLevel - 1 : units->front().level) : 0);
        double y = 0;
        for (std::uint32_t i = 0; i < lines.size(); ++i) {
            const std::uint32_t number = i / columns, column = i % columns;
            if (i > 0 && column == 0) {
                const double aisle = m_rules.aisleAfter(number - 1);
                const Vector3d from = corner + Vector3d(0, y + widest.y(), 0), to = from + Vector3d(std::min<double>(columns, lines.size()) * step - step + widest.x(), aisle, 0);
                m_layout.aisles.push_back({{from.cast<float>(), to.cast<float>()}, m_rules.isColdAfter(number - 1)});
                y += widest.y() + aisle;
            }
            const Vector3d at(column * step, y, 0), extent = lines[i].extent(gap);
            placeLine(lines[i], corner + at, widest.y(), number % 2 == 1);
            Vector3d end = at + Vector3d(extent.x(), widest.y(), extent.z());
            if (units && i < units->size()) {
                end = end.cwiseMax(at + placeGiven(givenAmong((*units)[i]), corner + at));
                m_layout.bodies.push_back({{(corner + at).cast<float>(), (corner + end).cast<float>()}, (*units)[i], false});
            }
            reach = reach.cwiseMax(end);
        }
        return reach;
    }

    void placeLine(const RackLine& line, const Vector3d& corner, double depth, bool facesNorth)
    {
        double x = 0;
        for (const RackInLine& rack : line.racks) {
            placeRack(rack, corner + Vector3d(x, facesNorth ? depth - rack.size.y() : 0, 0), facesNorth ? 2 : 0);
            x += rack.size.x() + m_lines.gap();
        }
    }

    // Rooms in a grid, or one above the other; the racks that serve all of them stand beside them like one more room.
    Vector3d placeRooms(UnitRef unit, const Vector3d& corner, const std::vector<bool>& isGiven)
    {
        const IndexRange children = m_tree.children(unit);
        const int level = unit.level + 1;
        const bool isStack = m_plan.stack && m_plan.stack->level == level;
        const double gap = m_rules.spacing(level);
        std::uint32_t columns = kNoLimit, room = 0;
        Vector3d at = Vector3d::Zero(), reach = Vector3d::Zero();
        double lineDepth = 0;
        const auto placed = [&](const Vector3d& size) {
            reach = reach.cwiseMax(at + size);
            lineDepth = std::max(lineDepth, size.y());
            if (room++ == 0)
                columns = isStack ? kNoLimit : m_rules.columns(level, children.size(), size.x(), size.y());
            at.x() += size.x() + gap;
            if (room % columns == 0)
                at = {0, at.y() + std::exchange(lineDepth, 0) + gap, 0};
        };
        for (std::uint32_t i = children.begin; i < children.end; ++i) {
            if (!isGiven.empty() && isGiven[i - children.begin])
                continue;
            const UnitRef child{static_cast<std::uint16_t>(level), i};
            if (!isStack) {
                placed(place(child, corner + at));
                continue;
            }
            const Vector3d storey(0, 0, (i - children.begin) * m_plan.stack->heightMetres);
            reach = reach.cwiseMax(storey + place(child, corner + storey));
        }
        if (isStack)
            at.x() = reach.x() > 0 ? reach.x() + gap : 0;
        std::vector<RackLine> service;
        m_lines.appendService(unit, kNoLimit, service);
        if (!service.empty()) {
            const std::uint32_t perLine = m_rules.racksPerLine(service.front().positions);
            service.clear();
            m_lines.appendService(unit, perLine, service);
            placed(placeLines(service, 1, corner + at, nullptr));
        }
        return reach;
    }

    void fillBlocks()
    {
        BlockCells cells(m_layout);
        for (std::uint32_t i = 0; i < m_tree.unitCount(m_plan.blockLevel); ++i) {
            LatticeBlock& block = m_layout.blocks[i];
            block.unit = {static_cast<std::uint16_t>(m_plan.blockLevel), i};
            block.firstChip = m_tree.chips(block.unit).begin;
            block.chipCount = m_tree.chips(block.unit).size();
            m_filling.fill(block, m_turns[i], cells);
        }
        for (const ServiceRack& rack : m_layout.serviceRacks) {
            LatticeBlock& block = m_layout.blocks[rack.block];
            block.unit = rack.serves;
            block.firstChip = m_tree.chips(rack.serves).begin;
            RackFilling::fillService(block, rack.holds, m_turns[rack.block], cells);
        }
    }

    const UnitTree& m_tree;
    RackFilling m_filling;
    const FloorPlan& m_plan;             // the filling's: as stated, or invented
    FloorRules m_rules;
    ServiceNumbers m_numbers;
    RackLines m_lines;
    std::vector<const GivenPlace*> m_given;   // by unit
    std::vector<std::uint32_t> m_placed;      // blocks in the order of placing, for turning what was placed last
    std::vector<std::uint8_t> m_turns;        // quarter turns, by block
    Layout m_layout;
};

} // namespace

Layout buildPhysicalLayout(const Cluster& cluster)
{
    return FloorBuilder(cluster).build();
}

} // namespace podscape
