#include "widgets/scene/PodLabels.h"

#include "model/base/Nouns.h"
#include "model/base/Units.h"
#include "widgets/scene/ChipMask.h"
#include "widgets/scene/HolderLabels.h"
#include "widgets/scene/InnerUnits.h"
#include "widgets/scene/Outlines.h"
#include "widgets/scene/UpperEdge.h"

#include <algorithm>
#include <cstring>
#include <limits>
#include <tuple>

namespace podscape {

namespace {

constexpr float kLabelPx = 12, kOpenedLabelPx = 14;
constexpr std::size_t kUnitLabelsAtMost = 100, kSwitchLabelsAtMost = 80, kSelectedAtMost = 8, kSelectedLookedAt = 1'000;
constexpr std::size_t kBlocksLookedInto = 32;
constexpr std::size_t kTriesAtMost = 500;      // each measures a text and may send a ray
constexpr double kFootprintPx = 26;            // a box narrower than this is not named,
constexpr double kFootprintKeptPx = 21;        // unless it was in the frame before
constexpr double kFootprintFullPx = 40;        // a name is written in full strength from here on
constexpr double kInsidePx = 80;               // a block narrower than this has no room for names on it
constexpr double kInsideKeptPx = 66;
constexpr float kRoomForNewPx = 8;             // around a name that was not there before
constexpr double kSwitchPx = 12;

PointPx toPoint(const Eigen::Vector2d& p) { return {static_cast<float>(p.x()), static_cast<float>(p.y())}; }

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

// Above the middle of its top; of what is named by its parts, above the upper edge, out of their way.
std::optional<PointPx> PodLabels::spotOf(UnitRef unit) const
{
    if (std::ranges::find(m_holders, unit) == m_holders.end())
        return anchor(boxOf(unit));
    const Box box = boxOf(unit).intersection(m.picker.limits().clip);
    const auto edge = box.isEmpty() ? std::nullopt : upperEdge(box, m.projector);
    return edge ? std::optional(edge->at) : anchor(boxOf(unit));
}

void PodLabels::drawHover()
{
    if (!m.values.hover || std::ranges::find(m.values.selection, *m.values.hover) != m.values.selection.end())
        return;   // what is selected has a name already
    if (const auto* ref = std::get_if<SwitchRef>(&*m.values.hover); ref && ref->fabric == m.values.fabric) {
        const Box box = m.switches.boxOf(ref->index);
        if (const auto at = box.isEmpty() ? std::nullopt : anchor(box))
            write(*at, m_cluster.fabrics[ref->fabric.value].switches()[ref->index].name, m_theme.text, true);
    }
    const auto* unit = std::get_if<UnitRef>(&*m.values.hover);
    if (!unit || unit->level == 0)
        return;
    if (unit->level > m.layout.blockLevel)
        m_hovered = *unit;
    else if (const auto at = isHidden(*unit) ? std::nullopt : spotOf(*unit))
        write(*at, m_cluster.tree.name(*unit), m_theme.text, true);
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
    std::size_t looked = 0;
    ViewValues only;   // one at a time: thousands may be selected, and eight are named
    only.dataset = m.values.dataset;
    for (const EntityRef& entity : m.values.selection) {
        if (count >= kSelectedAtMost || ++looked > kSelectedLookedAt)
            break;
        only.selection = {entity};
        for (const UnitRef unit : only.selectedUnits())
            if (takeSelected(unit))
                ++count;
            else if (const auto at = count < kSelectedAtMost && !isHidden(unit) ? spotOf(unit) : std::nullopt; at && isInFrame(*at)) {
                write(*at, m_cluster.tree.path(unit), m_theme.accent, true);
                ++count;
            }
    }
}

// A tray or a chip whose name lies on it is named there, and not once more above it, which is on another one.
bool PodLabels::takeSelected(UnitRef unit)
{
    const auto c = std::ranges::find_if(m_candidates, [unit](const Candidate& candidate) { return candidate.isInside && candidate.unit == unit; });
    if (c == m_candidates.end() || !isSeen(*c))
        return false;
    c->isSelected = true;
    return true;
}

void PodLabels::drawAlarms()
{
    for (const UnitRef unit : m.alarms)
        if (const auto at = isHidden(unit) ? std::nullopt : anchor(boxOf(unit)); at && isInFrame(*at))
            write(*at, m_cluster.tree.name(unit.level > m.layout.blockLevel ? m_cluster.tree.ancestor(unit, m.layout.blockLevel) : unit), m_theme.alarm, false);
}

Box PodLabels::boxOf(UnitRef unit) const
{
    return quickBoxOf(unit, m.layout, m_cluster.tree, m.boxes);
}

// Left of the corner of the box that is furthest left on screen; out of the frame it would be the name of nothing that is seen there.
void PodLabels::writeBeside(const Box& box, const std::string& text)
{
    std::optional<Eigen::Vector2d> left;
    for (int corner = 0; corner < 4; ++corner) {
        const auto at = m.projector.toPixel({corner & 1 ? box.max().x() : box.min().x(), corner & 2 ? box.max().y() : box.min().y(), box.center().z()});
        if (at && (!left || at->x() < left->x()))
            left = at;
    }
    if (!left || !isInFrame(toPoint(*left)))
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
        writeBeside(m.layout.bounds.intersection(m.picker.limits().clip), counted(m_cluster.tree.unitCount(level), m_cluster.tree.levelName(level)));
    }
    for (const SwitchTier& tier : m.switches.tiers)
        if (const Box box = tier.box.intersection(m.picker.limits().clip); !box.isEmpty())
            writeBeside(box, counted(tier.switches, tier.name));
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

void PodLabels::drawHolders()
{
    const std::vector<UnitRef> named = drawHolderNames(m, m_holders, m_placer, m_list);
    std::erase_if(m_candidates, [&](const Candidate& c) { return std::ranges::find(named, c.unit) != named.end(); });
}

// Names that were there stay first, in the order of their coming: they give way only to what matters more, and to each other only where they
// really meet. New ones need some room around them, so that they do not have to go again at once.
void PodLabels::drawUnits()
{
    if (m.memory)
        for (Candidate& c : m_candidates)
            c.since = m.memory->shownSince(c.unit);
    constexpr auto kNever = std::numeric_limits<std::uint32_t>::max();
    std::ranges::stable_sort(m_candidates, {}, [&](const Candidate& c) { return std::tuple(!c.isSelected, c.unit != m_hovered, c.since.value_or(kNever), !c.isOpened, c.depth); });
    std::vector<Candidate> hidden;
    std::size_t placed = 0, tries = 0;
    const auto fits = [&](const Candidate& c) {
        const RectPx rect = rectOf(c);
        const float room = !m.memory || c.since ? 0 : c.isInside ? 3 : kRoomForNewPx;   // trays lie beside each other, whichever way one turns
        return m_placer.isFree({rect.x - room, rect.y - room, rect.width + 2 * room, rect.height + 2 * room});
    };
    for (const Candidate& c : m_candidates) {
        if (placed == kUnitLabelsAtMost || ++tries > kTriesAtMost)
            break;
        if (!fits(c))
            continue;
        const bool seen = isSeen(c);
        if (!seen && c.unit.level < m.layout.blockLevel) {
            if (!isFarBehind(c))
                hidden.push_back(c);
        } else if (seen || (m.memory && m.memory->mayStayHidden(c.unit))) {
            writeUnit(c, seen);
            ++placed;
        }
    }
    for (const Candidate& c : hidden)   // a pod behind another one is named where there is room left
        if (placed < kUnitLabelsAtMost && fits(c)) {
            writeUnit(c, true);
            ++placed;
        }
}

RectPx PodLabels::rectOf(const Candidate& c) const
{
    const SizePx size = m.measure(m_cluster.tree.name(c.unit), lettersPx(c), weightOf(c));
    float width = size.width + (c.isInside ? 6 : 10), height = size.height + 4;
    if (c.figure) {
        const SizePx figure = m.measure(c.figure->text, c.figure->fontPx, TextWeight::Bold);
        width = std::max(width, figure.width) + 16;
        height += figure.height + 12;
    }
    return {c.at.x - width / 2, c.isInside ? c.at.y - height / 2 : c.at.y - size.height - 9, width, height};
}

// Small boxes have faint names: they come and go softly with the distance.
void PodLabels::writeUnit(const Candidate& c, bool isSeen)
{
    const RectPx rect = rectOf(c);
    const bool isStrong = weightOf(c) == TextWeight::Bold;
    const double share = isStrong ? 1 : std::clamp((c.sizePx - kFootprintKeptPx) / (kFootprintFullPx - kFootprintKeptPx), 0.0, 1.0);
    const auto faded = [&](int alpha, double least) { return static_cast<std::uint8_t>(alpha * (least + (1 - least) * share)); };
    m_placer.block(rect);
    m_list.fill(rect, m_theme.panel.withAlpha(isStrong ? 225 : c.isInside ? 150 : faded(205, 0.55)));
    const float nameY = c.figure ? rect.y + 4 + lettersPx(c) : rect.y + rect.height / 2;
    if (c.figure)
        m_list.text({{c.at.x, rect.bottom() - 6}, c.figure->text, c.figure->fontPx, m_theme.text, AlignX::Centre, AlignY::Bottom, TextWeight::Bold, 0});
    m_list.text({{c.at.x, nameY}, m_cluster.tree.name(c.unit), lettersPx(c), c.isSelected ? m_theme.accent : m_theme.text.withAlpha(faded(255, 0.7)), AlignX::Centre, AlignY::Middle, weightOf(c), 0});
    if (m.memory)
        m.memory->show(c.unit, isSeen);
}

float PodLabels::lettersPx(const Candidate& c) const
{
    return c.isOpened || c.figure ? kOpenedLabelPx : kLabelPx;
}

TextWeight PodLabels::weightOf(const Candidate& c) const
{
    return c.isOpened || c.isSelected || c.unit == m_hovered ? TextWeight::Bold : TextWeight::Regular;
}

void PodLabels::collect()
{
    if (m.memory)
        m.memory->startFrame();
    collect(UnitTree::root());
    collectInside();
}

void PodLabels::collect(UnitRef unit)
{
    const UnitTree& tree = m_cluster.tree;
    const Box& box = m.boxes.of(unit);
    if (!mayBeInFrame(box) || isHidden(unit))
        return;
    if (isOpened(unit)) {
        if (m.memory)
            m.memory->open(unit);
        if (unit.level > 0)
            m_holders.push_back(unit);
        const IndexRange children = tree.children(unit);
        for (std::uint32_t i = children.begin; i < children.end; ++i)
            collect({static_cast<std::uint16_t>(unit.level + 1), i});
        return;
    }
    if (unit.level == 1 && unit.level < m.layout.blockLevel)
        m_holders.push_back(unit);   // what the cluster consists of has headings, whether or not the parts are named
    const auto at = anchor(box);
    const double sizePx = footprintPx(box);
    if (at && (isInFrame(*at) || sizePx >= kInsideKeptPx))   // the name over a near rack may be out of the frame, and its trays in it
        m_candidates.push_back({-m.projector.pixelsPerUnit(box.center().cast<double>()), unit, *at, sizePx});
}

// Whether the children are large enough to be named instead. What was open stays so until they are clearly smaller.
bool PodLabels::isOpened(UnitRef unit) const
{
    if (unit.level >= m.layout.blockLevel || unit.level == 0)
        return unit.level < m.layout.blockLevel;
    const UnitRef child{static_cast<std::uint16_t>(unit.level + 1), m_cluster.tree.children(unit).begin};
    return footprintPx(m.boxes.of(child)) >= (m.memory && m.memory->wasOpen(unit) ? kFootprintKeptPx : kFootprintPx);
}

// Of the nearest blocks: what is on others would hardly be seen between them.
void PodLabels::collectInside()
{
    std::vector<std::size_t> blocks;
    for (std::size_t i = 0; i < m_candidates.size(); ++i)
        if (const Candidate& c = m_candidates[i]; c.unit.level == m.layout.blockLevel && c.sizePx >= (m.memory && m.memory->wasOpen(c.unit) ? kInsideKeptPx : kInsidePx))
            blocks.push_back(i);
    std::ranges::stable_sort(blocks, {}, [this](std::size_t i) { return m_candidates[i].depth; });
    blocks.resize(std::min(blocks.size(), kBlocksLookedInto));
    for (const std::size_t i : blocks)
        if ((m_candidates[i].isOpened = addInner(m_candidates[i].unit)) && m.memory)
            m.memory->open(m_candidates[i].unit);
}

bool PodLabels::addInner(UnitRef block)
{
    const std::size_t before = m_candidates.size();
    for (const InnerUnit& inner : innerUnits(block.index, m.layout, m_cluster.tree, m.projector, [&](UnitRef unit) { return m.memory && m.memory->shownSince(unit).has_value(); }))
        if (const PointPx at = toPoint(inner.at); isInFrame(at) && !isHidden(inner.unit))
            m_candidates.push_back({-inner.scale, inner.unit, at, 2 * inner.heightPx, true, false, {}, figureOf(inner)});
    return m_candidates.size() > before;
}

std::optional<ChipFigure> PodLabels::figureOf(const InnerUnit& inner) const
{
    if (inner.unit.level != m_cluster.tree.leafLevel())
        return std::nullopt;
    return chipFigure(inner.unit.index, {static_cast<float>(inner.widthPx), static_cast<float>(inner.heightPx)}, m.values, m.measure);
}

bool PodLabels::isInFrame(PointPx at) const
{
    return at.x > 0 && at.y > 0 && at.x < m.projector.widthPx() && at.y < m.projector.heightPx();
}

// Not a chip of it is in the layer that is shown, or all of them are faded.
bool PodLabels::isHidden(UnitRef unit) const
{
    const PickLimits& limits = m.picker.limits();
    const IndexRange chips = m_cluster.tree.chips(unit);
    return !limits.mask.empty() && !std::memchr(limits.mask.data() + chips.begin, ChipMask::kDrawn, chips.size());
}

// By the ball around the box; what is behind the eye in its middle may still reach into the frame.
bool PodLabels::mayBeInFrame(const Box& box) const
{
    const Eigen::Vector3d centre = box.center().cast<double>();
    const auto at = m.projector.toPixel(centre);
    if (!at) {
        for (int corner = 0; corner < 8; ++corner)
            if (m.projector.toPixel(box.corner(static_cast<Box::CornerType>(corner)).cast<double>()))
                return true;
        return false;
    }
    const double radius = 0.5 * box.sizes().norm() * m.projector.pixelsPerUnit(centre) * 1.5;   // perspective makes the near half larger
    return at->x() > -radius && at->y() > -radius && at->x() < m.projector.widthPx() + radius && at->y() < m.projector.heightPx() + radius;
}

double PodLabels::footprintPx(const Box& box) const
{
    return box.sizes().head<2>().minCoeff() * m.projector.pixelsPerUnit(box.center().cast<double>());
}

// A ray to just below the spot of the name, or to the face that bears it, meets this unit first.
bool PodLabels::isSeen(const Candidate& c) const
{
    const UnitTree& tree = m_cluster.tree;
    Eigen::Vector2d spot(c.at.x, c.at.y);
    if (!c.isInside) {
        const Box& box = m.boxes.of(c.unit);
        const Eigen::Vector3d below(box.center().x(), box.center().y(), box.max().z() - 0.02 * box.sizes().z());
        spot = m.projector.toPixel(below).value_or(spot);
    } else if (!m.layout.solidBlocks && c.unit.level < tree.leafLevel()) {   // the middle of a tray is a gap between its chips
        spot = m.projector.toPixel(m.layout.centreOfChip(tree.chips(c.unit).begin, tree).cast<double>()).value_or(spot);
    }
    const auto hit = m.picker.pick(m.projector.rayAt(spot.x(), spot.y()));
    if (!hit)
        return !c.isInside;
    const auto isIn = [&](const PickHit& met) { return met.content >= 0 && tree.chips(c.unit).contains(static_cast<std::uint32_t>(met.content)); };
    if (c.isInside && c.unit.level == tree.leafLevel()) {   // a card that reaches over the chip before it would be read as that chip's
        const RectPx rect = rectOf(c);
        for (const double x : {rect.x, rect.right()})
            if (const auto end = m.picker.pick(m.projector.rayAt(x, spot.y())); !end || !(isIn(*end) || end->content < 0))
                return false;
    }
    if (c.isInside && hit->content >= 0)
        return isIn(*hit);
    const UnitRef met = m.layout.blocks[hit->block].unit;
    return tree.ancestor(met, std::min<int>(c.unit.level, m.layout.blockLevel)) == tree.ancestor(c.unit, std::min<int>(c.unit.level, m.layout.blockLevel));
}

// What stands before it is much nearer to the eye: racks that one stands among, not pods that one looks at from afar.
bool PodLabels::isFarBehind(const Candidate& c) const
{
    const auto hit = m.picker.pick(m.projector.rayAt(c.at.x, c.at.y));
    return hit && 2 * hit->distance < m.projector.depth(m.boxes.of(c.unit).center().cast<double>());
}

} // namespace podscape
