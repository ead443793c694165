#pragma once

#include "model/io/Dataset.h"
#include "widgets/state/EntityRef.h"

#include <QString>

#include <optional>

namespace podscape {

// How units, jobs, events, links and switches are called on screen: one wording for outline, inspector, search and tooltips. Every function
// needs an entity that exists in the dataset.

[[nodiscard]] QString titleOf(const EntityRef& entity, const Dataset& dataset);   // "rack-003", "4711 pretrain", "chip-1 – chip-2"
[[nodiscard]] QString kindOf(const EntityRef& entity, const Dataset& dataset);    // "rack", "job", "event", "link", "switch"
[[nodiscard]] QString detailOf(const EntityRef& entity, const Dataset& dataset);  // path of a unit, times of a job: what tells it from its like

// A node of a fabric: its endpoint's path or its switch's name.
[[nodiscard]] QString fabricNodeText(const Cluster& cluster, const Fabric& fabric, std::uint32_t node);
[[nodiscard]] EntityRef fabricNodeEntity(FabricId fabricId, const Fabric& fabric, std::uint32_t node);

// A moment as the user's clock shows it: date and time where the trace has a date, else the time since its start.
[[nodiscard]] QString momentText(const Trace& trace, Nanoseconds time);
[[nodiscard]] QString clockText(Nanoseconds time);                                // "14:32:10"

// "16 racks"; the words of a file are English nouns.
[[nodiscard]] QString countText(std::uint32_t count, const std::string& levelName);

// Entities as links in rich text: "unit:2:5".
[[nodiscard]] QString toUrl(const EntityRef& entity);
[[nodiscard]] std::optional<EntityRef> entityFromUrl(const QString& url);

} // namespace podscape
