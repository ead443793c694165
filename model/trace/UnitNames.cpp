// What can be read from the names of units alone. No cluster is needed here.
#include "model/trace/BindTrace.h"

#include <algorithm>
#include <cctype>

namespace podscape {

namespace {

bool isDigit(char c) { return c >= '0' && c <= '9'; }

std::size_t digitRunEnd(std::string_view text, std::size_t begin)
{
    while (begin < text.size() && isDigit(text[begin]))
        ++begin;
    return begin;
}

// Negative, 0 or positive. Numbers of any length: without leading zeros the longer one is larger.
int compareNumbers(std::string_view a, std::string_view b)
{
    a.remove_prefix(std::min(a.find_first_not_of('0'), a.size()));
    b.remove_prefix(std::min(b.find_first_not_of('0'), b.size()));
    if (a.size() != b.size())
        return a.size() < b.size() ? -1 : 1;
    return a.compare(b);
}

} // namespace

bool naturalLess(std::string_view a, std::string_view b)
{
    std::size_t i = 0, j = 0;
    while (i < a.size() && j < b.size()) {
        if (isDigit(a[i]) && isDigit(b[j])) {
            const std::size_t endA = digitRunEnd(a, i), endB = digitRunEnd(b, j);
            if (const int order = compareNumbers(a.substr(i, endA - i), b.substr(j, endB - j)); order != 0)
                return order < 0;
            i = endA;
            j = endB;
        } else {
            if (a[i] != b[j])
                return static_cast<unsigned char>(a[i]) < static_cast<unsigned char>(b[j]);
            ++i;
            ++j;
        }
    }
    if ((i < a.size()) != (j < b.size()))
        return j < b.size();
    return a < b;   // "n02" and "n2" are equal as numbers; the plain order keeps the order total
}

std::string_view groupOfName(std::string_view name)
{
    const auto first = std::ranges::find_if(name, isDigit);
    const std::size_t end = digitRunEnd(name, static_cast<std::size_t>(first - name.begin()));
    const bool moreNumbersFollow = std::ranges::any_of(name.substr(end), isDigit);
    return moreNumbersFollow ? name.substr(0, end) : std::string_view{};
}

} // namespace podscape
