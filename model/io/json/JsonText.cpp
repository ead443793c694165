#include "model/io/json/JsonText.h"

#include "model/base/Units.h"

#include <nlohmann/json.hpp>

#include <optional>
#include <vector>

namespace podscape {

namespace {

using nlohmann::json;

std::string lineAndColumn(std::string_view text, std::size_t offset)
{
    std::size_t line = 1, column = 1;
    for (std::size_t i = 0; i < std::min(offset, text.size()); ++i) {
        if (text[i] == '\n') {
            ++line;
            column = 1;
        } else if ((static_cast<unsigned char>(text[i]) & 0xC0) != 0x80) {
            ++column;   // continuation bytes of UTF-8 are no characters of their own
        }
    }
    return std::to_string(line) + ':' + std::to_string(column);
}

// The library quotes all that it read since the last token, which may be the rest of the file.
std::string shortened(std::string_view text)
{
    constexpr std::size_t kLongest = 100;
    if (text.size() <= kLongest)
        return std::string(text);
    std::size_t end = kLongest;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80)
        --end;   // not in the middle of a character
    return std::string(text.substr(0, end)) + "…";
}

// What the library says ("… - unexpected end of input; expected '}'") as the two halves of our sentence.
Error syntaxError(std::string_view text, std::size_t position, std::string_view what)
{
    Error error{ErrorCode::Syntax, {}, lineAndColumn(text, position > 0 ? position - 1 : 0), "JSON", "", ""};
    if (const std::size_t expected = what.rfind("; expected "); expected != std::string_view::npos) {
        error.expected = what.substr(expected + 11);
        what = what.substr(0, expected);
    }
    if (const std::size_t dash = what.find(" - "); dash != std::string_view::npos)
        what.remove_prefix(dash + 3);
    else if (const std::size_t bracket = what.find("] "); bracket != std::string_view::npos)
        what.remove_prefix(bracket + 2);
    if (what.starts_with("unexpected "))
        what.remove_prefix(11);
    const bool isIllFormed = what.find("ill-formed UTF-8") != std::string_view::npos;
    if (isIllFormed)   // the bytes that follow are what no text may hold
        what = what.substr(0, what.find("; last read"));
    error.found = shortened(what);
    if (what.starts_with("end of input") || position >= text.size())
        error.hint = "The file seems to be cut short.";
    else if (what.find("number overflow") != std::string_view::npos)
        error.hint = "Write the number with a unit that keeps it small.";
    else if (isIllFormed)
        error.hint = "Save the file as UTF-8.";
    else if (what.starts_with("invalid literal"))
        error.hint = "Texts stand in double quotes, and JSON has no NaN.";
    else if (error.expected == "'}'" || error.expected == "']'")
        error.hint = "Perhaps a comma is missing before it.";
    return error;
}

// Builds the tree value by value. Answers false to stop the library's parser once an error is set.
class TreeBuilder : public nlohmann::json_sax<json>
{
public:
    explicit TreeBuilder(std::string_view text) : m_text(text) {}

    std::optional<Error> error;
    json root;

    bool null() override { return add(nullptr); }
    bool boolean(bool value) override { return add(value); }
    bool number_integer(number_integer_t value) override { return add(value); }
    bool number_unsigned(number_unsigned_t value) override { return add(value); }
    bool number_float(number_float_t value, const string_t&) override { return add(value); }
    bool string(string_t& value) override { return add(std::move(value)); }
    bool binary(binary_t&) override { return false; }
    bool start_object(std::size_t) override { return open(json::object()); }
    bool start_array(std::size_t) override { return open(json::array()); }
    bool end_object() override { return close(); }
    bool end_array() override { return close(); }

    bool key(string_t& value) override
    {
        if (m_open.back()->contains(value)) {
            error = Error{ErrorCode::Schema, {}, pointerStep(pointer(), value), "each key once in an object", '"' + value + "\" again", "Remove one of the two."};
            return false;
        }
        m_keys.back() = std::move(value);
        return true;
    }

    bool parse_error(std::size_t position, const std::string&, const nlohmann::detail::exception& failure) override
    {
        error = syntaxError(m_text, position, failure.what());
        return false;
    }

private:
    bool add(json value)
    {
        if (++m_values > kMaxJsonValues) {
            error = Error{ErrorCode::Limit, {}, pointer(), "at most " + formatCount(kMaxJsonValues) + " values in a file", "more", "Write the cluster in its parametric form."};
            return false;
        }
        place(std::move(value));
        return true;
    }

    bool open(json container)
    {
        if (m_open.size() >= kMaxJsonDepth) {
            error = Error{ErrorCode::Limit, {}, {}, "at most " + std::to_string(kMaxJsonDepth) + " levels of nesting", "more", "No file that we read needs them."};
            return false;
        }
        json* const added = place(std::move(container));
        m_open.push_back(added);
        m_keys.emplace_back();
        return true;
    }

    bool close()
    {
        m_open.pop_back();
        m_keys.pop_back();
        return true;
    }

    json* place(json value)
    {
        if (m_open.empty()) {
            root = std::move(value);
            return &root;
        }
        json& parent = *m_open.back();
        if (parent.is_array()) {
            parent.push_back(std::move(value));
            return &parent.back();
        }
        return &(parent[m_keys.back()] = std::move(value));
    }

    std::string pointer() const
    {
        std::string text;
        for (std::size_t i = 0; i + 1 < m_open.size(); ++i)
            text = pointerStep(text, m_open[i]->is_array() ? std::to_string(m_open[i]->size() - 1) : m_keys[i]);
        return text;
    }

    std::string_view m_text;
    std::vector<json*> m_open;        // containers that are not closed yet
    std::vector<std::string> m_keys;  // of each, the key that is being filled
    std::size_t m_values = 0;
};

bool looksLikeUtf16(std::string_view text)
{
    return text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF") || (text.size() > 1 && (text[0] == '\0' || text[1] == '\0'));
}

} // namespace

Result<json> parseJson(std::string_view text)
{
    if (looksLikeUtf16(text))
        return Error{ErrorCode::Syntax, {}, "1:1", "JSON in UTF-8", "UTF-16 or binary data", "Save the file as UTF-8."};
    if (text.find_first_not_of(" \t\r\n") == std::string_view::npos)
        return Error{ErrorCode::Syntax, {}, "1:1", "JSON", "an empty file", {}};
    TreeBuilder builder(text);
    json::sax_parse(text, &builder);
    if (builder.error)
        return *std::move(builder.error);
    return std::move(builder.root);
}

std::string pointerStep(std::string_view pointer, std::string_view key)
{
    std::string text(pointer);
    text += '/';
    for (const char c : key)
        text += c == '~' ? "~0" : c == '/' ? "~1" : std::string(1, c);
    return text;
}

} // namespace podscape
