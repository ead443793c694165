#pragma once

#include "model/base/Report.h"
#include "model/base/Units.h"

#include <nlohmann/json_fwd.hpp>

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace podscape {

// What goes wrong and what is noticed while a JSON document is walked. The first error stays; after it every read answers with an
// empty value, so that a section reads straight through and is asked once at its end.
struct JsonReading
{
    std::optional<Error> error;
    Report findings;

    [[nodiscard]] bool failed() const { return error.has_value(); }
    void fail(Error failure) { if (!error) error = std::move(failure); }
};

// A value inside a JSON document that knows its JSON pointer. Borrows the document and the reading.
class JsonCursor
{
public:
    JsonCursor(const nlohmann::json& value, std::string pointer, JsonReading& reading) : m_value(&value), m_pointer(std::move(pointer)), m_reading(&reading) {}

    // Objects. Keys outside `known` become findings with the nearest known one.
    void expectKeys(std::span<const std::string_view> known) const;
    [[nodiscard]] bool has(std::string_view key) const;
    [[nodiscard]] JsonCursor at(std::string_view key) const;                   // an error when it is missing
    [[nodiscard]] std::optional<JsonCursor> find(std::string_view key) const;  // null counts as absent
    [[nodiscard]] std::vector<std::string> keys() const;

    // Lists.
    [[nodiscard]] bool isList() const;
    [[nodiscard]] std::size_t size() const;                                    // 0 and an error when this is no list
    [[nodiscard]] JsonCursor item(std::size_t index) const;

    // Values.
    [[nodiscard]] bool isObject() const;
    [[nodiscard]] bool isText() const;
    [[nodiscard]] bool isNull() const;
    [[nodiscard]] std::string text() const;
    [[nodiscard]] bool flag() const;
    [[nodiscard]] std::uint32_t whole(std::uint32_t min, std::uint32_t max) const;
    [[nodiscard]] double quantity(Dimension dimension) const;                  // a text such as "10 MW"; never below zero
    [[nodiscard]] std::vector<std::uint32_t> wholes(std::uint32_t min, std::uint32_t max) const;
    [[nodiscard]] std::vector<std::string> texts() const;
    [[nodiscard]] std::size_t oneOf(std::span<const std::string_view> words) const;   // the place of this text in `words`

    [[nodiscard]] std::string textOr(std::string_view key, std::string fallback) const;
    [[nodiscard]] std::uint32_t wholeOr(std::string_view key, std::uint32_t min, std::uint32_t max, std::uint32_t fallback) const;
    [[nodiscard]] double quantityOr(std::string_view key, Dimension dimension, double fallback) const;

    void fail(ErrorCode code, std::string expected, std::string hint = {}) const;   // found: this value
    void fail(ErrorCode code, std::string expected, std::string found, std::string hint) const;
    [[nodiscard]] const std::string& pointer() const { return m_pointer; }
    [[nodiscard]] JsonReading& reading() const { return *m_reading; }
    [[nodiscard]] const nlohmann::json& value() const { return *m_value; }    // for columns too long to walk with a cursor per item

private:
    const nlohmann::json* m_value;
    std::string m_pointer;
    JsonReading* m_reading;
};

} // namespace podscape
