#pragma once

#include "model/io/Dataset.h"
#include "widgets/state/EntityRef.h"

#include <string_view>
#include <vector>

namespace podscape {

// Finds units by path ("pod-0/rack-1"), by the beginning of a path ("pod-0/ra"), either from the root or from anywhere below it, or by a part of
// their name, and jobs by id or name. Case does not matter. Best first: exact, then beginnings, then parts; at most `limit`. Looks through at most a few hundred thousand names,
// so that typing stays fluent on a campus of a million chips; a full path is always found.
[[nodiscard]] std::vector<EntityRef> findEntities(const Dataset& dataset, std::string_view text, std::size_t limit);

} // namespace podscape
