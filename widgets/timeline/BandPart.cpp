#include "model/base/Nouns.h"
#include "model/base/Units.h"
#include "model/color/RoundTicks.h"
#include "widgets/common/Selecting.h"
#include "widgets/draw/LabelFit.h"
#include "widgets/timeline/TimeColumns.h"
#include "widgets/timeline/TimelineParts.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace podscape {
namespace {

// Units that the band is about, with the rollup that has them and their weight in a mean.
struct Source
{
    std::shared_ptr<const Rollup> rollup;
    std::vector<std::pair<std::uint32_t, double>> units;
};

std::vector<Source> sourcesOf(const TimelinePicture& picture, const std::vector<UnitRef>& selected)
{
    const UnitTree& tree = picture.dataset.cluster->tree;
    const int finest = metricLevel(*picture.values.shownMetric(), tree);
    std::map<int, Source> byLevel;
    for (UnitRef unit : selected) {
        if (unit.level > finest)
            unit = tree.ancestor(unit, finest);
        byLevel[unit.level].units.emplace_back(unit.index, tree.chips(unit).size());
    }
    std::vector<Source> sources;
    for (auto& [level, source] : byLevel)
        if ((source.rollup = rollupOf(picture, level)))
            sources.push_back(std::move(source));
    return sources;
}

std::vector<Band> bandsOf(const std::vector<Source>& sources, TimeRange visible, int columns)
{
    std::vector<BandSum> sums(static_cast<std::size_t>(columns));
    for (const Source& source : sources) {
        const TimeColumns time(*source.rollup, visible, columns);
        for (int column = 0; column < columns; ++column)
            for (const auto& [unit, weight] : source.units)
                sums[static_cast<std::size_t>(column)].add(time.band(*source.rollup, column, unit), weight);
    }
    std::vector<Band> bands;
    for (const BandSum& sum : sums)
        bands.push_back(sum.result());
    return bands;
}

// The colour scale's limits, widened where the data leave them.
std::pair<double, double> limitsOf(const ColorScale& scale, const std::vector<Band>& bands)
{
    double low = scale.low, high = scale.high;
    for (const Band& band : bands)
        if (!isMissing(band.mean)) {
            low = std::min<double>(low, band.min);
            high = std::max<double>(high, band.max);
        }
    return {low, high > low ? high : low + 1};
}

// A colour of the map that stands out from the background and from the playhead.
Rgb curveColor(const ViewValues& values)
{
    const ColorMap& map = ColorMap::named(values.scale.map);
    if (map.isDiverging())
        return map.at(0.15);
    return map.at(values.theme == ThemeName::Dark ? 0.68 : 0.45);
}

void addCurves(TimelinePicture& picture, const std::vector<Band>& bands, double low, double high)
{
    const RectPx& plot = picture.geometry.band;
    const Rgba color = curveColor(picture.values);
    const auto yOf = [&](float value) { return plot.bottom() - 1 - static_cast<float>((value - low) / (high - low)) * (plot.height - 3); };
    const float columnWidth = plot.width / static_cast<float>(bands.size());
    DrawList::Band area{{}, color.withAlpha(70)};
    DrawList::Polyline mean{{}, color, 1.6F};
    const auto finish = [&] {
        if (mean.points.size() == 1)       // a lone column is still something
            picture.list.fill({mean.points[0].x - 1, mean.points[0].y - 1, 2, 2}, color);
        picture.list.add(std::exchange(area, {{}, area.color}));
        picture.list.add(std::exchange(mean, {{}, color, 1.6F}));
    };
    for (std::size_t column = 0; column < bands.size(); ++column) {
        const Band& band = bands[column];
        if (isMissing(band.mean)) {
            finish();
            continue;
        }
        const float x = plot.x + (static_cast<float>(column) + 0.5F) * columnWidth;
        area.edges.push_back({x, yOf(band.max)});
        area.edges.push_back({x, yOf(band.min)});
        mean.points.push_back({x, yOf(band.mean)});
    }
    finish();
}

void addValueAxis(TimelinePicture& picture, const ColorScale& axis)
{
    const RectPx& plot = picture.geometry.band;
    LabelRow rows(4);
    for (const ColorScale::Tick& tick : axis.ticks(std::clamp(static_cast<int>(plot.height / 26), 2, 6))) {
        const float y = plot.bottom() - 1 - static_cast<float>((tick.value - axis.low) / (axis.high - axis.low)) * (plot.height - 3);
        picture.list.line({plot.x, std::round(y)}, {plot.right(), std::round(y)}, picture.theme.grid);
        const float centre = std::clamp(y, plot.y + 4, plot.bottom() - 4);
        const bool clearOfTitle = picture.geometry.titleHeight > 0 || centre > plot.y + 18 || plot.x > 100;
        if (clearOfTitle && rows.take(centre, 10))
            picture.list.text({{plot.x - 7, centre}, tick.text, kTimelineFontPx, picture.theme.textQuiet, AlignX::Right});
    }
}

std::string subjectText(const TimelinePicture& picture, const std::vector<UnitRef>& selected)
{
    const UnitTree& tree = picture.dataset.cluster->tree;
    if (selected.empty())
        return "all " + counted(tree.chipCount(), picture.dataset.cluster->leafName());
    return selected.size() == 1 ? tree.path(selected.front()) : choiceText({selected, 0, {}}, tree).replace(QChar(0x00A0), QLatin1Char(' ')).toStdString();
}

} // namespace

void addBand(TimelinePicture& picture)
{
    const RectPx& plot = picture.geometry.band;
    if (plot.height <= 0)
        return;
    const std::vector<UnitRef> selected = picture.values.selectedUnits();
    const std::vector<Source> sources = sourcesOf(picture, selected.empty() ? std::vector{UnitTree::root()} : selected);
    const std::vector<Band> bands = bandsOf(sources, picture.geometry.visible, std::max(1, static_cast<int>(plot.width)));
    ColorScale axis = picture.values.scale;
    std::tie(axis.low, axis.high) = limitsOf(axis, bands);

    addValueAxis(picture, axis);
    addCurves(picture, bands, axis.low, axis.high);
    const float x = sectionTitle(picture, plot, axis.title, axis.shownUnit(), picture.values.shownMetric()->info().origin);
    if (picture.geometry.titleHeight <= 0)
        return;
    const auto column = static_cast<std::size_t>(std::clamp(picture.geometry.xAt(picture.values.time) - plot.x, 0.0F, static_cast<float>(bands.size() - 1)));
    const Band& now = bands[column];
    const std::string values = isMissing(now.mean) ? "no data here" : "min " + valueText(now.min, axis.unit) + "   mean " + valueText(now.mean, axis.unit) + "   max " + valueText(now.max, axis.unit);
    const float y = plot.y - picture.geometry.titleHeight / 2 + 1;
    const float valuesWidth = picture.textWidth(values);
    picture.list.text({{plot.right(), y}, values, kTimelineFontPx, picture.theme.text, AlignX::Right});
    picture.list.text({{x, y}, elided(subjectText(picture, selected) + " · min, mean, max", plot.right() - valuesWidth - 16 - x, kTimelineFontPx, TextWeight::Regular, picture.measure), kTimelineFontPx, picture.theme.textQuiet});
}

} // namespace podscape
