#pragma once

#include <cstddef>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

namespace podscape {

// The separator that a header line uses most, outside quotes: comma, semicolon or tab; comma when there is none.
[[nodiscard]] char detectSeparator(std::string_view headerLine);

// Rows of a CSV text by RFC 4180: cells may be quoted, then hold separators, line ends and doubled quotes. LF and CRLF end a row; blanks
// around a cell are not part of it. Views stay valid until the next call of next().
class CsvCursor
{
public:
    CsvCursor(std::string_view text, char separator) : m_text(text), m_separator(separator) {}

    // Passes over empty rows. False at the end.
    [[nodiscard]] bool next(std::vector<std::string_view>& cells);
    [[nodiscard]] std::size_t row() const { return m_row; }                     // line where the last row began, from 1
    [[nodiscard]] bool hasOpenQuote() const { return m_hasOpenQuote; }          // the text ended inside quotes
    [[nodiscard]] double fraction() const { return m_text.empty() ? 1.0 : static_cast<double>(m_at) / static_cast<double>(m_text.size()); }

private:
    void nextQuoted(std::vector<std::string_view>& cells);
    std::string_view takeQuotedCell();

    std::string_view m_text;
    char m_separator;
    std::size_t m_at = 0, m_row = 0, m_line = 1;
    bool m_hasOpenQuote = false;
    std::deque<std::string> m_unescaped;   // cells of this row that had doubled quotes
};

} // namespace podscape
