#include "model/io/readers/SampleValue.h"

#include "model/io/TextInput.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <limits>
#include <string>

namespace podscape {
namespace {

bool isMissingWord(std::string_view text)
{
    constexpr std::array<std::string_view, 13> kWords{"nan", "n/a", "na", "-", "none", "null", "(null)", "unlimited", "inf", "+inf", "-inf", "unknown", "infinity"};
    return text.empty() || text.front() == '[' || std::ranges::any_of(kWords, [&](std::string_view word) { return equalsIgnoringCase(text, word); });
}

} // namespace

SampleValue parseSampleValue(std::string_view text, bool decimalComma)
{
    text = trimmed(text);
    if (isMissingWord(text))
        return {};
    std::string withPoint;
    if (decimalComma && text.find('.') == std::string_view::npos && std::ranges::count(text, ',') == 1) {
        withPoint = text;
        std::ranges::replace(withPoint, ',', '.');
    }
    const std::string_view digits = withPoint.empty() ? text : std::string_view(withPoint);
    const char* const begin = digits.data() + (digits.front() == '+' ? 1 : 0);
    double number = 0;
    const auto [end, problem] = std::from_chars(begin, digits.data() + digits.size(), number);
    // from_chars also reads "nanometre" as a number that is none.
    if (problem != std::errc{} || !std::isfinite(number) || std::abs(number) > std::numeric_limits<float>::max())
        return {SampleValue::Kind::Bad, 0, {}};
    const std::string_view suffix = text.substr(static_cast<std::size_t>(end - digits.data()));
    if (!suffix.empty() && suffix.front() != ' ' && suffix.front() != '%')
        return {SampleValue::Kind::Bad, 0, {}};
    return {SampleValue::Kind::Number, static_cast<float>(number), trimmed(suffix)};
}

std::optional<UnixNanoseconds> parseSampleTime(std::string_view text)
{
    if (const auto time = parseTime(text))
        return time;
    const std::int64_t scale = text.size() == 13 ? 1'000'000 : text.size() == 16 ? 1'000 : text.size() == 19 ? 1 : 0;
    const auto ticks = parseWhole(text);
    if (scale == 0 || !ticks || *ticks > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max() / scale))
        return std::nullopt;
    return UnixNanoseconds{static_cast<std::int64_t>(*ticks) * scale};
}

} // namespace podscape
