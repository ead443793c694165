#pragma once

#include "model/select/Query.h"

#include <string>
#include <string_view>
#include <vector>

namespace podscape {

// Questions as people type them: "job 4711", "racks of job 4711", "> 90 %", "chips below 10", "missing", "same position in every
// superpod", "siblings", "parent", "children", "neighbours", "invert". Case does not matter; levels may be in the plural.
// Absent when the text asks nothing, e.g. the name of a unit; an Error when it begins like a question and is none.
[[nodiscard]] std::optional<Result<Query>> parseQuery(std::string_view text, const UnitTree& tree);

[[nodiscard]] std::string toText(const Query& query, const UnitTree& tree);   // "racks > 90 %": what parseQuery() understands

// Questions that begin with what is typed, or have a word that does, as complete texts; at most `limit`.
[[nodiscard]] std::vector<std::string> queryCompletions(std::string_view typed, const Cluster& cluster, const Metric* metric, std::size_t limit);

} // namespace podscape
