#include "widgets/scene/PodCaption.h"

#include "model/base/TimeText.h"
#include "model/base/Units.h"
#include "widgets/scene/LookedAt.h"

#include <cmath>

namespace podscape {

namespace {

constexpr float kTitlePx = 20, kTextPx = 13;
constexpr std::string_view kSeparator = " · ";

// How the picture is cut open, or it would be taken for all there is.
void addCutaway(const PodOverlay& overlay, std::vector<std::string>& parts)
{
    const Cutaway& cutaway = overlay.values.cutaway;
    const Cluster& cluster = *overlay.values.dataset->cluster;
    const auto letter = [](Axis axis) { return std::string(toText(axis)); };
    if (cutaway.clip)
        parts.push_back("cut at " + letter(cutaway.clip->axis) + ' ' + formatNumber(std::round(100 * cutaway.clip->share)) + " %"
                        + (cutaway.clip->through ? " of " + cluster.tree.path(*cutaway.clip->through) : ""));
    if (const Fabric* fabric = cutaway.slice ? slicedFabric(cluster, overlay.values.fabric) : nullptr)
        parts.push_back("only " + letter(cutaway.slice->axis) + " = " + std::to_string(cutaway.slice->coordinate) + " of " + fabric->name());
    if (cutaway.explode && cutaway.explode->factor > 1)
        parts.push_back("pulled apart along " + letter(cutaway.explode->axis));
}

std::vector<std::string> partsOf(const PodOverlay& overlay)
{
    const Cluster& cluster = *overlay.values.dataset->cluster;
    const Layout& layout = overlay.layout;
    std::vector<std::string> parts;
    const std::string sizes = sizeText(cluster.tree);
    for (std::size_t at = 0; at != std::string::npos;) {
        const std::size_t end = sizes.find(kSeparator, at);
        parts.push_back(sizes.substr(at, end - at));
        at = end == std::string::npos ? end : end + kSeparator.size();
    }
    parts.push_back(std::string(toText(layout.arrangement)) + " arrangement");
    if (cluster.inferred)
        parts.push_back("inferred from node names");
    if (layout.arrangement == Arrangement::Physical && !layout.metric)
        parts.push_back("no floor plan known");
    if (cluster.fabrics.empty()) {
        if (layout.arrangement == Arrangement::Fabric)
            parts.push_back("no fabric known");
    } else if (overlay.links) {
        const std::string lines = overlay.links->coarseWords.empty() ? "" : ", lines join " + overlay.links->coarseWords;
        if (layout.arrangement == Arrangement::Fabric || !lines.empty() || cluster.fabrics.size() > 1)
            parts.push_back(overlay.links->fabric + lines);
    }
    addCutaway(overlay, parts);
    return parts;
}

// The name of all, and of the part of it that fills the frame.
std::string titleText(const PodOverlay& overlay)
{
    const Cluster& cluster = *overlay.values.dataset->cluster;
    const auto unit = unitLookedAt(overlay.layout, cluster.tree, overlay.boxes, overlay.projector, overlay.picker);
    return unit ? cluster.name + std::string(kSeparator) + cluster.tree.path(*unit) : cluster.name;
}

std::string momentText(const PodOverlay& overlay)
{
    const Trace& trace = *overlay.values.dataset->trace;
    constexpr std::int64_t kSecond = 1'000'000'000;   // what a caption needs; the playback bar knows more
    const std::int64_t instant = trace.start.value + overlay.values.time.value;
    std::string when = trace.hasDate ? formatTime({instant - ((instant % kSecond) + kSecond) % kSecond}) : formatClock(overlay.values.time);
    if (const Metric* metric = overlay.values.shownMetric())
        when += std::string(kSeparator) + metric->info().name + (metric->info().origin == Origin::Recorded ? "" : " (" + std::string(toText(metric->info().origin)) + ')');
    return when;
}

} // namespace

std::vector<CaptionLine> captionLines(const PodOverlay& overlay, float widthPx)
{
    const auto width = [&](const std::string& text) { return overlay.measure(text, kTextPx, TextWeight::Regular).width; };
    std::vector<CaptionLine> lines{{elided(titleText(overlay), widthPx, kTitlePx, TextWeight::Bold, overlay.measure), kTitlePx, TextWeight::Bold}};
    std::string line;
    for (const std::string& part : partsOf(overlay)) {
        const std::string longer = line.empty() ? part : line + std::string(kSeparator) + part;
        if (!line.empty() && width(longer) > widthPx) {
            lines.push_back({elided(line, widthPx, kTextPx, TextWeight::Regular, overlay.measure)});
            line = part;
        } else {
            line = longer;
        }
    }
    lines.push_back({elided(line, widthPx, kTextPx, TextWeight::Regular, overlay.measure)});
    if (overlay.values.dataset->trace)
        lines.push_back({elided(momentText(overlay), widthPx, kTextPx, TextWeight::Regular, overlay.measure)});
    return lines;
}

} // namespace podscape
