#pragma once

#include <string>

namespace podscape {

// "a rack", "an instance": by the first letter, with the one exception that level names are likely to have ("a unit").
[[nodiscard]] inline std::string withArticle(const std::string& noun)
{
    const bool isSpokenVowel = !noun.empty() && std::string("aeiou").find(noun.front()) != std::string::npos && !noun.starts_with("uni");
    return (isSpokenVowel ? "an " : "a ") + noun;
}

} // namespace podscape
