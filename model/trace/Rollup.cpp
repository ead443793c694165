#include "model/trace/Rollup.h"

#include <algorithm>
#include <cassert>
#include <cstring>
#include <execution>
#include <numeric>
#include <ranges>

namespace podscape {

namespace {

constexpr std::size_t kFan = 4;              // samples of one step that the next one joins
constexpr std::size_t kSamplesPerTurn = 64;  // between two looks at progress

// What is known of some samples, in stored numbers.
struct Tally
{
    double min = 0, max = 0, sum = 0;
    std::uint32_t known = 0;
};

template <class T>
Tally tally(const std::byte* row, IndexRange columns)
{
    constexpr T kHole = std::numeric_limits<T>::max();
    T low = kHole, high = 0;
    std::uint64_t sum = 0;
    std::uint32_t known = 0;
    for (std::uint32_t i = columns.begin; i < columns.end; ++i) {
        T code;
        std::memcpy(&code, row + i * sizeof(T), sizeof(T));
        const T counted = code == kHole ? T(0) : code;   // no branch: the compiler makes vectors of this
        low = std::min(low, code);
        high = std::max(high, counted);
        sum += counted;
        known += code != kHole;
    }
    return {static_cast<double>(low), static_cast<double>(high), static_cast<double>(sum), known};
}

template <>
Tally tally<float>(const std::byte* row, IndexRange columns)
{
    Tally result{std::numeric_limits<double>::infinity(), -std::numeric_limits<double>::infinity(), 0, 0};
    for (std::uint32_t i = columns.begin; i < columns.end; ++i) {
        float value;
        std::memcpy(&value, row + i * sizeof(float), sizeof(float));
        if (isMissing(value))
            continue;
        result.min = std::min<double>(result.min, value);
        result.max = std::max<double>(result.max, value);
        result.sum += value;
        ++result.known;
    }
    return result;
}

Tally tally(const Metric& metric, std::size_t sample, IndexRange columns)
{
    const std::byte* row = metric.rawFrame(sample).data();
    switch (metric.type()) {
    case SampleType::UInt8: return tally<std::uint8_t>(row, columns);
    case SampleType::UInt16: return tally<std::uint16_t>(row, columns);
    case SampleType::Float32: return tally<float>(row, columns);
    }
    return {};
}

Band bandOf(const Tally& tally, double scale, double offset)
{
    if (tally.known == 0)
        return {};
    const auto [low, high] = std::minmax({offset + scale * tally.min, offset + scale * tally.max});   // a negative scale turns them round
    return {static_cast<float>(low), static_cast<float>(offset + scale * (tally.sum / tally.known)), static_cast<float>(high)};
}

// Joins bands; the mean weighs each by what is known in it.
struct Joined
{
    double min = std::numeric_limits<double>::infinity(), max = -min, sum = 0, weight = 0;

    void add(const Band& band, double bandWeight)
    {
        if (bandWeight == 0 || isMissing(band.mean))
            return;
        min = std::min<double>(min, band.min);
        max = std::max<double>(max, band.max);
        sum += band.mean * bandWeight;
        weight += bandWeight;
    }
    [[nodiscard]] Band band() const
    {
        if (weight == 0)
            return {};
        return {static_cast<float>(min), static_cast<float>(sum / weight), static_cast<float>(max)};
    }
};

template <class Work>
void inParallel(std::size_t begin, std::size_t end, Work work)
{
    std::vector<std::size_t> numbers(end - begin);
    std::iota(numbers.begin(), numbers.end(), begin);
    std::for_each(std::execution::par, numbers.begin(), numbers.end(), work);
}

} // namespace

std::optional<int> levelOf(const Metric::Info& info, const UnitTree& tree)
{
    if (info.subject != MetricSubject::Units)
        return std::nullopt;
    return info.level.empty() ? std::optional(tree.leafLevel()) : tree.levelNamed(info.level);
}

Rollup Rollup::build(const Metric& metric, const UnitTree& tree, int level, Progress& progress)
{
    const int metricLevel = levelOf(metric.info(), tree).value();
    assert(metricLevel >= level && metric.columns() == tree.unitCount(metricLevel));
    Rollup rollup;
    rollup.m_level = level;
    rollup.m_columns = tree.unitCount(level);
    rollup.m_isDirect = rollup.m_columns == metric.columns();
    rollup.m_metric = metric;
    rollup.buildFirstStep(tree, metricLevel, progress);
    while (!progress.stopRequested() && rollup.m_steps.back().buckets > 1)
        rollup.buildNextStep();
    rollup.m_complete = !progress.stopRequested();
    return rollup;
}

void Rollup::buildFirstStep(const UnitTree& tree, int metricLevel, Progress& progress)
{
    const Metric& metric = *m_metric;
    Step step;
    step.buckets = metric.sampleCount();
    if (m_isDirect) {
        m_steps.push_back(std::move(step));
        return;
    }
    std::vector<IndexRange> columnsOf(m_columns);
    for (std::uint32_t unit = 0; unit < m_columns; ++unit)
        columnsOf[unit] = tree.unitsWithin({static_cast<std::uint16_t>(m_level), unit}, metricLevel);

    const std::size_t size = step.buckets * m_columns;
    step.min.resize(size);
    step.mean.resize(size);
    step.max.resize(size);
    step.known.resize(size);
    for (std::size_t first = 0; first < step.buckets && !progress.stopRequested(); first += kSamplesPerTurn) {
        inParallel(first, std::min(first + kSamplesPerTurn, step.buckets), [&](std::size_t sample) {
            for (std::uint32_t unit = 0; unit < m_columns; ++unit) {
                const std::size_t at = sample * m_columns + unit;
                const Tally found = tally(metric, sample, columnsOf[unit]);
                const Band band = bandOf(found, metric.scale(), metric.offset());
                step.min[at] = band.min;
                step.mean[at] = band.mean;
                step.max[at] = band.max;
                step.known[at] = found.known;
            }
        });
        progress.report(static_cast<double>(first) / static_cast<double>(step.buckets));
    }
    bool hasHoles = false;
    for (std::size_t at = 0; at < size && !hasHoles; ++at)
        hasHoles = step.known[at] != columnsOf[at % m_columns].size();
    if (!hasHoles)
        step.known = {};
    m_steps.push_back(std::move(step));
}

void Rollup::buildNextStep()
{
    const int below = stepCount() - 1;
    const std::size_t bucketsBelow = m_steps.back().buckets;
    Step step;
    step.buckets = (bucketsBelow + kFan - 1) / kFan;
    const std::size_t size = step.buckets * m_columns;
    step.min.resize(size);
    step.mean.resize(size);
    step.max.resize(size);
    step.known.resize(size);
    inParallel(0, step.buckets, [&](std::size_t bucket) {
        for (std::uint32_t column = 0; column < m_columns; ++column) {
            Joined joined;
            for (std::size_t part = bucket * kFan; part < std::min((bucket + 1) * kFan, bucketsBelow); ++part)
                joined.add(at(below, part, column), weightOf(below, part, column));
            const std::size_t to = bucket * m_columns + column;
            const Band band = joined.band();
            step.min[to] = band.min;
            step.mean[to] = band.mean;
            step.max[to] = band.max;
            step.known[to] = static_cast<std::uint32_t>(joined.weight);
        }
    });
    const bool knowsHoles = !m_steps.back().known.empty();
    const bool findsHoles = m_isDirect && below == 0 && std::ranges::any_of(std::views::iota(std::size_t(0), size), [&](std::size_t at) {
        return step.known[at] != std::min(kFan, bucketsBelow - at / m_columns * kFan);
    });
    if (!knowsHoles && !findsHoles)
        step.known = {};
    m_steps.push_back(std::move(step));
}

std::size_t Rollup::bucketCount(int step) const
{
    return m_steps[step].buckets;
}

Band Rollup::at(int step, std::size_t bucket, std::uint32_t column) const
{
    if (step == 0 && m_isDirect) {
        const float value = m_metric->value(bucket, column);
        return {value, value, value};
    }
    const Step& s = m_steps[step];
    const std::size_t at = bucket * m_columns + column;
    return {s.min[at], s.mean[at], s.max[at]};
}

// Without holes every column of a unit counts alike, so samples can stand for them: the factor cancels in a mean.
double Rollup::weightOf(int step, std::size_t bucket, std::uint32_t column) const
{
    const Step& s = m_steps[step];
    if (!s.known.empty())
        return s.known[bucket * m_columns + column];
    if (step == 0)
        return isMissing(at(0, bucket, column).mean) ? 0 : 1;
    const std::size_t samplesPerBucket = std::size_t(1) << (2 * step);
    return static_cast<double>(std::min(samplesPerBucket, m_steps.front().buckets - bucket * samplesPerBucket));
}

Band Rollup::over(TimeRange range, std::uint32_t column) const
{
    const std::span<const Nanoseconds> all = times();
    const auto after = std::ranges::upper_bound(all, range.begin);
    auto first = static_cast<std::size_t>(after - all.begin());
    auto last = std::max(first, static_cast<std::size_t>(std::ranges::lower_bound(all, range.end) - all.begin()));
    if (first > 0)
        --first;   // the sample before is still valid at the range's begin

    // Climb while both ends are whole buckets of the next step; the odd ones at each end are read where they are.
    Joined joined;
    const auto take = [&](int step, std::size_t bucket) { joined.add(at(step, bucket, column), weightOf(step, bucket, column)); };
    for (int step = 0; first < last; ++step) {
        const bool isTop = step + 1 == stepCount();
        const bool endsWithData = last == bucketCount(step);
        while (first < last && (isTop || first % kFan != 0))
            take(step, first++);
        while (first < last && !endsWithData && last % kFan != 0)
            take(step, --last);
        if (first == last)
            break;
        first /= kFan;
        last = (last + kFan - 1) / kFan;
    }
    return joined.band();
}

} // namespace podscape
