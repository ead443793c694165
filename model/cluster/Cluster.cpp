#include "model/cluster/Cluster.h"

#include <algorithm>

namespace podscape {

const Fact* Cluster::fact(std::string_view key, int level) const
{
    const auto found = std::ranges::find_if(facts, [&](const Fact& f) { return f.level == level && f.key == key; });
    return found == facts.end() ? nullptr : &*found;
}

const Fact* Cluster::fact(std::string_view key, UnitRef unit) const
{
    const IndexRange chips = tree.chips(unit);
    const auto holds = [&](const Fact& f) {
        return f.chips.empty() || std::ranges::any_of(f.chips, [&](IndexRange r) { return r.begin <= chips.begin && chips.end <= r.end; });
    };
    const auto found = std::ranges::find_if(facts, [&](const Fact& f) { return f.level == unit.level && f.key == key && holds(f); });
    return found == facts.end() ? nullptr : &*found;
}

const Fabric* Cluster::fabricNamed(std::string_view fabricName) const
{
    const auto found = std::ranges::find_if(fabrics, [&](const Fabric& f) { return f.name() == fabricName; });
    return found == fabrics.end() ? nullptr : &*found;
}

} // namespace podscape
