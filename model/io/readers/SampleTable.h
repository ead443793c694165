#pragma once

#include "model/base/Report.h"
#include "model/base/Result.h"
#include "model/trace/Trace.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace podscape {

// Collects samples in any order and makes metrics of them: one row per moment that a metric has a sample for, one column per unit.
// Holes are missing. What it would take is counted before it is taken.
class SampleTable
{
public:
    static constexpr std::uint64_t kMostCells = std::uint64_t(1) << 27;     // 512 MiB of floats

    [[nodiscard]] std::uint32_t unit(std::string_view name);
    [[nodiscard]] std::uint32_t metric(std::string_view name);
    // What a metric is measured in; the first word counts. False when it disagrees with that.
    bool setMeasure(std::uint32_t metric, std::string_view measure);

    // False when the table would become too large. `replaced` tells that there was a sample already.
    [[nodiscard]] bool add(std::uint32_t metric, std::uint32_t unit, std::int64_t unixNanoseconds, float value, bool& replaced);

    [[nodiscard]] bool isEmpty() const { return m_cells == 0; }
    [[nodiscard]] static Error tooLarge();

    // Fills unitNames, metrics, start and duration. The table is empty afterwards.
    [[nodiscard]] Status moveInto(Trace& trace);

private:
    struct Series
    {
        std::string name, measure;
        bool hasMeasure = false;
        std::vector<std::int64_t> times;                       // by row, in order of appearance
        std::vector<std::vector<float>> rows;                  // as wide as the last unit that has a sample
        std::unordered_map<std::int64_t, std::uint32_t> rowAt;
        std::uint32_t lastRow = 0;
    };

    [[nodiscard]] std::uint32_t rowOf(Series& series, std::int64_t time);
    [[nodiscard]] Metric toMetric(Series& series, std::int64_t start) const;

    std::vector<Series> m_series;
    std::vector<std::string> m_units;
    std::unordered_map<std::string, std::uint32_t> m_unitNumber, m_metricNumber;
    std::uint64_t m_cells = 0;
};

} // namespace podscape
