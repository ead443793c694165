#include "widgets/draw/LegendDrawList.h"

#include "model/color/RoundTicks.h"
#include "widgets/draw/LabelFit.h"

#include <algorithm>
#include <cmath>

namespace podscape {
namespace {

constexpr float kFontPx = 11;
constexpr float kBarHeight = 10;
constexpr float kCompactBarWidth = 96;
constexpr const char* kMissingText = "no data";

void bar(DrawList& list, const RectPx& rect, const std::string& map)
{
    auto pixels = std::make_shared<std::vector<Rgba>>();
    for (int i = 0; i < ColorMap::kSize; ++i)
        pixels->push_back(ColorMap::named(map).at(i));
    list.add(DrawList::Image{rect, ColorMap::kSize, 1, std::move(pixels)});
}

void missingSwatch(DrawList& list, const RectPx& rect, const Theme& theme)
{
    list.fill(rect, theme.missing);
    list.outline(rect, theme.frame);
}

float width(const TextMeasure& measure, const std::string& text, TextWeight weight = TextWeight::Regular)
{
    return measure(text, kFontPx, weight).width;
}

} // namespace

Legend legendOf(const ColorScale& scale, std::optional<Origin> origin, int tickCount)
{
    Legend legend{scale.title, scale.shownUnit(), scale.map, {}, {}, {}, origin, true};
    const double span = scale.high - scale.low;
    for (const ColorScale::Tick& tick : scale.ticks(tickCount))
        legend.ticks.push_back({span > 0 ? (tick.value - scale.low) / span : 0, tick.text});
    const double factor = shownUnitFor(std::max(std::abs(scale.low), std::abs(scale.high)), scale.unit).factor;
    const int decimals = decimalsFor({0, span / factor > 10 ? 1 : span / factor / 10});
    legend.lowText = formatFixed(scale.low / factor, decimals);
    legend.highText = formatFixed(scale.high / factor, decimals);
    return legend;
}

DrawList legendDrawList(const Legend& legend, const Theme& theme, RectPx area, const TextMeasure& measure)
{
    DrawList list;
    const float missingWidth = legend.hasMissing ? width(measure, kMissingText) + kBarHeight + 18 : 0;
    const RectPx barRect{area.x, area.y + 18, std::max(20.0F, area.width - missingWidth), kBarHeight};
    bar(list, barRect, legend.map);
    if (legend.hasMissing)
        missingSwatch(list, {barRect.right() + 14, barRect.y, kBarHeight, kBarHeight}, theme);

    LabelRow row(8);
    std::vector<DrawList::Text> texts;
    for (const Legend::Tick& tick : legend.ticks) {
        const float x = barRect.x + static_cast<float>(tick.at) * barRect.width;
        const float half = width(measure, tick.text) / 2;
        const float centre = std::clamp(x, barRect.x + half, std::max(barRect.x + half, barRect.right() - half));
        if (!row.take(centre, 2 * half))
            continue;
        list.line({x, barRect.bottom()}, {x, barRect.bottom() + 3}, theme.textQuiet);
        texts.push_back({{centre, barRect.bottom() + 11}, tick.text, kFontPx, theme.textQuiet, AlignX::Centre});
    }
    float room = area.width;
    if (legend.origin && *legend.origin != Origin::Recorded) {
        room -= width(measure, std::string(toText(*legend.origin))) + 10;
        originBadge(list, *legend.origin, theme, area.x + room, area.y + 7, measure);
        room -= 6;
    }
    const std::string title = elided(legend.title, room - width(measure, legend.unit) - 6, 12, TextWeight::Bold, measure);
    list.text({{area.x, area.y + 7}, title, 12, theme.text, AlignX::Left, AlignY::Middle, TextWeight::Bold});
    list.text({{area.x + measure(title, 12, TextWeight::Bold).width + 6, area.y + 7}, legend.unit, kFontPx, theme.textQuiet});
    if (legend.hasMissing)
        list.text({{barRect.right() + 14 + kBarHeight + 4, barRect.y + kBarHeight / 2}, kMissingText, kFontPx, theme.textQuiet});
    for (DrawList::Text& text : texts)
        list.text(std::move(text));
    return list;
}

float compactLegend(DrawList& list, const Legend& legend, const Theme& theme, float right, float centreY, const TextMeasure& measure)
{
    float x = right;
    const auto textBefore = [&](const std::string& text) {
        list.text({{x, centreY}, text, kFontPx, theme.textQuiet, AlignX::Right});
        x -= width(measure, text);
    };
    if (legend.hasMissing) {
        textBefore(kMissingText);
        x -= 4 + kBarHeight;
        missingSwatch(list, {x, centreY - kBarHeight / 2, kBarHeight, kBarHeight}, theme);
        x -= 14;
    }
    textBefore(legend.highText + (legend.unit.empty() ? "" : " " + legend.unit));
    x -= 5 + kCompactBarWidth;
    bar(list, {x, centreY - kBarHeight / 2, kCompactBarWidth, kBarHeight}, legend.map);
    x -= 5;
    textBefore(legend.lowText);
    return x;
}

float originBadge(DrawList& list, Origin origin, const Theme& theme, float left, float centreY, const TextMeasure& measure)
{
    if (origin == Origin::Recorded)
        return left;
    const std::string word(toText(origin));
    const RectPx frame{left, centreY - 8, width(measure, word) + 10, 16};
    list.outline(frame, theme.warning.withAlpha(150));
    list.text({{left + 5, centreY}, word, kFontPx, theme.warning});
    return frame.right();
}

} // namespace podscape
