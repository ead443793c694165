#include "widgets/scene/LinkLayer.h"

#include "widgets/scene/AssumptionLegend.h"

#include <vtkActor.h>

#include <algorithm>
#include <limits>
#include <utility>

namespace podscape {

namespace {

// How much of a bundle's own strength is left while a switch shows its links.
constexpr float kDimmed = 0.25f;

constexpr float kSmallPx = 40;            // bundles that are smaller say less and less
constexpr double kMostInDraft = 8'000;   // of the cost of lines (see LineQuads) in a frame with not quite all of its pixels

LinkSelection selectedLinks(const ViewValues& values)
{
    const std::vector<UnitRef> units = values.selectedUnits();
    return LinkSelection::of(*values.dataset->cluster, values.fabric, values.selection, units.size() == 1 ? std::span(units) : std::span<const UnitRef>());
}

Rgb blend(Rgb from, Rgb to, float t)
{
    const auto mix = [t](std::uint8_t a, std::uint8_t b) { return static_cast<std::uint8_t>(float(a) + t * (float(b) - float(a))); };
    return {mix(from.r, to.r), mix(from.g, to.g), mix(from.b, to.b)};
}

std::vector<Line> linesOf(const LinkBundles& bundles)
{
    std::vector<Line> lines;
    for (const LinkBundle& bundle : bundles.all())
        lines.push_back({bundle.from, bundle.to, {}, bundle.bulge});
    return lines;
}

Rgb opaque(Rgba color) { return {color.r, color.g, color.b}; }

ColorScale linkScale(const Fabric& fabric, LinkDirection direction)
{
    ColorScale scale;
    scale.low = 0;
    scale.high = 100;
    scale.title = fabric.name() + " link load";
    if (direction != LinkDirection::Both)
        scale.title += ", " + std::string(toText(direction)) + " direction";
    scale.unit = "%";
    scale.map = "coolwarm";
    return scale;
}

} // namespace

LinkLayer::LinkLayer()
{
    setPixelRatio(1, 1);
}

void LinkLayer::setPixelRatio(float pixelRatio, double detail)
{
    const float ratio = pixelRatio * float(detail);
    m_bundles.setWidth(1.6f * ratio);
    m_nearBundles.setWidth(1.6f * ratio);
    m_singles.setWidth(2.2f * ratio);
    m_bars.setWidth(3.f * ratio);
    for (LineActor* lines : {&m_bundles, &m_nearBundles})
        lines->setFade(kSmallPx * ratio, detail < 1 ? kMostInDraft * detail * detail : std::numeric_limits<double>::infinity());
}

void LinkLayer::clear()
{
    m_bundles.setLines({});
    m_singles.setLines({});
    m_nearBundles.setLines({});
    m_bars.setLines({});
    m_switchBoxes.setBoxes({});
    m_links = {};
    m_chosenLinks = {};
    m_nearLinks = {};
    m_near.reset();
    m_loads = {};
    m_trafficOf.reset();
    m_traffic = 0;
    m_legend = {};
}

void LinkLayer::update(const ViewValues& values, const Layout& layout, const SwitchPlaces& places)
{
    const Cluster& cluster = *values.dataset->cluster;
    if (values.fabric.value >= cluster.fabrics.size()) {
        clear();
        return;
    }
    const Fabric& fabric = cluster.fabrics[values.fabric.value];
    m_links = LinkBundles(cluster, fabric, layout, places);
    // Over racks the bundles of a torus cross each other everywhere; there, and above some hundreds, they step back.
    m_crowded = m_links.all().size() > 600 || (layout.solidBlocks && places.isEmpty());
    m_isLattice = layout.arrangement == Arrangement::Lattice;
    m_bundles.setLines(linesOf(m_links));
    std::vector<Line> bars;
    for (const std::vector<Eigen::Vector3f>& bar : m_links.bars())
        for (std::size_t i = 0; i + 1 < bar.size(); ++i)
            bars.push_back({bar[i], bar[i + 1], Theme::of(values.theme).link});
    m_bars.setLines(bars);
    m_near.reset();
    m_nearLinks = {};
    m_nearBundles.setLines({});
    takeChoice(values, layout, places);
    takeMoment(values);
    showMask(values);
    showLoads(values);
}

void LinkLayer::updateChoice(const ViewValues& values, const Layout& layout, const SwitchPlaces& places)
{
    if (values.fabric.value >= values.dataset->cluster->fabrics.size())
        return;
    takeChoice(values, layout, places);
    m_chosenLinks.setLoads(m_loads, values.linkDirection);
    showMask(values);
    colorBundles(values);
}

void LinkLayer::updateMask(const ViewValues& values)
{
    if (values.fabric.value >= values.dataset->cluster->fabrics.size())
        return;
    showMask(values);
    colorBundles(values);
}

void LinkLayer::showMask(const ViewValues& values)
{
    const Cluster& cluster = *values.dataset->cluster;
    for (LinkBundles* bundles : {&m_links, &m_nearLinks, &m_chosenLinks})
        bundles->setMask(m_mask, cluster.tree, cluster.fabrics[values.fabric.value]);
}

void LinkLayer::takeChoice(const ViewValues& values, const Layout& layout, const SwitchPlaces& places)
{
    const Cluster& cluster = *values.dataset->cluster;
    const Fabric& fabric = cluster.fabrics[values.fabric.value];
    m_chosenLinks = LinkBundles::chosen(selectedLinks(values), cluster, fabric, layout, places);
    m_singles.setLines(linesOf(m_chosenLinks));
    m_switchChosen = std::ranges::any_of(values.selection, [](const EntityRef& entity) { return std::holds_alternative<SwitchRef>(entity); });
    drawSwitches(values, fabric, places);
}

void LinkLayer::drawSwitches(const ViewValues& values, const Fabric& fabric, const SwitchPlaces& places)
{
    const Theme& theme = Theme::of(values.theme);
    std::vector<bool> chosen(places.marks.size(), false);
    for (const EntityRef& entity : values.selection)
        if (const auto* ref = std::get_if<SwitchRef>(&entity); ref && ref->fabric == values.fabric && ref->index < fabric.switches().size())
            if (const std::uint32_t mark = places.markOf[ref->index]; mark != SwitchPlaces::kNoMark)
                chosen[mark] = true;
    std::vector<BoxActor::Solid> boxes;
    for (std::size_t m = 0; m < places.marks.size(); ++m) {
        const SwitchMark& mark = places.marks[m];
        Rgb color = mark.tier == 0 ? blend(opaque(theme.link), opaque(theme.accent), 0.45f) : blend(opaque(theme.textQuiet), opaque(theme.background), 0.35f);
        if (values.emphasis == Emphasis::Assumptions)
            color = isAssumed(fabric) ? AssumptionColors::of(values.theme).lit : AssumptionColors::of(values.theme).quiet;
        if (m_switchChosen)
            color = chosen[m] ? opaque(theme.accent) : blend(color, opaque(theme.background), 1 - 2 * kDimmed);
        boxes.push_back({mark.centre - mark.half, mark.centre + mark.half, color});
    }
    m_switchBoxes.setBoxes(boxes);
}

void LinkLayer::updateLoads(const ViewValues& values)
{
    const Cluster& cluster = *values.dataset->cluster;
    if (values.fabric.value >= cluster.fabrics.size())
        return;
    const bool isOther = std::exchange(m_direction, values.linkDirection) != values.linkDirection;
    if (takeMoment(values) || isOther)
        showLoads(values);
}

// False when links carry what they carried before.
bool LinkLayer::takeMoment(const ViewValues& values)
{
    if (!values.dataset->trace || m_links.all().empty()) {
        m_traffic = 0;
        return !std::exchange(m_loads, {}).empty();
    }
    LinkLoadModel& traffic = values.dataset->traffic(values.fabric, values.time);
    if (std::exchange(m_traffic, traffic.version()) == traffic.version() && m_trafficOf == values.dataset)
        return false;
    m_trafficOf = values.dataset;
    const LinkLoads& loads = traffic.loads();
    m_loads = loads.share;
    m_origin = loads.origin;
    return true;
}

void LinkLayer::showLoads(const ViewValues& values)
{
    const Fabric& fabric = values.dataset->cluster->fabrics[values.fabric.value];
    m_legend = {false, fabric.name(), m_links.coarseWords(), m_origin, linkScale(fabric, values.linkDirection)};
    m_legend.hasLoads = std::ranges::any_of(m_loads, [](float share) { return !isMissing(share); });
    m_links.setLoads(m_loads, values.linkDirection);
    m_chosenLinks.setLoads(m_loads, values.linkDirection);
    m_nearLinks.setLoads(m_loads, values.linkDirection);
    colorBundles(values);
}

LatticeBars LinkLayer::bars(const ViewValues& values, const Layout& layout) const
{
    LatticeBars bars;
    const Cluster& cluster = *values.dataset->cluster;
    if (layout.arrangement != Arrangement::Lattice || values.fabric.value >= cluster.fabrics.size())
        return bars;
    const Fabric& fabric = cluster.fabrics[values.fabric.value];
    if (!fabric.torus() || fabric.endpointLevel() != cluster.tree.leafLevel())
        return bars;
    const Theme& theme = Theme::of(values.theme);
    bars.fabric = &fabric;
    bars.loads = m_legend.hasLoads ? m_loads : std::span<const float>();
    bars.direction = values.linkDirection;
    bars.scale = m_legend.scale;
    bars.plain = opaque(plainColor(theme));
    bars.unknown = theme.missing;
    return bars;
}

void LinkLayer::setNear(std::optional<UnitRef> unit, const ViewValues& values, const Layout& layout, const SwitchPlaces& places)
{
    if (m_links.coarseWords().empty())
        unit.reset();
    if (unit == m_near)
        return;
    m_near = unit;
    const Cluster& cluster = *values.dataset->cluster;
    m_nearLinks = unit ? LinkBundles::inside(*unit, cluster, cluster.fabrics[values.fabric.value], layout, places) : LinkBundles();
    m_nearBundles.setLines(linesOf(m_nearLinks));
    m_nearLinks.setMask(m_mask, cluster.tree, cluster.fabrics[values.fabric.value]);
    m_nearLinks.setLoads(m_loads, values.linkDirection);
    colorBundles(values);
}

void LinkLayer::colorBundles(const ViewValues& values)
{
    const Theme& theme = Theme::of(values.theme);
    const UnitTree& tree = values.dataset->cluster->tree;
    const Fabric& fabric = values.dataset->cluster->fabrics[values.fabric.value];
    const bool isEmphasised = values.emphasis == Emphasis::Assumptions;
    const auto colour = [&](const LinkBundle& bundle) {
        const Rgba color = isEmphasised ? assumptionColorOf(fabric, bundle, values.theme) : colorOf(bundle, theme);
        return color.withAlpha(static_cast<std::uint8_t>(bundle.shown * float(color.a)));
    };
    std::vector<Rgba> together, near, chosen;
    for (const LinkBundle& bundle : m_links.all()) {
        const bool isReplaced = m_near && bundle.within.level >= m_near->level && tree.ancestor(bundle.within, m_near->level) == *m_near;
        together.push_back(isReplaced ? Rgba(0, 0, 0, 0) : colour(bundle));
    }
    for (const LinkBundle& bundle : m_nearLinks.all())
        near.push_back(colour(bundle));
    for (const LinkBundle& bundle : m_chosenLinks.all())
        chosen.push_back(colour(bundle));
    m_bundles.setColors(together);
    m_nearBundles.setColors(near);
    m_singles.setColors(chosen);
}

Rgba LinkLayer::assumptionColorOf(const Fabric& fabric, const LinkBundle& bundle, ThemeName theme) const
{
    const AssumptionColors colors = AssumptionColors::of(theme);
    const std::uint8_t strength = bundle.isSelected ? 220 : m_crowded ? 110 : 170;
    return isAssumed(fabric) ? Rgba(colors.lit, strength) : Theme::of(theme).link.withAlpha(strength / 2);
}

// Before chips, which are much of the colour that links have elsewhere, they stand out.
Rgba LinkLayer::plainColor(const Theme& theme) const
{
    return m_isLattice ? Rgba(blend(opaque(theme.text), opaque(theme.textQuiet), 0.5f)) : theme.link;
}

// A bundle shows its busiest link: the mean of a hundred idle links and one that is saturated would hide the one that matters.
Rgba LinkLayer::colorOf(const LinkBundle& bundle, const Theme& theme) const
{
    const bool quiet = m_crowded && !bundle.isSelected;
    const float dim = m_switchChosen && !bundle.isSelected ? kDimmed : 1.f;
    const Rgba plain = plainColor(theme);
    const auto strength = [dim](float alpha) { return static_cast<std::uint8_t>(std::clamp(dim * alpha, 0.f, 255.f)); };
    if (isMissing(bundle.maxLoad))   // on white the same line looks fainter
        return bundle.isSelected ? theme.accent.withAlpha(200) : plain.withAlpha(strength(!quiet ? 150 : theme.name == ThemeName::Dark ? 70 : 120));
    if (bundle.maxLoad <= 0)
        return plain.withAlpha(strength(quiet ? 30 : 90));
    return {m_legend.scale.colorOf(100 * bundle.maxLoad, theme.missing), strength(quiet ? 40 + 90 * bundle.maxLoad : 120 + 135 * bundle.maxLoad)};
}

} // namespace podscape
