#include "widgets/state/Cutaway.h"

#include "model/layout/RayPicker.h"

#include <algorithm>
#include <charconv>

namespace podscape {

namespace {

// "x:0.4" → axis and the rest behind the separator.
struct AxisAndRest { Axis axis; std::string_view rest; };

std::optional<AxisAndRest> afterAxis(std::string_view text, char separator)
{
    const auto axis = parseAxis(text.substr(0, 1));
    if (!axis || text.size() < 3 || text[1] != separator)
        return std::nullopt;
    return AxisAndRest{*axis, text.substr(2)};
}

template <class Number>
std::optional<Number> parseNumber(std::string_view text)
{
    Number number{};
    const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
    return read.ec == std::errc() && read.ptr == text.data() + text.size() ? std::optional(number) : std::nullopt;
}

std::string shortest(double number)
{
    char text[32];
    return {text, std::to_chars(text, text + sizeof text, number).ptr};
}

bool keepsLowByDefault(Axis axis) { return axis == Axis::Z; }

} // namespace

Box clipBox(const std::optional<Cutaway::Clip>& clip, const Layout& layout, const UnitTree& tree)
{
    Box box = PickLimits().clip;
    if (!clip)
        return box;
    const int axis = static_cast<int>(clip->axis);
    Box through = clip->through && tree.contains(*clip->through) ? layout.boxOf(*clip->through, tree) : layout.bounds;
    if (through.isEmpty())
        through = layout.bounds;
    const float at = through.min()[axis] + static_cast<float>(clip->share) * through.sizes()[axis];
    (clip->keepsLow ? box.max() : box.min())[axis] = at;
    return box;
}

const Fabric* slicedFabric(const Cluster& cluster, FabricId shown)
{
    if (shown.value < cluster.fabrics.size() && cluster.fabrics[shown.value].torus())
        return &cluster.fabrics[shown.value];
    const auto found = std::ranges::find_if(cluster.fabrics, [](const Fabric& fabric) { return fabric.torus().has_value(); });
    return found == cluster.fabrics.end() ? nullptr : &*found;
}

std::optional<Cutaway::Clip> parseClip(std::string_view text)
{
    auto parts = afterAxis(text, ':');
    if (!parts)
        return std::nullopt;
    Cutaway::Clip clip{parts->axis, 0, keepsLowByDefault(parts->axis), {}};
    for (const bool low : {true, false})
        if (const std::string_view side = low ? ":low" : ":high"; parts->rest.ends_with(side)) {
            clip.keepsLow = low;
            parts->rest.remove_suffix(side.size());
            break;
        }
    const auto share = parseNumber<double>(parts->rest);
    if (!share)
        return std::nullopt;
    clip.share = *share;
    return clip;
}

std::optional<Cutaway::Slice> parseSlice(std::string_view text)
{
    const auto parts = afterAxis(text, '=');
    const auto coordinate = parts ? parseNumber<std::uint32_t>(parts->rest) : std::nullopt;
    return coordinate ? std::optional(Cutaway::Slice{parts->axis, *coordinate}) : std::nullopt;
}

std::optional<Cutaway::Explode> parseExplode(std::string_view text)
{
    const auto parts = afterAxis(text, ':');
    const auto factor = parts ? parseNumber<double>(parts->rest) : std::nullopt;
    return factor ? std::optional(Cutaway::Explode{parts->axis, *factor}) : std::nullopt;
}

std::string toText(const Cutaway::Clip& clip)
{
    return std::string(toText(clip.axis)) + ':' + shortest(clip.share) + (clip.keepsLow ? ":low" : ":high");
}

std::string toText(const Cutaway::Slice& slice)
{
    return std::string(toText(slice.axis)) + '=' + std::to_string(slice.coordinate);
}

std::string toText(const Cutaway::Explode& explode)
{
    return std::string(toText(explode.axis)) + ':' + shortest(explode.factor);
}

Cutaway fitted(Cutaway cutaway, const Cluster& cluster, FabricId shown)
{
    if (auto& clip = cutaway.clip) {
        clip->share = std::clamp(clip->share, 0.0, 1.0);
        if (clip->through && !cluster.tree.contains(*clip->through))
            clip->through.reset();
    }
    if (cutaway.slice) {
        const Fabric* fabric = slicedFabric(cluster, shown);
        if (!fabric)
            cutaway.slice.reset();
        else
            cutaway.slice->coordinate = std::min(cutaway.slice->coordinate, fabric->torus()->size[static_cast<std::size_t>(cutaway.slice->axis)] - 1);
    }
    if (cutaway.explode)
        cutaway.explode->factor = std::clamp(cutaway.explode->factor, 1.0, Cutaway::Explode::kMost);
    return cutaway;
}

} // namespace podscape
