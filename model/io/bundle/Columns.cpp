#include "model/io/bundle/Sections.h"
#include "model/io/json/JsonText.h"

#include <nlohmann/json.hpp>

#include <cmath>

namespace podscape::bundle {

using nlohmann::json;

std::uint32_t unitLimit(const Trace& trace)
{
    return trace.isBound() ? trace.chipCount : static_cast<std::uint32_t>(trace.unitNames.size());
}

void forColumn(const JsonCursor& table, std::string_view key, std::size_t rows,
               const std::function<std::string_view(const json& item, std::size_t row)>& take)
{
    const std::optional<JsonCursor> column = table.find(key);
    if (!column)
        return;
    if (!column->isList() || column->value().size() != rows)
        return column->fail(ErrorCode::Schema, "a list of " + formatCount(static_cast<long long>(rows)),
                            "Every column of " + table.pointer() + " has one entry per row, null where there is nothing to say.");
    std::size_t row = 0;
    for (const json& item : column->value()) {
        if (!item.is_null())
            if (const std::string_view expected = take(item, row); !expected.empty()) {
                const std::string found = item.is_array() && item.size() <= 8 ? item.dump() : std::string();   // short lists say more whole
                const JsonCursor at = column->item(row);
                return found.empty() ? at.fail(ErrorCode::Value, std::string(expected)) : at.fail(ErrorCode::Value, std::string(expected), found, {});
            }
        ++row;
    }
}

double number(const JsonCursor& value)
{
    if (value.value().is_number())
        if (const double read = value.value().get<double>(); std::isfinite(read))
            return read;
    value.fail(ErrorCode::Schema, "a number");
    return 0;
}

std::optional<Nanoseconds> asNanoseconds(const json& value)
{
    if (!value.is_number_integer() || (value.is_number_unsigned() && value.get<std::uint64_t>() > std::uint64_t(INT64_MAX)))
        return std::nullopt;
    return Nanoseconds{value.get<std::int64_t>()};
}

Nanoseconds nanoseconds(const JsonCursor& value)
{
    if (const std::optional<Nanoseconds> read = asNanoseconds(value.value()))
        return *read;
    value.fail(ErrorCode::Schema, "a whole number of nanoseconds");
    return {};
}

} // namespace podscape::bundle
