#include "model/layout/RackLines.h"

#include <algorithm>

namespace podscape {

Eigen::Vector3d RackLine::extent(double gap) const
{
    Eigen::Vector3d extent(racks.empty() ? 0 : -gap, 0, 0);
    for (const RackInLine& rack : racks)
        extent = {extent.x() + rack.size.x() + gap, std::max(extent.y(), rack.size.y()), std::max(extent.z(), rack.size.z())};
    return extent;
}

RackLines::RackLines(const RackFilling& filling, const UnitTree& tree, const ServiceNumbers& numbers)
    : m_filling(filling), m_plan(filling.plan()), m_tree(tree), m_numbers(numbers), m_every(m_plan.service.size())
{
}

void RackLines::enter(UnitRef unit)
{
    for (std::size_t kind = 0; kind < m_plan.service.size(); ++kind)
        if (m_plan.service[kind].every > 0 && m_plan.service[kind].level == unit.level)
            m_every[kind] = {0, m_numbers.firstBlock(kind, unit.index)};
}

std::vector<RackLine> RackLines::ofRacks(UnitRef holder, std::uint32_t perLine, const std::vector<bool>& placedElsewhere)
{
    const IndexRange racks = m_tree.unitsWithin(holder, m_plan.blockLevel);
    std::vector<RackLine> lines;
    for (std::uint32_t i = racks.begin; i < racks.end; ++i) {
        const UnitRef rack{static_cast<std::uint16_t>(m_plan.blockLevel), i};
        enterGroupsFrom(rack, holder.level);
        if (placedElsewhere.empty() || !placedElsewhere[i - racks.begin]) {
            if (lines.empty() || lines.back().positions >= perLine)
                lines.emplace_back();
            lines.back().racks.push_back({i, m_filling.sizeOf(m_tree.chips(rack).size())});
            ++lines.back().positions;
        }
        appendBeside(rack, holder.level, lines);
    }
    return lines;
}

void RackLines::enterGroupsFrom(UnitRef rack, int holderLevel)
{
    for (int level = holderLevel + 1; level <= m_plan.blockLevel; ++level)
        if (const UnitRef group = m_tree.ancestor(rack, level); m_tree.unitsWithin(group, m_plan.blockLevel).begin == rack.index)
            enter(group);
}

void RackLines::appendBeside(UnitRef rack, int holderLevel, std::vector<RackLine>& lines)
{
    const auto append = [&](std::uint32_t block, const ServiceRacks& kind) {
        if (lines.empty())
            lines.emplace_back();
        lines.back().racks.push_back({block, sizeOf(kind)});
    };
    for (std::size_t k = 0; k < m_plan.service.size(); ++k) {
        const ServiceRacks& kind = m_plan.service[k];
        if (kind.every > 0 && ++m_every[k].racks == kind.every) {
            append(m_every[k].next++, kind);
            m_every[k].racks = 0;
        }
        if (kind.count == 0 || kind.level <= holderLevel)
            continue;
        const UnitRef group = m_tree.ancestor(rack, kind.level);
        for (std::uint32_t i = 0; m_tree.unitsWithin(group, m_plan.blockLevel).end == rack.index + 1 && i < kind.count; ++i)
            append(m_numbers.firstBlock(k, group.index) + i, kind);
    }
}

void RackLines::appendService(UnitRef unit, std::uint32_t perLine, std::vector<RackLine>& lines) const
{
    for (std::size_t k = 0; k < m_plan.service.size(); ++k)
        for (std::uint32_t i = 0; m_plan.service[k].level == unit.level && i < m_plan.service[k].count; ++i) {
            if (lines.empty() || lines.back().positions >= perLine)
                lines.emplace_back();
            lines.back().racks.push_back({m_numbers.firstBlock(k, unit.index) + i, sizeOf(m_plan.service[k])});
            ++lines.back().positions;
        }
}

Eigen::Vector3d RackLines::sizeOf(const ServiceRacks& kind) const
{
    const auto& size = kind.sizeMetres ? *kind.sizeMetres : m_plan.blockSizeMetres;
    return {size[0], size[1], size[2]};
}

} // namespace podscape
