#pragma once

#include <string>

namespace podscape {

// Names of levels and tiers are English nouns.

// "racks", "switches", "campuses"; "chassis" and "ocs" are several already.
[[nodiscard]] std::string plural(const std::string& word);

// "1 rack", "15,696 racks"
[[nodiscard]] std::string counted(long long count, const std::string& word);

// "a rack", "an instance": by the first letter, with the one exception that such names are likely to have ("a unit").
[[nodiscard]] std::string withArticle(const std::string& word);

} // namespace podscape
