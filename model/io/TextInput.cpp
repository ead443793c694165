#include "model/io/TextInput.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstring>

namespace podscape {
namespace {

// Bytes of the well-formed UTF-8 sequence at the start, 0 when there is none (Unicode 15, table 3-7).
std::size_t sequenceLength(std::string_view text)
{
    const auto byte = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0u; };
    const auto follows = [&](std::size_t i) { return (byte(i) & 0xC0u) == 0x80u; };
    const unsigned first = byte(0);
    if (first < 0x80)
        return 1;
    if (first >= 0xC2 && first <= 0xDF)
        return follows(1) ? 2 : 0;
    if (first >= 0xE0 && first <= 0xEF) {
        const bool overlong = first == 0xE0 && byte(1) < 0xA0, surrogate = first == 0xED && byte(1) > 0x9F;
        return follows(1) && follows(2) && !overlong && !surrogate ? 3 : 0;
    }
    if (first >= 0xF0 && first <= 0xF4) {
        const bool overlong = first == 0xF0 && byte(1) < 0x90, beyond = first == 0xF4 && byte(1) > 0x8F;
        return follows(1) && follows(2) && follows(3) && !overlong && !beyond ? 4 : 0;
    }
    return 0;
}

// Where the first byte stands that is not UTF-8; text.size() when all is well. Eight ASCII bytes a step: logs are little else.
std::size_t firstBroken(std::string_view text, std::size_t from)
{
    std::size_t at = from;
    while (at < text.size()) {
        std::uint64_t eight = 0;
        while (at + 8 <= text.size()) {
            std::memcpy(&eight, text.data() + at, 8);
            if ((eight & 0x8080808080808080u) != 0)
                break;
            at += 8;
        }
        if (at == text.size())
            break;
        const std::size_t length = sequenceLength(text.substr(at));
        if (length == 0)
            return at;
        at += length;
    }
    return text.size();
}

std::string repaired(std::string_view text)
{
    std::string good;
    good.reserve(text.size() + 64);
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t broken = firstBroken(text, at);
        good += text.substr(at, broken - at);
        if (broken < text.size())
            good += "\xEF\xBF\xBD";
        at = broken + 1;
    }
    return good;
}

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }
bool sameIgnoringCase(char a, char b) { return lower(a) == lower(b); }

} // namespace

std::string quoteForMessage(std::string_view text)
{
    constexpr std::size_t kShown = 40;
    constexpr std::string_view kHex = "0123456789ABCDEF";
    std::string quoted = "\"";
    std::size_t at = 0;
    while (at < text.size() && at < kShown) {
        const std::size_t length = sequenceLength(text.substr(at));
        const auto byte = static_cast<unsigned char>(text[at]);
        if (length == 0 || byte < 0x20 || byte == 0x7F) {
            quoted += "\\x";
            quoted += kHex[byte >> 4];
            quoted += kHex[byte & 15];
            ++at;
        } else {
            quoted += text.substr(at, length);
            at += length;
        }
    }
    return quoted + (at < text.size() ? "…\"" : "\"");
}

std::string lineColumn(std::size_t line, std::size_t column)
{
    return std::to_string(line) + ':' + std::to_string(column);
}

std::string_view trimmed(std::string_view text)
{
    const auto isSpace = [](char c) { return c == ' ' || c == '\t' || c == '\r'; };
    while (!text.empty() && isSpace(text.front()))
        text.remove_prefix(1);
    while (!text.empty() && isSpace(text.back()))
        text.remove_suffix(1);
    return text;
}

bool equalsIgnoringCase(std::string_view a, std::string_view b)
{
    return std::ranges::equal(a, b, sameIgnoringCase);
}

bool containsIgnoringCase(std::string_view text, std::string_view part)
{
    return std::search(text.begin(), text.end(), part.begin(), part.end(), sameIgnoringCase) != text.end();
}

std::optional<std::uint64_t> parseWhole(std::string_view text)
{
    std::uint64_t value = 0;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (problem != std::errc{} || end != text.data() + text.size())
        return std::nullopt;
    return value;
}

TextInput::TextInput(const Source& source, Report& findings) : m_text(source.bytes())
{
    if (m_text.starts_with("\xEF\xBB\xBF"))
        m_text.remove_prefix(3);
    const std::size_t broken = firstBroken(m_text, 0);
    if (broken == m_text.size())
        return;
    const auto line = static_cast<std::size_t>(std::count(m_text.begin(), m_text.begin() + static_cast<std::ptrdiff_t>(broken), '\n')) + 1;
    findings.add(Severity::Info, "encoding", "the file is not UTF-8; bytes that cannot be read as text are shown as \xEF\xBF\xBD.",
                 "line " + std::to_string(line), "Save it as UTF-8 if names look wrong.");
    m_repaired = repaired(m_text);
    m_text = m_repaired;
}

std::optional<Error> TextInput::errorAtNul(const Source& source) const
{
    const std::size_t at = m_text.find('\0');
    if (at == std::string_view::npos)
        return std::nullopt;
    const std::string_view before = m_text.substr(0, at);
    const auto line = static_cast<std::size_t>(std::ranges::count(before, '\n')) + 1;
    const std::size_t lineStart = before.rfind('\n') == std::string_view::npos ? 0 : before.rfind('\n') + 1;
    return Error{ErrorCode::Syntax, source.path(), lineColumn(line, at - lineStart + 1), "text", "a NUL byte",
                 "The file is damaged; take it again from where it came."};
}

bool LineCursor::next(std::string_view& line)
{
    if (m_rest.empty())
        return false;
    ++m_number;
    const std::size_t end = m_rest.find('\n');
    m_endedWithoutBreak = end == std::string_view::npos;
    line = m_rest.substr(0, end);
    m_rest.remove_prefix(m_endedWithoutBreak ? m_rest.size() : end + 1);
    if (line.ends_with('\r'))
        line.remove_suffix(1);
    return true;
}

} // namespace podscape
