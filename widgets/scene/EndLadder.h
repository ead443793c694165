#pragma once

#include "model/layout/Layout.h"
#include "widgets/scene/SwitchPlaces.h"

#include <cstdint>
#include <string>
#include <vector>

namespace podscape {

// What a line may end at, from fine to coarse, so that links can be drawn together when they are many. Units: endpoints (or their blocks),
// then runs of 2, 4, 8 … siblings, then their parents, runs of those, up to the cluster. Switches: marks, then runs of marks of one group.
// A group is named by the number of its first member, so groups of one step have different names.
class EndLadder
{
public:
    // With `fromEndpoints` the finest ends are the fabric's endpoints, even inside a block; else blocks.
    EndLadder(const Cluster& cluster, const Fabric& fabric, const Layout& layout, const SwitchPlaces& switches, bool fromEndpoints);

    [[nodiscard]] std::uint32_t unitOf(std::uint32_t endpoint) const { return m_unitOfEndpoint.empty() ? endpoint : m_unitOfEndpoint[endpoint]; }

    [[nodiscard]] std::uint32_t unitCount() const { return m_cluster.tree.unitCount(m_finest); }   // no name of a unit or group is larger
    [[nodiscard]] unsigned unitSteps() const { return static_cast<unsigned>(m_steps.size()); }
    [[nodiscard]] unsigned lastFineStep() const { return m_lastFineStep; }   // the last one whose ends are not larger than a block
    [[nodiscard]] unsigned markSteps() const { return m_markSteps; }
    [[nodiscard]] std::uint32_t unitGroup(std::uint32_t unit, unsigned step) const;
    [[nodiscard]] std::uint32_t markGroup(std::uint32_t mark, unsigned step) const;
    [[nodiscard]] UnitRef unitAt(std::uint32_t group, unsigned step) const { return {m_steps[step].level, group}; }       // the first of the group
    [[nodiscard]] Eigen::Vector3f unitCentre(std::uint32_t group, unsigned step) const;   // on the roof of a rack, where it can be seen
    [[nodiscard]] Eigen::Vector3f markCentre(std::uint32_t group, unsigned step) const;
    [[nodiscard]] std::vector<Eigen::Vector3f> markPath(std::uint32_t group, unsigned step) const;   // through the middles of its members

    // "racks", "groups of 4 racks"
    [[nodiscard]] std::string unitWords(unsigned step) const;

private:
    struct Step { std::uint16_t level; std::uint32_t run; };

    const Cluster& m_cluster;
    const Layout& m_layout;
    const SwitchPlaces& m_switches;
    std::uint16_t m_finest;
    std::vector<std::uint32_t> m_unitOfEndpoint;   // empty: they are the same
    std::vector<Step> m_steps;
    mutable std::vector<std::vector<std::uint32_t>> m_groups;   // by step, of each unit; filled when a step is first asked for
    unsigned m_markSteps = 1, m_lastFineStep = 0;
};

} // namespace podscape
