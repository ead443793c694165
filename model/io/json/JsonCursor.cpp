#include "model/io/json/JsonCursor.h"

#include "model/base/NearestWord.h"
#include "model/io/json/JsonText.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace podscape {

namespace {

using nlohmann::json;

const json kNothing;   // what is read after the first error

std::string describe(const json& value)
{
    constexpr std::size_t kLongest = 60;
    switch (value.type()) {
    case json::value_t::object: return "an object";
    case json::value_t::array: return "a list of " + formatCount(static_cast<long long>(value.size()));
    case json::value_t::string: {
        std::string text = value.get<std::string>();
        if (text.size() > kLongest) {
            std::size_t end = kLongest;
            while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80)
                --end;   // not in the middle of a character
            text = text.substr(0, end) + "…";
        }
        return '"' + text + '"';
    }
    default: return value.dump();
    }
}

std::string inRange(std::uint32_t min, std::uint32_t max)
{
    return "a whole number from " + formatCount(min) + " to " + formatCount(max);
}

bool isWhole(const json& value, std::uint32_t min, std::uint32_t max)
{
    return value.is_number_unsigned() && value.get<std::uint64_t>() >= min && value.get<std::uint64_t>() <= max;
}

} // namespace

void JsonCursor::expectKeys(std::span<const std::string_view> known) const
{
    if (!m_value->is_object())
        return fail(ErrorCode::Schema, "an object");
    for (const auto& [key, value] : m_value->items())
        if (std::ranges::find(known, key) == known.end())
            m_reading->findings.add(Severity::DataLoss, "unknown-key", "the key \"" + key + "\" is not known here and was not read.", pointerStep(m_pointer, key),
                                    nearestWordHint(key, known));
}

bool JsonCursor::has(std::string_view key) const
{
    return m_value->is_object() && m_value->contains(key);
}

JsonCursor JsonCursor::at(std::string_view key) const
{
    if (!m_value->is_object()) {
        fail(ErrorCode::Schema, "an object");
    } else if (const auto found = m_value->find(key); found != m_value->end()) {
        return {*found, pointerStep(m_pointer, key), *m_reading};
    } else {
        m_reading->fail({ErrorCode::Schema, {}, m_pointer, "a key \"" + std::string(key) + '"', "none", {}});
    }
    return {kNothing, pointerStep(m_pointer, key), *m_reading};
}

std::optional<JsonCursor> JsonCursor::find(std::string_view key) const
{
    if (!m_value->is_object())
        return std::nullopt;
    const auto found = m_value->find(key);
    if (found == m_value->end() || found->is_null())
        return std::nullopt;
    return JsonCursor(*found, pointerStep(m_pointer, key), *m_reading);
}

std::vector<std::string> JsonCursor::keys() const
{
    std::vector<std::string> names;
    if (m_value->is_object())
        for (const auto& [key, value] : m_value->items())
            names.push_back(key);
    return names;
}

bool JsonCursor::isList() const { return m_value->is_array(); }
bool JsonCursor::isObject() const { return m_value->is_object(); }
bool JsonCursor::isText() const { return m_value->is_string(); }
bool JsonCursor::isNull() const { return m_value->is_null(); }

std::size_t JsonCursor::size() const
{
    if (m_value->is_array())
        return m_value->size();
    fail(ErrorCode::Schema, "a list");
    return 0;
}

JsonCursor JsonCursor::item(std::size_t index) const
{
    return {(*m_value)[index], pointerStep(m_pointer, std::to_string(index)), *m_reading};
}

std::string JsonCursor::text() const
{
    if (m_value->is_string())
        return m_value->get<std::string>();
    fail(ErrorCode::Schema, "a text");
    return {};
}

bool JsonCursor::flag() const
{
    if (m_value->is_boolean())
        return m_value->get<bool>();
    fail(ErrorCode::Schema, "true or false");
    return false;
}

std::uint32_t JsonCursor::whole(std::uint32_t min, std::uint32_t max) const
{
    if (isWhole(*m_value, min, max))
        return m_value->get<std::uint32_t>();
    fail(m_value->is_number() ? ErrorCode::Value : ErrorCode::Schema, inRange(min, max));
    return min;
}

double JsonCursor::quantity(Dimension dimension) const
{
    if (dimension == Dimension::Count && m_value->is_number())
        return m_value->get<double>();
    std::string written;
    if (m_value->is_number())
        written = m_value->dump();   // a bare number gets the message about its missing unit
    else if (m_value->is_string())
        written = m_value->get<std::string>();
    else {
        fail(ErrorCode::Schema, "a text with a unit, such as \"" + formatQuantity(1, dimension) + '"');
        return 0;
    }
    const Result<double> value = parseQuantity(written, dimension);
    if (!value)
        fail(value.error().code, value.error().expected, describe(*m_value), value.error().hint);
    else if (*value < 0 && dimension != Dimension::Temperature)
        fail(ErrorCode::Value, "a quantity of zero or more", describe(*m_value), {});
    else
        return *value;
    return 0;
}

std::vector<std::uint32_t> JsonCursor::wholes(std::uint32_t min, std::uint32_t max) const
{
    std::vector<std::uint32_t> values;
    values.reserve(size());
    if (m_value->is_array())
        for (std::size_t i = 0; i < m_value->size(); ++i) {
            const json& value = (*m_value)[i];
            // The pointer is only spelled out for what is wrong: there may be millions of these.
            values.push_back(isWhole(value, min, max) ? value.get<std::uint32_t>() : item(i).whole(min, max));
            if (m_reading->failed())
                break;
        }
    return values;
}

std::vector<std::string> JsonCursor::texts() const
{
    std::vector<std::string> values;
    values.reserve(size());
    if (m_value->is_array())
        for (std::size_t i = 0; i < m_value->size() && !m_reading->failed(); ++i)
            values.push_back((*m_value)[i].is_string() ? (*m_value)[i].get<std::string>() : item(i).text());
    return values;
}

std::size_t JsonCursor::oneOf(std::span<const std::string_view> words) const
{
    const std::string word = text();
    const auto found = std::ranges::find(words, word);
    if (found != words.end())
        return static_cast<std::size_t>(found - words.begin());
    std::string expected;
    for (std::size_t i = 0; i < words.size(); ++i)
        expected += (i == 0 ? "\"" : i + 1 == words.size() ? " or \"" : ", \"") + std::string(words[i]) + '"';
    fail(ErrorCode::Value, expected, nearestWord(word, words) ? nearestWordHint(word, words) : std::string());
    return 0;
}

std::string JsonCursor::textOr(std::string_view key, std::string fallback) const
{
    const auto value = find(key);
    return value ? value->text() : fallback;
}

std::uint32_t JsonCursor::wholeOr(std::string_view key, std::uint32_t min, std::uint32_t max, std::uint32_t fallback) const
{
    const auto value = find(key);
    return value ? value->whole(min, max) : fallback;
}

double JsonCursor::quantityOr(std::string_view key, Dimension dimension, double fallback) const
{
    const auto value = find(key);
    return value ? value->quantity(dimension) : fallback;
}

void JsonCursor::fail(ErrorCode code, std::string expected, std::string hint) const
{
    fail(code, std::move(expected), describe(*m_value), std::move(hint));
}

void JsonCursor::fail(ErrorCode code, std::string expected, std::string found, std::string hint) const
{
    m_reading->fail({code, {}, m_pointer, std::move(expected), std::move(found), std::move(hint)});
}

} // namespace podscape
