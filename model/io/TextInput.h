#pragma once

#include "model/base/Report.h"
#include "model/base/Result.h"
#include "model/io/Source.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace podscape {

// What a message shows of a file: in quotes, one line, at most 40 bytes, with control and broken bytes as \xNN.
[[nodiscard]] std::string quoteForMessage(std::string_view text);

// "12:4"
[[nodiscard]] std::string lineColumn(std::size_t line, std::size_t column);

[[nodiscard]] std::string_view trimmed(std::string_view text);
[[nodiscard]] bool equalsIgnoringCase(std::string_view a, std::string_view b);
[[nodiscard]] bool containsIgnoringCase(std::string_view text, std::string_view part);

// Digits only and small enough, or nothing.
[[nodiscard]] std::optional<std::uint64_t> parseWhole(std::string_view text);

// The text of a source, ready to be cut up: without a byte order mark, and always UTF-8, because names end up in windows and in JSON.
// Bytes that are not become U+FFFD, with a finding. Views into it live as long as this and the source.
class TextInput
{
public:
    TextInput(const Source& source, Report& findings);
    TextInput(const TextInput&) = delete;
    TextInput& operator=(const TextInput&) = delete;

    [[nodiscard]] std::string_view text() const { return m_text; }

    // Formats that must be whole refuse a file with NUL bytes: what a disk leaves of a file that was not written out.
    [[nodiscard]] std::optional<Error> errorAtNul(const Source& source) const;

private:
    std::string_view m_text;
    std::string m_repaired;
};

// Goes through a text line by line; LF and CRLF both end a line, the last one needs neither.
class LineCursor
{
public:
    explicit LineCursor(std::string_view text) : m_rest(text), m_size(text.size()) {}

    [[nodiscard]] bool next(std::string_view& line);
    [[nodiscard]] std::size_t number() const { return m_number; }      // of the line that next() gave, from 1
    [[nodiscard]] double fraction() const { return m_size == 0 ? 1.0 : 1.0 - static_cast<double>(m_rest.size()) / static_cast<double>(m_size); }
    [[nodiscard]] bool endedWithoutBreak() const { return m_endedWithoutBreak; }  // the line was the last and had no line end

private:
    std::string_view m_rest;
    std::size_t m_size;
    std::size_t m_number = 0;
    bool m_endedWithoutBreak = false;
};

} // namespace podscape
