#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace podscape {

// The known word that a mistyped one most likely means: fewest insertions, deletions, replacements and swaps of neighbours, ignoring
// case; nullopt when even the best is off by more than a third of the word. Ties go to the first.
[[nodiscard]] std::optional<std::string_view> nearestWord(std::string_view word, std::span<const std::string_view> known);

// "Did you mean \"shape\"?" or, when nothing is near, "Known here: \"name\", \"kind\"."
[[nodiscard]] std::string nearestWordHint(std::string_view word, std::span<const std::string_view> known);

} // namespace podscape
