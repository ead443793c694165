#include "model/trace/UnitFigures.h"

#include <algorithm>
#include <limits>

namespace podscape {

namespace {

constexpr std::uint32_t kAddedUpAtOnce = 16'384;   // columns; about 0.1 ms

struct Sum
{
    float min = std::numeric_limits<float>::infinity(), max = -min;
    double sum = 0;
    std::uint32_t known = 0;

    void add(float value)
    {
        if (isMissing(value))
            return;
        min = std::min(min, value);
        max = std::max(max, value);
        sum += value;
        ++known;
    }
    void add(const auto& part)
    {
        min = std::min(min, part.min);
        max = std::max(max, part.max);
        sum += part.sum;
        known += part.known;
    }
    [[nodiscard]] UnitFigures figures(std::uint32_t columns) const
    {
        if (known == 0)
            return {kMissing, kMissing, kMissing, 0, columns};
        return {min, static_cast<float>(sum / known), max, known, columns - known};
    }
};

} // namespace

UnitFigures MomentFigures::of(UnitRef unit, const Metric& metric, std::size_t sample, const UnitTree& tree, int metricLevel)
{
    if (unit.level > metricLevel)
        unit = tree.ancestor(unit, metricLevel);
    const IndexRange columns = tree.unitsWithin(unit, metricLevel);
    Sum sum;
    if (columns.size() <= kAddedUpAtOnce) {
        for (std::uint32_t i = columns.begin; i < columns.end; ++i)
            sum.add(metric.value(sample, i));
        return sum.figures(columns.size());
    }
    if (m_metric != &metric || m_sample != sample)
        readParts(metric, sample);
    for (std::uint32_t i = columns.begin; i < columns.end;) {
        if (i % kPart == 0 && i + kPart <= columns.end) {
            sum.add(m_parts[i / kPart]);
            i += kPart;
        } else {
            sum.add(m_frame[i++]);
        }
    }
    return sum.figures(columns.size());
}

void MomentFigures::readParts(const Metric& metric, std::size_t sample)
{
    m_metric = &metric;
    m_sample = sample;
    m_frame.resize(metric.columns());
    metric.frame(sample, m_frame);
    m_parts.clear();
    for (std::size_t begin = 0; begin + kPart <= m_frame.size(); begin += kPart) {
        Sum sum;
        for (std::size_t i = begin; i < begin + kPart; ++i)
            sum.add(m_frame[i]);
        m_parts.push_back({sum.min, sum.max, sum.sum, sum.known});
    }
}

} // namespace podscape
