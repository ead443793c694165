#pragma once

#include "model/base/Error.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace podscape {

// One line of an ibnetdiscover file, read from the left. The first thing that does not fit is kept as the error, with line:column and no
// subject; after that nothing more is read.
class IbLine
{
public:
    IbLine(std::string_view text, std::size_t number, bool endsFile) : m_text(text), m_number(number), m_endsFile(endsFile) {}

    [[nodiscard]] bool ok() const { return !m_failed; }
    [[nodiscard]] const Error& error() const { return m_error; }
    [[nodiscard]] bool endsFile() const { return m_endsFile; }         // the file ends here without a line end
    [[nodiscard]] std::size_t number() const { return m_number; }

    void skipBlanks();
    void skipWord();
    void skipPortNames();                      // "(e09d7303007a4bd8)", "[ext 3]": second names of a port, which we do not need
    void expect(char c);
    std::uint32_t number(std::string_view what);
    std::string_view guid();                   // "S-2c5eab0300b87b40" in quotes
    std::string_view description();            // `# "description"`, up to the last quote: a description may hold quotes itself
    [[nodiscard]] std::string_view lastWord() const;

    void fail(std::string expected);           // found: what stands here
    void fail(std::string expected, std::string found);

private:
    [[nodiscard]] char peek() const { return m_at < m_text.size() ? m_text[m_at] : '\0'; }
    [[nodiscard]] std::string_view rest() const { return m_text.substr(m_at); }

    std::string_view m_text;
    std::size_t m_number, m_at = 0;
    bool m_endsFile, m_failed = false;
    Error m_error;
};

} // namespace podscape
