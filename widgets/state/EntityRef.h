#pragma once

#include "model/base/Ids.h"
#include "model/cluster/UnitTree.h"

#include <variant>

namespace podscape {

struct LinkRef
{
    FabricId fabric;
    LinkId link;
    constexpr auto operator<=>(const LinkRef&) const = default;
};

struct SwitchRef
{
    FabricId fabric;
    std::uint32_t index = 0;
    constexpr auto operator<=>(const SwitchRef&) const = default;
};

// Anything that can be hovered, selected and inspected.
using EntityRef = std::variant<UnitRef, JobId, EventId, LinkRef, SwitchRef>;

} // namespace podscape
