#pragma once

#include <algorithm>
#include <set>
#include <vector>

namespace podscape {

// Drops what is in the list before already; the rest keeps its order. Selections of thousands of racks hardly ever repeat one, so the
// common case is a sort and a look.
template <class T>
void keepFirst(std::vector<T>& values)
{
    std::vector<T> sorted = values;
    std::ranges::sort(sorted);
    if (std::ranges::adjacent_find(sorted) == sorted.end())
        return;
    std::set<T> seen;
    std::erase_if(values, [&](const T& value) { return !seen.insert(value).second; });
}

} // namespace podscape
