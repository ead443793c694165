#include "model/io/readers/IbLine.h"

#include "model/io/TextInput.h"

#include <algorithm>

namespace podscape {

void IbLine::skipBlanks()
{
    while (peek() == ' ' || peek() == '\t')
        ++m_at;
}

void IbLine::skipWord()
{
    while (peek() != ' ' && peek() != '\t' && peek() != '\0')
        ++m_at;
}

void IbLine::skipPortNames()
{
    while (!m_failed && (peek() == '(' || rest().starts_with("[ext"))) {
        const std::size_t end = m_text.find(peek() == '(' ? ')' : ']', m_at);
        if (end == std::string_view::npos)
            return fail(peek() == '(' ? "\")\"" : "\"]\"", "the end of the line");
        m_at = end + 1;
    }
}

void IbLine::expect(char c)
{
    if (m_failed)
        return;
    if (peek() == c)
        ++m_at;
    else
        fail(std::string("\"") + c + '"');
}

std::uint32_t IbLine::number(std::string_view what)
{
    const std::size_t start = m_at;
    while (!m_failed && peek() >= '0' && peek() <= '9')
        ++m_at;
    const auto value = parseWhole(m_text.substr(start, m_at - start));
    constexpr std::uint64_t kMostPorts = 254;          // InfiniBand Architecture Specification vol. 1, NodeInfo.NumPorts
    if (m_failed || (value && *value <= kMostPorts))
        return static_cast<std::uint32_t>(value.value_or(0));
    m_at = start;
    fail(std::string(what) + " up to 254");
    return 0;
}

std::string_view IbLine::guid()
{
    expect('"');
    const std::size_t start = m_at;
    const std::string_view key = m_text.substr(std::min(start, m_text.size()), m_text.find('"', start) - start);
    const bool good = key.size() >= 3 && key.size() <= 18 && (key.starts_with("S-") || key.starts_with("H-") || key.starts_with("R-")) &&
                      key.find_first_not_of("0123456789abcdefABCDEF", 2) == std::string_view::npos;
    if (!m_failed && !good)
        fail("a GUID such as S-2c5eab0300b87b40");
    m_at += m_failed ? 0 : key.size();
    expect('"');
    return key;
}

std::string_view IbLine::description()
{
    skipBlanks();
    expect('#');
    const std::size_t open = m_text.find('"', m_at), close = m_text.rfind('"');
    if (!m_failed && (open == std::string_view::npos || close == open || close < m_at))
        fail("a description in quotes");
    if (m_failed)
        return {};
    m_at = close + 1;
    return trimmed(m_text.substr(open + 1, close - open - 1));
}

std::string_view IbLine::lastWord() const
{
    const std::string_view text = trimmed(rest());
    const std::size_t blank = text.find_last_of(" \t");
    return blank == std::string_view::npos ? text : text.substr(blank + 1);
}

void IbLine::fail(std::string expected)
{
    const std::string_view text = trimmed(rest());
    fail(std::move(expected), text.empty() ? "the end of the line" : quoteForMessage(text.substr(0, text.find('\t'))));
}

void IbLine::fail(std::string expected, std::string found)
{
    m_failed = true;
    m_error = {ErrorCode::Syntax, {}, lineColumn(m_number, m_at + 1), std::move(expected), std::move(found),
               m_endsFile ? "The file seems to be cut off; run ibnetdiscover again." : "Run ibnetdiscover again, or correct the line."};
}

} // namespace podscape
