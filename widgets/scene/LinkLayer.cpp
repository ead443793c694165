#include "widgets/scene/LinkLayer.h"

#include "model/traffic/RingAllReduce.h"

#include <vtkActor.h>

#include <algorithm>

namespace podscape {

namespace {

IndexRange selectedChips(const ViewValues& values)
{
    const std::vector<UnitRef> units = values.selectedUnits();
    return units.size() == 1 && units.front().level > 0 ? values.dataset->cluster->tree.chips(units.front()) : IndexRange{};
}

ColorScale linkScale(const Fabric& fabric)
{
    ColorScale scale;
    scale.low = 0;
    scale.high = 100;
    scale.title = fabric.name() + " link load";
    scale.unit = "%";
    scale.map = "coolwarm";
    return scale;
}

} // namespace

LinkLayer::LinkLayer()
{
    setPixelRatio(1);
}

void LinkLayer::setPixelRatio(float ratio)
{
    m_bundles.setWidth(1.6f * ratio);
    m_singles.setWidth(2.2f * ratio);
}

void LinkLayer::clear()
{
    m_bundles.setLines({});
    m_singles.setLines({});
    m_switchBoxes.setBoxes({});
    m_places = {};
    m_links = {};
    m_legend = {};
}

void LinkLayer::update(const ViewValues& values, const Layout& layout)
{
    const Cluster& cluster = *values.dataset->cluster;
    if (values.fabric.value >= cluster.fabrics.size()) {
        clear();
        return;
    }
    const Fabric& fabric = cluster.fabrics[values.fabric.value];
    const Theme& theme = Theme::of(values.theme);
    m_places = SwitchPlaces::place(cluster, fabric, layout);
    m_links = LinkBundles(cluster, fabric, layout, m_places, selectedChips(values));
    // Over racks the bundles of a torus cross each other everywhere; there, and above some hundreds, they step back.
    m_crowded = m_links.all().size() > 600 || (layout.solidBlocks && m_places.isEmpty());
    std::vector<LineActor::Line> together, single;
    for (const LinkBundle& bundle : m_links.all())
        (bundle.isSingle ? single : together).push_back(arc(bundle.from, bundle.to, bundle.bulge, {}));
    m_bundles.setLines(together);
    m_singles.setLines(single);
    updateLoads(values);

    std::vector<BoxActor::Solid> boxes;
    for (std::size_t s = 0; s < m_places.centre.size(); ++s)
        if (fabric.switches()[s].kind == FabricSwitch::Kind::Switch) {
            const Eigen::Vector3f half(m_places.size / 2, m_places.size / 2, m_places.size / 5);
            const Rgba color = fabric.switches()[s].tier == 0 ? theme.link : theme.textQuiet;
            boxes.push_back({m_places.centre[s] - half, m_places.centre[s] + half, {color.r, color.g, color.b}});
        }
    m_switchBoxes.setBoxes(boxes);
}

void LinkLayer::updateLoads(const ViewValues& values)
{
    const Cluster& cluster = *values.dataset->cluster;
    if (values.fabric.value >= cluster.fabrics.size())
        return;
    const Fabric& fabric = cluster.fabrics[values.fabric.value];
    m_legend = {false, fabric.name(), Origin::Modelled, linkScale(fabric)};
    std::vector<float> loads;
    if (values.dataset->trace && !m_links.all().empty()) {
        LinkLoads modelled = linkLoadsAt(cluster, values.fabric, *values.dataset->trace, values.time);
        loads = std::move(modelled.share);
        m_legend.origin = modelled.origin;
        m_legend.hasLoads = std::ranges::any_of(loads, [](float share) { return !isMissing(share); });
    }
    m_links.setLoads(loads);
    std::vector<Rgba> together, single;
    for (const LinkBundle& bundle : m_links.all())
        (bundle.isSingle ? single : together).push_back(colorOf(bundle, Theme::of(values.theme)));
    m_bundles.setColors(together);
    m_singles.setColors(single);
}

// A bundle shows its busiest link: the mean of a hundred idle links and one that is saturated would hide the one that matters.
Rgba LinkLayer::colorOf(const LinkBundle& bundle, const Theme& theme) const
{
    const bool quiet = m_crowded && !bundle.isSingle;
    if (isMissing(bundle.maxLoad))
        return bundle.isSingle ? theme.accent.withAlpha(200) : theme.link.withAlpha(quiet ? 60 : 140);
    if (bundle.maxLoad <= 0)
        return theme.link.withAlpha(quiet ? 30 : 90);
    const float strength = quiet ? 40 + 90 * bundle.maxLoad : 120 + 135 * bundle.maxLoad;
    return {m_legend.scale.colorOf(100 * bundle.maxLoad, theme.missing), static_cast<std::uint8_t>(std::min(255.f, strength))};
}

} // namespace podscape
