#include "model/color/ColorScale.h"

#include "model/color/RoundTicks.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstring>

namespace podscape {
namespace {

// A code of a stored integer type, read from unaligned bytes of a mapped file.
template <class Code>
Code codeAt(std::span<const std::byte> raw, std::size_t column)
{
    Code code;
    std::memcpy(&code, raw.data() + column * sizeof(Code), sizeof(Code));
    return code;
}

float valueOf(const Metric& metric, unsigned code)
{
    return static_cast<float>(metric.offset() + metric.scale() * code);
}

void encodeCodes8(const ColorScale& scale, const Metric& metric, std::span<const std::byte> raw, std::span<std::uint8_t> out)
{
    const std::array<std::uint8_t, 256> indexOfCode = scale.indicesOfCodes(metric);
    std::transform(raw.begin(), raw.end(), out.begin(), [&](std::byte code) { return indexOfCode[std::to_integer<unsigned>(code)]; });
}

void encodeCodes16(const ColorScale& scale, const Metric& metric, std::span<const std::byte> raw, std::span<std::uint8_t> out)
{
    for (std::size_t column = 0; column < out.size(); ++column) {
        const auto code = codeAt<std::uint16_t>(raw, column);
        out[column] = code == kMissingCode16 ? ColorScale::kMissingIndex : scale.indexOf(valueOf(metric, code));
    }
}

void encodeFloats(const ColorScale& scale, std::span<const std::byte> raw, std::span<std::uint8_t> out)
{
    for (std::size_t column = 0; column < out.size(); ++column)
        out[column] = scale.indexOf(codeAt<float>(raw, column));
}

} // namespace

std::uint8_t ColorScale::indexOf(float value) const
{
    if (isMissing(value))
        return kMissingIndex;
    const double span = high - low;
    if (!(span > 0))
        return value > low ? kTopIndex : 0;
    const double t = std::clamp((value - low) / span, 0.0, 1.0);
    return static_cast<std::uint8_t>(t * kTopIndex + 0.5);
}

Rgb ColorScale::colorOf(float value, Rgb missing) const
{
    const std::uint8_t index = indexOf(value);
    return index == kMissingIndex ? missing : ColorMap::named(map).at(index / static_cast<double>(kTopIndex));
}

std::array<Rgb, 256> ColorScale::table(Rgb missing) const
{
    const ColorMap& colors = ColorMap::named(map);
    std::array<Rgb, 256> table;
    table.fill(missing);
    for (int i = 0; i <= kTopIndex; ++i)
        table[static_cast<std::size_t>(i)] = colors.at(i / static_cast<double>(kTopIndex));
    return table;
}

std::vector<ColorScale::Tick> ColorScale::ticks(int count) const
{
    const double factor = shownUnitFor(std::max(std::abs(low), std::abs(high)), unit).factor;
    const std::vector<double> values = roundTicks(low / factor, high / factor, std::max(1, count - 1));
    const int decimals = decimalsFor(values);
    std::vector<Tick> ticks;
    for (const double value : values)
        if (static_cast<int>(ticks.size()) < count)
            ticks.push_back({value * factor, formatFixed(value, decimals)});
    return ticks;
}

std::string ColorScale::shownUnit() const
{
    return shownUnitFor(std::max(std::abs(low), std::abs(high)), unit).text;
}

std::array<std::uint8_t, 256> ColorScale::indicesOfCodes(const Metric& metric) const
{
    std::array<std::uint8_t, 256> indexOfCode;
    for (unsigned code = 0; code < 256; ++code)
        indexOfCode[code] = code == kMissingCode8 ? kMissingIndex : indexOf(valueOf(metric, code));
    return indexOfCode;
}

void ColorScale::encodeFrame(const Metric& metric, std::size_t sample, std::span<std::uint8_t> out) const
{
    assert(out.size() == metric.columns());
    const std::span<const std::byte> raw = metric.rawFrame(sample);
    switch (metric.type()) {
    case SampleType::UInt8: encodeCodes8(*this, metric, raw, out); break;
    case SampleType::UInt16: encodeCodes16(*this, metric, raw, out); break;
    case SampleType::Float32: encodeFloats(*this, raw, out); break;
    }
}

ColorScale defaultScale(const Metric& metric)
{
    const Metric::Info& info = metric.info();
    ColorScale scale;
    scale.title = info.name;
    scale.unit = info.unit;
    const bool hasNaturalLimits = info.naturalMax > info.naturalMin;
    const auto [dataMin, dataMax] = metric.valueRange();
    scale.low = hasNaturalLimits ? info.naturalMin : static_cast<double>(dataMin);
    scale.high = hasNaturalLimits ? info.naturalMax : static_cast<double>(dataMax);
    if (!std::isfinite(scale.low) || !std::isfinite(scale.high) || !(scale.high > scale.low)) {
        // One value, or none: any range around it will do, as long as there is one to draw.
        scale.low = std::isfinite(scale.low) ? std::min(scale.low, 0.0) : 0;
        scale.high = std::max(std::isfinite(scale.high) ? scale.high : 0, scale.low + 1);
    }
    return scale;
}

} // namespace podscape
