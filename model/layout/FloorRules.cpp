#include "model/layout/FloorRules.h"

#include <algorithm>
#include <cmath>

namespace podscape {

namespace {

std::uint32_t acrossFor(double share, std::uint32_t count, double stepX, double stepY)
{
    const double across = std::sqrt(share * count * stepY / std::max(stepX, 1e-6));
    return std::clamp<std::uint32_t>(static_cast<std::uint32_t>(std::lround(std::min(across, 1e9))), 1, std::max(count, 1u));
}

} // namespace

bool FloorRules::isRowLevel(int level) const
{
    return level > 0 && level < m_plan.blockLevel && m_tree.levelName(level) == "row";
}

double FloorRules::spacing(int level) const
{
    if (const auto given = m_plan.levelPlan(level).spacingMetres)
        return *given;
    const std::string& name = m_tree.levelName(level);
    if (isRowLevel(level))
        return 1.2;
    if (name == "hall")
        return 3;
    if (name == "building")
        return 20;
    if (name == "campus")
        return 200;
    return 3.0 * std::pow(2.5, m_plan.blockLevel - 1 - level);
}

bool FloorRules::hasWalls(int level) const
{
    const std::string& name = m_tree.levelName(level);
    return m_plan.stated && level < m_plan.blockLevel && (m_plan.levelPlan(level).marginMetres.has_value() || name == "building" || name == "hall");
}

double FloorRules::margin(int level) const
{
    return hasWalls(level) ? m_plan.levelPlan(level).marginMetres.value_or(m_tree.levelName(level) == "building" ? 4 : 1.2) : 0;
}

double FloorRules::aisleAfter(std::uint32_t line) const
{
    return isColdAfter(line) ? m_plan.coldAisleMetres : m_plan.hotAisleMetres;
}

std::uint32_t FloorRules::racksPerLine(std::uint32_t racks) const
{
    if (m_plan.blocksPerRow > 0)
        return m_plan.blocksPerRow;
    return acrossFor(1.5, racks, m_plan.pitchMetres, m_plan.blockSizeMetres[1] + (m_plan.coldAisleMetres + m_plan.hotAisleMetres) / 2);
}

std::uint32_t FloorRules::columns(int level, std::uint32_t count, double width, double depth) const
{
    if (const std::uint32_t given = m_plan.levelPlan(level).columns)
        return given;
    if (isRowLevel(level))
        return acrossFor(1.5, count, width + spacing(level), depth + (m_plan.coldAisleMetres + m_plan.hotAisleMetres) / 2);
    return acrossFor(1.4, count, width + spacing(level), depth + spacing(level));
}

} // namespace podscape
