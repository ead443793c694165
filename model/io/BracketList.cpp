#include "model/io/BracketList.h"

#include "model/io/TextInput.h"

#include <charconv>
#include <optional>

namespace podscape {
namespace {

struct NumberRange
{
    std::uint64_t first = 0, last = 0;
    std::size_t width = 0;                     // digits to pad to; 0 = as they come
};

// A stretch of plain text and then a bracket, whose ranges may be none at the end of a name.
struct Part
{
    std::string_view text;
    std::vector<NumberRange> ranges;
    std::uint64_t count = 1;
};

class ListParser
{
public:
    ListParser(std::string_view text, BracketLimits limits, std::size_t firstColumn) : m_text(text), m_limits(limits), m_firstColumn(firstColumn) {}

    Result<std::vector<std::string>> expand()
    {
        std::vector<std::string> names;
        while (m_at < m_text.size()) {
            const std::size_t start = m_at;
            auto parts = takeItem();
            if (!parts)
                return parts.error();
            if (auto problem = checkLimits(*parts, start))
                return *problem;
            std::string name;
            append(*parts, 0, name, names);
            if (m_at < m_text.size() && ++m_at == m_text.size())
                return syntax(m_at, "a name after the comma", "the end of the list");
        }
        return names;
    }

private:
    Error syntax(std::size_t at, std::string expected, std::string found) const
    {
        return {ErrorCode::Syntax, {}, std::to_string(at + m_firstColumn), std::move(expected), std::move(found), "Lists look like n[01-18,20],x7."};
    }
    std::string foundAt(std::size_t at) const { return at < m_text.size() ? quoteForMessage(m_text.substr(at, 1)) : "the end of the list"; }

    // Up to the next comma outside brackets.
    Result<std::vector<Part>> takeItem()
    {
        std::vector<Part> parts;
        const std::size_t start = m_at;
        for (;;) {
            const std::size_t textStart = m_at;
            while (m_at < m_text.size() && m_text[m_at] != '[' && m_text[m_at] != ']' && m_text[m_at] != ',')
                ++m_at;
            parts.push_back({m_text.substr(textStart, m_at - textStart), {}, 1});
            if (parts.size() > kMostParts)                  // one level of recursion each in append()
                return syntax(start, "at most " + std::to_string(kMostParts - 1) + " brackets in one name", "more than that");
            if (m_at == m_text.size() || m_text[m_at] == ',')
                break;
            if (m_text[m_at] == ']')
                return syntax(m_at, "a \"[\" before this bracket", "\"]\"");
            if (auto problem = takeBracket(parts.back()))
                return *problem;
        }
        if (m_at == start)
            return syntax(start, "a name", foundAt(start));
        return parts;
    }

    std::optional<Error> takeBracket(Part& part)
    {
        const std::size_t open = m_at++;
        part.count = 0;
        for (;;) {
            NumberRange range;
            if (auto problem = takeRange(range))
                return problem;
            part.ranges.push_back(range);
            part.count += range.last - range.first + 1;   // each below 10^18 and the names below 2^64: checked by the limit right here
            if (part.count > m_limits.names)
                return tooMany(open);
            if (m_at < m_text.size() && m_text[m_at] == ',') {
                ++m_at;
                continue;
            }
            if (m_at == m_text.size() || m_text[m_at] != ']')
                return syntax(m_at, "\",\", \"-\" or \"]\" in the bracket that opens in column " + std::to_string(open + m_firstColumn), foundAt(m_at));
            ++m_at;
            return std::nullopt;
        }
    }

    std::optional<Error> takeRange(NumberRange& range)
    {
        const std::size_t start = m_at;
        if (auto problem = takeNumber(range.first))
            return problem;
        const std::size_t digits = m_at - start;
        range.last = range.first;
        range.width = m_text[start] == '0' ? digits : 0;
        if (m_at == m_text.size() || m_text[m_at] != '-')
            return std::nullopt;
        const std::size_t second = ++m_at;
        if (auto problem = takeNumber(range.last))
            return problem;
        if (range.last < range.first)
            return syntax(second, "a number from " + std::to_string(range.first) + " on", std::to_string(range.last));
        return std::nullopt;
    }

    std::optional<Error> takeNumber(std::uint64_t& value)
    {
        constexpr std::size_t kMostDigits = 18;           // fits into 64 bits whatever the digits
        const std::size_t start = m_at;
        while (m_at < m_text.size() && m_text[m_at] >= '0' && m_text[m_at] <= '9')
            ++m_at;
        if (m_at == start)
            return syntax(start, "a number", foundAt(start));
        if (m_at - start > kMostDigits)
            return syntax(start, "a number of at most 18 digits", std::to_string(m_at - start) + " digits");
        std::from_chars(m_text.data() + start, m_text.data() + m_at, value);
        return std::nullopt;
    }

    // Products stay small: every factor is within the limit, and so is the product before it.
    std::optional<Error> checkLimits(const std::vector<Part>& parts, std::size_t start)
    {
        constexpr std::size_t kDigits = 18;
        std::uint64_t count = 1, length = 0;
        for (const Part& part : parts) {
            count *= part.count;
            length += part.text.size() + (part.ranges.empty() ? 0 : kDigits);
            if (count > m_limits.names)
                return tooMany(start);
        }
        m_names += count;
        if (m_names > m_limits.names)
            return tooMany(start);
        m_bytes += count * length;
        if (m_bytes > m_limits.bytes)
            return Error{ErrorCode::Limit, {}, std::to_string(start + m_firstColumn), "names of at most " + std::to_string(m_limits.bytes) + " bytes in all",
                         "more than that", "Shorten the names or split the list."};
        return std::nullopt;
    }

    Error tooMany(std::size_t at) const
    {
        return {ErrorCode::Limit, {}, std::to_string(at + m_firstColumn), "at most " + std::to_string(m_limits.names) + " names in one list",
                "more than that", "Check the numbers in the brackets."};
    }

    static void append(const std::vector<Part>& parts, std::size_t index, std::string& name, std::vector<std::string>& names)
    {
        if (index == parts.size()) {
            names.push_back(name);
            return;
        }
        const Part& part = parts[index];
        const std::size_t before = name.size();
        name += part.text;
        if (part.ranges.empty())
            append(parts, index + 1, name, names);
        const std::size_t stem = name.size();
        for (const NumberRange& range : part.ranges)
            for (std::uint64_t number = range.first; number <= range.last; ++number) {
                const std::string digits = std::to_string(number);
                if (digits.size() < range.width)
                    name.append(range.width - digits.size(), '0');
                name += digits;
                append(parts, index + 1, name, names);
                name.resize(stem);
            }
        name.resize(before);
    }

    static constexpr std::size_t kMostParts = 65;

    std::string_view m_text;
    BracketLimits m_limits;
    std::size_t m_firstColumn;
    std::size_t m_at = 0;
    std::uint64_t m_names = 0, m_bytes = 0;
};

} // namespace

Result<std::vector<std::string>> expandBracketList(std::string_view text, BracketLimits limits, std::size_t firstColumn)
{
    return ListParser(text, limits, firstColumn).expand();
}

} // namespace podscape
