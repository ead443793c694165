#include "app/TextTable.h"

#include <algorithm>

namespace podscape {

namespace {

std::size_t width(const std::string& text)
{
    return static_cast<std::size_t>(std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

} // namespace

std::string TextTable::text() const
{
    std::vector<std::size_t> widths(m_columns.size(), 0);
    for (const auto& row : m_rows)
        for (std::size_t c = 0; c < std::min(row.size(), widths.size()); ++c)
            widths[c] = std::max(widths[c], width(row[c]));
    std::string text;
    for (const auto& row : m_rows) {
        std::string line(m_indent, ' ');
        for (std::size_t c = 0; c < std::min(row.size(), widths.size()); ++c) {
            const std::string blanks(widths[c] - width(row[c]), ' ');
            line += (c > 0 ? "  " : "") + (m_columns[c] == Align::Right ? blanks + row[c] : row[c] + blanks);
        }
        line.erase(line.find_last_not_of(' ') + 1);
        text += line + '\n';
    }
    return text;
}

} // namespace podscape
