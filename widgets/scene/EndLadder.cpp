#include "widgets/scene/EndLadder.h"

#include <algorithm>

namespace podscape {

EndLadder::EndLadder(const Cluster& cluster, const Fabric& fabric, const Layout& layout, const SwitchPlaces& switches, bool fromEndpoints)
    : m_cluster(cluster), m_layout(layout), m_switches(switches),
      m_finest(static_cast<std::uint16_t>(fromEndpoints ? fabric.endpointLevel() : std::min(fabric.endpointLevel(), layout.blockLevel)))
{
    const UnitTree& tree = cluster.tree;
    if (m_finest != fabric.endpointLevel()) {
        m_unitOfEndpoint.resize(fabric.endpointCount());
        for (std::uint32_t unit = 0; unit < tree.unitCount(m_finest); ++unit) {
            const IndexRange endpoints = tree.unitsWithin({m_finest, unit}, fabric.endpointLevel());
            std::fill(m_unitOfEndpoint.begin() + endpoints.begin, m_unitOfEndpoint.begin() + endpoints.end, unit);
        }
    }
    for (std::uint16_t level = m_finest;; --level) {
        m_steps.push_back({level, 1});
        if (level >= layout.blockLevel)
            m_lastFineStep = static_cast<unsigned>(m_steps.size() - 1);
        if (level == 0)
            break;
        // Runs of siblings only from the blocks up: what is inside a block is near enough to be one.
        std::uint32_t siblings = 0;
        for (std::uint32_t parent = 0; level <= layout.blockLevel && parent < tree.unitCount(level - 1); ++parent)
            siblings = std::max(siblings, tree.children({static_cast<std::uint16_t>(level - 1), parent}).size());
        for (std::uint32_t run = 2; run < siblings; run *= 2)
            m_steps.push_back({level, run});
    }
    m_groups.resize(m_steps.size());
    std::uint32_t largest = 1;
    for (std::uint32_t i = 0; i < switches.marks.size(); ++i)
        largest = std::max(largest, i - switches.marks[i].group + 1);
    while ((1u << (m_markSteps - 1)) < largest)
        ++m_markSteps;
}

std::uint32_t EndLadder::unitGroup(std::uint32_t unit, unsigned step) const
{
    if (step == 0)
        return unit;
    std::vector<std::uint32_t>& groups = m_groups[step];
    if (groups.empty()) {
        const UnitTree& tree = m_cluster.tree;
        for (std::uint32_t u = 0; u < unitCount(); ++u) {
            const UnitRef at = tree.ancestor({m_finest, u}, m_steps[step].level);
            const std::uint32_t first = m_steps[step].run == 1 ? at.index : tree.children(tree.parent(at)).begin;
            groups.push_back(first + (at.index - first) / m_steps[step].run * m_steps[step].run);
        }
    }
    return groups[unit];
}

std::uint32_t EndLadder::markGroup(std::uint32_t mark, unsigned step) const
{
    const std::uint32_t first = m_switches.marks[mark].group;
    return first + ((mark - first) >> step << step);
}

Eigen::Vector3f EndLadder::unitCentre(std::uint32_t group, unsigned step) const
{
    const UnitTree& tree = m_cluster.tree;
    const Step& s = m_steps[step];
    const std::uint32_t end = s.run == 1 ? group + 1 : std::min(group + s.run, tree.children(tree.parent({s.level, group})).end);
    Box box;
    for (std::uint32_t i = group; i < end; ++i)
        box.extend(m_layout.boxOf({s.level, i}, tree));
    Eigen::Vector3f centre = box.center();
    if (m_layout.arrangement == Arrangement::Fabric || (m_layout.solidBlocks && s.level <= m_layout.blockLevel))
        centre.z() = box.max().z();
    return centre;
}

Eigen::Vector3f EndLadder::markCentre(std::uint32_t group, unsigned step) const
{
    Box box;
    for (std::uint32_t mark = group; mark < m_switches.marks.size() && markGroup(mark, step) == group; ++mark)
        box.extend(m_switches.marks[mark].box());
    return box.center();
}

std::vector<Eigen::Vector3f> EndLadder::markPath(std::uint32_t group, unsigned step) const
{
    std::vector<Eigen::Vector3f> path;
    for (std::uint32_t mark = group; mark < m_switches.marks.size() && markGroup(mark, step) == group; ++mark)
        path.push_back(m_switches.marks[mark].centre);
    return path;
}

std::string EndLadder::unitWords(unsigned step) const
{
    const std::string units = m_cluster.tree.levelName(m_steps[step].level) + 's';
    return m_steps[step].run == 1 ? units : "groups of " + std::to_string(m_steps[step].run) + ' ' + units;
}

} // namespace podscape
