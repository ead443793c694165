#pragma once

#include <QRegularExpression>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <stdexcept>
#include <string>

namespace podscape::test {

// Checks a JSON value against the keywords of JSON Schema draft-07 that our schemas use; any other keyword throws, so that none is
// silently taken for granted. Returns the first complaint, empty when the value conforms.
class SchemaChecker
{
public:
    explicit SchemaChecker(const nlohmann::json& root) : m_root(root) {}

    std::string check(const nlohmann::json& value, const nlohmann::json& rules, const std::string& place = {}) const
    {
        for (const auto& [keyword, rule] : rules.items())
            if (std::string complaint = checkKeyword(value, rules, keyword, rule, place); !complaint.empty())
                return complaint;
        return {};
    }

private:
    using json = nlohmann::json;

    static bool hasType(const json& value, const std::string& type)
    {
        return (type == "object" && value.is_object()) || (type == "array" && value.is_array()) || (type == "string" && value.is_string())
               || (type == "boolean" && value.is_boolean()) || (type == "integer" && value.is_number_integer()) || (type == "number" && value.is_number())
               || (type == "null" && value.is_null());
    }

    static bool typeFits(const json& value, const json& rule)
    {
        if (rule.is_string())
            return hasType(value, rule);
        return std::ranges::any_of(rule, [&](const json& type) { return hasType(value, type); });
    }

    std::string checkKeyword(const json& value, const json& rules, const std::string& keyword, const json& rule, const std::string& place) const
    {
        const auto complain = [&](bool wrong) { return wrong ? place + ": " + keyword + ' ' + rule.dump() : std::string(); };
        if (keyword == "$schema" || keyword == "title" || keyword == "description" || keyword == "definitions")
            return {};
        if (keyword == "$ref")
            return check(value, m_root.at(json::json_pointer(rule.get<std::string>().substr(1))), place);
        if (keyword == "const")
            return complain(value != rule);
        if (keyword == "enum")
            return complain(std::ranges::find(rule, value) == rule.end());
        if (keyword == "type")
            return complain(!typeFits(value, rule));
        if (keyword == "minimum")
            return complain(value.is_number() && value < rule);
        if (keyword == "maximum")
            return complain(value.is_number() && value > rule);
        if (keyword == "minLength")
            return complain(value.is_string() && value.get_ref<const std::string&>().size() < rule);
        if (keyword == "pattern")
            return complain(value.is_string() && !QRegularExpression(QString::fromStdString(rule)).match(QString::fromStdString(value)).hasMatch());
        if (keyword == "minItems")
            return complain(value.is_array() && value.size() < rule);
        if (keyword == "maxItems")
            return complain(value.is_array() && value.size() > rule);
        if (keyword == "required")
            return complain(value.is_object() && std::ranges::any_of(rule, [&](const json& key) { return !value.contains(key.get<std::string>()); }));
        if (keyword == "items")
            return checkItems(value, rule, place);
        if (keyword == "properties")
            return checkProperties(value, rule, place);
        if (keyword == "additionalProperties")
            return checkOthers(value, rules, rule, place);
        if (keyword == "allOf" || keyword == "anyOf")
            return checkCombined(value, keyword == "anyOf", rule, place);
        throw std::invalid_argument("the checker does not know the keyword " + keyword);
    }

    std::string checkItems(const json& value, const json& rule, const std::string& place) const
    {
        for (std::size_t i = 0; value.is_array() && i < value.size(); ++i)
            if (std::string complaint = check(value[i], rule, place + '/' + std::to_string(i)); !complaint.empty())
                return complaint;
        return {};
    }

    std::string checkProperties(const json& value, const json& rule, const std::string& place) const
    {
        for (const auto& [key, rules] : rule.items())
            if (value.is_object() && value.contains(key))
                if (std::string complaint = check(value[key], rules, place + '/' + key); !complaint.empty())
                    return complaint;
        return {};
    }

    std::string checkOthers(const json& value, const json& rules, const json& rule, const std::string& place) const
    {
        if (!value.is_object())
            return {};
        for (const auto& [key, entry] : value.items()) {
            if (rules.contains("properties") && rules["properties"].contains(key))
                continue;
            if (rule.is_boolean() && !rule.get<bool>())
                return place + '/' + key + ": an additional key";
            if (std::string complaint = rule.is_object() ? check(entry, rule, place + '/' + key) : std::string(); !complaint.empty())
                return complaint;
        }
        return {};
    }

    std::string checkCombined(const json& value, bool anyIsEnough, const json& rule, const std::string& place) const
    {
        std::string complaints;
        for (const json& branch : rule) {
            const std::string complaint = check(value, branch, place);
            if (complaint.empty() == anyIsEnough)
                return complaint;
            complaints += complaint.empty() ? "" : '[' + complaint + ']';
        }
        return complaints;
    }

    const json& m_root;
};

inline std::string schemaComplaint(const nlohmann::json& value, const nlohmann::json& schema)
{
    return SchemaChecker(schema).check(value, schema);
}

} // namespace podscape::test
