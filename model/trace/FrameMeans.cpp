#include "model/trace/FrameMeans.h"

#include <algorithm>
#include <cstring>

namespace podscape {

namespace {

// Codes are summed as integers, in runs short enough that 32 bits hold them; compilers turn the loop into a few wide additions.
template <class Code>
FrameSum sumOfCodes(const Metric& metric, std::span<const std::byte> raw, IndexRange columns, Code missing)
{
    constexpr std::uint32_t kRun = 32'768;
    std::uint64_t sum = 0, known = 0;
    for (std::uint32_t first = columns.begin; first < columns.end; first += kRun) {
        const std::uint32_t last = std::min(columns.end, first + kRun);
        std::uint32_t runSum = 0, runKnown = 0;
        for (std::uint32_t column = first; column < last; ++column) {
            Code code;
            std::memcpy(&code, raw.data() + column * sizeof(Code), sizeof(Code));
            runSum += code != missing ? code : Code{0};
            runKnown += code != missing;
        }
        sum += runSum;
        known += runKnown;
    }
    return {metric.offset() * static_cast<double>(known) + metric.scale() * static_cast<double>(sum), known};
}

FrameSum sumOfFloats(std::span<const std::byte> raw, IndexRange columns)
{
    FrameSum total;
    for (std::uint32_t column = columns.begin; column < columns.end; ++column) {
        float value;
        std::memcpy(&value, raw.data() + column * sizeof(float), sizeof(float));
        if (!isMissing(value)) {
            total.sum += value;
            ++total.known;
        }
    }
    return total;
}

} // namespace

FrameSum sumOf(const Metric& metric, std::size_t sample, IndexRange columns)
{
    const std::span<const std::byte> raw = metric.rawFrame(sample);
    switch (metric.type()) {
    case SampleType::UInt8: return sumOfCodes<std::uint8_t>(metric, raw, columns, kMissingCode8);
    case SampleType::UInt16: return sumOfCodes<std::uint16_t>(metric, raw, columns, kMissingCode16);
    case SampleType::Float32: return sumOfFloats(raw, columns);
    }
    return {};
}

float meanOf(const Metric& metric, std::size_t sample, IndexRange columns)
{
    const FrameSum total = sumOf(metric, sample, columns);
    return total.known ? static_cast<float>(total.sum / static_cast<double>(total.known)) : kMissing;
}

} // namespace podscape
