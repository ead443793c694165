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
    m_legend = {false, fabric.name(), Origin::Modelled, linkScale(fabric)};
    m_loads.clear();
    if (values.dataset->trace) {
        LinkLoads loads = linkLoadsAt(cluster, values.fabric, *values.dataset->trace, values.time);
        m_loads = std::move(loads.share);
        m_legend.origin = loads.origin;
        m_legend.hasLoads = std::ranges::any_of(m_loads, [](float share) { return !isMissing(share); });
    }

    const std::vector<LinkBundle> bundles = bundleLinks(cluster, fabric, layout, m_places, m_loads, selectedChips(values));
    // Over racks the bundles of a torus cross each other everywhere; there, and above some hundreds, they step back.
    const bool crowded = bundles.size() > 600 || (layout.solidBlocks && m_places.isEmpty());
    std::vector<LineActor::Line> together, single;
    for (const LinkBundle& bundle : bundles)
        (bundle.isSingle ? single : together).push_back(lineOf(bundle, theme, crowded));
    m_bundles.setLines(together);
    m_singles.setLines(single);

    std::vector<BoxActor::Solid> boxes;
    for (std::size_t s = 0; s < m_places.centre.size(); ++s)
        if (fabric.switches()[s].kind == FabricSwitch::Kind::Switch) {
            const Eigen::Vector3f half(m_places.size / 2, m_places.size / 2, m_places.size / 5);
            const Rgba color = fabric.switches()[s].tier == 0 ? theme.frame : theme.textQuiet;
            boxes.push_back({m_places.centre[s] - half, m_places.centre[s] + half, {color.r, color.g, color.b}});
        }
    m_switchBoxes.setBoxes(boxes);
}

// A bundle shows its busiest link: the mean of a hundred idle links and one that is saturated would hide the one that matters.
LineActor::Line LinkLayer::lineOf(const LinkBundle& bundle, const Theme& theme, bool crowded) const
{
    const bool quiet = crowded && !bundle.isSingle;
    Rgba color = theme.link.withAlpha(quiet ? 60 : 140);
    if (!isMissing(bundle.maxLoad)) {
        const float strength = quiet ? 40 + 90 * bundle.maxLoad : 120 + 135 * bundle.maxLoad;
        color = bundle.maxLoad <= 0 ? theme.link.withAlpha(quiet ? 30 : 90)
                                    : Rgba(m_legend.scale.colorOf(100 * bundle.maxLoad, theme.missing), static_cast<std::uint8_t>(std::min(255.f, strength)));
    } else if (bundle.isSingle) {
        color = theme.accent.withAlpha(200);
    }
    return arc(bundle.from, bundle.to, bundle.bulge, color);
}

} // namespace podscape
