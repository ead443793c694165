#include "widgets/scene/HolderLabels.h"

#include "widgets/scene/UpperEdge.h"

#include <algorithm>
#include <limits>
#include <tuple>

namespace podscape {

namespace {

constexpr float kLettersPx[] = {17, 15, 14, 13};   // by level below the cluster, of which the caption speaks
constexpr float kAboveEdgePx = 12;                 // where names of parts at the edge still fit under it
constexpr float kRoomForNewPx = 8;                 // around a name that was not there before
constexpr float kWider = 1.15f;                    // than its name a unit must be
constexpr std::size_t kHoldersAtMost = 40;

struct Heading
{
    UnitRef unit;
    UpperEdge edge;
    std::optional<std::uint32_t> since;
};

float lettersPx(int level)
{
    return kLettersPx[std::clamp<int>(level - 1, 0, std::size(kLettersPx) - 1)];
}

// Something else stands before all of the unit where its edge is.
bool isCovered(const PodOverlay& picture, const Heading& heading)
{
    const auto hit = picture.picker.pick(picture.projector.rayAt(heading.edge.at.x, heading.edge.at.y + 2));
    if (!hit || hit->distance >= heading.edge.nearest)
        return false;
    const UnitTree& tree = picture.values.dataset->cluster->tree;
    const UnitRef met = picture.layout.blocks[hit->block].unit;
    return met.level < heading.unit.level || tree.ancestor(met, heading.unit.level) != heading.unit;
}

std::vector<Heading> headings(const PodOverlay& picture, std::span<const UnitRef> holders)
{
    std::vector<Heading> found;
    for (const UnitRef unit : holders)
        if (const Box box = picture.boxes.of(unit).intersection(picture.picker.limits().clip); !box.isEmpty())
            if (const auto edge = upperEdge(box, picture.projector))
                found.push_back({unit, *edge, picture.memory ? picture.memory->shownSince(unit) : std::nullopt});
    constexpr auto kNever = std::numeric_limits<std::uint32_t>::max();
    std::ranges::stable_sort(found, {}, [kNever](const Heading& h) { return std::tuple(h.unit.level, h.since.value_or(kNever), h.edge.nearest); });
    return found;
}

} // namespace

std::vector<UnitRef> drawHolderNames(const PodOverlay& picture, std::span<const UnitRef> holders, LabelPlacer& placer, DrawList& list)
{
    const UnitTree& tree = picture.values.dataset->cluster->tree;
    const Theme& theme = Theme::of(picture.values.theme);
    std::vector<UnitRef> named;
    for (const Heading& heading : headings(picture, holders)) {
        if (named.size() == kHoldersAtMost)
            break;
        const std::string name = tree.name(heading.unit);
        const float letters = lettersPx(heading.unit.level);
        const SizePx size = picture.measure(name, letters, TextWeight::Bold);
        if (heading.edge.widthPx < kWider * size.width)
            continue;
        const PointPx at{heading.edge.at.x, heading.edge.at.y - kAboveEdgePx};
        const RectPx rect{at.x - size.width / 2 - 6, at.y - size.height - 5, size.width + 12, size.height + 5};
        const float room = !picture.memory || heading.since ? 0 : kRoomForNewPx;
        if (!placer.isFree({rect.x - room, rect.y - room, rect.width + 2 * room, rect.height + 2 * room}) || isCovered(picture, heading))
            continue;
        placer.block(rect);
        list.fill(rect, theme.panel.withAlpha(190));
        list.text({{at.x, rect.y + rect.height / 2}, name, letters, theme.text, AlignX::Centre, AlignY::Middle, TextWeight::Bold, 0});
        if (picture.memory)
            picture.memory->show(heading.unit, true);
        named.push_back(heading.unit);
    }
    return named;
}

} // namespace podscape
