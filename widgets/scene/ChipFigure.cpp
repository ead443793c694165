#include "widgets/scene/ChipFigure.h"

#include "model/trace/MetricText.h"
#include "model/trace/Rollup.h"

#include <array>

namespace podscape {

namespace {

constexpr std::array kFontsPx{34.f, 26.f, 20.f};   // a few: every size takes its own room among the letters of the graphics card
constexpr float kWidthShare = 0.6f, kHeightShare = 0.17f;

} // namespace

std::optional<ChipFigure> chipFigure(std::uint32_t chip, SizePx face, const ViewValues& values, const TextMeasure& measure)
{
    const UnitTree& tree = values.dataset->cluster->tree;
    const Metric* metric = values.shownMetric();
    const auto sample = metric ? metric->sampleAt(values.time) : std::nullopt;
    if (!sample || levelOf(metric->info(), tree) != tree.leafLevel() || metric->columns() != tree.chipCount())
        return std::nullopt;
    const float value = metric->value(*sample, chip);
    const std::string text = isMissing(value) ? "no sample" : metricText(value, metric->info());
    for (const float fontPx : kFontsPx)
        if (fontPx <= kHeightShare * face.height && measure(text, fontPx, TextWeight::Bold).width <= kWidthShare * face.width)
            return ChipFigure{text, fontPx};
    return std::nullopt;
}

} // namespace podscape
