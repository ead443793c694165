#include "model/io/Csv.h"

#include "model/io/TextInput.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace podscape {

char detectSeparator(std::string_view headerLine)
{
    constexpr std::array kSeparators{',', ';', '\t'};
    std::array<std::size_t, kSeparators.size()> counts{};
    bool isQuoted = false;
    for (const char c : headerLine) {
        if (c == '"')
            isQuoted = !isQuoted;
        for (std::size_t i = 0; i < kSeparators.size(); ++i)
            counts[i] += !isQuoted && c == kSeparators[i];
    }
    return kSeparators[static_cast<std::size_t>(std::ranges::max_element(counts) - counts.begin())];
}

bool CsvCursor::next(std::vector<std::string_view>& cells)
{
    cells.clear();
    m_unescaped.clear();
    while (m_at < m_text.size()) {
        const std::size_t end = std::min(m_text.find('\n', m_at), m_text.size());
        std::string_view line = m_text.substr(m_at, end - m_at);
        m_row = m_line;
        if (line.find('"') != std::string_view::npos) {
            nextQuoted(cells);
            return true;
        }
        m_at = std::min(end + 1, m_text.size());
        ++m_line;
        if (line.ends_with('\r'))
            line.remove_suffix(1);
        if (line.empty())
            continue;
        const char* at = line.data();
        const char* const lineEnd = at + line.size();
        while (const void* separator = std::memchr(at, m_separator, static_cast<std::size_t>(lineEnd - at))) {
            const char* const cellEnd = static_cast<const char*>(separator);
            cells.push_back(trimmed({at, static_cast<std::size_t>(cellEnd - at)}));
            at = cellEnd + 1;
        }
        cells.push_back(trimmed({at, static_cast<std::size_t>(lineEnd - at)}));
        return true;
    }
    return false;
}

// A row with a quote somewhere in its first line, cell by cell.
void CsvCursor::nextQuoted(std::vector<std::string_view>& cells)
{
    for (;;) {
        while (m_at < m_text.size() && m_text[m_at] == ' ')
            ++m_at;
        if (m_at < m_text.size() && m_text[m_at] == '"')
            cells.push_back(takeQuotedCell());
        else
            cells.emplace_back();
        // What stands unquoted up to the separator: the cell itself, or stray text after a closing quote, which is dropped.
        const std::size_t start = m_at;
        while (m_at < m_text.size() && m_text[m_at] != m_separator && m_text[m_at] != '\n')
            ++m_at;
        if (cells.back().data() == nullptr)
            cells.back() = trimmed(m_text.substr(start, m_at - start));
        if (m_at == m_text.size())
            return;
        const bool isRowEnd = m_text[m_at++] == '\n';
        if (isRowEnd) {
            ++m_line;
            return;
        }
    }
}

std::string_view CsvCursor::takeQuotedCell()
{
    const std::size_t start = ++m_at;
    bool hasDoubled = false;
    for (;; ++m_at) {
        m_at = std::min(m_text.find('"', m_at), m_text.size());
        if (m_at + 1 >= m_text.size() || m_text[m_at + 1] != '"')
            break;
        ++m_at;
        hasDoubled = true;
    }
    m_hasOpenQuote = m_at == m_text.size();
    const std::string_view raw = m_text.substr(start, m_at - start);
    m_line += static_cast<std::size_t>(std::ranges::count(raw, '\n'));
    m_at = std::min(m_at + 1, m_text.size());
    if (!hasDoubled)
        return raw;
    std::string& cell = m_unescaped.emplace_back();
    for (std::size_t i = 0; i < raw.size(); ++i) {
        cell += raw[i];
        i += raw[i] == '"';
    }
    return cell;
}

} // namespace podscape
