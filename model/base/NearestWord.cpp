#include "model/base/NearestWord.h"

#include <algorithm>
#include <cctype>
#include <vector>

namespace podscape {

namespace {

bool sameLetter(char a, char b)
{
    return std::tolower(static_cast<unsigned char>(a)) == std::tolower(static_cast<unsigned char>(b));
}

// Optimal string alignment distance: Levenshtein's, where swapping two neighbours also counts as one edit.
std::size_t editDistance(std::string_view a, std::string_view b)
{
    std::vector<std::size_t> beforeLast(b.size() + 1), last(b.size() + 1), row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j)
        last[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (sameLetter(a[i - 1], b[j - 1]) ? 0 : 1)});
            if (i > 1 && j > 1 && sameLetter(a[i - 1], b[j - 2]) && sameLetter(a[i - 2], b[j - 1]))
                row[j] = std::min(row[j], beforeLast[j - 2] + 1);
        }
        std::swap(beforeLast, last);
        std::swap(last, row);
    }
    return last[b.size()];
}

} // namespace

std::optional<std::string_view> nearestWord(std::string_view word, std::span<const std::string_view> known)
{
    constexpr std::size_t kLongestWord = 64;   // what is longer is no typing mistake, and the table grows with its square
    if (word.size() > kLongestWord)
        return std::nullopt;
    std::optional<std::string_view> best;
    std::size_t fewest = std::max<std::size_t>(1, word.size() / 3) + 1;
    for (const std::string_view candidate : known)
        if (const std::size_t edits = editDistance(word, candidate); edits < fewest && edits < candidate.size()) {
            fewest = edits;
            best = candidate;
        }
    return best;
}

std::string nearestWordHint(std::string_view word, std::span<const std::string_view> known)
{
    if (const auto near = nearestWord(word, known))
        return "Did you mean \"" + std::string(*near) + "\"?";
    std::string list;
    for (const std::string_view k : known)
        list += (list.empty() ? "\"" : ", \"") + std::string(k) + '"';
    return list.empty() ? std::string() : "Known here: " + list + '.';
}

} // namespace podscape
