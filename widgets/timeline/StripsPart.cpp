#include "widgets/draw/LabelFit.h"
#include "widgets/draw/LegendDrawList.h"
#include "widgets/timeline/TimeColumns.h"
#include "widgets/timeline/TimelineParts.h"

#include <algorithm>
#include <cmath>

namespace podscape {
namespace {

constexpr float kLeastRowPx = 2;
constexpr float kRowWithLine = 7;      // rows from this height on are parted by a line

// Units of one row when there are more units than rows.
IndexRange unitsOfRow(std::uint32_t row, std::uint32_t rows, std::uint32_t units)
{
    const auto edge = [&](std::uint64_t r) { return static_cast<std::uint32_t>(r * units / rows); };
    return {edge(row), std::max(edge(row) + 1, edge(row + 1))};
}

// Missing data: a quiet hatch, so that it is never taken for a low value.
Rgba missingAt(const Theme& theme, std::size_t column, std::size_t row)
{
    const bool onLine = (column + 3 * row) % 6 == 0;
    return onLine ? theme.grid : Rgba(theme.missing);
}

std::shared_ptr<const std::vector<Rgba>> pixelsOf(const TimelinePicture& picture, const Rollup& rollup, int columns, std::uint32_t rows)
{
    const TimeColumns time(rollup, picture.geometry.visible, columns);
    const ColorScale& scale = picture.values.scale;
    const std::array<Rgb, 256> table = scale.table(picture.theme.missing);
    auto pixels = std::make_shared<std::vector<Rgba>>(static_cast<std::size_t>(columns) * rows);
    // Column by column: one column reads one run of each bucket, which lies together in memory.
    for (int column = 0; column < columns; ++column)
        for (std::uint32_t row = 0; row < rows; ++row) {
            const IndexRange units = unitsOfRow(row, rows, rollup.columns());
            float mean = 0;
            if (units.size() == 1) {
                mean = time.band(rollup, column, units.begin).mean;
            } else {
                BandSum sum;
                for (std::uint32_t unit = units.begin; unit < units.end; ++unit)
                    sum.add(time.band(rollup, column, unit));
                mean = sum.result().mean;
            }
            const std::uint8_t index = scale.indexOf(mean);
            const auto c = static_cast<std::size_t>(column);
            (*pixels)[row * static_cast<std::size_t>(columns) + c] = index == ColorScale::kMissingIndex ? missingAt(picture.theme, c, row) : Rgba(table[index]);
        }
    return pixels;
}

std::shared_ptr<const std::vector<Rgba>> cachedPixels(TimelinePicture& picture, const Rollup& rollup, int columns, std::uint32_t rows)
{
    const ColorScale& scale = picture.values.scale;
    const TimelineCache::StripsKey key{&picture.dataset, picture.values.metric->value, rollup.level(), columns, static_cast<int>(rows), picture.geometry.visible, scale.low, scale.high, scale.map, picture.values.theme};
    TimelineCache& cache = picture.cache;
    if (!cache.stripsPixels || !(cache.stripsKey == key)) {
        cache.stripsPixels = pixelsOf(picture, rollup, columns, rows);
        cache.stripsKey = key;
    }
    return cache.stripsPixels;
}

void addRowLabels(TimelinePicture& picture, int level, std::uint32_t rows, std::uint32_t units, const std::vector<IndexRange>& selectedChips)
{
    const RectPx& plot = picture.geometry.strips;
    const UnitTree& tree = picture.dataset.cluster->tree;
    const float rowHeight = plot.height / static_cast<float>(rows);
    LabelRow labels(4);
    const auto rowTop = [&](std::uint32_t row) { return plot.y + static_cast<float>(row) * rowHeight; };
    const auto isSelected = [&](std::uint32_t unit) {
        const IndexRange chips = tree.chips({static_cast<std::uint16_t>(level), unit});
        return std::ranges::any_of(selectedChips, [&](IndexRange s) { return s.begin < chips.end && chips.begin < s.end; });
    };
    const auto label = [&](std::uint32_t row, std::uint32_t named, Rgba color, TextWeight weight) {
        const UnitRef unit{static_cast<std::uint16_t>(level), named};
        const float y = std::max(plot.y + 5, rowTop(row) + rowHeight / 2);   // the first one must not touch the title
        if (labels.take(y, 11))
            picture.list.text({{plot.x - 9, y}, elided(tree.name(unit), plot.x - 9 - kTimelineMargin, kTimelineFontPx, weight, picture.measure), kTimelineFontPx, color, AlignX::Right, AlignY::Middle, weight});
    };
    for (std::uint32_t row = 0; row < rows; ++row) {
        const IndexRange span = unitsOfRow(row, rows, units);
        picture.hits.push_back({{0, rowTop(row), plot.right(), rowHeight}, UnitRef{static_cast<std::uint16_t>(level), span.begin}, span.size()});
        // A row of several units bears the name of the one that is chosen, not of its first.
        std::uint32_t chosen = span.begin;
        while (chosen < span.end && (selectedChips.empty() || !isSelected(chosen)))
            ++chosen;
        if (chosen < span.end) {
            picture.list.fill({plot.x - 5, rowTop(row), 3, std::max(1.0F, rowHeight)}, picture.theme.accent);
            label(row, chosen, picture.theme.accent, TextWeight::Bold);
        }
    }
    // Every n-th row, so that the labels stand evenly.
    const auto stride = static_cast<std::uint32_t>(std::max(1.0F, std::ceil(14 / rowHeight)));
    for (std::uint32_t row = 0; row < rows; row += stride)
        label(row, unitsOfRow(row, rows, units).begin, picture.theme.textQuiet, TextWeight::Regular);
}

void addRowLines(TimelinePicture& picture, int level, std::uint32_t rows, std::uint32_t units)
{
    const RectPx& plot = picture.geometry.strips;
    const UnitTree& tree = picture.dataset.cluster->tree;
    const float rowHeight = plot.height / static_cast<float>(rows);
    for (std::uint32_t row = 1; row < rows; ++row) {
        const auto parentOf = [&](std::uint32_t r) { return tree.parent({static_cast<std::uint16_t>(level), unitsOfRow(r, rows, units).begin}); };
        const bool isGroupEdge = level > 1 && parentOf(row) != parentOf(row - 1);
        if (rowHeight >= kRowWithLine || (isGroupEdge && rows < 4 * static_cast<std::uint32_t>(plot.height / 10)))
            picture.list.fill({plot.x, plot.y + static_cast<float>(row) * rowHeight, plot.width, isGroupEdge && rowHeight >= kRowWithLine ? 2.0F : 1.0F}, picture.theme.background);
    }
}

} // namespace

int stripsLevel(const UnitTree& tree, int finest, float heightPx)
{
    int level = std::min(1, finest);
    while (level + 1 <= finest && static_cast<float>(tree.unitCount(level + 1)) * kLeastRowPx <= heightPx)
        ++level;
    return level;
}

void addStrips(TimelinePicture& picture)
{
    const RectPx& plot = picture.geometry.strips;
    if (plot.height <= 0)
        return;
    const UnitTree& tree = picture.dataset.cluster->tree;
    const Metric& metric = *picture.values.shownMetric();
    const std::shared_ptr<const Rollup> rollup = rollupOf(picture, stripsLevel(tree, metricLevel(metric, tree), plot.height));
    if (!rollup || rollup->columns() == 0)
        return;
    const auto rows = std::min(rollup->columns(), static_cast<std::uint32_t>(std::max(1.0F, plot.height)));
    const int columns = std::max(1, static_cast<int>(plot.width));
    picture.list.add(DrawList::Image{plot, columns, static_cast<int>(rows), cachedPixels(picture, *rollup, columns, rows)});

    std::vector<IndexRange> selectedChips;
    for (const UnitRef unit : picture.values.selectedUnits())
        selectedChips.push_back(tree.chips(unit));
    addRowLines(picture, rollup->level(), rows, rollup->columns());
    addRowLabels(picture, rollup->level(), rows, rollup->columns(), selectedChips);
    const std::string name = tree.levelName(rollup->level());
    const bool folded = rows < rollup->columns();
    if (picture.geometry.titleHeight <= 0)
        return;                             // the gutter is full of row labels
    sectionTitle(picture, plot, name + "s × time", folded ? "mean of neighbouring " + name + "s" : "mean of each " + name);
    compactLegend(picture.list, legendOf(picture.values.scale, std::nullopt), picture.theme, plot.right(), plot.y - picture.geometry.titleHeight / 2 + 1, picture.measure);
}

} // namespace podscape
