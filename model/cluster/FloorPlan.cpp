#include "model/cluster/FloorPlan.h"

namespace podscape {

std::string_view toText(RackContent content)
{
    switch (content) {
    case RackContent::Chips: return "chips";
    case RackContent::Blank: return "blank";
    case RackContent::Switch: return "switch";
    case RackContent::Power: return "power";
    case RackContent::Cooling: return "cooling";
    case RackContent::Network: return "network";
    case RackContent::Circuit: return "circuit";
    case RackContent::Storage: return "storage";
    }
    return {};
}

LevelPlan FloorPlan::levelPlan(int level) const
{
    return static_cast<std::size_t>(level) < levels.size() ? levels[static_cast<std::size_t>(level)] : LevelPlan{};
}

LevelPlan& FloorPlan::addLevelPlan(int level)
{
    if (levels.size() <= static_cast<std::size_t>(level))
        levels.resize(static_cast<std::size_t>(level) + 1);
    return levels[static_cast<std::size_t>(level)];
}

} // namespace podscape
