#include "model/io/readers/MetricColumns.h"

#include "model/io/TextInput.h"

#include <algorithm>
#include <array>

namespace podscape {
namespace {

constexpr std::array<std::string_view, 7> kTimeWords{"time", "timestamp", "time_stamp", "datetime", "date_time", "date", "ts"};
constexpr std::array<std::string_view, 5> kMetricWords{"metric", "metric_name", "measurement", "counter", "__name__"};
constexpr std::array<std::string_view, 4> kValueWords{"value", "val", "reading", "sample"};
constexpr std::array<std::string_view, 3> kMeasureWords{"uom", "measure", "unit_of_measure"};

struct UnitWord
{
    std::string_view word, level;
};
constexpr std::array kUnitWords{UnitWord{"node", "node"}, UnitWord{"host", "node"}, UnitWord{"hostname", "node"}, UnitWord{"machine", "node"}, UnitWord{"machine_id", "node"},
                                UnitWord{"machineid", "node"}, UnitWord{"server", "node"}, UnitWord{"instance", "node"}, UnitWord{"chip", "chip"}, UnitWord{"gpu", "chip"},
                                UnitWord{"tpu", "chip"}, UnitWord{"accelerator", "chip"}, UnitWord{"rack", "rack"}, UnitWord{"pod", "pod"}, UnitWord{"entity", ""}, UnitWord{"path", ""}};

std::optional<std::size_t> columnOf(const std::vector<std::string_view>& names, std::string_view word)
{
    const auto found = std::ranges::find_if(names, [&](std::string_view name) { return equalsIgnoringCase(name, word); });
    return found == names.end() ? std::nullopt : std::optional(static_cast<std::size_t>(found - names.begin()));
}

template <std::size_t N>
std::optional<std::size_t> columnOf(const std::vector<std::string_view>& names, const std::array<std::string_view, N>& words)
{
    for (const std::string_view word : words)
        if (const auto column = columnOf(names, word))
            return column;
    return std::nullopt;
}

} // namespace

std::optional<MetricColumns> MetricColumns::fromHeader(const std::vector<std::string_view>& names)
{
    MetricColumns columns;
    columns.width = names.size();
    const auto time = columnOf(names, kTimeWords);
    if (!time || names.size() < 2)
        return std::nullopt;
    columns.time = *time;

    // "unit" is what the value is about, unless another column says that: then it is what the value is measured in.
    std::optional<std::size_t> unit;
    for (const UnitWord& word : kUnitWords)
        if (!unit && (unit = columnOf(names, word.word)))
            columns.level = word.level;
    const auto plainUnit = columnOf(names, "unit");
    columns.measure = columnOf(names, kMeasureWords);
    if (!unit)
        unit = plainUnit;
    else if (plainUnit)
        columns.measure = plainUnit;

    columns.metric = columnOf(names, kMetricWords);
    const auto value = columnOf(names, kValueWords);
    if (value && !columns.metric)
        columns.metric = columnOf(names, "name");
    for (std::size_t i = 0; i < names.size(); ++i)
        if (i != *time && i != unit && i != columns.measure)
            columns.others.push_back(i);
    if (columns.others.empty() || (!unit && value))
        return std::nullopt;
    columns.unit = unit.value_or(0);
    columns.value = value.value_or(0);
    columns.form = !unit ? Form::Wide : value ? Form::Long : Form::Table;
    return columns;
}

MeasuredName splitMeasure(std::string_view text)
{
    text = trimmed(text);
    const char open = text.ends_with(']') ? '[' : text.ends_with(')') ? '(' : '\0';
    const std::size_t at = open == '\0' ? std::string_view::npos : text.rfind(open);
    if (at == std::string_view::npos || at == 0)
        return {text, {}};
    return {trimmed(text.substr(0, at)), trimmed(text.substr(at + 1, text.size() - at - 2))};
}

} // namespace podscape
