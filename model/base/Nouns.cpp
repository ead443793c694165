#include "model/base/Nouns.h"

#include "model/base/Units.h"

#include <string_view>

namespace podscape {

std::string plural(const std::string& word)
{
    if (word.ends_with("ch") || word.ends_with("sh") || word.ends_with("ss") || word.ends_with("us") || word.ends_with('x'))
        return word + "es";
    return word.ends_with('s') ? word : word + 's';
}

std::string counted(long long count, const std::string& word)
{
    return formatCount(count) + ' ' + (count == 1 ? word : plural(word));
}

std::string withArticle(const std::string& word)
{
    const bool isSpokenVowel = !word.empty() && std::string_view("aeiou").find(word.front()) != std::string_view::npos && !word.starts_with("uni");
    return (isSpokenVowel ? "an " : "a ") + word;
}

} // namespace podscape
