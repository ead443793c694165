#include "model/color/RoundTicks.h"

#include "model/color/ColorScale.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

namespace podscape {
namespace {

constexpr int kMostDecimals = 9;

// The smallest of 1, 2, 2.5, 5 × 10^n that is not below `step`.
double roundStep(double step)
{
    const double power = std::pow(10.0, std::floor(std::log10(step)));
    for (const double factor : {1.0, 2.0, 2.5, 5.0})
        if (factor * power >= step * (1 - 1e-9))
            return factor * power;
    return 10 * power;
}

} // namespace

std::vector<double> roundTicks(double low, double high, int count)
{
    const double span = high - low;
    if (!std::isfinite(low) || !std::isfinite(high) || !(span > 0) || !std::isfinite(span) || count < 1)
        return {};
    const double step = roundStep(span / count);
    // A range far from zero and too thin for doubles would never advance.
    if (!(step > 0) || std::max(std::abs(low), std::abs(high)) / step > 1e15)
        return {};
    std::vector<double> ticks;
    const double first = std::ceil(low / step - 1e-9);
    const double last = std::floor(high / step + 1e-9);
    for (double k = first; k <= last; ++k)
        ticks.push_back(k == 0 ? 0.0 : k * step);
    return ticks;
}

int decimalsFor(const std::vector<double>& ticks)
{
    double step = 0;
    for (std::size_t i = 1; i < ticks.size(); ++i)
        step = std::max(step, ticks[i] - ticks[i - 1]);
    if (step == 0)
        step = ticks.empty() || ticks.front() == 0 ? 1 : std::abs(ticks.front());
    int decimals = 0;
    for (double scaled = step; decimals < kMostDecimals && std::abs(scaled - std::round(scaled)) > 1e-6 * scaled; scaled *= 10)
        ++decimals;
    return decimals;
}

std::string formatFixed(double value, int decimals)
{
    std::array<char, 400> buffer{};   // the largest double has 309 digits before the point
    std::snprintf(buffer.data(), buffer.size(), "%.*f", decimals, std::abs(value));
    std::string text = buffer.data();
    if (!std::isfinite(value))
        return text;
    const bool negative = value < 0 && text.find_first_not_of("0.") != std::string::npos;
    const std::size_t point = std::min(text.find('.'), text.size());
    for (std::size_t at = point; at > 3; at -= 3)
        text.insert(at - 3, ",");
    return negative ? "−" + text : text;
}

std::string valueText(double value, std::string_view unit)
{
    if (std::isnan(value))
        return "no data";
    const ShownUnit shown = shownUnitFor(value, unit);
    const double number = value / shown.factor;
    const double magnitude = std::abs(number);
    const int decimals = magnitude >= 99.95 || magnitude == 0 ? 0 : magnitude >= 9.995 ? 1 : magnitude >= 0.9995 ? 2 : 3;
    return formatFixed(number, decimals) + (shown.text.empty() ? "" : " " + shown.text);
}

ShownUnit shownUnitFor(double magnitude, std::string_view unit)
{
    static constexpr std::array kPrefixed{std::string_view("W"), std::string_view("B"), std::string_view("B/s"), std::string_view("FLOP/s"), std::string_view("Hz"), std::string_view("bit/s"), std::string_view("b/s")};
    static constexpr std::array kPrefixes{"", "k", "M", "G", "T", "P", "E"};
    ShownUnit shown{1, std::string(unit)};
    if (std::ranges::find(kPrefixed, unit) == kPrefixed.end() || !std::isfinite(magnitude))
        return shown;
    std::size_t prefix = 0;
    while (prefix + 1 < kPrefixes.size() && std::abs(magnitude) / shown.factor >= 1000) {
        shown.factor *= 1000;
        ++prefix;
    }
    shown.text = kPrefixes[prefix] + shown.text;
    return shown;
}

} // namespace podscape
