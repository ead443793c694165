#include "widgets/timeline/TimeColumns.h"

#include <algorithm>

namespace podscape {
namespace {

constexpr std::int64_t kMostBucketsPerColumn = 2;

} // namespace

TimeColumns::TimeColumns(const Rollup& rollup, TimeRange visible, int columns) : m_buckets(static_cast<std::size_t>(std::max(0, columns)))
{
    const std::span<const Nanoseconds> times = rollup.times();
    if (times.empty() || columns < 1 || visible.end <= visible.begin)
        return;
    // Index one past the last sample that is valid before `time`.
    const auto validBefore = [&](Nanoseconds time) { return std::ranges::lower_bound(times, time) - times.begin(); };
    const auto edge = [&](int column) {
        return visible.begin + Nanoseconds{static_cast<std::int64_t>(static_cast<double>(visible.length().value) * column / columns)};
    };
    const std::int64_t inView = validBefore(visible.end) - validBefore(visible.begin);
    while (m_step + 1 < rollup.stepCount() && (inView >> (2 * m_step)) > kMostBucketsPerColumn * columns)
        ++m_step;
    for (int column = 0; column < columns; ++column) {
        const Nanoseconds begin = edge(column), end = std::max(begin + Nanoseconds{1}, edge(column + 1));
        const std::int64_t first = std::ranges::upper_bound(times, begin) - times.begin() - 1;
        const std::int64_t last = validBefore(end) - 1;
        if (last < 0)
            continue;
        m_buckets[static_cast<std::size_t>(column)] = {static_cast<std::uint32_t>(std::max<std::int64_t>(first, 0) >> (2 * m_step)), static_cast<std::uint32_t>((last >> (2 * m_step)) + 1)};
    }
}

Band TimeColumns::band(const Rollup& rollup, int column, std::uint32_t unit) const
{
    const Buckets buckets = at(column);
    if (buckets.end - buckets.begin == 1)
        return rollup.at(m_step, buckets.begin, unit);
    BandSum sum;
    for (std::uint32_t bucket = buckets.begin; bucket < buckets.end; ++bucket)
        sum.add(rollup.at(m_step, bucket, unit));
    return sum.result();
}

void BandSum::add(const Band& band, double weight)
{
    if (isMissing(band.mean))
        return;
    m_band.min = isMissing(m_band.min) ? band.min : std::min(m_band.min, band.min);
    m_band.max = isMissing(m_band.max) ? band.max : std::max(m_band.max, band.max);
    m_sum += weight * band.mean;
    m_weight += weight;
}

Band BandSum::result() const
{
    Band band = m_band;
    band.mean = m_weight > 0 ? static_cast<float>(m_sum / m_weight) : kMissing;
    return band;
}

} // namespace podscape
