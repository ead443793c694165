#include "model/base/Units.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <optional>
#include <span>

namespace podscape {

namespace {

struct Prefix
{
    std::string_view text;
    double factor;
};

constexpr std::array kDecimalPrefixes{
    Prefix{"n", 1e-9}, Prefix{"u", 1e-6}, Prefix{"µ", 1e-6}, Prefix{"m", 1e-3}, Prefix{"c", 1e-2}, Prefix{"k", 1e3}, Prefix{"M", 1e6},
    Prefix{"G", 1e9}, Prefix{"T", 1e12}, Prefix{"P", 1e15}, Prefix{"E", 1e18}, Prefix{"Z", 1e21}};
constexpr std::array kBinaryPrefixes{
    Prefix{"Ki", 0x1p10}, Prefix{"Mi", 0x1p20}, Prefix{"Gi", 0x1p30}, Prefix{"Ti", 0x1p40}, Prefix{"Pi", 0x1p50}, Prefix{"Ei", 0x1p60}};

enum class Prefixes { None, Decimal, Large, LargeAndBinary };

// One spelling of a unit: how many base units it is and which prefixes it takes. Spellings of one dimension may end alike
// ("B/s", "GB/s"): the first whose rest is an allowed prefix wins.
struct Spelling
{
    std::string_view text;
    double factor;
    Prefixes prefixes;
};

constexpr std::array kPower{Spelling{"W", 1, Prefixes::Decimal}};
constexpr std::array kData{Spelling{"B", 1, Prefixes::LargeAndBinary}, Spelling{"b", 0.125, Prefixes::LargeAndBinary},
                           Spelling{"bit", 0.125, Prefixes::LargeAndBinary}};
constexpr std::array kDataRate{Spelling{"B/s", 1, Prefixes::LargeAndBinary}, Spelling{"b/s", 0.125, Prefixes::LargeAndBinary},
                               Spelling{"bit/s", 0.125, Prefixes::LargeAndBinary}, Spelling{"Bps", 1, Prefixes::LargeAndBinary},
                               Spelling{"bps", 0.125, Prefixes::LargeAndBinary}};
constexpr std::array kComputeRate{Spelling{"FLOP/s", 1, Prefixes::Large}, Spelling{"FLOPS", 1, Prefixes::Large},
                                  Spelling{"Flop/s", 1, Prefixes::Large}, Spelling{"flop/s", 1, Prefixes::Large}};
constexpr std::array kLength{Spelling{"m", 1, Prefixes::Decimal}};
constexpr std::array kArea{Spelling{"m²", 1, Prefixes::None}, Spelling{"m2", 1, Prefixes::None}, Spelling{"km²", 1e6, Prefixes::None},
                           Spelling{"km2", 1e6, Prefixes::None}, Spelling{"ha", 1e4, Prefixes::None}};
constexpr std::array kDuration{Spelling{"min", 60, Prefixes::None}, Spelling{"h", 3600, Prefixes::None}, Spelling{"d", 86400, Prefixes::None},
                               Spelling{"s", 1, Prefixes::Decimal}};
constexpr std::array kTemperature{Spelling{"°C", 1, Prefixes::None}, Spelling{"C", 1, Prefixes::None}};
constexpr std::array kPowerDensity{Spelling{"W/m²", 1, Prefixes::Decimal}, Spelling{"W/m2", 1, Prefixes::Decimal}};
constexpr std::array kRatio{Spelling{"%", 0.01, Prefixes::None}};

struct DimensionWords
{
    std::string_view noun;
    std::string_view example;
    std::span<const Spelling> spellings;
};

DimensionWords wordsOf(Dimension dimension)
{
    switch (dimension) {
    case Dimension::Count: return {"a number", "64", {}};
    case Dimension::Ratio: return {"a share", "85 %", kRatio};
    case Dimension::Power: return {"a power", "10.2 kW", kPower};
    case Dimension::Data: return {"an amount of data", "192 GiB", kData};
    case Dimension::DataRate: return {"a data rate", "100 GB/s", kDataRate};
    case Dimension::ComputeRate: return {"a compute rate", "275 TFLOP/s", kComputeRate};
    case Dimension::Length: return {"a length", "0.6 m", kLength};
    case Dimension::Area: return {"an area", "400 m²", kArea};
    case Dimension::Duration: return {"a duration", "13.6 min", kDuration};
    case Dimension::Temperature: return {"a temperature", "41 °C", kTemperature};
    case Dimension::PowerDensity: return {"a power per floor area", "10 kW/m²", kPowerDensity};
    }
    return {};
}

std::string_view trimmed(std::string_view text)
{
    const auto first = text.find_first_not_of(" \t");
    if (first == std::string_view::npos)
        return {};
    return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

std::optional<double> prefixFactor(std::string_view prefix, Prefixes allowed)
{
    if (prefix.empty())
        return 1.0;
    if (allowed == Prefixes::None)
        return std::nullopt;
    for (const Prefix& p : kDecimalPrefixes)
        if (p.text == prefix && (allowed == Prefixes::Decimal || p.factor > 1))
            return p.factor;
    if (allowed == Prefixes::LargeAndBinary)
        for (const Prefix& p : kBinaryPrefixes)
            if (p.text == prefix)
                return p.factor;
    return std::nullopt;
}

std::optional<double> unitFactor(std::string_view unit, std::span<const Spelling> spellings)
{
    for (const Spelling& spelling : spellings)
        if (unit.ends_with(spelling.text))
            if (const auto factor = prefixFactor(unit.substr(0, unit.size() - spelling.text.size()), spelling.prefixes))
                return *factor * spelling.factor;
    return std::nullopt;
}

Error quantityError(std::string_view text, const DimensionWords& words, std::string hint)
{
    Error error;
    error.code = ErrorCode::Value;
    error.expected = std::string(words.noun) + " such as \"" + std::string(words.example) + '"';
    error.found = '"' + std::string(text) + '"';
    error.hint = std::move(hint);
    return error;
}

std::string unitHint(std::string_view unit, Dimension dimension, const DimensionWords& words)
{
    if ((dimension == Dimension::Data || dimension == Dimension::DataRate) && unit.starts_with('K') && !unit.starts_with("Ki"))
        return "Write k for 1,000 or Ki for 1,024: K alone can mean either.";
    std::string hint = "Known units are ";
    for (std::size_t i = 0; i < words.spellings.size(); ++i)
        hint += (i == 0 ? "" : i + 1 == words.spellings.size() ? " and " : ", ") + std::string(words.spellings[i].text);
    if (words.spellings.size() == 1)
        hint = "The unit is " + std::string(words.spellings[0].text);
    const auto takesPrefix = [](const Spelling& s) { return s.prefixes != Prefixes::None; };
    if (std::ranges::all_of(words.spellings, takesPrefix))
        hint += dimension == Dimension::Data || dimension == Dimension::DataRate ? ", with a prefix from k to Z or from Ki to Ei" : ", with a prefix such as k or M";
    return hint + '.';
}

// Rounded to three significant digits, without trailing zeros: 10.04 → "10", 76.84 → "76.8", 31,415 → "31400".
std::string threeDigits(double value)
{
    const int magnitude = value == 0 ? 0 : static_cast<int>(std::floor(std::log10(std::fabs(value))));
    // Rounded here, halves up: printf would round 112.5 to the even 112.
    const double step = std::pow(10.0, std::max(0, magnitude - 2)), parts = std::pow(10.0, std::max(0, 2 - magnitude));
    const double rounded = std::round(value / step * parts) / parts * step;
    char buffer[64];
    const int length = std::snprintf(buffer, sizeof buffer, "%.*f", std::clamp(2 - magnitude, 0, 17), rounded);
    std::string text(buffer, static_cast<std::size_t>(length));
    if (text.find('.') != std::string::npos) {
        text.erase(text.find_last_not_of('0') + 1);
        if (text.back() == '.')
            text.pop_back();
    }
    return text == "-0" ? "0" : text;
}

struct Scale
{
    double factor;
    std::string_view unit;
};

// Units in which a dimension is shown, ascending; the first is also used for everything smaller.
std::span<const Scale> scalesOf(Dimension dimension)
{
    static constexpr std::array kWatt{Scale{1e-3, "mW"}, Scale{1, "W"}, Scale{1e3, "kW"}, Scale{1e6, "MW"}, Scale{1e9, "GW"}, Scale{1e12, "TW"}};
    static constexpr std::array kByte{Scale{1, "B"}, Scale{1e3, "kB"}, Scale{1e6, "MB"}, Scale{1e9, "GB"}, Scale{1e12, "TB"}, Scale{1e15, "PB"}, Scale{1e18, "EB"}, Scale{1e21, "ZB"}};
    static constexpr std::array kByteRate{Scale{1, "B/s"}, Scale{1e3, "kB/s"}, Scale{1e6, "MB/s"}, Scale{1e9, "GB/s"}, Scale{1e12, "TB/s"}, Scale{1e15, "PB/s"}, Scale{1e18, "EB/s"}, Scale{1e21, "ZB/s"}};
    static constexpr std::array kFlop{Scale{1, "FLOP/s"}, Scale{1e3, "kFLOP/s"}, Scale{1e6, "MFLOP/s"}, Scale{1e9, "GFLOP/s"}, Scale{1e12, "TFLOP/s"}, Scale{1e15, "PFLOP/s"}, Scale{1e18, "EFLOP/s"}, Scale{1e21, "ZFLOP/s"}};
    static constexpr std::array kMetre{Scale{1e-3, "mm"}, Scale{1e-2, "m"}, Scale{1e3, "km"}};
    static constexpr std::array kSquare{Scale{1, "m²"}, Scale{1e6, "km²"}};
    static constexpr std::array kTime{Scale{1e-9, "ns"}, Scale{1e-6, "µs"}, Scale{1e-3, "ms"}, Scale{1, "s"}, Scale{60, "min"}, Scale{3600, "h"}, Scale{86400, "d"}};
    static constexpr std::array kCelsius{Scale{1, "°C"}};
    static constexpr std::array kPerSquare{Scale{1, "W/m²"}, Scale{1e3, "kW/m²"}, Scale{1e6, "MW/m²"}};
    static constexpr std::array kPercent{Scale{0.01, "%"}};
    switch (dimension) {
    case Dimension::Count: return {};
    case Dimension::Ratio: return kPercent;
    case Dimension::Power: return kWatt;
    case Dimension::Data: return kByte;
    case Dimension::DataRate: return kByteRate;
    case Dimension::ComputeRate: return kFlop;
    case Dimension::Length: return kMetre;
    case Dimension::Area: return kSquare;
    case Dimension::Duration: return kTime;
    case Dimension::Temperature: return kCelsius;
    case Dimension::PowerDensity: return kPerSquare;
    }
    return {};
}

// Memory sold in powers of two reads as such: 206,158,430,208 B is "192 GiB", not "206 GB".
std::optional<std::string> binaryText(double bytes)
{
    for (const Prefix& prefix : kBinaryPrefixes) {
        const double scaled = bytes / prefix.factor;
        if (scaled >= 1 && scaled < 1000 && scaled == std::floor(scaled) && prefix.factor > 0x1p10)
            return threeDigits(scaled) + ' ' + std::string(prefix.text) + 'B';
    }
    return std::nullopt;
}

std::string withThousands(std::string digits)
{
    const std::size_t start = digits.starts_with('-') ? 1 : 0;
    std::size_t end = std::min(digits.find('.'), digits.size());
    while (end > start + 3) {
        end -= 3;
        digits.insert(end, 1, ',');
    }
    return digits;
}

} // namespace

Result<double> parseQuantity(std::string_view text, Dimension dimension)
{
    const DimensionWords words = wordsOf(dimension);
    const std::string_view body = trimmed(text);
    const std::string_view digits = body.starts_with('-') ? body.substr(1) : body;
    // from_chars would take "nan" and "inf" for numbers.
    if (digits.empty() || !(digits.front() == '.' || (digits.front() >= '0' && digits.front() <= '9')))
        return quantityError(text, words, "It must begin with a number.");

    double number = 0;
    const auto [end, failure] = std::from_chars(body.data(), body.data() + body.size(), number);
    if (failure == std::errc::result_out_of_range)
        return quantityError(text, words, "The number is too large or too small to be kept.");
    if (failure != std::errc{})
        return quantityError(text, words, "It must begin with a number.");

    const std::string_view unit = trimmed(body.substr(static_cast<std::size_t>(end - body.data())));
    if (dimension == Dimension::Count)
        return unit.empty() ? Result<double>(number) : quantityError(text, words, "Write it without a unit.");
    if (unit.empty())
        return quantityError(text, words, "Add the unit: a bare number does not say what it counts.");
    const auto factor = unitFactor(unit, words.spellings);
    if (!factor)
        return quantityError(text, words, unitHint(unit, dimension, words));
    if (!std::isfinite(number * *factor))
        return quantityError(text, words, "The number is too large or too small to be kept.");
    return number * *factor;
}

std::string formatQuantity(double value, Dimension dimension)
{
    if (std::isnan(value))
        return "unknown";
    const std::span<const Scale> scales = scalesOf(dimension);
    if (scales.empty())
        return formatNumber(value);
    if (dimension == Dimension::Data)
        if (const auto binary = binaryText(value))
            return *binary;
    // Zero has no magnitude of its own, so it stands in the base unit.
    if (value == 0)
        return dimension == Dimension::Ratio ? "0 %" : "0 " + std::string(baseUnit(dimension));

    // 0.9996 of the next unit already prints as 1 there: choosing after rounding keeps "1000 MW" from appearing.
    std::size_t chosen = 0;
    while (chosen + 1 < scales.size() && std::fabs(value) >= scales[chosen + 1].factor * (1 - 5e-4))
        ++chosen;
    // Metres are shown from a centimetre on, and so its scale begins below its unit.
    const double factor = scales[chosen].unit == "m" ? 1.0 : scales[chosen].factor;
    return formatNumber(value / factor) + ' ' + std::string(scales[chosen].unit);
}

std::string exactQuantity(double value, Dimension dimension)
{
    const auto shortest = [](double number) {
        char buffer[40];
        const auto end = std::to_chars(buffer, buffer + sizeof buffer, number).ptr;
        return std::string(buffer, end);
    };
    if (dimension == Dimension::Count)
        return shortest(value);

    std::string best = dimension == Dimension::Ratio ? shortest(value * 100) + " %" : shortest(value) + ' ' + std::string(baseUnit(dimension));
    const auto consider = [&](double factor, std::string_view unit) {
        const std::string text = shortest(value / factor) + ' ' + std::string(unit);
        const Result<double> back = parseQuantity(text, dimension);
        if (back && *back == value && text.size() < best.size())
            best = text;
    };
    // From the largest unit down, so that of two equally short texts the one with the larger unit stays.
    const std::span<const Scale> scales = scalesOf(dimension);
    for (std::size_t i = scales.size(); i-- > 0;)
        if (std::fabs(value) >= (scales[i].unit == "m" ? 0.01 : scales[i].factor))
            consider(scales[i].unit == "m" ? 1 : scales[i].factor, scales[i].unit);
    if (dimension == Dimension::Data)
        for (std::size_t i = kBinaryPrefixes.size(); i-- > 0;)
            if (std::fabs(value) >= kBinaryPrefixes[i].factor)
                consider(kBinaryPrefixes[i].factor, std::string(kBinaryPrefixes[i].text) + 'B');
    return best;
}

double decimalOf(float value)
{
    char digits[32];
    const auto end = std::to_chars(digits, digits + sizeof digits, value).ptr;
    double decimal = 0;
    std::from_chars(digits, end, decimal);
    return decimal;
}

std::string formatCount(long long value)
{
    return withThousands(std::to_string(value));
}

std::string formatNumber(double value)
{
    if (std::isnan(value))
        return "unknown";
    if (std::fabs(value) >= 1e15 || (value != 0 && std::fabs(value) < 1e-12)) {
        char buffer[32];
        std::snprintf(buffer, sizeof buffer, "%.3g", value);
        return buffer;
    }
    return withThousands(threeDigits(value));
}

std::string_view baseUnit(Dimension dimension)
{
    switch (dimension) {
    case Dimension::Count: return "";
    case Dimension::Ratio: return "1";
    case Dimension::Power: return "W";
    case Dimension::Data: return "B";
    case Dimension::DataRate: return "B/s";
    case Dimension::ComputeRate: return "FLOP/s";
    case Dimension::Length: return "m";
    case Dimension::Area: return "m²";
    case Dimension::Duration: return "s";
    case Dimension::Temperature: return "°C";
    case Dimension::PowerDensity: return "W/m²";
    }
    return {};
}

} // namespace podscape
