#include "widgets/scene/ChipMask.h"

#include <algorithm>

namespace podscape {

namespace {

// The chips of the endpoints that a node of a fabric is, or that a switch is cabled to.
void addNode(const Cluster& cluster, const Fabric& fabric, std::uint32_t node, std::vector<IndexRange>& chips)
{
    const auto level = static_cast<std::uint16_t>(fabric.endpointLevel());
    if (!fabric.isSwitch(node)) {
        chips.push_back(cluster.tree.chips({level, node}));
        return;
    }
    for (const std::uint32_t link : fabric.linksOf(node)) {
        const std::uint32_t other = fabric.linkA()[link] == node ? fabric.linkB()[link] : fabric.linkA()[link];
        if (!fabric.isSwitch(other))
            chips.push_back(cluster.tree.chips({level, other}));
    }
}

void addLink(const Cluster& cluster, const Fabric& fabric, std::uint32_t link, std::vector<IndexRange>& chips)
{
    for (const std::uint32_t node : {fabric.linkA()[link], fabric.linkB()[link]})
        if (!fabric.isSwitch(node))
            addNode(cluster, fabric, node, chips);
}

void addSwitch(const Cluster& cluster, const Fabric& fabric, std::uint32_t index, std::vector<IndexRange>& chips)
{
    addNode(cluster, fabric, fabric.endpointCount() + index, chips);
    for (const std::uint32_t link : fabric.linksThrough(index))
        addLink(cluster, fabric, link, chips);
}

} // namespace

std::vector<IndexRange> selectedChips(const ViewValues& values)
{
    std::vector<IndexRange> chips;
    if (!values.dataset)
        return chips;
    const Cluster& cluster = *values.dataset->cluster;
    for (const UnitRef unit : values.selectedUnits())
        chips.push_back(cluster.tree.chips(unit));
    for (const EntityRef& entity : values.selection) {
        if (const auto* link = std::get_if<LinkRef>(&entity))
            addLink(cluster, cluster.fabrics[link->fabric.value], link->link.value, chips);
        else if (const auto* ref = std::get_if<SwitchRef>(&entity))
            addSwitch(cluster, cluster.fabrics[ref->fabric.value], ref->index, chips);
    }
    return chips;
}

void ChipMask::update(const ViewValues& values)
{
    m_chips.clear();
    if (!values.fadeUnselected || !values.dataset)
        return;
    const std::vector<IndexRange> chosen = selectedChips(values);
    if (chosen.empty())
        return;
    m_chips.assign(values.dataset->cluster->tree.chipCount(), kFaded);
    for (const IndexRange range : chosen)
        std::fill(m_chips.begin() + range.begin, m_chips.begin() + range.end, kDrawn);
}

void ChipMask::limit(IndexRange chips, std::uint8_t most, std::uint32_t chipCount)
{
    if (m_chips.empty())
        m_chips.assign(chipCount, kDrawn);
    const auto begin = m_chips.begin() + chips.begin, end = m_chips.begin() + chips.end;
    std::transform(begin, end, begin, [most](std::uint8_t value) { return std::min(value, most); });
}

} // namespace podscape
