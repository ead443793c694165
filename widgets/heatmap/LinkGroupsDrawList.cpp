#include "widgets/heatmap/LinkGroupsDrawList.h"

#include "model/color/RoundTicks.h"
#include "widgets/draw/LabelFit.h"
#include "widgets/draw/LegendDrawList.h"

#include <algorithm>
#include <cmath>
#include <ranges>

namespace podscape {
namespace {

constexpr float kFontPx = 11;
constexpr float kMargin = 12;
constexpr float kGutter = 66;
constexpr float kTop = 30;
constexpr float kHistogramWidth = 150;
constexpr float kSideWidth = 380;

struct Picture
{
    const ViewValues& values;
    const Cluster& cluster;
    const Fabric& fabric;
    const Theme& theme;
    const TextMeasure& measure;
    const LinkLoads& loads;
    const std::vector<LinkStatistics>& groups;
    float right = 0;                            // of the groups; the busiest links are to its right
    DrawList list;
    std::vector<LinkGroupsDrawList::Hit> hits;

    [[nodiscard]] float width(const std::string& text) const { return measure(text, kFontPx, TextWeight::Regular).width; }
};

std::string percent(double share) { return valueText(share * 100, "%"); }

std::string nodeText(const Cluster& cluster, const Fabric& fabric, std::uint32_t node)
{
    return fabric.isSwitch(node) ? fabric.switchOf(node).name : cluster.tree.path({static_cast<std::uint16_t>(fabric.endpointLevel()), node});
}

void refresh(LinkGroupsCache& cache, const ViewValues& values)
{
    const Dataset& dataset = *values.dataset;
    LinkLoadModel* traffic = dataset.trace ? &dataset.traffic(values.fabric, values.time) : nullptr;
    const std::uint64_t version = traffic ? traffic->version() : 0;
    if (cache.loads && cache.owner == values.dataset && cache.fabric == values.fabric && cache.traffic == version)
        return;
    const Fabric& fabric = dataset.cluster->fabrics[values.fabric.value];
    cache.owner = values.dataset;
    cache.fabric = values.fabric;
    cache.traffic = version;
    cache.loads = traffic ? traffic->loads() : LinkLoads{values.fabric, Origin::Recorded, std::vector<float>(std::size_t{fabric.linkCount()} * 2, kMissing)};
    cache.groups = linkStatistics(fabric, *cache.loads);
}

// One direction of every link of a group in its order; links that share a pixel show the busiest.
void addStrip(Picture& picture, const LinkStatistics& group, const RectPx& rect, std::size_t direction)
{
    const int columns = static_cast<int>(std::min<std::size_t>(group.links.size(), static_cast<std::size_t>(std::max(1.0F, rect.width))));
    if (columns < 1)
        return;
    const ColorMap& map = ColorMap::named(picture.values.scale.map);
    auto pixels = std::make_shared<std::vector<Rgba>>();
    const float columnWidth = rect.width / static_cast<float>(columns);
    for (int column = 0; column < columns; ++column) {
        const std::size_t begin = static_cast<std::size_t>(column) * group.links.size() / static_cast<std::size_t>(columns);
        const std::size_t end = std::max(begin + 1, (static_cast<std::size_t>(column) + 1) * group.links.size() / static_cast<std::size_t>(columns));
        float most = kMissing;
        std::uint32_t busiest = group.links[begin];
        for (std::size_t i = begin; i < end; ++i) {
            const float share = picture.loads.share[std::size_t{group.links[i]} * 2 + direction];
            if (!isMissing(share) && (isMissing(most) || share > most)) {
                most = share;
                busiest = group.links[i];
            }
        }
        pixels->push_back(isMissing(most) ? Rgba(picture.theme.missing) : Rgba(map.at(static_cast<double>(most))));
        picture.hits.push_back({{rect.x + static_cast<float>(column) * columnWidth, rect.y, columnWidth, rect.height}, {picture.values.fabric, LinkId{busiest}}});
    }
    picture.list.add(DrawList::Image{rect, columns, 1, std::move(pixels)});
}

void addHistogram(Picture& picture, const LinkStatistics& group, const RectPx& rect)
{
    const ColorMap& map = ColorMap::named(picture.values.scale.map);
    // The idle ones usually outnumber all others: heights are square roots, so that a few saturated links still show.
    const auto most = std::sqrt(static_cast<float>(*std::ranges::max_element(group.histogram)));
    const float barWidth = rect.width / LinkStatistics::kBins;
    picture.list.fill(rect, picture.theme.panel);
    for (std::size_t bin = 0; bin < LinkStatistics::kBins; ++bin) {
        const float height = most > 0 ? std::sqrt(static_cast<float>(group.histogram[bin])) / most * (rect.height - 2) : 0;
        if (group.histogram[bin] > 0)
            picture.list.fill({rect.x + static_cast<float>(bin) * barWidth, rect.bottom() - std::max(1.0F, height), barWidth - 1, std::max(1.0F, height)}, map.at((static_cast<double>(bin) + 0.5) / LinkStatistics::kBins));
    }
}

std::string statisticsText(const LinkStatistics& group)
{
    if (group.known == 0)
        return "load not known";
    return "mean " + percent(group.mean) + "   p95 " + percent(group.p95) + "   max " + percent(group.max) + "   saturated " + formatFixed(static_cast<double>(group.saturated), 0) + " of " + formatFixed(static_cast<double>(group.known), 0);
}

void addGroup(Picture& picture, std::size_t index, const RectPx& area)
{
    const LinkStatistics& group = picture.groups[index];
    const float left = area.x + kGutter, histogramLeft = area.right() - kHistogramWidth;
    const float y = area.y + 9;
    const std::string statistics = statisticsText(group);
    const std::string count = formatFixed(static_cast<double>(group.links.size()), 0) + (group.links.size() == 1 ? " link" : " links") + (group.bandwidth > 0 ? " of " + valueText(group.bandwidth, "B/s") : std::string());
    const std::string name = elided(picture.fabric.groups()[index].name, area.width * 0.3F, 12, TextWeight::Bold, picture.measure);
    const float countLeft = area.x + picture.measure(name, 12, TextWeight::Bold).width + 8;
    picture.list.text({{area.x, y}, name, 12, picture.theme.text, AlignX::Left, AlignY::Middle, TextWeight::Bold});
    picture.list.text({{countLeft, y}, elided(count, histogramLeft - 16 - countLeft - picture.width(statistics) - 16, kFontPx, TextWeight::Regular, picture.measure), kFontPx, picture.theme.textQuiet});
    picture.list.text({{histogramLeft - 16, y}, elided(statistics, histogramLeft - 16 - countLeft, kFontPx, TextWeight::Regular, picture.measure), kFontPx, group.saturated > 0 ? picture.theme.alarm : picture.theme.text, AlignX::Right});

    const float plotTop = area.y + 20;
    const float half = std::max(3.0F, std::floor((area.bottom() - plotTop - 2) / 2));
    for (std::size_t direction = 0; direction < 2; ++direction) {
        const RectPx strip{left, plotTop + static_cast<float>(direction) * (half + 2), histogramLeft - 16 - left, half};
        addStrip(picture, group, strip, direction);
        if (half >= 9)
            picture.list.text({{left - 8, strip.y + half / 2}, direction == 0 ? "a → b" : "b → a", kFontPx, picture.theme.textQuiet, AlignX::Right});
    }
    addHistogram(picture, group, {histogramLeft, plotTop, kHistogramWidth, 2 * half + 2});
    picture.list.text({{histogramLeft, y}, "load 0 %", kFontPx, picture.theme.textQuiet});
    picture.list.text({{area.right(), y}, "100 %", kFontPx, picture.theme.textQuiet, AlignX::Right});
}

void addTitle(Picture& picture, float right)
{
    const float y = 14;
    Legend legend;
    legend.unit = "%";
    legend.map = picture.values.scale.map;
    legend.lowText = "0";
    legend.highText = "100";
    const float legendLeft = compactLegend(picture.list, legend, picture.theme, right, y, picture.measure);
    const std::string title = elided(picture.fabric.name() + " links", legendLeft - 30, 12, TextWeight::Bold, picture.measure);
    picture.list.text({{kMargin, y}, title, 12, picture.theme.text, AlignX::Left, AlignY::Middle, TextWeight::Bold});
    float x = kMargin + picture.measure(title, 12, TextWeight::Bold).width + 10;
    const bool hasLoads = picture.values.dataset->trace != nullptr;
    if (hasLoads && x + 80 < legendLeft)
        x = originBadge(picture.list, picture.loads.origin, picture.theme, x, y, picture.measure) + 8;
    const std::string detail = hasLoads ? "share of each link's bandwidth at the playhead; links in order, the busiest of a pixel shown" : "no trace is open: which links exist is known, their load is not";
    picture.list.text({{x, y}, elided(detail, legendLeft - 12 - x, kFontPx, TextWeight::Regular, picture.measure), kFontPx, picture.theme.textQuiet});
}

void addBusiest(Picture& picture, const RectPx& side)
{
    constexpr float kRow = 24;
    picture.list.text({{side.x, side.y + 9}, "Busiest links", 12, picture.theme.text, AlignX::Left, AlignY::Middle, TextWeight::Bold});
    const auto busiest = busiestDirections(picture.loads, static_cast<std::size_t>(std::max(0.0F, (side.height - 24) / kRow)));
    if (busiest.empty())
        picture.list.text({{side.x, side.y + 30}, "no link is known to be busy", kFontPx, picture.theme.textQuiet});
    const ColorMap& map = ColorMap::named(picture.values.scale.map);
    std::vector<DrawList::Text> texts;
    for (std::size_t i = 0; i < busiest.size(); ++i) {
        const float share = picture.loads.share[busiest[i]];
        const float y = side.y + 28 + static_cast<float>(i) * kRow;
        picture.list.fill({side.x, y + 12, side.width, 3}, picture.theme.panel);
        picture.list.fill({side.x, y + 12, side.width * std::clamp(share, 0.0F, 1.0F), 3}, share >= LinkStatistics::kSaturated ? picture.theme.alarm : Rgba(map.at(static_cast<double>(share))));
        picture.hits.push_back({{side.x, y - 8, side.width, kRow}, {picture.values.fabric, LinkId{busiest[i] / 2}}});
        const std::string amount = percent(share);
        texts.push_back({{side.right(), y + 3}, amount, kFontPx, picture.theme.text, AlignX::Right});
        texts.push_back({{side.x, y + 3}, elided(linkText(picture.cluster, picture.fabric, busiest[i] / 2, static_cast<int>(busiest[i] % 2)), side.width - picture.width(amount) - 12, kFontPx, TextWeight::Regular, picture.measure), kFontPx, picture.theme.textQuiet});
    }
    for (DrawList::Text& text : texts)
        picture.list.text(std::move(text));
}

} // namespace

std::string linkText(const Cluster& cluster, const Fabric& fabric, std::uint32_t link, int direction)
{
    std::string a = nodeText(cluster, fabric, fabric.linkA()[link]), b = nodeText(cluster, fabric, fabric.linkB()[link]);
    return direction == 0 ? a + " → " + b : b + " → " + a;
}

LinkGroupsDrawList LinkGroupsDrawList::build(const ViewValues& values, SizePx size, const TextMeasure& measure, LinkGroupsCache* cache)
{
    LinkGroupsDrawList result;
    const Theme& theme = Theme::of(values.theme);
    if (!values.dataset || values.fabric.value >= values.dataset->cluster->fabrics.size() || values.dataset->cluster->fabrics[values.fabric.value].linkCount() == 0) {
        result.m_list.text({{size.width / 2, size.height / 2}, values.dataset ? "This cluster has no links to show." : "Nothing is open.", 13, theme.textQuiet, AlignX::Centre});
        return result;
    }
    LinkGroupsCache ownCache;
    LinkGroupsCache& kept = cache ? *cache : ownCache;
    refresh(kept, values);
    const Cluster& cluster = *values.dataset->cluster;
    const bool hasSide = size.width >= 1100;
    Picture picture{values, cluster, cluster.fabrics[values.fabric.value], theme, measure, *kept.loads, kept.groups, hasSide ? size.width - kSideWidth - 2 * kMargin : size.width - kMargin, std::move(result.m_list), {}};
    addTitle(picture, size.width - kMargin);
    const float height = (size.height - kTop - 4) / static_cast<float>(kept.groups.size());
    for (std::size_t i = 0; i < kept.groups.size(); ++i)
        addGroup(picture, i, {kMargin, kTop + static_cast<float>(i) * height, picture.right - kMargin, std::min(height - 8, 220.0F)});
    if (hasSide)
        addBusiest(picture, {size.width - kSideWidth, kTop, kSideWidth - kMargin, size.height - kTop});
    result.m_list = std::move(picture.list);
    result.m_hits = std::move(picture.hits);
    return result;
}

std::optional<EntityRef> LinkGroupsDrawList::at(PointPx point) const
{
    for (const Hit& hit : m_hits | std::views::reverse)
        if (hit.rect.contains(point))
            return hit.link;
    return std::nullopt;
}

} // namespace podscape
