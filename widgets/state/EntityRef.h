#pragma once

#include "model/base/Ids.h"
#include "model/cluster/UnitTree.h"

#include <variant>

namespace podscape {

struct Dataset;

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

// Whether the entity is part of the data; never when nothing is open.
[[nodiscard]] bool exists(const EntityRef& entity, const Dataset* dataset);

} // namespace podscape
