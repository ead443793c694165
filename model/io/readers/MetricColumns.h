#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace podscape {

// What the columns of a metric table are, found from their names in any order and case:
//   Long   time,unit,metric,value      one sample a row; without a metric column the file's name stands for it
//   Table  time,host,util,power        one unit a row, one metric a column
//   Wide   Time,10.140.1.10,10.140.1.54,…   one moment a row, one unit a column
struct MetricColumns
{
    enum class Form { Long, Table, Wide };

    Form form = Form::Long;
    std::size_t width = 0;
    std::size_t time = 0;
    std::size_t unit = 0;                      // Long and Table
    std::optional<std::size_t> metric;         // Long
    std::size_t value = 0;                     // Long
    std::optional<std::size_t> measure;        // Long: "%", "W"
    std::vector<std::size_t> others;           // Table: metrics; Wide: units
    std::string level;                         // what the units are, when the column's name says so: "node", "chip"; else ""

    // nullopt when there is no time column or nothing beside it.
    [[nodiscard]] static std::optional<MetricColumns> fromHeader(const std::vector<std::string_view>& names);
};

// "utilization.gpu [%]" → {"utilization.gpu", "%"}, "power (W)" → {"power", "W"}; without brackets the second is empty.
struct MeasuredName
{
    std::string_view name, measure;
};
[[nodiscard]] MeasuredName splitMeasure(std::string_view text);

} // namespace podscape
