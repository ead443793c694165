#include "model/io/readers/SampleTable.h"

#include <algorithm>
#include <numeric>

namespace podscape {

std::uint32_t SampleTable::unit(std::string_view name)
{
    const auto [entry, isNew] = m_unitNumber.try_emplace(std::string(name), static_cast<std::uint32_t>(m_units.size()));
    if (isNew)
        m_units.emplace_back(name);
    return entry->second;
}

std::uint32_t SampleTable::metric(std::string_view name)
{
    const auto [entry, isNew] = m_metricNumber.try_emplace(std::string(name), static_cast<std::uint32_t>(m_series.size()));
    if (isNew) {
        m_series.emplace_back();
        m_series.back().name = name;
    }
    return entry->second;
}

bool SampleTable::setMeasure(std::uint32_t metric, std::string_view measure)
{
    Series& series = m_series[metric];
    if (!series.hasMeasure) {
        series.measure = measure;
        series.hasMeasure = true;
    }
    return series.measure == measure;
}

std::uint32_t SampleTable::rowOf(Series& series, std::int64_t time)
{
    // Most files are in order: the row is the last one, or a new one.
    if (!series.times.empty() && series.times[series.lastRow] == time)
        return series.lastRow;
    const auto [entry, isNew] = series.rowAt.try_emplace(time, static_cast<std::uint32_t>(series.times.size()));
    if (isNew) {
        series.times.push_back(time);
        series.rows.emplace_back();
        m_cells += 16;                                     // what a row costs besides its numbers
    }
    return series.lastRow = entry->second;
}

bool SampleTable::add(std::uint32_t metric, std::uint32_t unit, std::int64_t unixNanoseconds, float value, bool& replaced)
{
    Series& series = m_series[metric];
    std::vector<float>& row = series.rows[rowOf(series, unixNanoseconds)];
    if (row.size() <= unit) {
        const std::size_t width = std::max<std::size_t>(unit + 1, std::min(row.size() * 2, m_units.size()));
        m_cells += width - row.size();
        if (m_cells > kMostCells)
            return false;
        row.resize(width, kMissing);
    }
    replaced = !isMissing(row[unit]);
    row[unit] = value;
    return true;
}

Error SampleTable::tooLarge()
{
    return {ErrorCode::Limit, {}, {}, "at most " + std::to_string(kMostCells >> 20) + " Mi samples, holes counted", "more than that",
            "Cut the file into parts, or convert it to a trace bundle in steps."};
}

Metric SampleTable::toMetric(Series& series, std::int64_t start) const
{
    std::vector<std::uint32_t> order(series.times.size());
    std::iota(order.begin(), order.end(), 0u);
    if (!std::ranges::is_sorted(series.times))
        std::ranges::sort(order, {}, [&](std::uint32_t row) { return series.times[row]; });
    std::vector<Nanoseconds> times;
    std::vector<float> values;
    times.reserve(order.size());
    values.reserve(order.size() * m_units.size());
    for (const std::uint32_t index : order) {
        times.push_back({series.times[index] - start});
        std::vector<float> row = std::move(series.rows[index]);   // freed as soon as it is copied
        values.insert(values.end(), row.begin(), row.end());
        values.resize(times.size() * m_units.size(), kMissing);
    }
    Metric::Info info;
    info.name = series.name;
    info.unit = series.measure;
    info.naturalMax = series.measure == "%" ? 100 : 0;
    return Metric::fromFloats(std::move(info), std::move(times), static_cast<std::uint32_t>(m_units.size()), std::move(values));
}

Status SampleTable::moveInto(Trace& trace)
{
    std::uint64_t cells = 0;
    std::optional<std::int64_t> first, last;
    for (const Series& series : m_series) {
        cells += std::uint64_t(series.times.size()) * m_units.size();
        for (const std::int64_t time : series.times) {
            first = std::min(first.value_or(time), time);
            last = std::max(last.value_or(time), time);
        }
    }
    if (cells > kMostCells)
        return tooLarge();
    trace.start = UnixNanoseconds{first.value_or(0)};
    trace.duration = Nanoseconds{last.value_or(0) - first.value_or(0)};
    for (Series& series : m_series)
        if (!series.times.empty())
            trace.metrics.push_back(toMetric(series, trace.start.value));
    trace.unitNames = std::move(m_units);
    *this = {};
    return Done{};
}

} // namespace podscape
