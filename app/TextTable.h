#pragma once

#include <string>
#include <vector>

namespace podscape {

// Columns of text, aligned by what is seen: a character counts once however many bytes it has.
class TextTable
{
public:
    enum class Align { Left, Right };

    explicit TextTable(std::vector<Align> columns, std::size_t indent = 2) : m_columns(std::move(columns)), m_indent(indent) {}

    void add(std::vector<std::string> row) { m_rows.push_back(std::move(row)); }
    [[nodiscard]] bool isEmpty() const { return m_rows.empty(); }

    // A line for every row, without blanks at its end.
    [[nodiscard]] std::string text() const;

private:
    std::vector<Align> m_columns;
    std::size_t m_indent;
    std::vector<std::vector<std::string>> m_rows;
};

} // namespace podscape
