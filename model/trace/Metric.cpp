#include "model/trace/Metric.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cstring>

namespace podscape {

namespace {

std::size_t sizeOf(SampleType type)
{
    switch (type) {
    case SampleType::UInt8: return 1;
    case SampleType::UInt16: return 2;
    case SampleType::Float32: return 4;
    }
    return 1;
}

// Mapped arrays may start anywhere, so numbers are copied out rather than pointed at; compilers make one load of it.
template <class T>
T load(const std::byte* at)
{
    T value;
    std::memcpy(&value, at, sizeof(T));
    return value;
}

// The two integer types differ only in which code means missing.
template <class T>
constexpr T kMissingCode = std::numeric_limits<T>::max();

template <class T>
float decode(T code, double scale, double offset)
{
    if constexpr (std::is_integral_v<T>)
        return code == kMissingCode<T> ? kMissing : static_cast<float>(offset + scale * code);
    else
        return scale == 1 && offset == 0 ? code : static_cast<float>(offset + scale * static_cast<double>(code));
}

template <class T>
void decodeRow(std::span<const std::byte> row, double scale, double offset, std::span<float> out)
{
    for (std::size_t i = 0; i < out.size(); ++i)
        out[i] = decode(load<T>(row.data() + i * sizeof(T)), scale, offset);
}

// Smallest and largest stored number that is not missing; first > second when there is none.
template <class T>
std::pair<T, T> storedRange(std::span<const T> numbers)
{
    T low = std::numeric_limits<T>::max(), high = std::numeric_limits<T>::lowest();
    for (const T number : numbers) {
        if constexpr (std::is_integral_v<T>) {
            const T known = number == kMissingCode<T> ? T(0) : number;   // 0 never raises the maximum
            low = std::min(low, number);                                 // and the missing code never lowers the minimum
            high = std::max(high, known);
        } else if (!isMissing(number)) {
            low = std::min(low, number);
            high = std::max(high, number);
        }
    }
    return {low, high};
}

template <class T>
std::pair<float, float> valueRangeOf(std::span<const T> numbers, double scale, double offset)
{
    const auto [low, high] = storedRange(numbers);
    if (low > high || (std::is_integral_v<T> && low == std::numeric_limits<T>::max()))
        return {0.0f, 0.0f};
    return std::minmax(decode(low, scale, offset), decode(high, scale, offset));   // a negative scale turns them round
}

// What stands in for the range of numbers that nobody has read yet.
std::pair<float, float> assumedRange(const Metric::Info& info, SampleType type, double scale, double offset)
{
    if (info.naturalMin < info.naturalMax)
        return {static_cast<float>(info.naturalMin), static_cast<float>(info.naturalMax)};
    switch (type) {
    case SampleType::UInt8: return std::minmax(static_cast<float>(offset), static_cast<float>(offset + scale * (kMissingCode8 - 1)));
    case SampleType::UInt16: return std::minmax(static_cast<float>(offset), static_cast<float>(offset + scale * (kMissingCode16 - 1)));
    case SampleType::Float32: break;
    }
    return {0.0f, 1.0f};
}

} // namespace

std::string_view toText(Origin origin)
{
    switch (origin) {
    case Origin::Recorded: return "recorded";
    case Origin::Synthetic: return "synthetic";
    case Origin::Modelled: return "modelled";
    }
    return {};
}

std::optional<Origin> parseOrigin(std::string_view text)
{
    for (const Origin origin : {Origin::Recorded, Origin::Synthetic, Origin::Modelled})
        if (toText(origin) == text)
            return origin;
    return std::nullopt;
}

Metric::Metric(Info info, std::vector<Nanoseconds> times, std::uint32_t columns, SampleType type, double scale, double offset,
               std::span<const std::byte> raw, std::shared_ptr<const void> keepAlive, std::optional<std::pair<float, float>> range)
    : m_info(std::move(info)), m_times(std::move(times)), m_columns(columns), m_type(type), m_scale(scale), m_offset(offset), m_raw(raw),
      m_keepAlive(std::move(keepAlive)), m_range(range ? *range : assumedRange(m_info, type, scale, offset))
{
    assert(m_raw.size() == m_times.size() * m_columns * sizeOf(m_type));
    assert(std::ranges::is_sorted(m_times));
}

Metric Metric::fromFloats(Info info, std::vector<Nanoseconds> times, std::uint32_t columns, std::vector<float> values)
{
    const auto owner = std::make_shared<const std::vector<float>>(std::move(values));
    const std::span<const float> numbers(*owner);
    return Metric(std::move(info), std::move(times), columns, SampleType::Float32, 1, 0, std::as_bytes(numbers), owner, valueRangeOf(numbers, 1, 0));
}

Metric Metric::fromCodes(Info info, std::vector<Nanoseconds> times, std::uint32_t columns, double scale, double offset, std::vector<std::uint8_t> codes)
{
    const auto owner = std::make_shared<const std::vector<std::uint8_t>>(std::move(codes));
    const std::span<const std::uint8_t> numbers(*owner);
    return Metric(std::move(info), std::move(times), columns, SampleType::UInt8, scale, offset, std::as_bytes(numbers), owner,
                  valueRangeOf(numbers, scale, offset));
}

std::optional<std::size_t> Metric::sampleAt(Nanoseconds time) const
{
    const auto after = std::ranges::upper_bound(m_times, time);
    if (after == m_times.begin())
        return std::nullopt;
    return static_cast<std::size_t>(after - m_times.begin()) - 1;
}

float Metric::value(std::size_t sample, std::uint32_t column) const
{
    const std::byte* at = m_raw.data() + (sample * m_columns + column) * sizeOf(m_type);
    switch (m_type) {
    case SampleType::UInt8: return decode(load<std::uint8_t>(at), m_scale, m_offset);
    case SampleType::UInt16: return decode(load<std::uint16_t>(at), m_scale, m_offset);
    case SampleType::Float32: return decode(load<float>(at), m_scale, m_offset);
    }
    return kMissing;
}

void Metric::frame(std::size_t sample, std::span<float> out) const
{
    assert(out.size() == m_columns);
    const std::span<const std::byte> row = rawFrame(sample);
    switch (m_type) {
    case SampleType::UInt8: return decodeRow<std::uint8_t>(row, m_scale, m_offset, out);
    case SampleType::UInt16: return decodeRow<std::uint16_t>(row, m_scale, m_offset, out);
    case SampleType::Float32: return decodeRow<float>(row, m_scale, m_offset, out);
    }
}

std::span<const std::byte> Metric::rawFrame(std::size_t sample) const
{
    const std::size_t rowBytes = m_columns * sizeOf(m_type);
    return m_raw.subspan(sample * rowBytes, rowBytes);
}

Metric Metric::withColumns(Info info, std::span<const std::uint32_t> sourceOfColumn) const
{
    const std::size_t size = sizeOf(m_type), rowBytes = sourceOfColumn.size() * size;
    const float missingFloat = kMissing;
    std::array<std::byte, 4> missing;
    missing.fill(std::byte{0xFF});   // the missing code of both integer types
    if (m_type == SampleType::Float32)
        std::memcpy(missing.data(), &missingFloat, size);

    auto owner = std::make_shared<std::vector<std::byte>>(m_times.size() * rowBytes);
    for (std::size_t sample = 0; sample < m_times.size(); ++sample) {
        const std::byte* from = rawFrame(sample).data();
        std::byte* to = owner->data() + sample * rowBytes;
        for (const std::uint32_t source : sourceOfColumn) {
            std::memcpy(to, source == kNoSource ? missing.data() : from + source * size, size);
            to += size;
        }
    }
    return Metric(std::move(info), m_times, static_cast<std::uint32_t>(sourceOfColumn.size()), m_type, m_scale, m_offset, *owner, owner, m_range);
}

} // namespace podscape
