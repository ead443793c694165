#include "widgets/scene/PodLabels.h"

#include "model/base/Units.h"

#include <algorithm>
#include <limits>

namespace podscape {

namespace {

constexpr float kLabelPx = 12;
constexpr std::size_t kUnitLabelsAtMost = 100, kSwitchLabelsAtMost = 80, kSelectedAtMost = 8;
constexpr std::size_t kTriesAtMost = 500;      // each measures a text and may send a ray
constexpr double kFootprintPx = 26;            // a box narrower than this is not named
constexpr double kSwitchPx = 12;

PointPx toPoint(const Eigen::Vector2d& p) { return {static_cast<float>(p.x()), static_cast<float>(p.y())}; }

std::string counted(std::uint32_t count, const std::string& what) { return formatCount(count) + ' ' + what; }

} // namespace

PodLabels::PodLabels(const PodOverlay& overlay, LabelPlacer& placer, DrawList& list)
    : m(overlay), m_theme(Theme::of(overlay.values.theme)), m_cluster(*overlay.values.dataset->cluster), m_placer(placer), m_list(list)
{
}

std::optional<PointPx> PodLabels::anchor(const Box& whole) const
{
    const Box box = whole.intersection(m.picker.limits().clip);
    if (box.isEmpty())
        return std::nullopt;   // cut away
    const Eigen::Vector3d top(box.center().x(), box.center().y(), box.max().z());
    const auto at = m.projector.toPixel(top);
    return at ? std::optional(toPoint(*at)) : std::nullopt;
}

bool PodLabels::write(PointPx at, const std::string& text, Rgba color, bool strong, const std::function<bool()>& isSeen)
{
    const TextWeight weight = strong ? TextWeight::Bold : TextWeight::Regular;
    const SizePx size = m.measure(text, kLabelPx, weight);
    const RectPx rect{at.x - size.width / 2 - 5, at.y - size.height - 9, size.width + 10, size.height + 4};
    if (!m_placer.isFree(rect) || (isSeen && !isSeen()))
        return false;
    m_placer.block(rect);
    m_list.fill(rect, m_theme.panel.withAlpha(strong ? 240 : 205));
    m_list.text({{at.x, rect.y + rect.height / 2}, text, kLabelPx, color, AlignX::Centre, AlignY::Middle, weight, 0});
    return true;
}

void PodLabels::drawSelection()
{
    std::size_t count = 0;
    for (const EntityRef& entity : m.values.selection) {
        const auto* ref = std::get_if<SwitchRef>(&entity);
        const Box box = ref && ref->fabric == m.values.fabric ? m.switches.boxOf(ref->index) : Box();
        if (const auto at = box.isEmpty() ? std::nullopt : anchor(box); at && count++ < kSelectedAtMost)
            write(*at, m_cluster.fabrics[ref->fabric.value].switches()[ref->index].name, m_theme.accent, true);
    }
    for (const UnitRef unit : m.values.selectedUnits())
        if (const auto at = anchor(m.layout.boxOf(unit, m_cluster.tree)); at && count++ < kSelectedAtMost)
            write(*at, m_cluster.tree.path(unit), m_theme.accent, true);
}

// Left of the corner of the box that is furthest left on screen.
void PodLabels::writeBeside(const Box& box, const std::string& text)
{
    std::optional<Eigen::Vector2d> left;
    for (int corner = 0; corner < 4; ++corner) {
        const auto at = m.projector.toPixel({corner & 1 ? box.max().x() : box.min().x(), corner & 2 ? box.max().y() : box.min().y(), box.center().z()});
        if (at && (!left || at->x() < left->x()))
            left = at;
    }
    if (!left)
        return;
    const SizePx size = m.measure(text, kLabelPx + 1, TextWeight::Bold);
    RectPx rect{std::max(static_cast<float>(left->x()) - size.width - 22, 8.f), static_cast<float>(left->y()) - size.height / 2 - 3, size.width + 10, size.height + 6};
    if (!m_placer.isFree(rect))   // the tier below is so near that its caption is there already
        rect.y -= rect.height + 2;
    if (!m_placer.place(rect))
        return;
    m_list.fill(rect, m_theme.panel.withAlpha(225));
    m_list.text({{rect.x + 5, rect.y + rect.height / 2}, text, kLabelPx + 1, m_theme.text, AlignX::Left, AlignY::Middle, TextWeight::Bold, 0});
}

void PodLabels::drawTiers()
{
    if (m.layout.arrangement == Arrangement::Fabric && !m.switches.isEmpty()) {
        const int level = m_cluster.fabrics[m.values.fabric.value].endpointLevel();
        writeBeside(m.layout.bounds, counted(m_cluster.tree.unitCount(level), m_cluster.tree.levelName(level)));
    }
    for (const SwitchTier& tier : m.switches.tiers)
        writeBeside(tier.box, counted(tier.switches, tier.name));
}

void PodLabels::drawSwitches(Which which)
{
    if (m.switches.isEmpty())
        return;
    const Fabric& fabric = m_cluster.fabrics[m.values.fabric.value];
    std::size_t placed = 0, tries = 0;
    for (std::size_t i = m.switches.marks.size(); i-- > 0 && placed < kSwitchLabelsAtMost && tries < kTriesAtMost;) {   // the highest tier first: there are fewest
        const SwitchMark& mark = m.switches.marks[i];
        if ((mark.region.level >= m.layout.blockLevel) != (which == Which::Local))
            continue;
        const auto at = m.projector.toPixel((mark.centre + Eigen::Vector3f(0, 0, mark.half.z())).cast<double>());
        if (!m.picker.limits().clip.contains(mark.centre) || !at || at->x() < 0 || at->y() < 0 || at->x() > m.projector.widthPx() || at->y() > m.projector.heightPx())
            continue;
        if (2 * mark.half.x() * m.projector.pixelsPerUnit(mark.centre.cast<double>()) < kSwitchPx)
            continue;
        ++tries;
        const std::string& name = mark.switches == 1 ? fabric.switches()[mark.firstSwitch].name : m.switches.tiers[mark.place].name;
        placed += write(toPoint(*at), mark.switches == 1 ? name : counted(mark.switches, name), m_theme.textQuiet, false);
    }
}

void PodLabels::drawUnits()
{
    std::vector<Candidate> candidates;
    collect(UnitTree::root(), candidates);
    std::ranges::stable_sort(candidates, {}, &Candidate::depth);
    std::size_t placed = 0, tries = 0;
    for (const Candidate& c : candidates) {
        if (placed == kUnitLabelsAtMost || ++tries > kTriesAtMost)
            break;
        placed += write(c.at, m_cluster.tree.name(c.unit), m_theme.text, false, [&] { return isSeen(m.boxes.of(c.unit), c.at, c.unit); });
    }
}

void PodLabels::collect(UnitRef unit, std::vector<Candidate>& candidates) const
{
    const UnitTree& tree = m_cluster.tree;
    const Box& box = m.boxes.of(unit);
    if (!mayBeInFrame(box))
        return;
    const auto below = static_cast<std::uint16_t>(unit.level + 1);
    if (unit.level < m.layout.blockLevel && (unit.level == 0 || footprintPx(m.boxes.of({below, tree.children(unit).begin})) >= kFootprintPx)) {
        const IndexRange children = tree.children(unit);
        for (std::uint32_t i = children.begin; i < children.end; ++i)
            collect({below, i}, candidates);
        return;
    }
    const auto at = isHidden(unit) ? std::nullopt : anchor(box);
    if (at && at->x > 0 && at->y > 0 && at->x < m.projector.widthPx() && at->y < m.projector.heightPx())
        candidates.push_back({-m.projector.pixelsPerUnit(box.center().cast<double>()), unit, *at});
}

// Not a chip of it is in the layer that is shown.
bool PodLabels::isHidden(UnitRef unit) const
{
    const PickLimits& limits = m.picker.limits();
    const IndexRange chips = m_cluster.tree.chips(unit);
    return !limits.mask.empty() && std::ranges::all_of(limits.mask.subspan(chips.begin, chips.size()), [](std::uint8_t there) { return there == 0; });
}

// By the ball around the box; what is behind the eye in its middle may still reach into the frame.
bool PodLabels::mayBeInFrame(const Box& box) const
{
    const Eigen::Vector3d centre = box.center().cast<double>();
    const auto at = m.projector.toPixel(centre);
    if (!at)
        return true;
    const double radius = 0.5 * box.sizes().norm() * m.projector.pixelsPerUnit(centre) * 1.5;   // perspective makes the near half larger
    return at->x() > -radius && at->y() > -radius && at->x() < m.projector.widthPx() + radius && at->y() < m.projector.heightPx() + radius;
}

double PodLabels::footprintPx(const Box& box) const
{
    return box.sizes().head<2>().minCoeff() * m.projector.pixelsPerUnit(box.center().cast<double>());
}

// A ray to just below the label's spot meets this unit first.
bool PodLabels::isSeen(const Box& box, PointPx at, UnitRef unit) const
{
    if (unit.level != m.layout.blockLevel)
        return true;
    const Eigen::Vector3d below = Eigen::Vector3d(box.center().x(), box.center().y(), box.max().z() - 0.02 * box.sizes().z());
    const auto spot = m.projector.toPixel(below);
    const auto hit = m.picker.pick(m.projector.rayAt(spot ? spot->x() : at.x, spot ? spot->y() : at.y));
    return !hit || hit->block == unit.index;
}

} // namespace podscape
