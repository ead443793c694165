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

std::vector<RackLine> RackLines::ofRacks(IndexRange racks, std::uint32_t perLine, const std::vector<bool>& placedElsewhere)
{
    std::vector<RackLine> lines;
    for (std::uint32_t rack = racks.begin; rack < racks.end; ++rack) {
        const UnitRef unit{static_cast<std::uint16_t>(m_plan.blockLevel), rack};
        enter(unit);
        if (placedElsewhere.empty() || !placedElsewhere[rack - racks.begin]) {
            if (lines.empty() || lines.back().positions >= perLine)
                lines.emplace_back();
            lines.back().racks.push_back({rack, m_filling.sizeOf(m_tree.chips(unit).size())});
            ++lines.back().positions;
        }
        appendBeside(rack, lines);
    }
    return lines;
}

void RackLines::appendBeside(std::uint32_t rack, std::vector<RackLine>& lines)
{
    const auto append = [&](std::uint32_t block, const ServiceRacks& kind) {
        if (lines.empty())
            lines.emplace_back();
        lines.back().racks.push_back({block, sizeOf(kind)});
    };
    for (std::size_t k = 0; k < m_plan.service.size(); ++k) {
        const ServiceRacks& kind = m_plan.service[k];
        for (std::uint32_t i = 0; kind.level == m_plan.blockLevel && i < kind.count; ++i)
            append(m_numbers.firstBlock(k, rack) + i, kind);
        if (kind.every > 0 && ++m_every[k].racks == kind.every) {
            append(m_every[k].next++, kind);
            m_every[k].racks = 0;
        }
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
